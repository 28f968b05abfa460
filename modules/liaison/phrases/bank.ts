/**
 * The phrase bank: common notes in ten languages, ours, kept as files in `db/phrases`. French is the text that counts; the others say the
 * same with the same blanks.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { projectPath } from '../../../platform/config/paths.ts';
import { languageTags, type ReadingLanguage, readingLanguages } from '../../../platform/texts/languages.ts';
import { type BlankKind, type BlankName, blankKinds } from './blanks.ts';

export interface Phrase {
  readonly title: string;
  readonly text: string;
}

type Bank = ReadonlyMap<string, Phrase>;
const banks = new Map<ReadingLanguage, Bank>();

/** The phrases of a language, by key, in the order of the file. Read once. */
export function phrasesIn(language: ReadingLanguage): Bank {
  let bank = banks.get(language);
  if (!bank) {
    const written = JSON.parse(readFileSync(projectPath(`db/phrases/${language}.json`), 'utf8')) as Record<
      string,
      [title: string, text: string]
    >;
    bank = new Map(Object.entries(written).map(([key, [title, text]]) => [key, { title, text }]));
    banks.set(language, bank);
  }
  return bank;
}

/** Languages that a French phrase is translated into. */
export const translatedInto = readingLanguages.filter((language) => language !== 'fr');

/** What was signed off is this French text with this translation, and no other. */
export function digestOf(key: string, language: ReadingLanguage): string {
  const said = [phrasesIn('fr').get(key), phrasesIn(language).get(key)].map((phrase) => [phrase?.title, phrase?.text]);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** What fills the blanks: days `YYYY-MM-DD`, hours `HH:MM`, sums `12.50`, words as they were typed. */
export type Filled = Readonly<Partial<Record<BlankName, string | undefined>>>;

/** The blanks of a phrase, in the order of its text. */
export const blanksOf = (phrase: Phrase): BlankName[] => [
  ...new Set([...phrase.text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as BlankName)),
];

/** The phrase with its blanks filled, as one writes days, hours and sums in that language; an empty one stays an ellipsis. */
export const fill = (phrase: Phrase, filled: Filled, language: ReadingLanguage): string =>
  phrase.text.replace(/\{(\w+)\}/g, (_blank, name: BlankName) => {
    const value = filled[name];
    return value ? written[blankKinds[name]](value, language) : '…';
  });

const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function formatOf<T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => T): T {
  const known = formats.get(key) ?? make();
  formats.set(key, known);
  return known as T;
}

const written: Readonly<Record<BlankKind, (value: string, language: ReadingLanguage) => string>> = {
  day: (value, language) => {
    const format = formatOf(
      `day ${language}`,
      () =>
        new Intl.DateTimeFormat(languageTags[language], {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          timeZone: 'UTC',
        }),
    );
    const words = format.format(new Date(`${value}T00:00:00Z`));
    return language === 'fr' ? words.replace(/ 1 /, ' 1er ') : words;
  },
  hour: (value, language) => {
    if (language !== 'fr') return value;
    const [hour = '', minute = ''] = value.split(':');
    return minute === '00' ? `${Number(hour)} h` : `${Number(hour)} h ${minute}`;
  },
  sum: (value, language) => {
    const whole = Number.isInteger(Number(value));
    const format = formatOf(
      `sum ${language} ${whole}`,
      () =>
        new Intl.NumberFormat(languageTags[language], {
          style: 'currency',
          currency: 'EUR',
          ...(whole ? { maximumFractionDigits: 0 } : {}),
        }),
    );
    return format.format(Number(value)).replace(/\s/g, ' ');
  },
  words: (value) => value,
};
