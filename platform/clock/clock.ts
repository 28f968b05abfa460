/** The only place that reads the machine's time; tests put their own clock in the app's options. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move. */
export function fixedClock(start: string | Date): Clock & { set(at: string | Date): void; advance(ms: number): void } {
  let at = new Date(start);
  return {
    now: () => new Date(at),
    set: (next) => {
      at = new Date(next);
    },
    advance: (ms) => {
      at = new Date(at.getTime() + ms);
    },
  };
}

const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

const MINUTE = 60_000;
let lastMinute = Number.NaN;
let lastDay = '';

/** The day (`YYYY-MM-DD`) it is at school at that instant. Asked for several times a request: a minute lies in one day. */
export function dayOf(instant: Date): string {
  const minute = Math.floor(instant.getTime() / MINUTE);
  if (minute !== lastMinute) {
    lastDay = parisDay.format(instant);
    lastMinute = minute;
  }
  return lastDay;
}
