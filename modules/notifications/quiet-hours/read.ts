import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { names } from '../../directory/index.ts';
import { timeOf } from '../hours/rules.ts';
import type * as contract from './contract.ts';
import { dayPlus, instantOf, localTime, weekdayOf } from './local-time.ts';
import { platformHoursPolicy, schoolHoursPolicy } from './policy.ts';
import { DEFAULT_HOURS, hoursFactsOf, type PlatformHours, policyFrom } from './policy-of.ts';
import { type HoursPolicy, publicationOf } from './publication.ts';
import { shippedCalendars } from './school-calendar.ts';
import { zoneOf } from './zones.ts';

/** The school whose hours the actor decides; for others than these it does not exist. */
export async function schoolToDecide(ctx: SessionContext, uai: string) {
  const place = await names.findPlace(ctx, uai);
  if (!place || !schoolHoursPolicy.can(ctx.actor, 'change', { schoolId: place.id })) notFound();
  return place;
}

/** For others than the operator the platform's hours have no page. */
export function asOperator({ actor }: SessionContext): void {
  if (!platformHoursPolicy.can(actor, 'change', {})) notFound();
}

interface ExceptionRow {
  readonly id: string;
  readonly kind: 'quiet' | 'open';
  readonly from: string;
  readonly until: string;
  readonly opens: number | null;
  readonly closes: number | null;
  readonly reason: string;
  readonly isEverywhere: boolean;
}

/** Days to come on which that school (null: every school) does otherwise; those of every school come with each. */
const exceptionsOf = async (db: Db, schoolId: string | null, today: string) =>
  (
    await rowsOf(
      db,
      sql<ExceptionRow>`
        select e.id, e.kind, e.starts_on as "from", e.ends_on - 1 as until, e.opens_at as opens, e.closes_at as closes, e.reason,
               e.school_id is null as "isEverywhere"
        from notifications.hours_exceptions e
        where (e.school_id is null or e.school_id = ${schoolId}::uuid) and e.removed_at is null and e.ends_on > ${today}::date
        order by e.starts_on, e.id limit 100`,
    )
  ).map(({ opens, closes, ...row }) => ({
    ...row,
    opens: opens === null ? null : timeOf(opens),
    closes: closes === null ? null : timeOf(closes),
  }));

/** Holidays shown ahead. */
const MOST_HOLIDAYS = 4;

/** What such a policy comes to: what is written now, and on the next Friday at 21:00. */
function previewOf(policy: HoursPolicy, now: Date) {
  const { day } = localTime(now, policy.timeZone);
  const friday = instantOf(dayPlus(day, (12 - weekdayOf(day)) % 7), 21 * 60, policy.timeZone);
  const of = (at: Date) => publicationOf(policy, { at, authorRole: 'staff', to: 'anybody' });
  const written = of(now);
  return {
    friday: { at: friday, publishedAt: of(friday).at },
    now: { publishedAt: written.at, queued: written.queued },
    timeZone: policy.timeZone,
    from: policy.from,
    until: policy.until,
    holidays: policy.holidays.filter(({ until }) => until > day).slice(0, MOST_HOLIDAYS),
  };
}

const platformIn = (given: PlatformHours | null) => {
  const { quietFrom, quietUntil, latestFrom, earliestUntil, ...rest } = given ?? DEFAULT_HOURS;
  return {
    ...rest,
    from: timeOf(quietFrom),
    until: timeOf(quietUntil),
    latestFrom: timeOf(latestFrom),
    earliestUntil: timeOf(earliestUntil),
  };
};

const said = (choice: boolean | null | undefined): '' | 'yes' | 'no' =>
  choice === null || choice === undefined ? '' : choice ? 'yes' : 'no';

/** A school's hours, for who decides them. */
export async function readSchoolHours(
  ctx: SessionContext,
  uai: string,
): Promise<Answer<typeof contract.showSchoolHours>> {
  const place = await schoolToDecide(ctx, uai);
  const facts = await hoursFactsOf(ctx.db, place.id);
  const policy = policyFrom(facts);
  const { school } = facts;
  const { zone, timeZone: _zone, ...platform } = platformIn(facts.platform);
  return {
    school: { uai: place.key, name: place.label },
    platform,
    chosen: {
      from: school?.quietFrom ? timeOf(school.quietFrom) : '',
      until: school?.quietUntil ? timeOf(school.quietUntil) : '',
      keepsHolidays: said(school?.keepsHolidays),
      staffExempt: said(school?.staffExempt),
      absentTeacher: said(school?.absentTeacher),
      reason: school?.reason ?? '',
    },
    exceptions: await exceptionsOf(ctx.db, place.id, ctx.actor.today),
    zone: school?.zone ?? zoneOf(place.key) ?? zone,
    preview: previewOf(policy, ctx.now),
  };
}

/** The platform's hours and the calendars that are known, for the operator. */
export async function readPlatformHours(ctx: SessionContext): Promise<Answer<typeof contract.showPlatformHours>> {
  asOperator(ctx);
  const facts = await hoursFactsOf(ctx.db, null);
  const years = new Map<string, Set<number>>();
  for (const { zone, year } of [...shippedCalendars(), ...facts.calendar])
    years.set(zone, (years.get(zone) ?? new Set()).add(year));
  return {
    ...platformIn(facts.platform),
    exceptions: await exceptionsOf(ctx.db, null, ctx.actor.today),
    calendars: [...years]
      .map(([zone, known]) => ({ zone, years: [...known].sort((one, other) => one - other) }))
      .sort((one, other) => (one.zone < other.zone ? -1 : 1)),
    preview: previewOf(policyFrom(facts), ctx.now),
  };
}
