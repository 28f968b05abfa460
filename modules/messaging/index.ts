export { sendInName } from './sending/in-name.ts';
