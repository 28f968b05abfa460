import { minutesOf, timeOf } from '../hours/rules.ts';

/** Time zones of the académies. */
export const timeZones = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Wallis',
] as const;

/** Quiet may begin from 17:00 on and end by noon. */
const EARLIEST_FROM = 17 * 60;
const LATEST_FROM = 23 * 60;
const EARLIEST_UNTIL = 5 * 60;
const LATEST_UNTIL = 12 * 60;
const STEP = 30;

const steps = (first: number, last: number): string[] =>
  Array.from({ length: Math.max(0, Math.floor((last - first) / STEP) + 1) }, (_, index) =>
    timeOf(first + index * STEP),
  );

/** Half hours at which quiet may begin, `latest` included. */
export const fromChoices = (latest = timeOf(LATEST_FROM)): string[] => steps(EARLIEST_FROM, minutesOf(latest));
/** Half hours at which quiet may end, from `earliest` on. */
export const untilChoices = (earliest = timeOf(EARLIEST_UNTIL)): string[] => steps(minutesOf(earliest), LATEST_UNTIL);
/** Half hours until which a day may be open. */
export const closingChoices = (latest: string): string[] => steps(LATEST_UNTIL + STEP, minutesOf(latest));
