import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, sql } from '../../../platform/db/db.ts';
import type { Erasure } from '../../../platform/personal-data/part.ts';

/** Before the rows go: closed accesses with their reasons, values that imports and merges kept, and the person, who becomes a tombstone. */
export async function eraseFromDirectory(db: Db, { persons: erased, reason, at }: Erasure): Promise<void> {
  const persons = [...erased];
  const day = dayOf(at);
  await sql`
    with gone as (
      select id from directory.access_suspensions
      where pupil_id = any(${persons}::uuid[]) or adult_id = any(${persons}::uuid[]))
    delete from directory.access_suspension_reasons r using gone where r.suspension_id = gone.id`.execute(db);
  await sql`
    delete from directory.access_suspensions
    where pupil_id = any(${persons}::uuid[]) or adult_id = any(${persons}::uuid[])`.execute(db);
  await sql`
    update directory.table_changes set before = null, after = null where person_id = any(${persons}::uuid[])`.execute(
    db,
  );
  await sql`
    update directory.merges set moved = null, settled_at = coalesce(settled_at, ${at})
    where (from_id = any(${persons}::uuid[]) or into_id = any(${persons}::uuid[])) and undone_at is null`.execute(db);
  await sql`
    with gone as (delete from directory.person_photos where person_id = any(${persons}::uuid[]) returning picture_id)
    delete from platform.pictures p using gone where p.id = gone.picture_id`.execute(db);
  await sql`delete from directory.tellings where details ->> 'about' = any(${persons}::text[])`.execute(db);
  // Tellings quote who looked at a page in whose place, and who decided for a child.
  await sql`
    delete from directory.tellings t using directory.persons p
    where p.id = any(${persons}::uuid[]) and t.code in ('view-asked', 'view-begun', 'child-renamed', 'erasure-asked')
      and concat_ws(' ', p.given_name, p.family_name) in (t.details ->> 'viewer', t.details ->> 'child', t.details ->> 'by')`.execute(
    db,
  );
  await sql`
    insert into directory.retired_uids (uid, retired_on)
    select uid, ${day}::date from directory.persons where id = any(${persons}::uuid[]) on conflict do nothing`.execute(
    db,
  );
  await sql`
    update directory.persons set family_name = '', given_name = null, civil_given_name = null, birth_name = null, other_given_names = '{}', title = null,
           birth_date = null, ine = null, email = null, phone = null, mobile = null, work_phone = null, street = null,
           postal_code = null, city = null, country = null, sort_name = '', owners = '{}',
           left_on = coalesce(left_on, ${day}::date), erased_on = coalesce(erased_on, ${day}::date),
           erasure_reason = coalesce(erasure_reason, ${reason})
    where id = any(${persons}::uuid[])`.execute(db);
}
