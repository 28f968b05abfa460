import { type Db, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { proposeInSchools } from '../queries/search.ts';

/**
 * Makes the guardians' profiles of a school follow from its pupils again, for the adults of those pupils: open where a child is there
 * under their authority, ended on `day` (exclusive) where none is any more. As the import does; run twice it writes nothing.
 */
export async function alignGuardians(
  db: Db,
  schoolId: string,
  pupilIds: readonly string[],
  day: string,
): Promise<void> {
  const adults = await rowsOf(
    db,
    sql<{ adult_id: string; has_child: boolean }>`
      select a.adult_id, exists (
        select 1 from directory.kinships k
        join directory.profiles c on c.person_id = k.pupil_id and c.kind = 'pupil' and c.school_id = ${schoolId}::uuid
        where k.adult_id = a.adult_id and k.authority = 1 and (k.ends_on is null or k.ends_on > ${day}::date)
          and (c.ends_on is null or c.ends_on > ${day}::date)) as has_child
      from (select distinct adult_id from directory.kinships where pupil_id = any(${[...pupilIds]}::uuid[])) as a
      order by a.adult_id`,
  );
  const idsOf = (hasChild: boolean): string[] =>
    adults.filter((adult) => adult.has_child === hasChild).map((adult) => adult.adult_id);
  await sql`
    update directory.profiles set ends_on = greatest(${day}::date, starts_on)
    where school_id = ${schoolId}::uuid and kind = 'guardian' and person_id = any(${idsOf(false)}::uuid[])
      and (ends_on is null or ends_on > ${day}::date)`.execute(db);
  await sql`
    insert into directory.profiles (id, school_id, person_id, kind, owner, starts_on)
    select n.id, ${schoolId}::uuid, n.person_id, 'guardian', 'academy', ${day}::date
    from json_to_recordset(${JSON.stringify(idsOf(true).map((id) => ({ id: newId(), person_id: id })))}::json)
      as n (id uuid, person_id uuid)
    on conflict do nothing`.execute(db);
  await proposeInSchools(db, idsOf(true));
}
