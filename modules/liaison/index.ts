export { receiveWord, sendWord } from './family-words/commands.ts';
export { sealOf } from './notes/digest.ts';
export { tickPaper } from './notes/follow.ts';
export { type SentNote, writeNote } from './notes/send.ts';
