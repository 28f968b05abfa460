import { type Db, newId, sql } from '../../../platform/db/db.ts';
import type { NewGroup, Write } from './difference.ts';
import { json, type Of, type Placed, type WriteFrame } from './written.ts';

export async function openKeys(
  db: Db,
  { schoolId }: WriteFrame,
  opened: readonly Placed<Of<'key', 'open'>>[],
): Promise<void> {
  if (opened.length === 0) return;
  const rows = opened.map(({ write, personId }) => ({ kind: write.kind, key: write.key, personId }));
  await sql`
    insert into directory.table_keys (school_id, kind, key, person_id)
    select ${schoolId}::uuid, r.kind, r.key, r."personId" from jsonb_to_recordset(${json(rows)}::jsonb) as r(kind text, key text, "personId" uuid)
    on conflict (school_id, kind, key) do update set person_id = excluded.person_id`.execute(db);
}

/** The journal: what each write was, so that it can be taken back while nobody touched it. */
export async function journal(
  db: Db,
  { tableId, schoolId }: WriteFrame,
  all: readonly Placed<Write>[],
  groups: readonly NewGroup[],
): Promise<void> {
  const rows = [
    ...groups.map((group) => ({
      id: newId(),
      person: null,
      line: null,
      thing: 'group',
      act: group.reopens ? 'change' : 'open',
      row: group.id,
      field: null,
      before: null,
      after: group.label,
    })),
    ...all
      .filter(({ write }) => write.thing !== 'proposal')
      .map(({ write, personId, line }) => ({
        id: newId(),
        person: personId,
        line,
        thing: write.thing,
        act: write.act,
        ...journalled(write),
      })),
  ];
  await sql`
    insert into directory.table_changes (school_id, id, table_id, person_id, line, thing, act, row_id, field, before, after)
    select ${schoolId}::uuid, r.id, ${tableId}::uuid, r.person, r.line, r.thing, r.act, r.row, r.field, r.before, r.after
    from jsonb_to_recordset(${json(rows)}::jsonb)
      as r(id uuid, person uuid, line integer, thing text, act text, "row" uuid, field text, before jsonb, after jsonb)`.execute(
    db,
  );
}

interface Journalled {
  readonly row: string | null;
  readonly field: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

function journalled(write: Write): Journalled {
  if (write.thing === 'field')
    return { row: null, field: write.field, before: { value: write.before, owner: write.owner }, after: write.after };
  if (write.thing === 'kinship')
    return { row: write.id, field: null, before: write.before, after: { ...write.kin, pupil: write.pupilId } };
  if (write.thing === 'enrolment' && write.act !== 'close')
    return { row: write.id, field: null, before: write.before, after: [write.levelCode, write.levelLabel, write.mef] };
  if (write.thing === 'person' && write.act === 'open')
    return { row: write.id, field: null, before: null, after: write.values };
  if (write.thing === 'person') return { row: null, field: null, before: write.before, after: null };
  if (write.thing === 'membership' && write.act === 'open')
    return { row: write.id, field: null, before: null, after: { group: write.groupId } };
  if (write.thing === 'key') return { row: null, field: write.kind, before: null, after: write.key };
  return { row: 'id' in write ? write.id : null, field: null, before: null, after: null };
}
