import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { showPerson } from '../contract.ts';
import { schoolPolicy } from '../policy.ts';
import type { SchoolRow } from '../queries/school.ts';
import { missingOf, schoolFor, UNDO_WITHIN } from './commands.ts';
import { compareTable } from './compare.ts';
import { type chooseSchool, listTables, type showColumns, showTable } from './contract.ts';
import { type Act, acts, type Difference } from './difference.ts';
import { findImport, listImports, rowsOfImport, type TableImport } from './drafts.ts';
import { changesOf } from './report.ts';
import { keptBy } from './undo.ts';
import { digestOf } from './write.ts';

const PAGE = 40;
/** Notes shown at once; the count says how many there are. */
const NOTES = 60;

/** The schools whose tables the caller may import. */
export async function readSchoolsForTables({ actor, db }: SessionContext): Promise<Answer<typeof chooseSchool>> {
  const rows = await rowsOf(
    db,
    sql<{ uai: string; name: string; degree: number }>`
      select s.uai, s.name, s.degree from directory.schools s
      where ${schoolPolicy.where(actor, 'importTables')} order by s.name, s.uai limit 50`,
  );
  if (rows.length === 0) notFound();
  return { schools: rows.map((school) => ({ ...school, href: addressOf(listTables, { schoolUai: school.uai }) })) };
}

const schoolFacts = ({ uai, name, degree }: SchoolRow): { uai: string; name: string; degree: number } => ({
  uai,
  name,
  degree,
});

const summaryOf = (school: SchoolRow, table: TableImport): Answer<typeof listTables>['tables'][number] => ({
  id: table.id,
  fileName: table.fileName,
  format: table.format,
  status: table.status,
  startedAt: table.startedAt.toISOString(),
  startedBy: table.startedBy,
  appliedAt: table.appliedAt?.toISOString() ?? null,
  appliedBy: table.appliedBy,
  undoneAt: table.undoneAt?.toISOString() ?? null,
  counts: table.counts,
  href: addressOf(showTable, { schoolUai: school.uai, tableId: table.id }),
});

export async function readTables(ctx: SessionContext, uai: string): Promise<Answer<typeof listTables>> {
  const school = await schoolFor(ctx, uai);
  const tables = await listImports(ctx.db, school.id);
  return { school: schoolFacts(school), tables: tables.map((table) => summaryOf(school, table)) };
}

/** A draft's columns with the first three values of each. */
export async function readColumns(
  ctx: SessionContext,
  uai: string,
  tableId: string,
  open: number | undefined,
): Promise<Answer<typeof showColumns>> {
  const school = await schoolFor(ctx, uai);
  const table = await findImport(ctx.db, school.id, tableId);
  if (table?.status !== 'draft') notFound();
  const rows = await rowsOfImport(ctx.db, tableId);
  const examples = (index: number): string[] =>
    rows
      .map((row) => row.cells[index] ?? '')
      .filter((cell) => cell !== '')
      .slice(0, 3)
      .map((cell) => cell.slice(0, 80));
  const { kind, encoding, separator, sheet, rows: count, notes } = table.reading;
  return {
    id: table.id,
    school: schoolFacts(school),
    fileName: table.fileName,
    format: table.format,
    whole: table.whole,
    reading: { kind, encoding, separator, sheet, rows: count },
    notes: notes.slice(0, 20),
    columns: table.columns.map((column, index) => ({ ...column, examples: examples(index) })),
    missing: missingOf(table.format, table.columns),
    open: open ?? null,
  };
}

type Shown = Answer<typeof showTable>;

/** A table: as a draft its differences, computed now; applied or undone, its journal. */
export async function readTableReport(
  ctx: SessionContext,
  uai: string,
  tableId: string,
  query: { readonly act: Act | ''; readonly page: number },
): Promise<Shown> {
  const school = await schoolFor(ctx, uai);
  const table = await findImport(ctx.db, school.id, tableId);
  if (!table) notFound();
  const { kind, encoding, separator, sheet, rows } = table.reading;
  const missing = table.status === 'draft' ? missingOf(table.format, table.columns) : [];
  const common = {
    ...summaryOf(school, table),
    school: schoolFacts(school),
    whole: table.whole,
    reading: { kind, encoding, separator, sheet, rows },
    columns: table.columns.map((column) => ({ ...column, examples: [] })),
    missing,
  };
  if (table.status === 'draft') {
    if (missing.length > 0) return { ...common, ...nothing };
    const compared = await compareTable(ctx.db, { schoolId: school.id, today: ctx.actor.today }, table);
    const notes = [...table.reading.notes, ...compared.notes];
    return {
      ...common,
      counts: compared.counts,
      groups: compared.groups.map((group) => group.label),
      ...pageOf(compared.differences.map(shownOf), query),
      notes: notes.slice(0, NOTES),
      noteCount: notes.length,
      digest: digestOf(compared.differences),
      manyLeave: compared.manyLeave,
      undoUntil: null,
      kept: [],
    };
  }
  const written = await changesOf(ctx.db, school.id, tableId);
  const until = table.appliedAt && new Date(table.appliedAt.getTime() + UNDO_WITHIN);
  const kept = table.status === 'undone' ? await keptBy(ctx.db, school.id, tableId) : [];
  return {
    ...common,
    groups: written.groups,
    ...pageOf(written.differences, query),
    notes: table.notes.slice(0, NOTES),
    noteCount: table.notes.length,
    digest: null,
    manyLeave: false,
    undoUntil: table.status === 'applied' && until && until >= ctx.now ? until.toISOString() : null,
    kept: kept.map(({ uid, name }) => ({ id: uid, name, href: addressOf(showPerson, { personUid: uid }) })),
  };
}

const nothing = {
  groups: [],
  notes: [],
  noteCount: 0,
  act: null,
  differences: [],
  page: 1,
  pages: 1,
  digest: null,
  manyLeave: false,
  undoUntil: null,
  kept: [],
};

type ShownDifference = Shown['differences'][number];

const shownOf = ({ act, uid, name, className, line, changes }: Difference): ShownDifference => ({
  act,
  id: uid,
  name,
  className,
  line,
  changes: changes.map((change) => ({ ...change })),
});

/** One kind of difference at a time: the one asked for, else the first that there is. */
function pageOf(
  differences: readonly ShownDifference[],
  { act, page }: { readonly act: Act | ''; readonly page: number },
): Pick<Shown, 'act' | 'differences' | 'page' | 'pages'> {
  const has = (one: Act): boolean => differences.some((difference) => difference.act === one);
  const shown = act !== '' && has(act) ? act : (acts.find(has) ?? null);
  const list = differences.filter((difference) => difference.act === shown);
  const pages = Math.max(1, Math.ceil(list.length / PAGE));
  const at = Math.min(page, pages);
  return { act: shown, differences: list.slice((at - 1) * PAGE, at * PAGE), page: at, pages };
}
