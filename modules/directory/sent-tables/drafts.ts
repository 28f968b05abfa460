import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Column, Format } from './columns.ts';
import type { ReadTable } from './read-table.ts';
import type { Note, TableRow } from './table.ts';

/** How the file was read. */
export interface Reading {
  readonly kind: ReadTable['kind'];
  readonly encoding: ReadTable['encoding'];
  readonly separator: ReadTable['separator'];
  readonly sheet: string | null;
  readonly epoch: '1900' | '1904';
  readonly rows: number;
  readonly notes: readonly Note[];
}

export type Status = 'draft' | 'applied' | 'undone';

/** Numbers of a table: how many of each kind of difference; after undoing, how many rows went back and how many stayed. */
export type Counts = Readonly<Record<string, number>>;

export interface TableImport {
  readonly id: string;
  readonly year: number;
  readonly format: Format;
  readonly whole: boolean;
  readonly fileName: string;
  readonly reading: Reading;
  readonly columns: readonly Column[];
  readonly status: Status;
  readonly counts: Counts;
  readonly notes: readonly Note[];
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly appliedAt: Date | null;
  readonly appliedBy: string | null;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
}

const nameOf = (column: string) =>
  sql`(select concat_ws(' ', n.given_name, n.family_name) from directory.persons n where n.id = ${sql.ref(column)})`;
const columns = sql`t.id, t.year, t.format, t.whole, t.file_name as "fileName", t.reading, t.columns, t.status, t.counts, t.notes,
  t.started_at as "startedAt", ${nameOf('t.started_by')} as "startedBy", t.applied_at as "appliedAt", ${nameOf('t.applied_by')} as "appliedBy",
  t.undone_at as "undoneAt", ${nameOf('t.undone_by')} as "undoneBy"`;

/** The school's tables, the newest first, at most thirty. */
export const listImports = (db: Db, schoolId: string): Promise<TableImport[]> =>
  rowsOf(
    db,
    sql<TableImport>`select ${columns} from directory.table_imports t where t.school_id = ${schoolId}::uuid
                     order by t.started_at desc, t.id desc limit 30`,
  );

/** A table of the school; `lock` keeps others from applying or undoing it meanwhile. */
export const findImport = (db: Db, schoolId: string, id: string, lock = false): Promise<TableImport | undefined> =>
  firstOf(
    db,
    sql<TableImport>`select ${columns} from directory.table_imports t where t.school_id = ${schoolId}::uuid and t.id = ${id}::uuid
                     ${lock ? sql`for update of t` : sql``}`,
  );

export const rowsOfImport = (db: Db, id: string): Promise<TableRow[]> =>
  rowsOf(db, sql<TableRow>`select line, cells from directory.table_rows where table_id = ${id}::uuid order by ordinal`);

export interface NewImport {
  readonly schoolId: string;
  readonly year: number;
  readonly fileName: string;
  readonly table: ReadTable;
  readonly columns: readonly Column[];
  readonly whole: boolean;
  readonly startedAt: Date;
  readonly startedBy: string;
}

/** Keeps a table as a draft with all its rows; returns its id. */
export async function insertImport(db: Db, given: NewImport): Promise<string> {
  const id = newId();
  const { kind, encoding, separator, sheet, epoch, rows, notes, format } = given.table;
  const reading: Reading = { kind, encoding, separator, sheet, epoch, rows: rows.length, notes };
  await sql`
    insert into directory.table_imports (id, school_id, year, format, whole, file_name, reading, columns, status, started_at, started_by)
    values (${id}, ${given.schoolId}, ${given.year}, ${format}, ${given.whole}, ${given.fileName}, ${JSON.stringify(reading)}::jsonb,
            ${JSON.stringify(given.columns)}::jsonb, 'draft', ${given.startedAt}, ${given.startedBy})`.execute(db);
  const staged = rows.map(({ line, cells }, ordinal) => ({ line, ordinal, cells }));
  await sql`
    insert into directory.table_rows (table_id, line, ordinal, cells)
    select ${id}::uuid, r.line, r.ordinal, r.cells
    from jsonb_to_recordset(${JSON.stringify(staged)}::jsonb) as r(line integer, ordinal integer, cells text[])`.execute(
    db,
  );
  return id;
}

/** What the school chose before for headings of that format. */
export async function keptHeadings(db: Db, schoolId: string, format: Format): Promise<Record<string, string>> {
  const row = await firstOf(
    db,
    sql<{ headings: Record<string, string> }>`
      select headings from directory.table_mappings where school_id = ${schoolId}::uuid and format = ${format}`,
  );
  return row?.headings ?? {};
}

export async function keepHeadings(
  db: Db,
  schoolId: string,
  format: Format,
  headings: Readonly<Record<string, string>>,
): Promise<void> {
  if (Object.keys(headings).length === 0) return;
  await sql`
    insert into directory.table_mappings (school_id, format, headings)
    values (${schoolId}, ${format}, ${JSON.stringify(headings)}::jsonb)
    on conflict (school_id, format) do update set headings = table_mappings.headings || excluded.headings`.execute(db);
}

export async function setColumns(
  db: Db,
  id: string,
  given: { readonly format: Format; readonly whole: boolean; readonly columns: readonly Column[] },
): Promise<void> {
  await sql`
    update directory.table_imports
    set format = ${given.format}, whole = ${given.whole}, columns = ${JSON.stringify(given.columns)}::jsonb
    where id = ${id}::uuid and status = 'draft'`.execute(db);
}

/** The table is in force: its rows are not needed any more. */
export async function markApplied(
  db: Db,
  id: string,
  given: { readonly at: Date; readonly by: string; readonly counts: Counts; readonly notes: readonly Note[] },
): Promise<void> {
  await sql`
    update directory.table_imports
    set status = 'applied', applied_at = ${given.at}, applied_by = ${given.by}, counts = ${JSON.stringify(given.counts)}::jsonb,
      notes = ${JSON.stringify(given.notes)}::jsonb
    where id = ${id}::uuid`.execute(db);
  await sql`delete from directory.table_rows where table_id = ${id}::uuid`.execute(db);
}

export async function markUndone(
  db: Db,
  id: string,
  given: { readonly at: Date; readonly by: string; readonly counts: Counts },
): Promise<void> {
  await sql`
    update directory.table_imports
    set status = 'undone', undone_at = ${given.at}, undone_by = ${given.by}, counts = counts || ${JSON.stringify(given.counts)}::jsonb
    where id = ${id}::uuid`.execute(db);
}

export async function dropDraft(db: Db, id: string): Promise<void> {
  await sql`delete from directory.table_imports where id = ${id}::uuid and status = 'draft'`.execute(db);
}

/** Forgets drafts that nobody went on with, and after a year what names somebody; counts stay. */
export async function sweepTables(db: Db, now: Date): Promise<void> {
  const ago = (days: number): Date => new Date(now.getTime() - days * 24 * 3_600_000);
  await sql`delete from directory.table_imports where status = 'draft' and started_at < ${ago(7)}`.execute(db);
  await sql`delete from directory.table_changes c using directory.table_imports t
            where t.id = c.table_id and t.applied_at < ${ago(365)}`.execute(db);
  await sql`update directory.table_imports set file_name = '', notes = '[]', columns = '[]', reading = reading - 'notes'
            where applied_at < ${ago(365)} and file_name <> ''`.execute(db);
}
