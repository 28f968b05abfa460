export { answer as answerImageRights } from './image-rights/commands.ts';
export type { ImagePurpose } from './image-rights/contract.ts';
export { imageAllowed, mayShow } from './image-rights/may-show.ts';
export { ImageFieldsOfAll } from './image-rights/questions.tsx';
export { readImageRights } from './image-rights/read.ts';
