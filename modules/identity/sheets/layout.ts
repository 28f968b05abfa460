import QRCode from 'qrcode';
import { isRightToLeft } from '../../../platform/pdf/faces.ts';
import { A4, type Node, type Place, TaggedPdf, type TextLook } from '../../../platform/pdf/tagged-pdf.ts';
import type { PerPage, Sheet, SheetBatch } from './batch.ts';
import { sheetWords } from './texts/languages.ts';
import { paper } from './texts/paper.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Measures of a sheet by how many share a page, in points. */
interface Measures {
  readonly margin: number;
  readonly small: number;
  readonly body: number;
  readonly title: number;
  readonly code: number;
  readonly square: number;
  readonly gap: number;
  /** French and the second language side by side. */
  readonly sideBySide: boolean;
}

const measures: Readonly<Record<PerPage, Measures>> = {
  1: { margin: 56, small: 11, body: 13, title: 26, code: 40, square: 170, gap: 14, sideBySide: false },
  2: { margin: 40, small: 9, body: 10.5, title: 19, code: 30, square: 118, gap: 8, sideBySide: true },
  8: { margin: 16, small: 7.5, body: 7.5, title: 12, code: 20, square: 78, gap: 4, sideBySide: false },
};

const grid: Readonly<Record<PerPage, { readonly columns: number; readonly rows: number }>> = {
  1: { columns: 1, rows: 1 },
  2: { columns: 1, rows: 2 },
  8: { columns: 2, rows: 4 },
};

const QUIET = '#47565f';
const LAGUNE = '#0f6b6b';

/**
 * Sets login sheets as a tagged PDF: a part of the structure tree per sheet, a bookmark per class. What is written leaves by `onBytes`;
 * between pages it lets others work.
 */
export async function setSheets(batch: SheetBatch, onBytes: (bytes: Uint8Array) => void): Promise<void> {
  const pdf = new TaggedPdf({
    title: paper.title(batch.school),
    lang: 'fr-FR',
    author: paper.author,
    madeAt: batch.madeAt,
    onBytes,
  });
  const { columns, rows } = grid[batch.perPage];
  const width = A4.width / columns;
  const height = A4.height / rows;
  let group: string | null | undefined;
  for (const [rank, sheet] of batch.sheets.entries()) {
    const place = rank % batch.perPage;
    if (place === 0) {
      await new Promise((resolve) => setImmediate(resolve));
      pdf.addPage();
      cutLines(pdf, batch.perPage);
    }
    if (sheet.group !== group) pdf.addBookmark(sheet.group ?? sheet.about);
    group = sheet.group;
    const box = { x: (place % columns) * width, y: Math.floor(place / columns) * height, width, height };
    setSheet(pdf, batch, sheet, box);
  }
  await pdf.end();
}

function cutLines(pdf: TaggedPdf, perPage: PerPage): void {
  const { columns, rows } = grid[perPage];
  for (let row = 1; row < rows; row += 1) {
    const y = (A4.height / rows) * row;
    pdf.rule({ x: 0, y }, { x: A4.width, y }, true);
  }
  for (let column = 1; column < columns; column += 1) {
    const x = (A4.width / columns) * column;
    pdf.rule({ x, y: 0 }, { x, y: A4.height }, true);
  }
}

function setSheet(pdf: TaggedPdf, batch: SheetBatch, sheet: Sheet, box: Box): void {
  const m = measures[batch.perPage];
  const part = pdf.open('Sect');
  const x = box.x + m.margin;
  const width = box.width - 2 * m.margin;
  let y = box.y + m.margin;
  const line = (tag: string, text: string, look: TextLook, space = 0): void => {
    y += pdf.write(part, tag, text, { x, y, width }, look) + space;
  };
  if (batch.perPage !== 8) line('P', batch.school, { size: m.small, colour: QUIET }, m.gap);
  line('H1', sheet.name, { size: m.title, bold: true, leading: 1.15 }, m.gap / 2);
  line('P', [sheet.about, sheet.group].filter(Boolean).join(' · '), { size: m.body, colour: QUIET }, m.gap);
  setCode(pdf, part, batch, sheet, { x, y, width });
  y += m.square + m.gap * (batch.perPage === 8 ? 1.5 : 2);
  if (batch.perPage === 8) setBrief(pdf, part, batch, sheet, { x, y, width });
  else setSteps(pdf, part, batch, sheet, { x, y, width });
  part.end();
}

/**
 * The QR code of a link. Its mask is chosen for the first link and kept for those that differ by their last letters only: choosing takes
 * ten times as long as the rest.
 */
function squareOf(link: string): QRCode.QRCode {
  const start = link.slice(0, -CODE_LENGTH);
  const square = QRCode.create(link, {
    errorCorrectionLevel: 'M',
    ...(masks.has(start) ? { maskPattern: masks.get(start) } : {}),
  });
  masks.set(start, square.maskPattern);
  return square;
}

