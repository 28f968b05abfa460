import { recordAct } from '../../../platform/audit/audit.ts';
import type { Input, SentFile } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { minutesOf } from '../hours/rules.ts';
import { closingChoices, fromChoices, timeZones, untilChoices } from './choices.ts';
import type * as contract from './contract.ts';
import { dayPlus } from './local-time.ts';
import { DEFAULT_HOURS, forgetPolicies, hoursFactsOf } from './policy-of.ts';
import { asOperator, schoolToDecide } from './read.ts';
import { CalendarUnreadable, readCalendar } from './school-calendar.ts';
import { zoneNames } from './zones.ts';

/** Said when hours change: the pages that show them look again. */
export const HOURS_TOPIC = 'notifications-hours';

const refuseField = (field: string, code: string): never => {
  throw new Refusal(code, {}, [{ field, code }]);
};

const optional = (time: string): number | null => (time === '' ? null : minutesOf(time));
const chosen = (choice: '' | 'yes' | 'no'): boolean | null => (choice === '' ? null : choice === 'yes');

/** What changed, into the journal; what this process knew is asked again after commit. */
async function decide(
  ctx: SessionContext,
  act: string,
  schoolId: string | null,
  details: Readonly<Record<string, unknown>>,
  write: Parameters<SessionContext['transaction']>[0],
): Promise<void> {
  await ctx.transaction(async (tx) => {
    await write(tx);
    await recordAct(tx.db, {
      act,
      at: ctx.now,
      actorId: ctx.actor.personId,
      schoolId: schoolId ?? undefined,
      details,
      requestId: ctx.requestId,
    });
    tx.changed(HOURS_TOPIC);
  });
  forgetPolicies(ctx.db);
}

/**
 * A school's choice, within the platform's bounds; other hours than the platform's have their reason.
 * @throws Refusal `notifications.hours-beyond`, `notifications.reason-missing`
 */
export async function decideSchoolHours(
  ctx: SessionContext,
  uai: string,
  given: Input<typeof contract.decideSchoolHours>['body'],
): Promise<void> {
  const place = await schoolToDecide(ctx, uai);
  const { platform } = await hoursFactsOf(ctx.db, place.id);
  const bounds = platform ?? DEFAULT_HOURS;
  const [from, until] = [optional(given.from), optional(given.until)];
  if (from !== null && (from > bounds.latestFrom || !fromChoices().includes(given.from)))
    refuseField('from', 'notifications.hours-beyond');
  if (until !== null && (until < bounds.earliestUntil || !untilChoices().includes(given.until)))
    refuseField('until', 'notifications.hours-beyond');
  const [keeps, staff, absent] = [chosen(given.keepsHolidays), chosen(given.staffExempt), chosen(given.absentTeacher)];
  const isOther = [from, until, keeps, staff, absent].some((choice) => choice !== null);
  if (isOther && given.reason.length < 5) refuseField('reason', 'notifications.reason-missing');
  await decide(
    ctx,
    'notifications.school-hours-decided',
    place.id,
    { from: given.from, until: given.until },
    ({ db }) =>
      sql`insert into notifications.school_hours (school_id, id, quiet_from, quiet_until, keeps_holidays, staff_exempt, absent_teacher, zone,
                                                reason, decided_by, decided_at)
        select ${place.id}, ${newId()}, ${from}, ${until}, ${keeps}, ${staff}, ${absent},
               (select h.zone from notifications.school_hours h where h.school_id = ${place.id}
                order by h.decided_at desc, h.id desc limit 1),
               ${isOther ? given.reason : null}, ${ctx.actor.personId}, ${ctx.now}`.execute(db),
  );
}

/** The platform's hours. @throws Refusal `notifications.hours-beyond` */
export async function decidePlatformHours(
  ctx: SessionContext,
  given: Input<typeof contract.decidePlatformHours>['body'],
): Promise<void> {
  asOperator(ctx);
  if (!fromChoices().includes(given.from)) refuseField('from', 'notifications.hours-beyond');
  if (!untilChoices().includes(given.until)) refuseField('until', 'notifications.hours-beyond');
  if (!fromChoices().includes(given.latestFrom) || given.latestFrom < given.from)
    refuseField('latestFrom', 'notifications.hours-beyond');
  if (!untilChoices().includes(given.earliestUntil) || given.earliestUntil > given.until)
    refuseField('earliestUntil', 'notifications.hours-beyond');
  if (!zoneNames.includes(given.zone)) refuseField('zone', 'notifications.hours-beyond');
  if (!(timeZones as readonly string[]).includes(given.timeZone)) refuseField('timeZone', 'notifications.hours-beyond');
  const { from, until, latestFrom, earliestUntil, zone, timeZone } = given;
  await decide(ctx, 'notifications.platform-hours-decided', null, { ...given }, ({ db }) =>
    sql`insert into notifications.platform_hours (id, quiet_from, quiet_until, latest_from, earliest_until, keeps_holidays, staff_exempt,
                                                  absent_teacher, zone, time_zone, decided_by, decided_at)
        values (${newId()}, ${minutesOf(from)}, ${minutesOf(until)}, ${minutesOf(latestFrom)}, ${minutesOf(earliestUntil)},
                ${given.keepsHolidays === 'yes'}, ${given.staffExempt === 'yes'}, ${given.absentTeacher === 'yes'}, ${zone}, ${timeZone},
                ${ctx.actor.personId}, ${ctx.now})`.execute(db),
  );
}

