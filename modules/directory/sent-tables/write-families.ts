import { type Db, sql } from '../../../platform/db/db.ts';
import { json, type Of, type Placed, type WriteFrame } from './written.ts';

const kinRows = (list: readonly Placed<Of<'kinship'>>[]): object[] =>
  list.map(({ write, personId }) => ({ id: write.id, pupilId: write.pupilId, personId, ...write.kin }));
const KIN =
  sql.raw(`as r(id uuid, "pupilId" uuid, "personId" uuid, relation text, "relationCode" text, authority smallint, "isPayer" boolean,
  "contactRank" smallint, "needsReview" boolean)`);

export async function writeKinships(
  db: Db,
  { today }: WriteFrame,
  opened: readonly Placed<Of<'kinship', 'open'>>[],
  changed: readonly Placed<Of<'kinship', 'change'>>[],
): Promise<void> {
  if (opened.length > 0)
    await sql`
      insert into directory.kinships (id, pupil_id, adult_id, relation, relation_code, authority, is_payer, contact_rank, needs_review, owner,
        source, starts_on)
      select r.id, r."pupilId", r."personId", r.relation, r."relationCode", r.authority, r."isPayer", r."contactRank", r."needsReview", 'school',
        'table', ${today}::date
      from jsonb_to_recordset(${json(kinRows(opened))}::jsonb) ${KIN}`.execute(db);
  if (changed.length > 0)
    await sql`
      update directory.kinships k
      set relation = r.relation, relation_code = r."relationCode", authority = r.authority, is_payer = r."isPayer",
        contact_rank = r."contactRank", needs_review = r."needsReview" and k.reviewed_at is null
      from jsonb_to_recordset(${json(kinRows(changed))}::jsonb) ${KIN}
      where k.id = r.id and k.owner = 'school' and k.source = 'table'`.execute(db);
}

/** A guardian's profile follows from the children: without a pupil left in the school, it ends. */
export async function closeFamilies(db: Db, { schoolId, today, tableId }: WriteFrame): Promise<void> {
  await sql`
    with ended as (
      update directory.profiles g set ends_on = greatest(${today}::date, g.starts_on)
      where g.school_id = ${schoolId}::uuid and g.kind = 'guardian' and g.owner = 'school' and g.ends_on is null
        and not exists (
          select from directory.kinships k
          join directory.profiles r on r.person_id = k.pupil_id and r.school_id = g.school_id and r.kind = 'pupil' and r.ends_on is null
          where k.adult_id = g.person_id and k.ends_on is null and k.authority = 1)
      returning g.id, g.person_id)
    insert into directory.table_changes (school_id, id, table_id, person_id, thing, act, row_id)
    select ${schoolId}::uuid, directory.new_id(), ${tableId}::uuid, person_id, 'profile', 'close', id from ended`.execute(
    db,
  );
}