const CODE_LENGTH = 8;
const masks = new Map<string, QRCode.QRCode['maskPattern']>();

/** The square, and beside it the code, the login and where to type them. */
function setCode(pdf: TaggedPdf, part: Node, batch: SheetBatch, sheet: Sheet, place: Place): void {
  const m = measures[batch.perPage];
  const { modules } = squareOf(sheet.link);
  pdf.drawSquares(part, {
    cells: modules.data,
    side: modules.size,
    x: place.x,
    y: place.y,
    width: m.square,
    alt: paper.square,
  });
  const beside = { x: place.x + m.square + m.margin / 2, width: place.width - m.square - m.margin / 2 };
  let y = place.y;
  const line = (text: string, look: TextLook, space = 0): void => {
    y += pdf.write(part, 'P', text, { ...beside, y }, look) + space;
  };
  const label = { size: m.small, colour: QUIET };
  if (batch.perPage !== 8) line(paper.code, label);
  line(sheet.code, { size: m.code, bold: true, colour: LAGUNE, leading: 1.2 }, m.gap / 2);
  if (batch.perPage !== 8) line(paper.login, label);
  line(sheet.login, { size: m.body * 1.15, bold: true }, m.gap / 2);
  if (batch.perPage !== 8) line(paper.site, label);
  line(batch.site, { size: m.body }, m.gap / 2);
  line(paper.until(batch.until), label);
}

interface Words {
  readonly lang?: string;
  readonly title: string;
  readonly steps: readonly string[];
  readonly keep: string;
}

/** French, then the second language when there is one. */
function wordsOf(batch: SheetBatch, sheet: Sheet): Words[] {
  const french = sheet.isPupil ? paper.pupil : paper.adult;
  const words: Words[] = [
    { title: paper.steps, steps: [french.scan, french.proof[sheet.proof], french.choose], keep: french.keep },
  ];
  if (batch.second) {
    const other = sheetWords[batch.second];
    const steps = [other.scan, other.proof[sheet.proof], other.choose];
    words.push({ lang: batch.second, title: other.title, steps, keep: other.keep });
  }
  return words;
}

/** The three steps, language by language: under one another on a whole page, side by side on half of one. */
function setSteps(pdf: TaggedPdf, part: Node, batch: SheetBatch, sheet: Sheet, place: Place): void {
  const m = measures[batch.perPage];
  const all = wordsOf(batch, sheet);
  const width = m.sideBySide && all.length > 1 ? (place.width - m.margin / 2) / 2 : place.width;
  let y = place.y;
  let x = place.x;
  for (const [rank, words] of all.entries()) {
    if (rank > 0 && !m.sideBySide) {
      pdf.rule({ x, y: y + m.gap / 2 }, { x: x + width, y: y + m.gap / 2 });
      y += m.gap * 2;
    }
    const height = setLanguage(pdf, part, words, { x, y, width }, m);
    if (m.sideBySide) x += width + m.margin / 2;
    else y += height;
  }
}

function setLanguage(pdf: TaggedPdf, part: Node, words: Words, place: Place, m: Measures): number {
  const lang = words.lang ? { lang: words.lang } : {};
  const fromRight = isRightToLeft(words.title);
  const indent = m.body * 1.6;
  let y = place.y;
  y += pdf.write(part, 'H2', words.title, { ...place, y }, { size: m.body * 1.15, bold: true, ...lang }) + m.gap / 2;
  const list = pdf.open('L', part);
  for (const [rank, step] of words.steps.entries()) {
    const item = pdf.open('LI', list);
    const mark = { x: fromRight ? place.x + place.width - indent / 2 : place.x, y, width: indent };
    pdf.write(item, 'Lbl', `${rank + 1}.`, mark, { size: m.body, bold: true, colour: LAGUNE });
    const body = { x: fromRight ? place.x : place.x + indent, y, width: place.width - indent };
    y += pdf.write(item, 'LBody', step, body, { size: m.body, ...lang }) + m.gap / 3;
  }
  y += m.gap / 2;
  y += pdf.write(part, 'P', words.keep, { ...place, y }, { size: m.small, colour: QUIET, ...lang }) + m.gap / 2;
  return y - place.y;
}

/** On an eighth of a page: the steps in one paragraph a language. */
function setBrief(pdf: TaggedPdf, part: Node, batch: SheetBatch, sheet: Sheet, place: Place): void {
  const m = measures[batch.perPage];
  let y = place.y;
  for (const { steps, lang } of wordsOf(batch, sheet)) {
    const look = { size: m.body, leading: 1.25, ...(lang ? { lang } : {}) };
    y += pdf.write(part, 'P', steps.join(' '), { ...place, y }, look) + m.gap;
  }
}
