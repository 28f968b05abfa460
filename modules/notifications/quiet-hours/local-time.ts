/** A moment as the clocks of a place show it: the day (`YYYY-MM-DD`) and the minutes since its midnight. */
export interface LocalTime {
  readonly day: string;
  readonly minutes: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  let known = formats.get(timeZone);
  if (!known) {
    // Swedish writes days as we do: 2026-11-24 08:30.
    known = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    });
    formats.set(timeZone, known);
  }
  return known;
};

let lastKey = '';
let lastTime: LocalTime = { day: '', minutes: 0 };

/** What the clocks of `timeZone` show at that instant. Asked again and again of the same minute: the last one is kept. */
export function localTime(instant: Date, timeZone: string): LocalTime {
  const key = `${Math.floor(instant.getTime() / MINUTE)} ${timeZone}`;
  if (key !== lastKey) {
    const text = formatOf(timeZone).format(instant);
    lastTime = { day: text.slice(0, 10), minutes: Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)) };
    lastKey = key;
  }
  return lastTime;
}

/**
 * The instant at which the clocks of `timeZone` show that day and minute. An hour that comes twice in autumn is taken the first time; one
 * that spring leaves out is the moment after the gap.
 */
export function instantOf(day: string, minutes: number, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE;
  const offsetAt = (time: number): number => {
    const shown = localTime(new Date(time), timeZone);
    return Date.parse(`${shown.day}T00:00:00Z`) + shown.minutes * MINUTE - Math.floor(time / MINUTE) * MINUTE;
  };
  const before = asUtc - offsetAt(asUtc - DAY);
  if (offsetAt(before) === asUtc - before) return new Date(before);
  const after = asUtc - offsetAt(asUtc + DAY);
  return new Date(offsetAt(after) === asUtc - after ? after : before);
}

/** The day that many days later (or earlier). */
export const dayPlus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** ISO week day: 1 Monday to 7 Sunday. */
export const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
