import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { type PersonField, personFields } from '../person-fields.ts';
import { setFields } from './write-persons.ts';

/** What undoing did: rows of the journal taken back, and those that stay because somebody touched the person since. */
export interface Undone {
  readonly undone: number;
  readonly kept: number;
}

interface UndoFrame {
  readonly tableId: string;
  readonly schoolId: string;
  readonly today: string;
  readonly appliedAt: Date;
  /** Persons who use the product already. */
  readonly inUse: ReadonlySet<string>;
}

/** Persons that a table made: asked whether they use the product before their making is undone. */
export const personsMadeBy = async (db: Db, schoolId: string, tableId: string): Promise<string[]> =>
  (
    await rowsOf(
      db,
      sql<{ id: string }>`
        select person_id as id from directory.table_changes
        where school_id = ${schoolId}::uuid and table_id = ${tableId}::uuid and thing = 'person' and act = 'open' order by person_id`,
    )
  ).map((row) => row.id);

/**
 * Takes back what a table wrote, as far as nobody touched it since. Rows that it opened are removed, rows that it closed open again,
 * fields get their former value and owner. A person made by the table leaves, unless they use the product already, the academy has met
 * them, or somebody gave them something else: then all of them stays. Runs inside the caller's transaction.
 *
 * Statements are given the ids of their rows rather than a join with the journal: minutes after a large table the database knows nothing
 * yet of what was written, and a join planned blindly walks the journal once for each row.
 */
export async function undoTable(db: Db, frame: UndoFrame): Promise<Undone> {
  const lines = await journalOf(db, frame);
  const stay = await keptPersons(db, frame, lines);
  const opened = await removeOpened(db, lines, stay);
  await noteDeparturesAgain(db, frame);
  const undone = new Set([
    ...opened,
    ...(await reopen(db, lines)),
    ...(await restoreFields(db, frame, [...stay])),
    ...(await restoreEnrolments(db, lines)),
    ...(await restoreKinships(db, lines)),
    ...(await takePersonsBack(db, frame, [...stay])),
    ...(await endGroups(db, frame)),
  ]);
  const isUndone = ({ id, thing }: Line): boolean => thing === 'key' || undone.has(id);
  const kept = lines.filter((line) => !isUndone(line)).map(({ id }) => id);
  await sql`
    update directory.table_changes c set outcome = case when c.id = any(${kept}::uuid[]) then 'kept' else 'undone' end
    where ${ofTable(frame)}`.execute(db);
  return { undone: lines.length - kept.length, kept: kept.length };
}

/** A line of the journal. */
interface Line {
  readonly id: string;
  readonly thing: string;
  readonly act: string;
  readonly personId: string | null;
  readonly rowId: string | null;
  /** Of a `change` alone. */
  readonly before: unknown;
  readonly after: unknown;
}

/** The journal of this table, as `c`. */
const ofTable = ({ tableId, schoolId }: UndoFrame): RawBuilder<unknown> =>
  sql`c.school_id = ${schoolId}::uuid and c.table_id = ${tableId}::uuid`;

const journalOf = (db: Db, frame: UndoFrame): Promise<Line[]> =>
  rowsOf(
    db,
    sql<Line>`
      select c.id, c.thing, c.act, c.person_id as "personId", c.row_id as "rowId",
             case when c.act = 'change' then c.before end as before, case when c.act = 'change' then c.after end as after
      from directory.table_changes c where ${ofTable(frame)} order by c.id`,
  );

const ids = async (db: Db, query: RawBuilder<{ id: string }>): Promise<string[]> =>
  (await rowsOf(db, query)).map((row) => row.id);

/** Runs a statement on the rows of some lines, and gives the lines whose rows it returned. */
async function onRows(
  db: Db,
  lines: readonly Line[],
  statement: (rowIds: readonly string[]) => RawBuilder<{ id: string }>,
): Promise<string[]> {
  if (lines.length === 0) return [];
  const done = new Set(await ids(db, statement(lines.flatMap(({ rowId }) => rowId ?? []))));
  return lines.filter(({ rowId }) => rowId !== null && done.has(rowId)).map(({ id }) => id);
}

