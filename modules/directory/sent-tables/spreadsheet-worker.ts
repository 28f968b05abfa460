/** The thread that reads one spreadsheet and ends: memory and time are bounded from outside, for a file may be made to hurt. */
import { parentPort, workerData } from 'node:worker_threads';
import { type CellValue, EncryptedFileError, type Sheet } from 'hucre';
import { readOds } from 'hucre/ods';
import { readXlsx } from 'hucre/xlsx';
import type { Note } from './table.ts';

export interface SpreadsheetTask {
  readonly kind: 'xlsx' | 'ods';
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly cell: number;
}

export type SpreadsheetResult =
  | {
      readonly read: true;
      readonly sheet: string;
      /** Cell texts by row of the sheet; days as YYYY-MM-DD. */
      readonly rows: readonly (readonly string[])[];
      readonly notes: readonly Note[];
      /** Day 0 of a number that stands for a day. */
      readonly epoch: '1900' | '1904';
    }
  | { readonly read: false; readonly code: string };

async function read(task: SpreadsheetTask): Promise<SpreadsheetResult> {
  // One row more than allowed, to know that there are too many.
  const options = { maxRows: task.rows + 20 };
  try {
    const workbook = await (task.kind === 'xlsx' ? readXlsx(task.bytes, options) : readOds(task.bytes, options));
    const filled = workbook.sheets.filter((sheet) => !sheet.hidden && !sheet.veryHidden && sheet.rows.some(hasValue));
    const [sheet] = filled;
    if (!sheet) return { read: false, code: 'directory.table-empty' };
    if (sheet.rows.filter(hasValue).length > task.rows) return { read: false, code: 'directory.table-too-long' };
    const width = sheet.rows.reduce((most, row) => Math.max(most, row.findLastIndex((value) => value !== null) + 1), 0);
    if (width > task.columns) return { read: false, code: 'directory.table-too-wide' };
    const notes: Note[] = filled.length > 1 ? [{ code: 'other-sheets', what: sheet.name }] : [];
    const values = fillMerged(sheet, notes);
    notes.push(...emptyFormulas(sheet));
    const rows = values.map((row) => row.slice(0, width).map((value) => textOf(value).slice(0, task.cell + 1)));
    return { read: true, sheet: sheet.name, rows, notes, epoch: workbook.dateSystem ?? '1900' };
  } catch (error) {
    if (error instanceof EncryptedFileError) return { read: false, code: 'directory.table-locked' };
    return { read: false, code: 'directory.table-cut' };
  }
}

const hasValue = (row: readonly CellValue[]): boolean => row.some((value) => value !== null && value !== '');

/** A cell merged over several rows says the same of each of them. */
function fillMerged(sheet: Sheet, notes: Note[]): CellValue[][] {
  const rows = sheet.rows.map((row) => [...row]);
  for (const { startRow, endRow, startCol } of sheet.merges ?? []) {
    const value = rows[startRow]?.[startCol] ?? null;
    if (value === null || endRow === startRow) continue;
    let filled = false;
    for (let index = startRow + 1; index <= Math.min(endRow, rows.length - 1); index += 1) {
      const row = rows[index];
      if (!row || !hasValue(row)) continue;
      while (row.length <= startCol) row.push(null);
      row[startCol] = value;
      filled = true;
    }
    if (filled) notes.push({ code: 'merged-filled', line: startRow + 1 });
  }
  return rows;
}

/** A formula counts for the value that the program left in it; without one the cell is empty. */
function emptyFormulas(sheet: Sheet): Note[] {
  const notes: Note[] = [];
  for (const [place, cell] of sheet.cells ?? []) {
    const row = Number(place.split(',')[0]);
    const value = sheet.rows[row]?.[Number(place.split(',')[1])] ?? null;
    if (cell.formula !== undefined && value === null) notes.push({ code: 'formula-without-value', line: row + 1 });
  }
  return notes.slice(0, 50);
}

function textOf(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non';
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  return value.replace(/\s+/g, ' ').trim();
}

parentPort?.postMessage(await read(workerData as SpreadsheetTask));
