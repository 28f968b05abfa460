export { showImageRights } from './image-rights/contract.ts';
