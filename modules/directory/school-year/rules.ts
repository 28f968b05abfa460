import { foldName, schoolYearOf } from '../rules.ts';

/*
 * What happens to levels and names of classes from one school year to the next. A year is named by the year in which it starts.
 */

/** The levels, each with the next one in the same kind of school; MEFSTAT4 codes. */
const LEVELS: readonly (readonly [code: string, words: string, next: string | null])[] = [
  ['1110', 'TPS', '1111'],
  ['1111', 'PS', '1112'],
  ['1112', 'MS', '1113'],
  ['1113', 'GS', '1121'],
  ['1121', 'CP', '1122'],
  ['1122', 'CE1', '1123'],
  ['1123', 'CE2', '1124'],
  ['1124', 'CM1', '1125'],
  ['1125', 'CM2', null],
  ['2111', '6e', '2112'],
  ['2112', '5e', '2115'],
  ['2115', '4e', '2116'],
  ['2116', '3e', null],
  ['2431', '6e SEGPA', '2432'],
  ['2432', '5e SEGPA', '2433'],
  ['2433', '4e SEGPA', '2434'],
  ['2434', '3e SEGPA', null],
];

const byCode = new Map(LEVELS.map(([code, words, next]) => [code, { words, next }]));

/** The codes of levels, from the youngest. */
export const levelCodes: readonly string[] = LEVELS.map(([code]) => code);

/** A level as one says it: "CE1"; its own code for one that we do not know. */
export const levelWords = (code: string): string => byCode.get(code)?.words ?? code;

/** The level after `code` in a school of that kind; null when the pupil goes on elsewhere, or when we cannot know. */
export function nextLevel(code: string | null, schoolKind: string): string | null {
  const next = code ? (byCode.get(code)?.next ?? null) : null;
  return next === '1121' && schoolKind === 'nursery' ? null : next;
}

/** Whether pupils of that level leave a school of that kind at the end of the year. */
export const isLastLevel = (code: string | null, schoolKind: string): boolean =>
  code !== null && byCode.has(code) && nextLevel(code, schoolKind) === null;

/** The youngest levels, whose pupils come from elsewhere: their classes stand again, empty. */
const ENTRY: Readonly<Record<string, string>> = {
  nursery: '1111',
  primary: '1111',
  elementary: '1121',
  college: '2111',
  segpa: '2431',
};
const entryLevel = (schoolKind: string): string | null => ENTRY[schoolKind] ?? null;

/** First and last day on which a year may be prepared or opened, before and after the day it begins. */
const FROM = '06-01';
const TO = '10-31';
/** Day on which a year opens unless the school says another. */
const OPENS = '09-01';

/** The year that may be prepared on a day (`YYYY-MM-DD`), from 1 June to 31 October; null on other days. */
export function yearToPrepare(today: string): number | null {
  const day = today.slice(5);
  return day >= FROM && day <= TO ? Number(today.slice(0, 4)) : null;
}

/** The next year whose turn will come, whatever the day: what pages name. */
export const yearAhead = (today: string): number => {
  const calendar = Number(today.slice(0, 4));
  return today.slice(5) <= TO ? calendar : calendar + 1;
};

export const opensBySelf = (year: number): string => `${year}-${OPENS}`;
export const preparedFrom = (year: number): string => `${year}-${FROM}`;

/** A year may open from the day on which school years turn (`schoolYearOf`) to the end of October. */
export const mayOpenOn = (day: string, year: number): boolean => schoolYearOf(day) === year && day <= `${year}-${TO}`;

const WORDS = LEVELS.filter(([code]) => code.startsWith('1')).map(([code, words]) => [foldName(words), code] as const);
const COLLEGE: Readonly<Record<string, string>> = { '6': '2111', '5': '2112', '4': '2115', '3': '2116' };

interface Named {
  readonly code: string;
  readonly at: number;
  readonly length: number;
}

