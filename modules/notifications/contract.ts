export { choosePace, showChoices } from './choices/contract.ts';
export { chooseHours, showHours } from './hours/contract.ts';
