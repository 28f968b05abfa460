import type { MailPace, NotificationKind } from '../../../platform/module.ts';
import type { Hours } from '../hours/rules.ts';
import { dayPlus, instantOf, localTime, weekdayOf } from '../quiet-hours/local-time.ts';
import { type HoursPolicy, isPeace, nextOpening } from '../quiet-hours/publication.ts';

/** When the evening's mail leaves, and the one of the week: Friday's. */
const EVENING = 18 * 60;
const WEEKLY_DAY = 5;

/** The choice that holds for every kind without one of its own. */
export const ANY_KIND = '*';

/** How somebody is told of a kind of thing. */
export interface Ways {
  readonly mail: MailPace;
  readonly isPushed: boolean;
}

/** Of somebody's own choices (by kind) the one that holds; what the kind proposes where they made none. */
export function waysOf(kind: Pick<NotificationKind, 'key' | 'defaults'>, choices: ReadonlyMap<string, Ways>): Ways {
  return choices.get(kind.key) ?? choices.get(ANY_KIND) ?? { mail: kind.defaults.mail, isPushed: kind.defaults.push };
}

const HALF_HOUR = 1_800_000;
/** A person's own peace never lasts longer than a school's holidays and a week. */
const MOST_STEPS = 48 * 100;

/** The first instant from that one on at which neither the school nor the person wants peace; null for who wants it on all days. */
export function openFor(policy: HoursPolicy, personal: Hours | null, from: Date): Date | null {
  let at = nextOpening(policy, from);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (!isPeace(policy, personal, at)) return at;
    // People choose full half hours.
    at = nextOpening(policy, new Date((Math.floor(at.getTime() / HALF_HOUR) + 1) * HALF_HOUR));
  }
  return null;
}

/** When something told at that instant leaves, at that pace and in these hours; null: not at all. */
export function dueAt(
  pace: Exclude<MailPace, 'never'>,
  policy: HoursPolicy,
  personal: Hours | null,
  from: Date,
): Date | null {
  return openFor(policy, personal, pace === 'now' ? from : gathered(pace, policy.timeZone, from));
}

/** The next evening, or the next Friday evening, at the school's clock. */
function gathered(pace: 'evening' | 'weekly', timeZone: string, from: Date): Date {
  const { day, minutes } = localTime(from, timeZone);
  const days = pace === 'weekly' ? (WEEKLY_DAY - weekdayOf(day) + 7) % 7 : 0;
  const passed = days === 0 && minutes > EVENING;
  return instantOf(dayPlus(day, days + (passed ? (pace === 'weekly' ? 7 : 1) : 0)), EVENING, timeZone);
}
