import { dayOf } from '../../../platform/clock/clock.ts';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { readMarkWithId, writeMark } from '../../../platform/http/mark.ts';
import type { WorkContext } from '../../../platform/module.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { schoolFor } from '../in-school.ts';
import { announcedOn, openOn } from '../queries/facts.ts';
import { fullName } from '../rules.ts';
import { type listArrivals, SHOWN } from './contract.ts';

/*
 * Pupils whom a feed enrols in a school from a day to come (CM2 going to a collège). Until that day the enrolment is all there is: no
 * profile, no class, so that the school sees a name and a level, and nothing that the former school knows.
 */

interface ArrivalRow {
  readonly id: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly sortName: string;
  readonly level: string | null;
  readonly startsOn: string;
}

/** Who will arrive in a school, by name, forty a page. */
export async function readArrivals(
  ctx: SessionContext,
  uai: string,
  after: string | undefined,
): Promise<Answer<typeof listArrivals>> {
  const school = await schoolFor(ctx, uai, 'seeArrivals');
  const [sortName, id] = readMarkWithId(after, 2) ?? [];
  const awaited = sql`
    e.school_id = ${school.id}::uuid and ${announcedOn('e', ctx.actor.today)}`;
  const rows = await rowsOf(
    ctx.db,
    sql<ArrivalRow>`
      select p.id, p.family_name as "familyName", p.given_name as "givenName", p.sort_name as "sortName",
             coalesce(l.label, e.level_label) as level, e.starts_on as "startsOn"
      from directory.enrolments e
      join directory.persons p on p.id = e.pupil_id
      left join directory.levels l on l.code = e.level_code
      where ${awaited} and ${sortName !== undefined && id !== undefined ? sql`(p.sort_name, p.id) > (${sortName}, ${id}::uuid)` : sql`true`}
      order by p.sort_name, p.id limit ${SHOWN + 1}`,
  );
  const total = await firstOf(
    ctx.db,
    sql<{ count: number }>`select count(*) as count from directory.enrolments e where ${awaited}`,
  );
  const shown = rows.slice(0, SHOWN);
  const last = shown.at(-1);
  return {
    school: { uai: school.uai, name: school.name },
    count: total?.count ?? 0,
    pupils: shown.map((row) => ({ displayName: fullName(row), level: row.level, startsOn: row.startsOn })),
    next: rows.length > SHOWN && last ? writeMark([last.sortName, last.id]) : null,
  };
}

/** An announced school of one of some pupils. */
export interface ComingRow {
  readonly pupilId: string;
  readonly givenName: string | null;
  readonly schoolUai: string;
  readonly schoolName: string;
  readonly startsOn: string;
}

/** Where these pupils will go, and from when; by day, then name. */
export const listComing = (db: Db, pupilIds: readonly string[], today: string): Promise<ComingRow[]> =>
  rowsOf(
    db,
    sql<ComingRow>`
      select e.pupil_id as "pupilId", p.given_name as "givenName", s.uai as "schoolUai", s.name as "schoolName", e.starts_on as "startsOn"
      from directory.enrolments e
      join directory.persons p on p.id = e.pupil_id
      join directory.schools s on s.id = e.school_id
      where e.pupil_id = any(${[...pupilIds]}::uuid[]) and ${announcedOn('e', today)}
      order by e.starts_on, p.given_name, e.id`,
  );

/** Days for which a missed night is made up. */
const LOOK_BACK = 60;

/**
 * Those whose first day has come are pupils of the school from now on, and their guardians theirs. Their classes come with the next
 * delivery. Twice changes nothing.
 * @returns how many pupils began
 */
export async function beginEnrolments(ctx: Pick<WorkContext, 'db' | 'clock' | 'log'>): Promise<number> {
  const today = dayOf(ctx.clock.now());
  const begun = await inTransaction(ctx.db, async (tx) => {
    const pupils = await rowsOf(
      tx.db,
      sql<{ school_id: string; pupil_id: string }>`
        insert into directory.profiles (id, school_id, person_id, kind, owner, source, starts_on)
        select directory.new_id(), e.school_id, e.pupil_id, 'pupil', e.owner, e.source, e.starts_on
        from directory.enrolments e
        where e.ends_on is null and e.starts_on between ${today}::date - ${LOOK_BACK}::int and ${today}::date
          and not exists (select 1 from directory.profiles pr
                          where pr.person_id = e.pupil_id and pr.school_id = e.school_id and pr.kind = 'pupil' and ${openOn('pr', today)})
          and not exists (select 1 from directory.departures d
                          where d.person_id = e.pupil_id and d.school_id = e.school_id and d.returned_at is null and d.settled_on is null)
        on conflict do nothing
        returning school_id, person_id as pupil_id`,
    );
    if (pupils.length === 0) return 0;
    await sql`
      insert into directory.profiles (id, school_id, person_id, kind, owner, starts_on)
      select directory.new_id(), adult.school_id, adult.adult_id, 'guardian', 'academy', ${today}::date
      from (select distinct n.school_id, k.adult_id
            from jsonb_to_recordset(${JSON.stringify(pupils)}::jsonb) as n (school_id uuid, pupil_id uuid)
            join directory.kinships k on k.pupil_id = n.pupil_id and k.authority = 1 and ${openOn('k', today)}) as adult
      on conflict do nothing`.execute(tx.db);
    for (const schoolId of new Set(pupils.map((one) => one.school_id)))
      await tx.emit({ name: 'directory.circles-changed', payload: { schoolId } });
    return pupils.length;
  });
  if (begun > 0) ctx.log('info', 'directory.enrolments-begun', { pupils: begun });
  return begun;
}
