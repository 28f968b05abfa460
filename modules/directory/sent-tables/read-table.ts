import { refuse } from '../../../platform/contract/refusal.ts';
import { type Format, fieldOfHeading, foldHeading, formatOf, type Subject } from './columns.ts';
import { openContent } from './container.ts';
import { readCsv } from './csv.ts';
import { readSpreadsheet } from './spreadsheet.ts';
import { limits, type Note, type Table, type TableRow } from './table.ts';
import { decodeText } from './text-decoding.ts';
import { readSchoolXml } from './xml.ts';

/** A table as read, and what kind of table it seems to be. */
export interface ReadTable extends Table {
  readonly format: Format;
  readonly epoch: '1900' | '1904';
}

/** Reads whatever a school sends. Refused with a code and, where it helps, the line: nothing is kept of such a file. */
export async function readTable(bytes: Uint8Array): Promise<ReadTable> {
  const content = await openContent(bytes);
  if (content.kind === 'xml') return { ...readSchoolXml(content.bytes, content.name), epoch: '1900' };
  if (content.kind === 'text') {
    const { encoding, text, notes } = decodeText(content.bytes);
    const { separator, rows } = readCsv(text);
    return { ...laidOut(rows, notes), kind: 'csv', encoding, separator, sheet: null, uai: null, epoch: '1900' };
  }
  const { rows, sheet, notes, epoch } = await readSpreadsheet(content.kind, content.bytes);
  const numbered = rows
    .map((cells, index) => ({ line: index + 1, cells }))
    .filter((row) => row.cells.some((cell) => cell !== ''));
  return { ...laidOut(numbered, notes), kind: content.kind, encoding: null, separator: null, sheet, uai: null, epoch };
}

/** Finds the line of headings: a title or a date may stand above it. Rows get as many cells as there are headings. */
function laidOut(
  rows: readonly TableRow[],
  found: readonly Note[],
): Pick<ReadTable, 'headings' | 'rows' | 'notes' | 'format'> {
  const at = headingRow(rows);
  const heading = rows[at];
  if (!heading) return refuse(rows.length === 0 ? 'directory.table-empty' : 'directory.table-no-headings');
  const width = heading.cells.findLastIndex((cell) => cell !== '') + 1;
  const headings = heading.cells.slice(0, width);
  const below = rows.slice(at + 1);
  if (below.length === 0) refuse('directory.table-no-rows');
  if (below.length > limits.rows) refuse('directory.table-too-long', { most: limits.rows });
  const notes = [...found];
  const first = rows[0];
  if (at > 0 && first) notes.push({ code: 'rows-above', line: first.line, what: String(at) });
  const longer = below.find((row) => row.cells.slice(width).some((cell) => cell !== ''));
  if (longer) notes.push({ code: 'extra-cells', line: longer.line });
  return {
    headings,
    rows: below.map(({ line, cells }) => ({ line, cells: headings.map((_, index) => cells[index] ?? '') })),
    notes,
    format: formatOf(headings),
  };
}

const SUBJECTS: readonly Subject[] = ['pupil', 'guardian', 'staff'];

/** The first of the first ten rows that holds two known headings. */
function headingRow(rows: readonly TableRow[]): number {
  const known = (cell: string): boolean =>
    foldHeading(cell) !== '' && SUBJECTS.some((subject) => fieldOfHeading(cell, subject) !== undefined);
  return rows.slice(0, 10).findIndex((row) => row.cells.filter(known).length >= 2);
}
