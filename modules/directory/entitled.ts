import { type RawBuilder, sql } from '../../platform/db/db.ts';

/**
 * SQL query: the ids (`person_id`, once each) of those whom the directory lets in on `today`: everyone with an open profile in a
 * school or a mandate, and the guardians with authority 1 of a present pupil, unless access to all their children is suspended.
 */
export function entitledPersons(today: string): RawBuilder<{ person_id: string }> {
  return sql<{ person_id: string }>`
    select pr.person_id from directory.profiles pr
    where pr.kind <> 'guardian' and (pr.ends_on is null or pr.ends_on > ${today}::date)
    union
    select d.person_id from directory.mandates d
    where d.starts_on <= ${today}::date and (d.ends_on is null or d.ends_on > ${today}::date)
    union
    select k.adult_id from directory.kinships k join directory.persons c on c.id = k.pupil_id
    where k.authority = 1 and (k.ends_on is null or k.ends_on > ${today}::date) and c.left_on is null
      and not exists (select 1 from directory.access_suspensions x
                      where x.adult_id = k.adult_id and x.pupil_id = k.pupil_id and x.lifted_at is null
                        and x.starts_on <= ${today}::date and (x.ends_on is null or x.ends_on > ${today}::date))`;
}
