import type { Locale } from './texts.ts';

const tags: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };

const formats = new Map<string, Intl.DateTimeFormat>();
const format = (locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale}|${JSON.stringify(options)}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(tags[locale], options);
    formats.set(key, known);
  }
  return known;
};

/** The first of a month is said "1er" in French, the other days by their number: the platform's own words do not know it. */
export const firstSaid = (words: string, locale: Locale): string =>
  locale === 'fr' ? words.replace(/(^|\s)1 (?=\p{L})/u, '$11er ') : words;

/** A day (`YYYY-MM-DD`) as one writes it: "14 mars 2016", "1er septembre 2026". */
export const dayInWords = (day: string, locale: Locale): string =>
  firstSaid(format(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)), locale);

const weekdays: Partial<Record<Locale, { readonly day: string; readonly words: string }>> = {};

/** A day with its weekday, as one says it: "mardi 24 novembre". Nearly always today, so that the last one is kept. */
export function weekdayInWords(day: string, locale: Locale): string {
  const last = weekdays[locale];
  if (last?.day === day) return last.words;
  const date = new Date(`${day}T00:00:00Z`);
  const inFigures = format(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(date);
  const words = firstSaid(inFigures, locale);
  weekdays[locale] = { day, words };
  return words;
}

/** An instant at the school's clock: "22 novembre 2026 à 03:12". */
export const instantInWords = (instant: Date, locale: Locale): string =>
  firstSaid(
    format(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }).format(instant),
    locale,
  );

const numbers: Readonly<Record<Locale, Intl.NumberFormat>> = {
  fr: new Intl.NumberFormat(tags.fr),
  en: new Intl.NumberFormat(tags.en),
};

/** A count as one writes it: "1 204". */
export const countInFigures = (count: number, locale: Locale): string => numbers[locale].format(count);
