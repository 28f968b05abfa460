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
