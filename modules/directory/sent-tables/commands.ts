import type { z } from 'zod';
import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer, SentFile } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { schoolPolicy } from '../policy.ts';
import { findSchool, type SchoolRow } from '../queries/school.ts';
import { schoolYearOf } from '../rules.ts';
import {
  type Column,
  type Field,
  type Format,
  fieldsOf,
  foldHeading,
  isOwn,
  missingFields,
  recogniseColumns,
  repeatedHeadings,
  subjectOf,
} from './columns.ts';
import { compareTable } from './compare.ts';
import type { applyTable, chooseColumns, undoTable } from './contract.ts';
import {
  dropDraft,
  findImport,
  insertImport,
  keepHeadings,
  keptHeadings,
  markApplied,
  markUndone,
  setColumns,
  type TableImport,
} from './drafts.ts';
import { readTable } from './read-table.ts';
import { personsMadeBy, undoTable as undoWrites, waitForSchool } from './undo.ts';
import { digestOf, writeDifferences } from './write.ts';

/** A day: as long as a head may notice that it was the wrong file. */
export const UNDO_WITHIN = 24 * 3_600_000;

/** The school, for who may import its tables; for everybody else there is none. */
export async function schoolFor(ctx: Pick<SessionContext, 'actor' | 'db'>, uai: string): Promise<SchoolRow> {
  const school = await findSchool(ctx.db, ctx.actor, uai);
  if (!school || !schoolPolicy.can(ctx.actor, 'importTables', { schoolId: school.id, communeId: school.communeId }))
    notFound();
  return school;
}

/** Reads what was sent and keeps it as a draft. A file that is refused leaves nothing behind. */
export async function takeTable(ctx: SessionContext, uai: string, file: SentFile | undefined): Promise<{ id: string }> {
  const school = await schoolFor(ctx, uai);
  if (!file) refuse('directory.table-missing');
  const table = await readTable(file.bytes);
  if (table.uai && table.uai !== school.uai) refuse('directory.table-other-school', { uai: table.uai.slice(0, 20) });
  const columns = recogniseColumns(table.headings, table.format, await keptHeadings(ctx.db, school.id, table.format));
  const repeated = repeatedHeadings(columns, table.format);
  if (repeated.length > 0) refuse('directory.table-duplicate-headings', { headings: repeated.slice(0, 5) });
  return ctx.transaction(async (tx) => {
    const id = await insertImport(tx.db, {
      schoolId: school.id,
      year: schoolYearOf(ctx.actor.today),
      fileName: fileName(file.name),
      table,
      columns,
      // ONDE and SIECLE give the whole school; a free table may be of one class.
      whole: table.format === 'onde-pupils' || table.format === 'siecle-pupils',
      startedAt: ctx.now,
      startedBy: ctx.actor.personId,
    });
    await record(ctx, tx, school, 'directory.table-sent', {
      tableId: id,
      format: table.format,
      rows: table.rows.length,
    });
    return { id };
  });
}

/** The last part of what a browser calls the file. */
const fileName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{C}/gu, '').slice(0, 120) || 'tableau';

/** The draft that the command is about; refused when it is none any more. */
async function draftFor(tx: Transaction, school: SchoolRow, tableId: string): Promise<TableImport> {
  const table = await findImport(tx.db, school.id, tableId, true);
  if (!table) notFound();
  if (table.status !== 'draft') refuse('directory.table-not-a-draft');
  return table;
}

/** Says what the columns hold; what was chosen by hand is kept for the next table of that format. */
export async function setMeaning(
  ctx: SessionContext,
  uai: string,
  tableId: string,
  { format, whole, column: chosen }: z.output<typeof chooseColumns.body>,
): Promise<Answer<typeof chooseColumns>> {
  const school = await schoolFor(ctx, uai);
  return ctx.transaction(async (tx) => {
    const table = await draftFor(tx, school, tableId);
    // A document of SIECLE or STS says itself what it is.
    const kind = isOwn(table.format) || isOwn(format) ? table.format : format;
    const columns = chooseFor(table, kind, chosen, await keptHeadings(tx.db, school.id, kind));
    await setColumns(tx.db, tableId, { format: kind, whole: whole === 'yes' && subjectOf(kind) === 'pupil', columns });
    await keepHeadings(tx.db, school.id, kind, headingsChosen(columns));
    return { id: tableId, missing: missingOf(kind, columns) };
  });
}

function chooseFor(
  table: TableImport,
  format: Format,
  chosen: readonly { readonly column: number; readonly field: string }[],
  kept: Readonly<Record<string, string>>,
): Column[] {
  const base =
    format === table.format
      ? table.columns
      : recogniseColumns(
          table.columns.map((one) => one.heading),
          format,
          kept,
        );
  const wanted = new Map(
    chosen.map((one) => [one.column, fieldsOf(subjectOf(format)).find((field) => field === one.field)]),
  );
  return base.map((column, index): Column => {
    const field = wanted.get(index);
    return field && field !== column.field ? { ...column, field, from: 'chosen' } : column;
  });
}