/** Persons made by the table who stay: in use, met by the academy, changed, or given something by somebody else. */
async function keptPersons(db: Db, frame: UndoFrame, lines: readonly Line[]): Promise<ReadonlySet<string>> {
  const made = lines.flatMap(({ thing, act, personId }) =>
    thing === 'person' && act === 'open' && personId !== null ? [personId] : [],
  );
  if (made.length === 0) return new Set();
  const written = new Set(lines.map(({ rowId }) => rowId));
  const open = (table: string, person: string): RawBuilder<unknown> => sql`
    select ${sql.ref(`x.${person}`)} as "personId", x.id as "rowId" from ${sql.table(`directory.${table}`)} x
    where ${sql.ref(`x.${person}`)} = any(${made}::uuid[]) and x.ends_on is null`;
  const found = await rowsOf(
    db,
    sql<{ personId: string; rowId: string | null }>`
      ${open('profiles', 'person_id')} union all ${open('memberships', 'person_id')} union all ${open('mandates', 'person_id')}
      union all ${open('kinships', 'pupil_id')} union all ${open('kinships', 'adult_id')}
      union all select s.person_id, null from directory.person_sources s where s.person_id = any(${made}::uuid[])
      union all
      select c.person_id, null from directory.table_changes c join directory.persons p on p.id = c.person_id
      where ${ofTable(frame)} and c.thing = 'person' and c.act = 'open'
        and exists (select from jsonb_each_text(c.after) as v(field, value)
                    where v.field <> 'other_given_names' and to_jsonb(p) ->> v.field is distinct from v.value)`,
  );
  return new Set([
    ...made.filter((id) => frame.inUse.has(id)),
    ...found.flatMap(({ personId, rowId }) => (rowId === null || !written.has(rowId) ? [personId] : [])),
  ]);
}

const OPENED = [
  ['profile', 'profiles'],
  ['enrolment', 'enrolments'],
  ['membership', 'memberships'],
  ['kinship', 'kinships'],
] as const;

async function removeOpened(db: Db, lines: readonly Line[], stay: ReadonlySet<string>): Promise<string[]> {
  const done: string[] = [];
  for (const [opened, table] of OPENED) {
    const own = lines.filter(
      ({ thing, act, personId }) => thing === opened && act === 'open' && !(personId !== null && stay.has(personId)),
    );
    done.push(
      ...(await onRows(
        db,
        own,
        (rowIds) => sql<{ id: string }>`
          delete from ${sql.table(`directory.${table}`)} x
          where x.id = any(${rowIds}::uuid[]) and x.ends_on is null and x.owner = 'school' returning x.id`,
      )),
    );
  }
  return done;
}

/** What the table closed opens again, unless something else took its place since. */
async function reopen(db: Db, lines: readonly Line[]): Promise<string[]> {
  const one = (closed: string, table: string, taken: RawBuilder<unknown>): Promise<string[]> =>
    onRows(
      db,
      lines.filter(({ thing, act }) => thing === closed && act === 'close'),
      (rowIds) => sql<{ id: string }>`
        update ${sql.table(`directory.${table}`)} x set ends_on = null
        where x.id = any(${rowIds}::uuid[]) and x.ends_on is not null and not exists (${taken}) returning x.id`,
    );
  return [
    ...(await one(
      'profile',
      'profiles',
      sql`
      select from directory.profiles o
      where o.school_id = x.school_id and o.person_id = x.person_id and o.kind = x.kind and o.ends_on is null`,
    )),
    ...(await one(
      'enrolment',
      'enrolments',
      sql`
      select from directory.enrolments o
      where o.school_id = x.school_id and o.pupil_id = x.pupil_id and o.year = x.year and o.ends_on is null`,
    )),
    ...(await one(
      'membership',
      'memberships',
      sql`
      select from directory.memberships o join directory.groups h on h.id = o.group_id
      where o.person_id = x.person_id and o.school_id = x.school_id and o.role = x.role and o.ends_on is null
        and (o.group_id = x.group_id
          or h.kind = 'class' and exists (select from directory.groups g where g.id = x.group_id and g.kind = 'class' and g.year = h.year))`,
    )),
  ];
}

/** A departure that the table took back stands again, for who is not here any more. */
async function noteDeparturesAgain(db: Db, frame: UndoFrame): Promise<void> {
  await sql`
    update directory.departures d set returned_at = null, returned_by = null
    where d.school_id = ${frame.schoolId}::uuid and d.returned_at = ${frame.appliedAt}
      and not exists (select from directory.profiles r
                      where r.school_id = d.school_id and r.person_id = d.person_id and r.kind <> 'guardian' and r.ends_on is null)
      and not exists (select from directory.departures o
                      where o.school_id = d.school_id and o.person_id = d.person_id and o.returned_at is null and o.settled_on is null)`.execute(
    db,
  );
}

async function restoreFields(db: Db, frame: UndoFrame, stay: readonly string[]): Promise<string[]> {
  const rows = await rowsOf(
    db,
    sql<{ id: string; personId: string; field: PersonField; before: { value: string | null; owner: string | null } }>`
      select c.id, c.person_id as "personId", c.field, c.before
      from directory.table_changes c join directory.persons p on p.id = c.person_id
      where ${ofTable(frame)} and c.thing = 'field' and not (c.person_id = any(${[...stay]}::uuid[]))
        and p.owners ->> c.field = 'school'
        and case when c.field = 'other_given_names' then array_to_string(p.other_given_names, ', ')
                 else to_jsonb(p) ->> c.field end = c.after #>> '{}'
      order by c.person_id, c.field`,
  );
  const known = rows.filter((row) => personFields.includes(row.field));
  const changed = [...Map.groupBy(known, (row) => row.personId)].map(([id, list]) => ({
    id,
    changes: Object.fromEntries(
      list.map(({ field, before }) => [
        field,
        field === 'other_given_names' ? (before.value?.split(', ') ?? []) : before.value,
      ]),
    ),
    owners: Object.fromEntries(list.map(({ field, before }) => [field, before.owner])),
  }));
  await setFields(db, changed);
  return known.map((row) => row.id);
}

