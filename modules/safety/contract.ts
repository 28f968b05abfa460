export { showImageRights } from './image-rights/contract.ts';
export { showLittleSafety, showSafety } from './panel/contract.ts';
export { newReport } from './reports/contract.ts';