const headingsChosen = (columns: readonly Column[]): Record<string, string> =>
  Object.fromEntries(
    columns.flatMap(({ heading, field, from }) => (from === 'chosen' && field ? [[foldHeading(heading), field]] : [])),
  );

export const missingOf = (format: Format, columns: readonly Column[]): Field[] =>
  missingFields(subjectOf(format), new Set(columns.flatMap(({ field }) => (field ? [field] : []))));

/** Writes the differences that were shown, all or nothing. */
export async function applyDraft(
  ctx: SessionContext,
  uai: string,
  tableId: string,
  { digest, leavers }: z.output<typeof applyTable.body>,
): Promise<Answer<typeof applyTable>> {
  const school = await schoolFor(ctx, uai);
  return ctx.transaction(async (tx) => {
    await waitForSchool(tx.db, school.id);
    const table = await draftFor(tx, school, tableId);
    const missing = missingOf(table.format, table.columns);
    if (missing.length > 0) refuse('directory.table-columns-missing', { fields: missing });
    const { differences, groups, notes, counts, manyLeave } = await compareTable(
      tx.db,
      { schoolId: school.id, today: ctx.actor.today },
      table,
    );
    if (digestOf(differences) !== digest) refuse('directory.table-moved');
    const writing = differences.filter((difference) => difference.writes.length > 0);
    if (writing.length === 0) refuse('directory.table-nothing');
    if (manyLeave && leavers !== 'yes') refuse('directory.table-many-leave', { leave: counts.leave });
    const frame = {
      tableId,
      schoolId: school.id,
      year: table.year,
      today: ctx.actor.today,
      now: ctx.now,
      actorId: ctx.actor.personId,
    };
    await writeDifferences(tx.db, frame, writing, groups);
    await markApplied(tx.db, tableId, {
      at: ctx.now,
      by: ctx.actor.personId,
      counts,
      notes: [...table.reading.notes, ...notes].slice(0, 500),
    });
    await tx.emit({
      name: 'directory.table-applied',
      payload: { tableId, schoolId: school.id, actorId: ctx.actor.personId },
    });
    await record(ctx, tx, school, 'directory.table-applied', { tableId, format: table.format, ...counts });
    tx.changed(`school:${school.uai}`);
    return { id: tableId, counts };
  });
}

/** Takes back what a table wrote, within a day. */
export async function undoApplied(
  ctx: SessionContext,
  uai: string,
  tableId: string,
): Promise<Answer<typeof undoTable>> {
  const school = await schoolFor(ctx, uai);
  return ctx.transaction(async (tx) => {
    await waitForSchool(tx.db, school.id);
    const table = await findImport(tx.db, school.id, tableId, true);
    if (!table) notFound();
    if (table.status !== 'applied' || !table.appliedAt) refuse('directory.table-not-applied');
    if (ctx.now.getTime() - table.appliedAt.getTime() > UNDO_WITHIN) refuse('directory.table-undo-late');
    const made = await personsMadeBy(tx.db, school.id, tableId);
    const inUse = await ctx.inUse(tx.db, made);
    const result = await undoWrites(tx.db, {
      tableId,
      schoolId: school.id,
      today: ctx.actor.today,
      appliedAt: table.appliedAt,
      inUse,
    });
    const counts = { undone: result.undone, kept: result.kept };
    await markUndone(tx.db, tableId, {
      at: ctx.now,
      by: ctx.actor.personId,
      counts: { undoneRows: result.undone, keptRows: result.kept },
    });
    await tx.emit({
      name: 'directory.table-undone',
      payload: { tableId, schoolId: school.id, actorId: ctx.actor.personId },
    });
    await record(ctx, tx, school, 'directory.table-undone', { tableId, ...counts });
    tx.changed(`school:${school.uai}`);
    return { id: tableId, ...counts };
  });
}

/** Throws a draft away. */
export async function dropTableDraft(ctx: SessionContext, uai: string, tableId: string): Promise<{ dropped: boolean }> {
  const school = await schoolFor(ctx, uai);
  return ctx.transaction(async (tx) => {
    await draftFor(tx, school, tableId);
    await dropDraft(tx.db, tableId);
    await record(ctx, tx, school, 'directory.table-dropped', { tableId });
    return { dropped: true };
  });
}

const record = (
  ctx: SessionContext,
  tx: Transaction,
  school: SchoolRow,
  act: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> =>
  recordAct(tx.db, {
    act,
    at: ctx.now,
    actorId: ctx.actor.personId,
    schoolId: school.id,
    details,
    requestId: ctx.requestId,
  });
