import { type RawBuilder, sql } from '../../platform/db/db.ts';
import { openOn } from './queries/facts.ts';

/* SQL queries about whole schools, for the modules that count people by school. */

const at = (alias: string, places: readonly string[] | null): RawBuilder<unknown> =>
  places ? sql`${sql.ref(`${alias}.school_id`)} = any(${[...places]}::uuid[])` : sql`true`;

/** SQL query: `school_id`, `person_id` of everybody who is something in those schools (null: in any), once a school and profile. */
export const peopleOfSchools = (today: string, schoolIds: readonly string[] | null): RawBuilder<unknown> => sql`
  select pr.school_id, pr.person_id from directory.profiles pr where ${at('pr', schoolIds)} and ${openOn('pr', today)}`;

/**
 * SQL query: `school_id`, `pupil_id`, `adult_id` of each pupil of those schools (null: of any) and each legal representative; a pupil
 * without one comes once, with a null adult. Representatives whose access is suspended are left out.
 */
export const legalGuardiansOf = (today: string, schoolIds: readonly string[] | null): RawBuilder<unknown> => sql`
  select pr.school_id, pr.person_id as pupil_id, k.adult_id
  from directory.profiles pr
  left join directory.kinships k on k.pupil_id = pr.person_id and k.authority = 1 and ${openOn('k', today)}
    and not exists (select 1 from directory.access_suspensions x
                    where x.adult_id = k.adult_id and x.pupil_id = k.pupil_id and x.lifted_at is null
                      and x.starts_on <= ${today}::date and (x.ends_on is null or x.ends_on > ${today}::date))
  where ${at('pr', schoolIds)} and pr.kind = 'pupil' and ${openOn('pr', today)}`;

/**
 * SQL query: `pupil_id`, `uid`, `name`, `sort_name`, `adult_id` of each pupil of a class and each legal representative whose access is not
 * suspended; a pupil without one comes once, with a null adult.
 */
export const familiesOfClass = (today: string, groupId: string): RawBuilder<unknown> => sql`
  select p.id as pupil_id, p.uid, concat_ws(' ', p.given_name, p.family_name) as name, p.sort_name, k.adult_id
  from directory.memberships m
  join directory.persons p on p.id = m.person_id
  left join lateral (
    select k.adult_id from directory.kinships k
    where k.pupil_id = m.person_id and k.authority = 1 and ${openOn('k', today)}
      and not exists (select 1 from directory.access_suspensions x
                      where x.adult_id = k.adult_id and x.pupil_id = k.pupil_id and x.lifted_at is null
                        and x.starts_on <= ${today}::date and (x.ends_on is null or x.ends_on > ${today}::date)) offset 0) as k on true
  where m.group_id = ${groupId}::uuid and m.role = 'pupil' and ${openOn('m', today)}`;

/** SQL query: `id`, `label`, `school_id`, `school` of an open class. The caller decides who may ask. */
export const classPlace = (today: string, groupId: string): RawBuilder<unknown> => sql`
  select g.id, g.label, g.school_id, s.name as school
  from directory.groups g join directory.schools s on s.id = g.school_id
  where g.id = ${groupId}::uuid and g.kind = 'class' and ${openOn('g', today)}`;

/** SQL query: `id`, `label`, `school_id` of those of these groups that are free ones, and open. */
export const freeGroups = (today: string, groupIds: readonly string[]): RawBuilder<unknown> => sql`
  select g.id, g.label, g.school_id from directory.groups g
  where g.id = any(${[...groupIds]}::uuid[]) and g.kind = 'free' and ${openOn('g', today)}`;

/** SQL query: `id`, `uid`, `name`, `sort_name` of the present pupils of a class. */
export const pupilsOfClass = (today: string, groupId: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select p.id, p.uid, concat_ws(' ', p.given_name, p.family_name) as name, p.sort_name
  from directory.memberships m join directory.persons p on p.id = m.person_id
  where m.group_id = ${groupId} and m.role = 'pupil' and ${openOn('m', today)} and p.left_on is null`;

/** SQL query: `adult_id` of each legal guardian of that pupil (a column) whose access is not closed. */
export const guardiansWithAccess = (pupil: RawBuilder<unknown>, today: string): RawBuilder<unknown> => sql`
  select k.adult_id from directory.kinships k
  where k.pupil_id = ${pupil} and k.authority = 1 and ${openOn('k', today)}
    and not exists (select 1 from directory.access_suspensions x
                    where x.adult_id = k.adult_id and x.pupil_id = k.pupil_id and x.lifted_at is null
                      and x.starts_on <= ${today}::date and (x.ends_on is null or x.ends_on > ${today}::date))`;

/** SQL condition: that adult is a legal guardian of that pupil; `withAccess`: and nobody closed their access. Both are columns. */
export const legalGuardian = (
  adult: RawBuilder<unknown>,
  pupil: RawBuilder<unknown>,
  today: string,
  { withAccess }: { readonly withAccess: boolean },
): RawBuilder<boolean> => sql<boolean>`(exists (
  select 1 from directory.kinships k
  where k.adult_id = ${adult} and k.pupil_id = ${pupil} and k.authority = 1 and ${openOn('k', today)} offset 0)
  ${
    withAccess
      ? sql`and not exists (select 1 from directory.access_suspensions x
              where x.adult_id = ${adult} and x.pupil_id = ${pupil} and x.lifted_at is null
                and x.starts_on <= ${today}::date and (x.ends_on is null or x.ends_on > ${today}::date))`
      : sql``
  })`;

/** Where pupils are asked for, as columns of the statement: a group, or with a null one the whole school. */
export interface PupilPlaceColumns {
  readonly school: RawBuilder<unknown>;
  readonly group: RawBuilder<unknown>;
  /** True: only those who stay at the canteen, for care or for study. */
  readonly afterSchool: RawBuilder<unknown>;
}

/** SQL query: `pupil_id` of the present pupils of a place, once each. */
export const pupilsOfPlace = (
  { school, group, afterSchool }: PupilPlaceColumns,
  today: string,
): RawBuilder<unknown> => sql`
  select distinct m.person_id as pupil_id
  from directory.memberships m
  join directory.profiles pr on pr.school_id = m.school_id and pr.person_id = m.person_id and pr.kind = 'pupil' and ${openOn('pr', today)}
  where m.school_id = ${school} and m.group_id = ${group} and m.role in ('pupil', 'member') and ${openOn('m', today)}
  union all
  select pr.person_id as pupil_id
  from directory.profiles pr
  where ${group} is null and pr.school_id = ${school} and pr.kind = 'pupil' and ${openOn('pr', today)}
    and (not ${afterSchool} or exists (
      select 1 from directory.enrolments e
      where e.school_id = pr.school_id and e.pupil_id = pr.person_id and ${openOn('e', today)}
        and (e.canteen or e.morning_care or e.evening_care or e.study) offset 0))`;

/** SQL condition: every one of those children (a column, `uuid[]`, not empty) is closed to that adult by a decision in force. */
export const closedTo = (
  adult: RawBuilder<unknown>,
  children: RawBuilder<unknown>,
  today: string,
): RawBuilder<boolean> =>
  sql<boolean>`(${children} <> '{}' and not exists (
    select 1 from unnest(${children}) as c (id)
    where not exists (select 1 from directory.access_suspensions x
                      where x.adult_id = ${adult} and x.pupil_id = c.id and x.lifted_at is null
                        and x.starts_on <= ${today}::date and (x.ends_on is null or x.ends_on > ${today}::date))))`;
