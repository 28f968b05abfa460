import type { Readable } from 'node:stream';
import { weekdayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { fileName } from './file-name.ts';
import type { BoardRow } from './queries-staff.ts';
import { QUIET, Sheet } from './sheet.ts';
import { texts } from './texts-paper.ts';

/** For whom a note is printed, by name. */
export interface PaperFor {
  readonly displayName: string;
  /** How many legal guardians there are to sign. */
  readonly guardians: number;
}

/** What one half of a page holds; a longer note takes whole pages. */
const HALF = 370;

/** The note on paper, two a page, with the slip to sign; a page that says so when nobody waits for one. */
export async function printNote(
  note: BoardRow,
  pupils: readonly PaperFor[],
  { madeAt }: { readonly madeAt: Date },
): Promise<{ readonly name: string; readonly content: Readable }> {
  // What leaves the school on paper is French: the text that prevails.
  const locale: Locale = 'fr';
  const t = texts[locale];
  const sheet = new Sheet({ title: t.paperTitle(note.title), lang: 'fr-FR', author: t.author, madeAt });
  if (pupils.length === 0) {
    sheet.page();
    sheet.line('H1', note.title, { size: 18, bold: true });
    sheet.line('P', t.nobody, { size: 12 });
  }
  const halves = heightOf(sheet, note) <= HALF;
  for (const [rank, pupil] of pupils.entries()) {
    if (rank % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (halves && rank % 2 === 1) sheet.half();
    else sheet.page(pupil.displayName);
    setSlip(sheet, note, pupil, locale);
  }
  return { name: fileName(t.paperFile(note.title), 'pdf'), content: await sheet.end() };
}

const body = { size: 10.5 };

function heightOf(sheet: Sheet, note: BoardRow): number {
  const paragraphs = note.plain.split('\n').filter((each) => each.trim() !== '');
  const words = paragraphs.reduce((sum, each) => sum + sheet.heightOf(each, body) + 4, 0);
  return 130 + words + note.questions.length * 44 + (note.rule === 'all' ? 80 : 40);
}

function setSlip(sheet: Sheet, note: BoardRow, pupil: PaperFor, locale: Locale): void {
  const t = texts[locale];
  sheet.line('P', `${note.school} · ${note.place} · ${note.author}`, { size: 9, colour: QUIET });
  sheet.line('H1', note.title, { size: 16, bold: true, leading: 1.2 });
  sheet.line('P', t.forPupil(pupil.displayName), { size: 11, bold: true }, 8);
  sheet.line('P', note.plain, body);
  if (note.dueOn) sheet.line('P', t.due(weekdayInWords(note.dueOn, locale)), { size: 10.5, bold: true }, 6);
  for (const { kind, label, options } of note.questions) {
    sheet.line('P', label, { size: 10.5, bold: true }, 2);
    if (kind === 'authorisation') sheet.line('P', `${t.circle} ${t.consent}`, body, 6);
    else if (kind === 'yes-no') sheet.line('P', `${t.circle} ${t.yesNo}`, body, 6);
    else if (kind === 'choice') sheet.line('P', `${t.circle} ${options.join('   /   ')}`, body, 6);
    else {
      sheet.line('P', t.write, body, 0);
      sheet.blank();
    }
  }
  sheet.line('P', note.rule === 'all' ? t.signAll : t.signHere, body, 0);
  for (let signed = 0; signed < (note.rule === 'all' ? Math.max(1, pupil.guardians) : 1); signed += 1) sheet.blank();
}
