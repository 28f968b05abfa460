import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import { columnName, giveBackRows, moveRows, type PersonColumn } from '../../../platform/merge/rows.ts';
import type { Merge, MergePart } from '../../../platform/module.ts';
import { personFields } from '../person-fields.ts';

const OPEN = 'r.ends_on is null';
const byId = (table: string, column: string): PersonColumn => ({ table: `directory.${table}`, column, key: ['id'] });

/** Every column of the directory that names a person, children of others first. */
const columns: readonly PersonColumn[] = [
  { table: 'directory.person_sources', column: 'person_id', key: ['source', 'category', 'source_id'] },
  { ...byId('profiles', 'person_id'), once: { per: ['school_id', 'kind'], when: OPEN } },
  { ...byId('enrolments', 'pupil_id'), once: { per: ['school_id', 'year'], when: OPEN } },
  { ...byId('memberships', 'person_id'), once: { per: ['group_id', 'role', 'subject_code'], when: OPEN } },
  { ...byId('kinships', 'pupil_id'), once: { per: ['adult_id'], when: OPEN } },
  { ...byId('kinships', 'adult_id'), once: { per: ['pupil_id'], when: OPEN } },
  byId('access_suspensions', 'pupil_id'),
  byId('access_suspensions', 'adult_id'),
  byId('access_suspensions', 'created_by'),
  byId('access_suspensions', 'lifted_by'),
  byId('mandates', 'person_id'),
  byId('mandates', 'created_by'),
  { ...byId('duplicate_proposals', 'left_id'), aside: true },
  { ...byId('duplicate_proposals', 'right_id'), aside: true },
  {
    ...byId('departures', 'person_id'),
    once: { per: ['school_id'], when: 'r.returned_at is null and r.settled_on is null' },
  },
  byId('tellings', 'person_id'),
  { table: 'directory.person_photos', column: 'person_id', key: ['picture_id'], once: { per: [] } },
  { table: 'directory.person_photos', column: 'added_by', key: ['picture_id'] },
  { table: 'directory.contact_choices', column: 'person_id', key: ['item'], once: { per: ['item'] } },
  { table: 'directory.reading_languages', column: 'person_id', key: ['language'], once: { per: [] } },
  { table: 'directory.table_keys', column: 'person_id', key: ['school_id', 'kind', 'key'] },
  { table: 'directory.table_changes', column: 'person_id', key: ['school_id', 'id'] },
  byId('table_imports', 'started_by'),
  byId('table_imports', 'applied_by'),
  byId('table_imports', 'undone_by'),
  { table: 'directory.platform_rule_choices', column: 'decided_by', key: ['stage', 'rule', 'verb', 'starts_on'] },
  { table: 'directory.year_drafts', column: 'prepared_by', key: ['school_id', 'year'] },
  { table: 'directory.year_drafts', column: 'shared_by', key: ['school_id', 'year'] },
  { table: 'directory.year_drafts', column: 'opened_by', key: ['school_id', 'year'] },
  {
    table: 'directory.year_draft_teachers',
    column: 'person_id',
    key: ['school_id', 'year', 'class_id'],
    once: { per: ['school_id', 'year', 'class_id'] },
  },
  {
    table: 'directory.year_draft_places',
    column: 'pupil_id',
    key: ['school_id', 'year'],
    once: { per: ['school_id', 'year'] },
  },
  { table: 'directory.year_draft_places', column: 'decided_by', key: ['school_id', 'year', 'pupil_id'] },
  { table: 'directory.school_rule_choices', column: 'decided_by', key: ['school_id', 'rule', 'verb', 'starts_on'] },
];

/** Columns that the merge itself looks after: lines of merges, and what is derived from names and places. */
const OWN = [
  'directory.persons.merged_into',
  'directory.merges.from_id',
  'directory.merges.into_id',
  'directory.name_words.person_id',
  'directory.circle_members.person_id',
];

/** Values that the record that stays takes over where it has none. */
const FILLED = personFields.filter((column) => column !== 'family_name' && column !== 'other_given_names');

interface Persons {
  /** Values that were taken over, by column; with the owner that they had. */
  readonly filled: Readonly<Record<string, { readonly value: string; readonly owner: string | null }>>;
  readonly ine: string | null;
  readonly leftOn: string | null;
}

type PersonValues = Readonly<Record<string, unknown>> & {
  readonly owners: Readonly<Record<string, string>>;
  readonly ine: string | null;
  readonly left_on: string | null;
};

