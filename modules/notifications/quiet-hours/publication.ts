import { choiceOf, type Hours, minutesOf } from '../hours/rules.ts';
import { dayPlus, instantOf, localTime, weekdayOf } from './local-time.ts';
import { publicHolidaysOf } from './public-holidays.ts';

/** Days from `from` on, `until` excluded (`YYYY-MM-DD`). */
export interface DayRange {
  readonly from: string;
  readonly until: string;
}

/**
 * Days on which a school does otherwise. `quiet`: as a Sunday. `open`: as a day of class, also on a Saturday or in the holidays, with its
 * own hours.
 */
export interface HoursException extends DayRange {
  readonly kind: 'quiet' | 'open';
  /** `HH:MM`: quiet before and from then on; of `open` only. */
  readonly opens?: string | undefined;
  readonly closes?: string | undefined;
}

/** When a school publishes, once the platform and the school have both spoken. */
export interface HoursPolicy {
  readonly timeZone: string;
  /** Quiet from then on (`HH:MM`)… */
  readonly from: string;
  /** …until then, the next morning of a day of class. */
  readonly until: string;
  /** Holidays that are kept as week-ends; empty where the school publishes in the holidays. Sorted, apart from each other. */
  readonly holidays: readonly DayRange[];
  /** Whose public holidays, three figures; null: those of the whole country. */
  readonly departement: string | null;
  readonly exceptions: readonly HoursException[];
  /** What staff write to staff alone is published at once. */
  readonly staffExempt: boolean;
  /** That a teacher is absent may be said from 6:00 to 20:00, whatever the day. */
  readonly absentTeacher: boolean;
}

/** Why a head may publish at any hour; nothing else is urgent. */
export const urgentCategories = ['closing', 'transport', 'safety', 'health'] as const;
export type UrgentCategory = (typeof urgentCategories)[number];

/** Something to be published. */
export interface Act {
  /** When it was written. */
  readonly at: Date;
  readonly authorRole: 'staff' | 'guardian' | 'pupil' | 'platform';
  readonly to: 'staff-only' | 'anybody';
  /** Ask `mayBeUrgent` first: nothing here knows who writes. */
  readonly urgent?: UrgentCategory | undefined;
  readonly absentTeacher?: boolean | undefined;
  /** A report that somebody is in danger. */
  readonly safety?: boolean | undefined;
}

/** `holiday`: some of the wait is holidays or a public holiday. `exempt`: by the school's choice. */
export type PublicationReason = 'open' | 'quiet' | 'holiday' | 'exempt' | 'urgent' | 'safety';

/** When it is published; `queued`: later than it was written. */
export interface Publication {
  readonly at: Date;
  readonly queued: boolean;
  readonly reason: PublicationReason;
}

/** Between these an absent teacher may be announced, where the school chose so. */
const ABSENT_TEACHER = { opens: 6 * 60, closes: 20 * 60 };

/** Nothing stays closed longer: a policy that never opens is a fault. */
const MOST_DAYS = 500;

const within = (ranges: readonly DayRange[], day: string): boolean =>
  ranges.some(({ from, until }) => from <= day && day < until);

const isHoliday = (policy: HoursPolicy, day: string): boolean =>
  within(policy.holidays, day) || publicHolidaysOf(Number(day.slice(0, 4)), policy.departement).has(day);

/** Minutes between which a day is open; null: the whole day is quiet. What the school said of a day last comes first. */
function windowOf(policy: HoursPolicy, day: string): { readonly opens: number; readonly closes: number } | null {
  const usual = { opens: minutesOf(policy.until), closes: minutesOf(policy.from) };
  const exception = policy.exceptions.find(({ from, until }) => from <= day && day < until);
  if (exception?.kind === 'quiet') return null;
  if (exception)
    return {
      opens: exception.opens ? minutesOf(exception.opens) : usual.opens,
      closes: exception.closes ? minutesOf(exception.closes) : usual.closes,
    };
  return weekdayOf(day) >= 6 || isHoliday(policy, day) ? null : usual;
}