/** Lines that changed a row, as records of SQL: `row`, `before`, `after`. */
const changed = (lines: readonly Line[], what: string): { lines: readonly Line[]; records: RawBuilder<unknown> } => {
  const own = lines.filter(({ thing, act }) => thing === what && act === 'change');
  const records = own.map(({ rowId, before, after }) => ({ row: rowId, before, after }));
  return {
    lines: own,
    records: sql`jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as c("row" uuid, before jsonb, after jsonb)`,
  };
};

function restoreEnrolments(db: Db, all: readonly Line[]): Promise<string[]> {
  const { lines, records } = changed(all, 'enrolment');
  return onRows(
    db,
    lines,
    (rowIds) => sql<{ id: string }>`
      update directory.enrolments e
      set level_code = c.before ->> 0, level_label = c.before ->> 1, mef_code = c.before ->> 2
      from ${records}
      where e.id = any(${rowIds}::uuid[]) and e.id = c."row" and e.ends_on is null and e.owner = 'school'
        and (e.level_code, e.level_label, e.mef_code) is not distinct from (c.after ->> 0, c.after ->> 1, c.after ->> 2)
      returning e.id`,
  );
}

function restoreKinships(db: Db, all: readonly Line[]): Promise<string[]> {
  const { lines, records } = changed(all, 'kinship');
  return onRows(
    db,
    lines,
    (rowIds) => sql<{ id: string }>`
      update directory.kinships k
      set relation = c.before ->> 'relation', relation_code = c.before ->> 'relationCode',
        authority = (c.before ->> 'authority')::smallint, needs_review = k.reviewed_at is null
      from ${records}
      where k.id = any(${rowIds}::uuid[]) and k.id = c."row" and k.ends_on is null
        and k.source = 'table' and k.relation = c.after ->> 'relation' and k.authority = (c.after ->> 'authority')::smallint
      returning k.id`,
  );
}

/** Those who left come back, those who came back leave again, those who were made leave. */
async function takePersonsBack(db: Db, frame: UndoFrame, stay: readonly string[]): Promise<string[]> {
  const without = sql`not exists (select from directory.profiles r where r.person_id = p.id and r.ends_on is null)`;
  return [
    ...(await ids(
      db,
      sql<{ id: string }>`
        update directory.persons p set left_on = null from directory.table_changes c
        where ${ofTable(frame)} and c.thing = 'person' and c.act = 'leave' and p.id = c.person_id
          and exists (select from directory.profiles r where r.person_id = p.id and r.ends_on is null)
        returning c.id`,
    )),
    ...(await ids(
      db,
      sql<{ id: string }>`
        update directory.persons p
        set left_on = case when c.act = 'return' then (c.before #>> '{}')::date else ${frame.today}::date end
        from directory.table_changes c
        where ${ofTable(frame)} and c.thing = 'person' and c.act in ('open', 'return') and p.id = c.person_id and ${without}
          and not (p.id = any(${[...stay]}::uuid[]))
        returning c.id`,
    )),
  ];
}

/** A class that the table made ends when nobody is in it any more. */
const endGroups = (db: Db, frame: UndoFrame): Promise<string[]> =>
  ids(
    db,
    sql<{ id: string }>`
      update directory.groups g set ends_on = ${frame.today}::date from directory.table_changes c
      where ${ofTable(frame)} and c.thing = 'group' and g.school_id = c.school_id and g.id = c.row_id and g.ends_on is null
        and not exists (select from directory.memberships m where m.group_id = g.id and m.ends_on is null)
      returning c.id`,
  );

/** Whom undoing left as they are, by name: at most a hundred. */
export const keptBy = (
  db: Db,
  schoolId: string,
  tableId: string,
): Promise<{ readonly uid: string; readonly name: string }[]> =>
  rowsOf(
    db,
    sql<{ uid: string; name: string }>`
      select p.uid, concat_ws(' ', p.given_name, p.family_name) as name from directory.persons p
      where p.id in (select c.person_id from directory.table_changes c
                     where c.school_id = ${schoolId}::uuid and c.table_id = ${tableId}::uuid and c.outcome = 'kept')
      order by p.sort_name, p.id limit 100`,
  );

/** Locks a school's tables for the transaction: two at once would each plan without the other. */
export async function waitForSchool(db: Db, schoolId: string): Promise<void> {
  await firstOf(db, sql`select pg_advisory_xact_lock(hashtextextended(${`directory.table ${schoolId}`}, 0))`);
}