const valuesOf = async (db: Db, id: string): Promise<PersonValues> => {
  const row = await firstOf(
    db,
    sql<{ row: PersonValues }>`select to_jsonb(p) as row from directory.persons p where id = ${id} for update`,
  );
  if (!row) throw new Error(`no person ${id}`);
  return row.row;
};

/** The record that stays takes what it lacks; the other leads to it and is found by nobody. */
async function movePerson(db: Db, { from, into, at }: Merge): Promise<Persons> {
  const [lost, kept] = [await valuesOf(db, from), await valuesOf(db, into)];
  const filled: Record<string, { value: string; owner: string | null }> = {};
  for (const column of FILLED)
    if (kept[column] === null && lost[column] !== null)
      filled[column] = { value: String(lost[column]), owner: lost.owners[column] ?? null };
  // The number of a pupil stands once: taken from the one before it is given to the other.
  await sql`
    update directory.persons set merged_into = ${into}, left_on = coalesce(left_on, ${at}::date), ine = null where id = ${from}`.execute(
    db,
  );
  await writeValues(db, into, Object.fromEntries(Object.entries(filled).map(([column, { value }]) => [column, value])));
  const owners = Object.entries(filled).flatMap(([column, { owner }]) => (owner ? [[column, owner]] : []));
  await sql`
    update directory.persons set owners = owners || ${JSON.stringify(Object.fromEntries(owners))}::jsonb where id = ${into}`.execute(
    db,
  );
  return { filled, ine: lost.ine, leftOn: lost.left_on };
}

async function writeValues(db: Db, id: string, values: Readonly<Record<string, string | null>>): Promise<void> {
  const columnsOf = Object.keys(values);
  if (columnsOf.length === 0) return;
  await sql`
    update directory.persons as p set ${sql.join(columnsOf.map((column) => sql`${sql.ref(column)} = ${sql.ref(`v.${column}`)}`))}
    from jsonb_populate_record(null::directory.persons, ${JSON.stringify(values)}::jsonb) as v where p.id = ${id}`.execute(
    db,
  );
}

/** Values that were taken over go back, unless somebody changed them meanwhile. */
async function giveBackPerson(db: Db, { from, into }: Merge, { filled, ine, leftOn }: Persons): Promise<void> {
  const kept = await valuesOf(db, into);
  const untouched = Object.entries(filled).filter(([column, { value }]) => String(kept[column]) === value);
  await writeValues(db, into, Object.fromEntries(untouched.map(([column]) => [column, null])));
  const owned = untouched.filter(([, { owner }]) => owner !== null).map(([column]) => column);
  await sql`update directory.persons set owners = owners - ${owned}::text[] where id = ${into}`.execute(db);
  await sql`
    update directory.persons set merged_into = null, left_on = ${leftOn}::date,
           ine = case when exists (select 1 from directory.persons o where o.ine = ${ine} and o.id <> ${from}) then null else ${ine} end
    where id = ${from}`.execute(db);
}

interface MovedByDirectory {
  readonly rows: unknown;
  readonly persons: Persons;
}

/** What the directory does when two records of one person are merged. */
export const directoryMergePart: MergePart = {
  key: 'directory',
  columns: [...columns.map(columnName), ...OWN],
  async move({ db }, merge): Promise<MovedByDirectory> {
    return { rows: await moveRows(db, columns, merge), persons: await movePerson(db, merge) };
  },
  async undo(db, merge, moved) {
    const { rows, persons } = moved as MovedByDirectory;
    await giveBackPerson(db, merge, persons);
    await giveBackRows(db, columns, merge, rows);
  },
  // Of the record that was set aside only the uid stays, so that it is never given again.
  async settle(db, { from, at }) {
    await sql`delete from directory.name_words where person_id = ${from}`.execute(db);
    await sql`
      insert into directory.retired_uids (uid, retired_on) select uid, ${at}::date from directory.persons where id = ${from}
      on conflict do nothing`.execute(db);
    await sql`
      update directory.persons set family_name = '', given_name = null, civil_given_name = null, birth_name = null, other_given_names = '{}', title = null,
             birth_date = null, ine = null, email = null, phone = null, mobile = null, work_phone = null, street = null,
             postal_code = null, city = null, country = null, sort_name = '', owners = '{}',
             erased_on = ${at}::date, erasure_reason = 'merged'
      where id = ${from}`.execute(db);
  },
};
