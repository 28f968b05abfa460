export { answer as answerImageRights } from './image-rights/commands.ts';
export { mayShow } from './image-rights/may-show.ts';
export { ImageFieldsOfAll } from './image-rights/questions.tsx';
export { readImageRights } from './image-rights/read.ts';
export { pictureVerdict } from './image-rights/verdict.ts';
export { ReportLink } from './reports/link.tsx';
export { isReadingHeardStopped, refuseIfStopped, stopFor, stoppedReaders } from './stop/in-force.ts';
