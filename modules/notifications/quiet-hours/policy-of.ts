import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import { timeOf } from '../hours/rules.ts';
import type { HoursException, HoursPolicy } from './publication.ts';
import { type CalendarLine, holidaysOf } from './school-calendar.ts';
import { departementOf, zoneOf } from './zones.ts';

/** What the platform says, in minutes of the day; schools choose between `latestFrom` and `earliestUntil`. */
export interface PlatformHours {
  readonly quietFrom: number;
  readonly quietUntil: number;
  readonly latestFrom: number;
  readonly earliestUntil: number;
  readonly keepsHolidays: boolean;
  readonly staffExempt: boolean;
  readonly absentTeacher: boolean;
  /** Of schools whose UAI says no other. */
  readonly zone: string;
  readonly timeZone: string;
}

/** What holds until an operator decides otherwise: 20:00 to 7:00, a school may go to 22:00 and to 6:00. */
export const DEFAULT_HOURS: PlatformHours = {
  quietFrom: 20 * 60,
  quietUntil: 7 * 60,
  latestFrom: 22 * 60,
  earliestUntil: 6 * 60,
  keepsHolidays: true,
  staffExempt: false,
  absentTeacher: false,
  zone: 'A',
  timeZone: 'Europe/Paris',
};

/** What a school chose; null: as the platform says. */
export interface SchoolHours {
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
  readonly keepsHolidays: boolean | null;
  readonly staffExempt: boolean | null;
  readonly absentTeacher: boolean | null;
  readonly zone: string | null;
  readonly reason: string | null;
}

/** Everything that makes a policy. */
export interface HoursFacts {
  readonly uai: string | null;
  readonly platform: PlatformHours | null;
  readonly school: SchoolHours | null;
  readonly exceptions: readonly {
    readonly kind: 'quiet' | 'open';
    readonly from: string;
    readonly until: string;
    readonly opensAt: number | null;
    readonly closesAt: number | null;
  }[];
  readonly calendar: readonly CalendarLine[];
}

/** What is known of the hours of a school; null: of the platform alone. One statement. */
export async function hoursFactsOf(db: Db, schoolId: string | null): Promise<HoursFacts> {
  const row = await firstOf(
    db,
    sql<HoursFacts>`
      select (select s.uai from directory.schools s where s.id = ${schoolId}::uuid) as uai,
             (select json_build_object('quietFrom', p.quiet_from, 'quietUntil', p.quiet_until, 'latestFrom', p.latest_from,
                                       'earliestUntil', p.earliest_until, 'keepsHolidays', p.keeps_holidays,
                                       'staffExempt', p.staff_exempt, 'absentTeacher', p.absent_teacher, 'zone', p.zone, 'timeZone', p.time_zone)
              from notifications.platform_hours p order by p.decided_at desc, p.id desc limit 1) as platform,
             (select json_build_object('quietFrom', h.quiet_from, 'quietUntil', h.quiet_until, 'keepsHolidays', h.keeps_holidays,
                                       'staffExempt', h.staff_exempt, 'absentTeacher', h.absent_teacher, 'zone', h.zone, 'reason', h.reason)
              from notifications.school_hours h where h.school_id = ${schoolId}::uuid
              order by h.decided_at desc, h.id desc limit 1) as school,
             coalesce((select json_agg(json_build_object('kind', e.kind, 'from', e.starts_on, 'until', e.ends_on, 'opensAt', e.opens_at,
                                                         'closesAt', e.closes_at) order by e.school_id is null, e.decided_at desc, e.id desc)
                       from notifications.hours_exceptions e
                       where (e.school_id is null or e.school_id = ${schoolId}::uuid) and e.removed_at is null), '[]'::json) as exceptions,
             coalesce((select json_agg(json_build_object('zone', z.zone, 'year', z.school_year, 'name', z.name, 'startsOn', z.starts_on,
                                                         'endsOn', z.ends_on) order by z.starts_on, z.name)
                       from notifications.zone_holidays z), '[]'::json) as calendar`,
  );
  if (!row) throw new Error('a statement without table gave no row');
  return row;
}

/** The policy those facts make: the platform's, and what the school chose within it. */
export function policyFrom({ uai, platform, school, exceptions, calendar }: HoursFacts): HoursPolicy {
  const base = platform ?? DEFAULT_HOURS;
  const zone = school?.zone ?? (uai === null ? undefined : zoneOf(uai)) ?? base.zone;
  return {
    timeZone: base.timeZone,
    // A bound that the platform drew later holds at once.
    from: timeOf(Math.min(school?.quietFrom ?? base.quietFrom, base.latestFrom)),
    until: timeOf(Math.max(school?.quietUntil ?? base.quietUntil, base.earliestUntil)),
    holidays: (school?.keepsHolidays ?? base.keepsHolidays) ? holidaysOf(zone, calendar) : [],
    departement: uai === null ? null : departementOf(uai),
    exceptions: exceptions.map(
      ({ kind, from, until, opensAt, closesAt }): HoursException => ({
        kind,
        from,
        until,
        ...(opensAt === null ? {} : { opens: timeOf(opensAt) }),
        ...(closesAt === null ? {} : { closes: timeOf(closesAt) }),
      }),
    ),
    staffExempt: school?.staffExempt ?? base.staffExempt,
    absentTeacher: school?.absentTeacher ?? base.absentTeacher,
  };
}

/** How long another process goes on with what it knew, in milliseconds. */
const KEPT_FOR = 2_000;

interface Kept {
  readonly policy: Promise<HoursPolicy>;
  readonly asked: number;
}

const kept = new WeakMap<Db, Map<string, Kept>>();

/** Schools remembered a database; far more than one process serves within two seconds. */
const MOST_KEPT = 2_000;

/**
 * The policy in force for a school; null: of the platform alone. Kept two seconds in this process, and forgotten here as soon as somebody
 * decides here: pass the pool (`ctx.db`), not a transaction's own connection.
 */
export async function hoursPolicyOf(db: Db, schoolId: string | null): Promise<HoursPolicy> {
  let known = kept.get(db);
  if (!known) {
    known = new Map();
    kept.set(db, known);
  }
  const key = schoolId ?? 'platform';
  const before = known.get(key);
  const now = performance.now();
  if (before && now - before.asked < KEPT_FOR) return before.policy;
  if (known.size >= MOST_KEPT) known.clear();
  const policy = hoursFactsOf(db, schoolId).then(policyFrom);
  known.set(key, { policy, asked: now });
  // What could not be read is asked again.
  policy.catch(() => known.delete(key));
  return policy;
}

/** Says that hours were decided: what this process knew is asked again. */
export const forgetPolicies = (db: Db): void => {
  kept.delete(db);
};
