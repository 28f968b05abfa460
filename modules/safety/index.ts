export type { ImagePurpose } from './image-rights/contract.ts';
export { imageAllowed, mayShow } from './image-rights/may-show.ts';
