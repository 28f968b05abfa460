import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from '../../../platform/config/paths.ts';
import type { DayRange } from './publication.ts';

/** A line of a school calendar: holidays, the return of pupils (`isReturn`), or the summer, which has no end of its own. */
export interface CalendarLine {
  readonly zone: string;
  /** The year in which the school year starts. */
  readonly year: number;
  readonly name: string;
  readonly startsOn: string;
  /** Day on which class begins again. */
  readonly endsOn: string | null;
}

/** The line that says on which day pupils come back. */
const isReturn = ({ name }: CalendarLine): boolean => /^rentrée/i.test(name);

/** A file that is no school calendar: which line, for whom loads it. */
export class CalendarUnreadable extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`line ${line} of the school calendar`);
    this.name = 'CalendarUnreadable';
    this.line = line;
  }
}

const COLUMNS = ['annee_scolaire', 'zone', 'libelle', 'premier_jour_sans_classe', 'jour_de_reprise'];

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

/**
 * Reads a calendar: columns by name, separated by commas, days as `YYYY-MM-DD`, no quoted cell.
 * @throws CalendarUnreadable
 */
export function readCalendar(text: string): CalendarLine[] {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const names = header.split(',').map((name) => name.trim());
  const places = COLUMNS.map((column) => names.indexOf(column));
  if (places.includes(-1)) throw new CalendarUnreadable(1);
  return lines.map((line, index) => {
    const cells = line.split(',').map((cell) => cell.trim());
    const [years = '', zone = '', name = '', startsOn = '', endsOn = ''] = places.map((place) => cells[place]);
    const year = Number(/^(\d{4})-(\d{4})$/.exec(years)?.[1]);
    const isWhole = zone !== '' && name !== '' && years === `${year}-${year + 1}` && isDay(startsOn);
    if (!isWhole || (endsOn !== '' && (!isDay(endsOn) || endsOn <= startsOn))) throw new CalendarUnreadable(index + 2);
    return { zone, year, name, startsOn, endsOn: endsOn || null };
  });
}

let shipped: readonly CalendarLine[] | undefined;

/** The calendars that come with the product: one file a zone; a zone that has none keeps no holidays until its own is loaded. */
export function shippedCalendars(): readonly CalendarLine[] {
  shipped ??= readdirSync(projectPath('db', 'public'))
    .filter((name) => /^calendrier-scolaire-.+\.csv$/.test(name))
    .sort()
    .flatMap((name) => readCalendar(readFileSync(projectPath('db', 'public', name), 'utf8')));
  return shipped;
}

/** The last day of a summer that no return is known to end. */
const returnWithoutCalendar = (year: number): string => `${year}-09-01`;

/** Days without class in a zone, sorted. What was loaded of a school year stands in the place of what came with the product. */
export function holidaysOf(zone: string, loaded: readonly CalendarLine[]): DayRange[] {
  const years = new Set(loaded.filter((line) => line.zone === zone).map(({ year }) => year));
  const lines = [...shippedCalendars().filter(({ year }) => !years.has(year)), ...loaded].filter(
    (line) => line.zone === zone,
  );
  const returns = new Map(lines.filter(isReturn).map(({ year, startsOn }) => [year, startsOn] as const));
  return lines
    .filter((line) => !isReturn(line))
    .map(({ year, startsOn, endsOn }) => ({
      from: startsOn,
      until: endsOn ?? returns.get(year + 1) ?? returnWithoutCalendar(year + 1),
    }))
    .sort((one, other) => (one.from < other.from ? -1 : 1));
}
