import { type Db, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { type PersonField, personFields } from '../person-fields.ts';
import { sortName } from '../rules.ts';
import { takeUids } from '../uids.ts';
import { json, type Of, type Placed, type WriteFrame } from './written.ts';

const columnList = sql.join(personFields.map((field) => sql.ref(field)));
const typed = sql.raw(
  personFields
    .map((field) => `${field} ${field === 'birth_date' ? 'date' : field === 'other_given_names' ? 'text[]' : 'text'}`)
    .join(', '),
);

const valuesOf = (values: Readonly<Partial<Record<PersonField, string>>>): Record<string, unknown> => ({
  ...values,
  other_given_names: values.other_given_names?.split(', ') ?? [],
});

export async function openPersons(db: Db, opened: readonly Placed<Of<'person', 'open'>>[]): Promise<void> {
  if (opened.length === 0) return;
  const uids = await takeUids(db, opened.length);
  const rows = opened.map(({ write: { id, values } }, index) => ({
    ...valuesOf(values),
    id,
    uid: uids[index],
    sort_name: sortName(values.family_name ?? '', values.given_name ?? null),
    is_organisation: values.given_name === undefined,
    owners: Object.fromEntries(Object.keys(values).map((field) => [field, 'school'])),
  }));
  await sql`
    insert into directory.persons (id, uid, ${columnList}, sort_name, is_organisation, owners)
    select r.id, r.uid, ${sql.join(personFields.map((field) => sql.ref(`r.${field}`)))}, r.sort_name, r.is_organisation, r.owners
    from jsonb_to_recordset(${json(rows)}::jsonb) as r(id uuid, uid text, ${typed}, sort_name text, is_organisation boolean, owners jsonb)`.execute(
    db,
  );
}

/** A field written by a table is the school's from then on. */
export async function changeFields(db: Db, changed: readonly Placed<Of<'field', 'change'>>[]): Promise<void> {
  if (changed.length === 0) return;
  const byPerson = Map.groupBy(changed, (one) => one.personId);
  const rows = [...byPerson].map(([id, list]) => ({
    id,
    changes: Object.fromEntries(
      list.map(({ write }) => [
        write.field,
        write.field === 'other_given_names' ? write.after.split(', ') : write.after,
      ]),
    ),
    owners: Object.fromEntries(list.map(({ write }) => [write.field, 'school'])),
  }));
  await setFields(db, rows);
}

/** Sets fields of persons and who owns them; `owners` null takes the mark away. */
export async function setFields(
  db: Db,
  rows: readonly {
    readonly id: string;
    readonly changes: Readonly<Record<string, unknown>>;
    readonly owners: Readonly<Record<string, string | null>>;
  }[],
): Promise<void> {
  if (rows.length === 0) return;
  const next = personFields.map((field) => {
    const value =
      field === 'other_given_names'
        ? sql`coalesce((select array_agg(n) from jsonb_array_elements_text(r.changes -> 'other_given_names') as n), '{}')`
        : field === 'birth_date'
          ? sql`(r.changes ->> 'birth_date')::date`
          : sql`r.changes ->> ${sql.lit(field)}`;
    return sql`${sql.ref(field)} = case when r.changes ? ${sql.lit(field)} then ${value} else ${sql.ref(`q.${field}`)} end`;
  });
  const written = await rowsOf(
    db,
    sql<{ id: string; family: string; given: string | null }>`
      update directory.persons q
      set ${sql.join(next)}, owners = jsonb_strip_nulls(q.owners || r.owners)
      from jsonb_to_recordset(${json(rows)}::jsonb) as r(id uuid, changes jsonb, owners jsonb)
      where q.id = r.id
      returning q.id, q.family_name as family, q.given_name as given`,
  );
  const names = written.map((one) => ({ id: one.id, sort_name: sortName(one.family, one.given) }));
  await sql`
    update directory.persons q set sort_name = r.sort_name
    from jsonb_to_recordset(${json(names)}::jsonb) as r(id uuid, sort_name text)
    where q.id = r.id and q.sort_name <> r.sort_name`.execute(db);
}

export async function moveAway(
  db: Db,
  { today }: WriteFrame,
  leaving: readonly Placed<unknown>[],
  returning: readonly Placed<unknown>[],
): Promise<void> {
  const ids = (list: readonly Placed<unknown>[]): string[] => list.map((one) => one.personId);
  if (leaving.length > 0)
    await sql`update directory.persons set left_on = ${today}::date where id = any(${ids(leaving)}::uuid[]) and left_on is null`.execute(
      db,
    );
  if (returning.length > 0)
    await sql`update directory.persons set left_on = null where id = any(${ids(returning)}::uuid[])`.execute(db);
}

/** Perhaps one person twice: for somebody to decide, once a pair. */
export async function propose(db: Db, opened: readonly Placed<Of<'proposal', 'open'>>[]): Promise<void> {
  if (opened.length === 0) return;
  const rows = opened.map(({ write, personId }) => ({
    id: newId(),
    left: write.other < personId ? write.other : personId,
    right: write.other < personId ? personId : write.other,
  }));
  await sql`
    insert into directory.duplicate_proposals (id, left_id, right_id, reason)
    select r.id, r.left, r.right, 'same-name' from jsonb_to_recordset(${json(rows)}::jsonb) as r(id uuid, "left" uuid, "right" uuid)
    on conflict (left_id, right_id) do nothing`.execute(db);
}
