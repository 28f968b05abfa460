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