/** Days that a school may be otherwise at once. */
const MOST_DAYS = 14;

/**
 * Days on which that school (null: every school) does otherwise.
 * @throws Refusal `notifications.days-crossed`, `notifications.days-many`, `notifications.hours-beyond`
 */
export async function addException(
  ctx: SessionContext,
  uai: string | null,
  given: Input<typeof contract.addSchoolException>['body'],
): Promise<string> {
  const place = uai === null ? null : await schoolToDecide(ctx, uai);
  if (!place) asOperator(ctx);
  const { first, last, kind, reason } = given;
  if (last < first || last < ctx.actor.today) refuseField('last', 'notifications.days-crossed');
  if (last > dayPlus(first, MOST_DAYS - 1)) refuseField('last', 'notifications.days-many');
  const { platform } = await hoursFactsOf(ctx.db, null);
  const { latestFrom, earliestUntil } = platform ?? DEFAULT_HOURS;
  const isOpen = kind === 'open';
  const [opens, closes] = isOpen ? [optional(given.opens), optional(given.closes)] : [null, null];
  if (opens !== null && (opens < earliestUntil || !untilChoices().includes(given.opens)))
    refuseField('opens', 'notifications.hours-beyond');
  if (closes !== null && (closes > latestFrom || !closingChoices('23:00').includes(given.closes)))
    refuseField('closes', 'notifications.hours-beyond');
  const id = newId();
  await decide(
    ctx,
    'notifications.exception-added',
    place?.id ?? null,
    { exceptionId: id, kind, first, last },
    ({ db }) =>
      sql`insert into notifications.hours_exceptions (id, school_id, kind, starts_on, ends_on, opens_at, closes_at, reason, decided_by,
                                                    decided_at)
        values (${id}, ${place?.id ?? null}::uuid, ${kind}, ${first}::date, ${last}::date + 1, ${opens}, ${closes}, ${reason},
                ${ctx.actor.personId}, ${ctx.now})`.execute(db),
  );
  return id;
}

/** Takes such days back. */
export async function removeException(ctx: SessionContext, uai: string | null, exceptionId: string): Promise<void> {
  const place = uai === null ? null : await schoolToDecide(ctx, uai);
  if (!place) asOperator(ctx);
  await decide(ctx, 'notifications.exception-removed', place?.id ?? null, { exceptionId }, async ({ db }) => {
    const gone = await firstOf(
      db,
      sql`update notifications.hours_exceptions set removed_at = ${ctx.now}, removed_by = ${ctx.actor.personId}
          where id = ${exceptionId} and school_id is not distinct from ${place?.id ?? null}::uuid and removed_at is null returning id`,
    );
    if (!gone) notFound();
  });
}

/** Loads a calendar. @throws Refusal `notifications.calendar-unreadable` with its `line` */
export async function loadCalendar(ctx: SessionContext, file: SentFile | undefined): Promise<number> {
  asOperator(ctx);
  const lines = (() => {
    try {
      return readCalendar(new TextDecoder('utf-8', { fatal: true }).decode(file?.bytes ?? new Uint8Array()));
    } catch (error) {
      const line = error instanceof CalendarUnreadable ? error.line : 1;
      return refuse('notifications.calendar-unreadable', { line });
    }
  })();
  const years = lines.map(({ zone, year }) => `${zone} ${year}`);
  const rows = JSON.stringify(
    lines.map(({ zone, year, name, startsOn, endsOn }) => ({ zone, year, name, startsOn, endsOn })),
  );
  await decide(ctx, 'notifications.calendar-loaded', null, { years: [...new Set(years)] }, async ({ db }) => {
    await sql`delete from notifications.zone_holidays z where z.zone || ' ' || z.school_year = any(${years}::text[])`.execute(
      db,
    );
    await sql`
      insert into notifications.zone_holidays (zone, school_year, name, starts_on, ends_on, loaded_at)
      select r.zone, r.year, r.name, r."startsOn", r."endsOn", ${ctx.now}::timestamptz
      from json_to_recordset(${rows}::json) as r (zone text, year smallint, name text, "startsOn" date, "endsOn" date)
      on conflict do nothing`.execute(db);
  });
  return lines.length;
}
