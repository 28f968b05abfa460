export type { ImagePurpose } from './image-rights/contract.ts';
export { imageAllowed, mayShow } from './image-rights/may-show.ts';
export { heldImageAnswers } from './image-rights/personal-data.ts';
