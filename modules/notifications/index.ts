export { keepHours } from './hours/commands.ts';
export { HoursFields } from './hours/fields.tsx';
export { hoursOf } from './hours/queries.ts';
export { hoursOfChoice } from './hours/rules.ts';
export { hoursInWords } from './hours/words.ts';
export { hoursPolicyOf } from './quiet-hours/policy-of.ts';
export { SendButton, SendNote, UrgentFields } from './quiet-hours/send.tsx';
export { mayBeUrgent, recordUrgent, type UrgentNotice } from './quiet-hours/urgent.ts';
export { momentInWords, timeInWords } from './quiet-hours/words.ts';
