export { chooseHours, showHours } from './hours/contract.ts';
