import { refuse } from '../../../platform/contract/refusal.ts';
import { limits, type Separator, type TableRow } from './table.ts';

export interface CsvTable {
  readonly separator: Separator;
  readonly rows: readonly TableRow[];
}

const SEPARATORS: readonly Separator[] = [';', '\t', ',', '|'];

/**
 * Reads text whose cells are divided by a sign: quotes doubled inside quotes, any line end, even several kinds in one file, rows shorter
 * than others. The sign is the one that divides the first lines most, and most evenly. Refused when the file breaks off.
 */
export function readCsv(text: string): CsvTable {
  const separator = separatorOf(text);
  const rows = parse(text, separator);
  refuseCutFile(text, rows);
  return { separator, rows: rows.filter((row) => row.cells.some((cell) => cell !== '')) };
}

/** Counted in the first ten lines, outside quotes. */
function separatorOf(text: string): Separator {
  const head = text.slice(0, 20_000);
  let best: Separator = ';';
  let most = 0;
  for (const separator of SEPARATORS) {
    const widths = parse(head, separator, 10).map((row) => row.cells.length);
    const widest = Math.max(0, ...widths);
    const even = widths.filter((width) => width === widest).length / Math.max(1, widths.length);
    const score = (widest - 1) * (0.5 + even);
    if (score > most) {
      most = score;
      best = separator;
    }
  }
  return best;
}

function parse(text: string, separator: Separator, most = Number.POSITIVE_INFINITY): TableRow[] {
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let began = 1;
  let quotedSince = 0;
  const endCell = (): void => {
    cells.push(cell.replace(/\s+/g, ' ').trim());
    cell = '';
    if (cells.length > limits.columns) refuse('directory.table-too-wide', { most: limits.columns });
  };
  const endRow = (): void => {
    endCell();
    rows.push({ line: began, cells });
    cells = [];
    began = line;
    if (rows.length > limits.rows + 20) refuse('directory.table-too-long', { most: limits.rows });
  };
  for (let at = 0; at < text.length && rows.length < most; at += 1) {
    const sign = text[at] as string;
    const isEnd = sign === '\n' || (sign === '\r' && text[at + 1] !== '\n');
    if (isEnd) line += 1;
    if (quotedSince > 0) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quotedSince = 0;
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      quotedSince = line;
    } else if (sign === separator) endCell();
    else if (isEnd) endRow();
    else if (sign !== '\r') cell += sign;
    if (cell.length > limits.cell)
      refuse(quotedSince > 0 ? 'directory.table-cut' : 'directory.table-not-a-table', { line: quotedSince || line });
  }
  if (rows.length >= most) return rows;
  if (quotedSince > 0 && most === Number.POSITIVE_INFINITY) refuse('directory.table-cut', { line: quotedSince });
  if (cell !== '' || cells.length > 0) endRow();
  return rows;
}

/** No end to the last line, and that line shorter than any other: a download that stopped. */
function refuseCutFile(text: string, rows: readonly TableRow[]): void {
  const last = rows.at(-1);
  if (!last || rows.length < 3 || /[\r\n]$/.test(text)) return;
  const shortest = Math.min(
    ...rows
      .slice(0, -1)
      .map((row) => row.cells.length)
      .filter((width) => width > 1),
  );
  if (last.cells.length < shortest) refuse('directory.table-cut', { line: last.line });
}
