import type { hourChoices } from './contract.ts';

/** When somebody is left in peace, every day from `from` to `until` the next morning, at the school's clock (`HH:MM`), and whole days. */
export interface Hours {
  readonly from: string;
  readonly until: string;
  /** ISO week days (1 Monday to 5 Friday); Saturday and Sunday are quiet in any case. */
  readonly days: readonly number[];
}

/** What the platform says for everyone. */
export const PLATFORM_HOURS: Hours = { from: '20:00', until: '07:00', days: [] };
/** The simple choice beside it. */
export const EVENING_HOURS: Hours = { from: '18:00', until: '08:00', days: [] };

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const same = (one: Hours, other: Hours): boolean =>
  one.from === other.from && one.until === other.until && one.days.join() === other.days.join();

/** Which of the choices such hours are. */
export const choiceOf = (hours: Hours): (typeof hourChoices)[number] =>
  same(hours, PLATFORM_HOURS) ? 'default' : same(hours, EVENING_HOURS) ? 'evening' : 'fine';

/** The hours that a choice means; the finer fields count only with `fine`. */
export const hoursOfChoice = (choice: (typeof hourChoices)[number], fine: Hours): Hours =>
  choice === 'default' ? PLATFORM_HOURS : choice === 'evening' ? EVENING_HOURS : fine;

/** Minutes of the day and ISO week day at the school's clock. */
function atSchool(instant: Date): { readonly minutes: number; readonly day: number } {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Paris',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    })
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday ?? '') + 1;
  return { minutes: (Number(parts.hour) % 24) * 60 + Number(parts.minute), day };
}

/** Whether those hours leave the person in peace at that instant. */
export function isQuiet({ from, until, days }: Hours, instant: Date): boolean {
  const { minutes, day } = atSchool(instant);
  return day >= 6 || days.includes(day) || minutes >= minutesOf(from) || minutes < minutesOf(until);
}
