export { listHeld } from './held/contract.ts';
export { showImageRights } from './image-rights/contract.ts';
export { showLittleSafety } from './panel/contract.ts';