/** The levels that the name of a class says, where they stand in it: "CP-CE1 A", "CE2 Mme ROUX"; in a collège "6A", "5e 3", "4EME B". */
function levelsIn(label: string, schoolKind: string): Named[] {
  if (schoolKind === 'college' || schoolKind === 'segpa') {
    const digit = /^[6543]/.exec(label)?.[0];
    const code = digit ? COLLEGE[digit] : undefined;
    return code ? [{ code, at: 0, length: 1 }] : [];
  }
  return [...label.matchAll(/[\p{L}\p{N}]+/gu)].flatMap((word) => {
    const found = WORDS.find(([words]) => words === foldName(word[0]));
    return found ? [{ code: found[1], at: word.index, length: word[0].length }] : [];
  });
}

/** "6" in a name that has it alone, "CE1" where words stand. */
const written = (code: string, schoolKind: string): string =>
  schoolKind === 'college' || schoolKind === 'segpa' ? levelWords(code).slice(0, 1) : levelWords(code);

/** A name with its levels replaced by others, kept where they stood; several stand together, by their order. */
function relabel(label: string, named: readonly Named[], codes: readonly string[], schoolKind: string): string {
  const [first] = named;
  const last = named.at(-1);
  if (!first || !last) return label;
  const between = label.slice(first.at + first.length, named[1]?.at ?? first.at + first.length) || '-';
  const levels = codes.map((code) => written(code, schoolKind)).join(between);
  return label.slice(0, first.at) + levels + label.slice(last.at + last.length);
}

/** A class of this year, with its pupils and who teaches it. Without an id: the pupils who are in none. */
export interface FormerClass {
  readonly id: string | null;
  readonly label: string;
  readonly teachers: readonly string[];
  readonly pupils: readonly { readonly id: string; readonly levelCode: string | null }[];
}

/** A class of next year as we propose it. */
export interface ProposedClass {
  readonly label: string;
  readonly from: string | null;
  readonly teachers: readonly string[];
}

export interface ProposedPlace {
  readonly pupil: string;
  /** Which of the proposed classes, by its label; null: leaves, or is to be placed. */
  readonly label: string | null;
  readonly leaves: boolean;
  readonly levelCode: string | null;
}

/**
 * Next year's classes and places, from this year's: each class goes up by its levels ("CP A" becomes "CE1 A", with its pupils), pupils of
 * the last level leave, classes of the youngest level stand again for those who come. Each pupil goes by their own level. A class whose
 * name says no level keeps it. Teachers stay with the name of their class: who has "CE1 A" now is proposed for next year's "CE1 A".
 */
export function propose(
  classes: readonly FormerClass[],
  schoolKind: string,
): { classes: ProposedClass[]; places: ProposedPlace[] } {
  const proposed = new Map<string, ProposedClass>();
  const teachersOf = new Map(classes.map((one) => [foldName(one.label), one.teachers]));
  const add = (label: string, from: string | null): string => {
    const key = foldName(label);
    const known = proposed.get(key);
    if (known) return known.label;
    proposed.set(key, { label, from, teachers: teachersOf.get(key) ?? [] });
    return label;
  };
  const places = classes.flatMap((former) => {
    const ups = former.pupils.map((pupil) => ({ ...pupil, up: nextLevel(pupil.levelCode, schoolKind) }));
    const named = levelsIn(former.label, schoolKind);
    const codes = [...new Set(named.map(({ code }) => nextLevel(code, schoolKind)).filter((code) => code !== null))];
    const goesOn = former.id !== null && (named.length === 0 || codes.length > 0);
    const label = goesOn ? add(relabel(former.label, named, codes, schoolKind), former.id) : null;
    return ups.map(({ id, levelCode, up }): ProposedPlace => {
      const leaves = isLastLevel(levelCode, schoolKind);
      return { pupil: id, label: leaves ? null : label, leaves, levelCode: leaves ? null : (up ?? levelCode) };
    });
  });
  const entry = entryLevel(schoolKind);
  for (const former of classes) {
    const named = levelsIn(former.label, schoolKind);
    if (entry && named.some(({ code }) => code === entry)) add(relabel(former.label, named, [entry], schoolKind), null);
  }
  return { classes: [...proposed.values()], places };
}