/** Whether nothing is published at that instant, exceptions of single acts left aside. */
export function isQuietFor(policy: HoursPolicy, instant: Date): boolean {
  const { day, minutes } = localTime(instant, policy.timeZone);
  const window = windowOf(policy, day);
  return !window || minutes < window.opens || minutes >= window.closes;
}

/** The first instant, from that one on, at which the school publishes. */
export function nextOpening(policy: HoursPolicy, instant: Date): Date {
  if (!isQuietFor(policy, instant)) return instant;
  const { day: today } = localTime(instant, policy.timeZone);
  for (let after = 0; after <= MOST_DAYS; after += 1) {
    const day = dayPlus(today, after);
    const window = windowOf(policy, day);
    if (!window || window.opens >= window.closes) continue;
    const opening = instantOf(day, window.opens, policy.timeZone);
    if (opening > instant) return opening;
  }
  throw new Error(`nothing is published for ${MOST_DAYS} days after ${instant.toISOString()}`);
}

/** The first instant from that one on at which an absent teacher may be announced. */
function nextForAbsence(policy: HoursPolicy, instant: Date): Date {
  const { day, minutes } = localTime(instant, policy.timeZone);
  if (minutes >= ABSENT_TEACHER.opens && minutes < ABSENT_TEACHER.closes) return instant;
  const next = minutes < ABSENT_TEACHER.opens ? day : dayPlus(day, 1);
  return instantOf(next, ABSENT_TEACHER.opens, policy.timeZone);
}

/** Whether holidays lie between the two, the day of the later one excluded. */
function waitsForHolidays(policy: HoursPolicy, from: Date, until: Date): boolean {
  const last = localTime(until, policy.timeZone).day;
  for (let { day } = localTime(from, policy.timeZone); day < last; day = dayPlus(day, 1))
    if (isHoliday(policy, day)) return true;
  return false;
}

/**
 * When something is published: the one place that decides it, for every module. Never earlier than it was written; of two acts of a
 * kind, what was written first is not published later.
 */
export function publicationOf(policy: HoursPolicy, act: Act): Publication {
  const now = (reason: PublicationReason): Publication => ({ at: act.at, queued: false, reason });
  if (act.safety) return now('safety');
  if (act.urgent) return now('urgent');
  if (policy.staffExempt && act.authorRole === 'staff' && act.to === 'staff-only') return now('exempt');
  if (!isQuietFor(policy, act.at)) return now('open');
  const opening = nextOpening(policy, act.at);
  if (policy.absentTeacher && act.absentTeacher && act.authorRole === 'staff') {
    const at = nextForAbsence(policy, act.at);
    if (at <= opening) return { at, queued: at > act.at, reason: 'exempt' };
  }
  return { at: opening, queued: true, reason: waitsForHolidays(policy, act.at, opening) ? 'holiday' : 'quiet' };
}

/** The same for people of several schools at once: the first instant at which none of them is left in peace. */
export function publicationIn(policies: readonly HoursPolicy[], act: Act): Publication {
  let result: Publication = { at: act.at, queued: false, reason: 'open' };
  // Where one school opens another may be closed again: asked until all agree.
  for (let turn = 0; turn < MOST_DAYS; turn += 1) {
    const before = result;
    for (const policy of policies) {
      const { at, queued, reason } = publicationOf(policy, { ...act, at: result.at });
      if (queued) result = { at, queued, reason: result.reason === 'holiday' ? 'holiday' : reason };
      else if (!result.queued && reason !== 'open') result = { ...result, reason };
    }
    if (result.at.getTime() === before.at.getTime()) return result;
  }
  throw new Error(`these schools never publish together after ${act.at.toISOString()}`);
}

/**
 * Whether a person is left in peace: as their school says, and more where they chose so (`hoursOf`; null or the platform's own: no
 * choice). For mails, pushes and badges.
 */
export function isPeace(policy: HoursPolicy, personal: Hours | null, instant: Date): boolean {
  if (isQuietFor(policy, instant)) return true;
  if (!personal || choiceOf(personal) === 'default') return false;
  const { day, minutes } = localTime(instant, policy.timeZone);
  return (
    personal.days.includes(weekdayOf(day)) || minutes >= minutesOf(personal.from) || minutes < minutesOf(personal.until)
  );
}
