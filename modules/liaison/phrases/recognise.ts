/**
 * Which phrase of the bank a French paragraph is, with what fills its blanks. A note keeps its text alone: one that was changed is simply
 * not recognised, and nobody reads a translation of what it no longer says.
 */

import { blanksOf, type Filled, fill, type Phrase, phrasesIn } from './bank.ts';
import { type BlankKind, type BlankName, blankKinds } from './blanks.ts';

export interface Recognised {
  readonly key: string;
  readonly filled: Filled;
}

const weekdays = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
const months = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];

const patterns: Readonly<Record<BlankKind, string>> = {
  day: `(?:${weekdays.join('|')}) (?:1er|\\d{1,2}) (?:${months.join('|')})`,
  hour: '\\d{1,2} h(?: \\d\\d)?',
  sum: '\\d{1,5}(?:,\\d\\d)? €',
  words: '[^\\n]{1,200}?',
};

interface Known {
  readonly key: string;
  readonly names: readonly BlankName[];
  /** The letters before its first blank: most paragraphs are told by them. */
  readonly start: string;
  readonly pattern: RegExp;
}

let known: readonly Known[] | undefined;

const plain = (text: string): string => text.replace(/\s+/g, ' ').replaceAll("'", '’').trim();
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const knownPhrases = (): readonly Known[] =>
  (known ??= [...phrasesIn('fr')].map(([key, phrase]) => {
    const names: BlankName[] = [];
    const pieces = plain(phrase.text).split(/\{(\w+)\}/);
    const pattern = pieces.map((piece, rank) => {
      if (rank % 2 === 0) return escaped(piece);
      names.push(piece as BlankName);
      return `(${patterns[blankKinds[piece as BlankName]]})`;
    });
    return { key, names, start: pieces[0] ?? '', pattern: new RegExp(`^${pattern.join('')}$`, 'u') };
  }));

/** `near`: a day (`YYYY-MM-DD`) close to which the days of the text are; a text says no year. */
export function recognise(paragraph: string, near: string): Recognised | undefined {
  const text = plain(paragraph);
  if (text.length > 1500) return undefined;
  for (const { key, names, start, pattern } of knownPhrases()) {
    const found = text.startsWith(start) ? pattern.exec(text) : null;
    if (!found) continue;
    const filled: Partial<Record<BlankName, string>> = {};
    for (const [rank, name] of names.entries()) {
      const value = readAs[blankKinds[name]](found[rank + 1] ?? '', near);
      if (value !== undefined) filled[name] = value;
    }
    // What was read must say what is written: a Thursday that is none is a day that we do not know.
    const phrase = phrasesIn('fr').get(key) as Phrase;
    if (blanksOf(phrase).every((name) => filled[name]) && plain(fill(phrase, filled, 'fr')) === text)
      return { key, filled };
  }
  return undefined;
}

/** The key of the phrase with that French title, the one of an answer to it included. */
export const titled = (title: string): string | undefined => {
  const bare = plain(title).replace(/^(?:re|tr) ?: /i, '');
  return [...phrasesIn('fr')].find(([, phrase]) => plain(phrase.title) === bare)?.[0];
};

const readAs: Readonly<Record<BlankKind, (words: string, near: string) => string | undefined>> = {
  day: (words, near) => {
    const [weekday = '', day = '', month = ''] = words.split(' ');
    const year = Number(near.slice(0, 4));
    for (const each of [year, year + 1, year - 1]) {
      const date = new Date(Date.UTC(each, months.indexOf(month), Number.parseInt(day, 10)));
      if (date.getUTCDay() === weekdays.indexOf(weekday)) return date.toISOString().slice(0, 10);
    }
    return undefined;
  },
  hour: (words) => {
    const [hour = '', minute = '00'] = words.split(' h').map((part) => part.trim());
    return `${hour.padStart(2, '0')}:${minute === '' ? '00' : minute}`;
  },
  sum: (words) => words.replace(' €', '').replace(',', '.'),
  words: (words) => words,
};
