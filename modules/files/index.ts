export {
  attach,
  attachmentsOf,
  copyAttachments,
  type FileShown,
  heldFiles,
  release,
} from './attach.ts';
export { fileRefusals, fileUploads, heldIds } from './contract.ts';
export { AttachmentList, FileField, fileAddress, thumbnailAddress } from './parts.tsx';
export { type FileProof, proofsOf } from './proofs.ts';
export { receive } from './receive.ts';
export { holdsFile } from './same-file.ts';
export { type AttachedBytes, attachedBytes } from './serve.ts';
