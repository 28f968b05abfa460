export { pinPost, writePost } from './commands.ts';
export type { Typed } from './contract.ts';
