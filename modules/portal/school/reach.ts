import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Audience } from '../audience.ts';

/** A level at a school, as one word. */
export const levelKey = (schoolId: string, code: string): string => `${schoolId} ${code}`;

const openOn = (alias: string, today: string): RawBuilder<unknown> =>
  sql`${sql.ref(`${alias}.starts_on`)} <= ${today}::date and (${sql.ref(`${alias}.ends_on`)} is null or ${sql.ref(`${alias}.ends_on`)} > ${today}::date)`;

/** The levels around a person: their own, their children's, those of the pupils whom they teach. As `levelKey`s. */
export async function levelsAround(db: Db, actor: Actor): Promise<string[]> {
  const pupils = [
    ...(actor.roles.includes('pupil') ? [actor.personId] : []),
    ...actor.children.map(({ personId }) => personId),
  ];
  const taught = actor.groups.filter(({ role }) => role !== 'pupil').map(({ groupId }) => groupId);
  const rows = await rowsOf(
    db,
    sql<{ schoolId: string; code: string }>`
      select distinct e.school_id as "schoolId", e.level_code as code from directory.pupil_levels e
      where e.pupil_id = any(${pupils}::uuid[]) and ${openOn('e', actor.today)}
      union
      select e.school_id, e.level_code from directory.school_members m
      join directory.pupil_levels e on e.school_id = m.school_id and e.pupil_id = m.person_id and ${openOn('e', actor.today)}
      where m.group_id = any(${taught}::uuid[]) and m.role = 'pupil' and ${openOn('m', actor.today)}
      order by 1, 2 limit 500`,
  );
  return rows.map(({ schoolId, code }) => levelKey(schoolId, code));
}

/** The levels of the pupils of a school, youngest first. */
export const levelsOfSchool = (
  db: Db,
  schoolId: string,
  today: string,
): Promise<{ readonly code: string; readonly label: string }[]> =>
  rowsOf(
    db,
    sql<{ code: string; label: string }>`
      select e.level_code as code, min(e.level) as label from directory.pupil_levels e
      where e.school_id = ${schoolId} and ${openOn('e', today)}
      group by e.level_code order by min(e.rank), e.level_code limit 60`,
  );

/** For whom something of a school is; null: all. */
export interface Reach {
  readonly audiences: readonly Audience[] | null;
  readonly groupIds: readonly string[] | null;
  readonly levelCodes: readonly string[] | null;
}

/** How many people of a school something is for: the same rule as `arrange`, on everybody at once. One statement. */
export async function countReached(db: Db, schoolId: string, today: string, wanted: Reach): Promise<number> {
  const { audiences, groupIds, levelCodes } = wanted;
  const row = await firstOf(
    db,
    sql<{ people: number }>`
      with pupils as (
        select distinct pr.person_id from directory.school_profiles pr
        where pr.school_id = ${schoolId} and pr.kind = 'pupil' and ${openOn('pr', today)}),
      members as (
        select m.group_id, m.person_id, m.role from directory.school_members m
        where m.school_id = ${schoolId} and ${openOn('m', today)}),
      levels as (
        select e.pupil_id, e.level_code from directory.pupil_levels e
        where e.school_id = ${schoolId} and ${openOn('e', today)} and e.level_code = any(${[...(levelCodes ?? [])]}::text[])),
      -- Each person of the school as one thing they are there, with the pupil through whom they are it.
      held as (
        select p.person_id, 'pupil' as audience, p.person_id as pupil_id from pupils p
        union all
        select g.adult_id, 'guardian', g.pupil_id from directory.pupil_guardians g join pupils p on p.person_id = g.pupil_id
        where ${openOn('g', today)} and not exists (
          select 1 from directory.closed_accesses x
          where x.adult_id = g.adult_id and x.pupil_id = g.pupil_id and ${openOn('x', today)})
        union all
        select pr.person_id, case pr.kind when 'teacher' then 'teacher' else 'staff' end, null from directory.school_profiles pr
        where pr.school_id = ${schoolId} and pr.kind not in ('pupil', 'guardian') and ${openOn('pr', today)}),
      fitting_audience as (
        select distinct h.person_id from held h
        where ${audiences === null}::boolean or h.audience = any(${[...(audiences ?? [])]}::text[])),
      near as (
        select h.person_id, h.pupil_id as met_id from held h where h.pupil_id is not null
        union
        select h.person_id, h.person_id from held h)
      select count(*)::int as people from fitting_audience f
      where (${groupIds === null}::boolean or exists (
               select 1 from near n join members m on m.person_id = n.met_id
               where n.person_id = f.person_id and m.group_id = any(${[...(groupIds ?? [])]}::uuid[])))
        and (${levelCodes === null}::boolean
             or exists (select 1 from near n join levels l on l.pupil_id = n.met_id where n.person_id = f.person_id)
             or exists (select 1 from members own
                        join members taught on taught.group_id = own.group_id and taught.role = 'pupil'
                        join levels l on l.pupil_id = taught.person_id
                        where own.person_id = f.person_id and own.role <> 'pupil'))`,
  );
  return row?.people ?? 0;
}
