const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A cron line, parsed: which minutes of the school's wall clock it names. */
export interface CronLine {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** Both day fields given: either is enough, as everywhere with cron. */
  readonly eitherDay: boolean;
  /** The hour field names hours: the run belongs to a time of day, once a day even when the clock changes. */
  readonly atHours: boolean;
}

/**
 * Parses `minute hour day month weekday` (`*`, `5`, `1-5`, `1,3`, every n by `/n`; Sunday is 0 or 7).
 * @throws Error naming the faulty field
 */
export function parseCron(text: string): CronLine {
  const [minute, hour, day, month, weekday, ...rest] = text.trim().split(/\s+/);
  if (!(minute && hour && day && month && weekday) || rest.length > 0)
    throw new Error(`cron line "${text}": five fields are needed`);
  return {
    minutes: parseField(minute, 0, 59, text),
    hours: parseField(hour, 0, 23, text),
    days: parseField(day, 1, 31, text),
    months: parseField(month, 1, 12, text),
    weekdays: new Set([...parseField(weekday, 0, 7, text)].map((value) => value % 7)),
    eitherDay: day !== '*' && weekday !== '*',
    atHours: !hour.startsWith('*'),
  };
}

function parseField(field: string, lowest: number, highest: number, line: string): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) throw new Error(`cron line "${line}": "${field}" is not understood`);
    const [, first, last, step] = match;
    const from = first === undefined ? lowest : Number(first);
    const to = last !== undefined ? Number(last) : first === undefined || step !== undefined ? highest : from;
    if (from < lowest || to > highest || from > to || step === '0')
      throw new Error(`cron line "${line}": "${field}" is outside ${lowest}-${highest}`);
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

/**
 * The latest minute in (`after`, `until`] at which the line is due, or undefined. Looks back a day at most: a run missed for
 * longer is left to the next one. In spring a run within the hour that does not exist is due at the jump; in autumn a run within
 * the hour that comes twice is due the first time only.
 */
export function lastDue(line: CronLine, after: Date, until: Date): Date | undefined {
  const latest = Math.floor(until.getTime() / MINUTE) * MINUTE;
  const earliest = Math.max(after.getTime(), until.getTime() - 24 * HOUR);
  for (let at = latest; at > earliest; at -= MINUTE) if (isDue(line, at)) return new Date(at);
  return undefined;
}

function isDue(line: CronLine, at: number): boolean {
  const local = wallClock(at);
  if (!line.atHours) return names(line, local);
  if (comesAgain(at)) return false;
  // Normally the single minute `at`; after the spring jump also the minutes that the clock left out.
  for (let minute = wallClock(at - MINUTE) + MINUTE; minute <= local; minute += MINUTE)
    if (names(line, minute)) return true;
  return false;
}

/** True for the second coming of a minute in the night when clocks go back. */
function comesAgain(at: number): boolean {
  const back = offsetAt(at - 3 * HOUR) - offsetAt(at);
  return back > 0 && offsetAt(at - back) === offsetAt(at) + back;
}

function names(line: CronLine, wall: number): boolean {
  const date = new Date(wall);
  if (!line.minutes.has(date.getUTCMinutes()) || !line.hours.has(date.getUTCHours())) return false;
  if (!line.months.has(date.getUTCMonth() + 1)) return false;
  const day = line.days.has(date.getUTCDate());
  const weekday = line.weekdays.has(date.getUTCDay());
  return line.eitherDay ? day || weekday : day && weekday;
}

/** What the school's clock shows, as if it were UTC: milliseconds whose UTC parts are the local ones. */
const wallClock = (at: number): number => at + offsetAt(at);

const parisParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

const offsets = new Map<number, number>();

/** Milliseconds that the school's clock is ahead of UTC; clocks change on the hour, so one look-up serves an hour. */
function offsetAt(at: number): number {
  const hour = Math.floor(at / HOUR);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const parts = Object.fromEntries(
    parisParts.formatToParts(hour * HOUR).map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', number>;
  const offset = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute) - hour * HOUR;
  if (offsets.size > 100) offsets.clear();
  offsets.set(hour, offset);
  return offset;
}
