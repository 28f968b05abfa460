import type { Refusal } from '../../../../platform/contract/refusal.ts';
import type { Locale } from '../../../../platform/texts/texts.ts';
import type { Note } from '../table.ts';
import { texts } from '../texts.ts';
import { noteTexts } from '../texts-notes.ts';
import { refusalFacts, tableRefusals } from '../texts-refusals.ts';

/** Why the table was refused, with the line or the columns when they are known; undefined for another refusal. */
export function refusalSentence({ code, details }: Refusal, locale: Locale): string | undefined {
  const sentences = tableRefusals[locale] as Readonly<Record<string, string>>;
  const sentence = sentences[code];
  if (!sentence) return undefined;
  const facts = refusalFacts[locale];
  const more = [
    typeof details.line === 'number' ? facts.line(details.line) : '',
    Array.isArray(details.headings) ? facts.headings(details.headings.join(', ')) : '',
    typeof details.uai === 'string' ? facts.uai(details.uai) : '',
  ];
  return [sentence, ...more].filter(Boolean).join(' ');
}

/** What the reader said, with its line. */
export function noteSentence(note: Note, locale: Locale): string {
  const sentence = noteTexts[locale][note.code](note.what ?? '');
  return note.line === undefined ? sentence : texts[locale].noteLine(note.line, sentence);
}

/** A value of a difference as it is read: days and profiles in words. */
export function valueInWords(field: string, value: string, locale: Locale): string {
  if (field === 'profile') return texts[locale].profiles[value] ?? value;
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return day ? `${day[3]}/${day[2]}/${day[1]}` : value;
}
