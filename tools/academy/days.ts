import { readPublic } from './public-data.ts';

const MS_PER_DAY = 86_400_000;

/** Days are ISO texts, `2025-09-15`. */
export type Day = string;

export const addDays = (day: Day, count: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * MS_PER_DAY).toISOString().slice(0, 10);

/** The day at `index` (0 to 364) of a year; 29 February is never drawn, it is asked for by name. */
export function dayOfYear(year: number, index: number): Day {
  return `${year}${(COMMON_YEAR[index] ?? '-12-31').toString()}`;
}

const COMMON_YEAR = Array.from({ length: 365 }, (_, index) => addDays('2023-01-01', index).slice(4));

/** `2025-09-15` as the academy writes it: `15/09/2025`. */
export const frenchDay = (day: Day): string => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

/** `2025-09-15` as file names carry it: `20250915`. */
export const compactDay = (day: Day): string => day.replaceAll('-', '');

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Whether a text is a real calendar day written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text
  );
}

/** The school year that a day belongs to, by the year it starts in. Academies turn the page in mid-August. */
export function schoolYearStarting(day: Day): number {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= '08-16' ? year : year - 1;
}

/** First day of class for pupils: from the public calendar of zone A when it is known, else 1 September or the Monday after. */
export function firstDayOfClass(startYear: number): Day {
  const known = readPublic('calendrier-scolaire-zone-a.csv').find(
    (row) => row.annee_scolaire === `${startYear}-${startYear + 1}` && row.libelle === 'rentrée élèves',
  );
  if (known?.premier_jour_sans_classe) return known.premier_jour_sans_classe;
  const first = `${startYear}-09-01`;
  const weekday = new Date(`${first}T00:00:00Z`).getUTCDay();
  return addDays(first, weekday === 0 ? 1 : weekday === 6 ? 2 : 0);
}
