import { sortName } from '../rules.ts';
import type { Known } from './present.ts';
import type { TableRecord } from './record.ts';
import type { Note } from './table.ts';

/** A record and whom it is about; `person` null: nobody we know. */
export interface Match {
  readonly record: TableRecord;
  readonly person: Known | null;
  /** Persons who may be the same, to be told apart by somebody. */
  readonly near: readonly string[];
}

export interface Recognised {
  readonly matches: readonly Match[];
  readonly notes: readonly Note[];
  /** Persons of whom a line left aside speaks: neither here nor gone. */
  readonly untouched: ReadonlySet<string>;
}

/** Names under which a record may be filed: by the name used, and by the one borne at birth. */
const namesOf = ({ values }: TableRecord): string[] =>
  [values.family_name, values.birth_name].flatMap((family) =>
    family ? [sortName(family, values.given_name ?? null)] : [],
  );

/** Names under which a person may be looked for. */
export const namesOfKnown = ({ values, sortName: filed }: Known): string[] => [
  filed,
  ...(values.birth_name ? [sortName(values.birth_name, values.given_name)] : []),
];

const sharesName = (record: TableRecord, person: Known): boolean => {
  const names = namesOfKnown(person);
  return namesOf(record).some((name) => names.includes(name));
};

const bornOtherwise = (record: TableRecord, person: Known): boolean =>
  record.values.birth_date !== undefined &&
  person.values.birth_date !== null &&
  record.values.birth_date !== person.values.birth_date;

/**
 * Who each pupil's or colleague's row is about. In this order: the number that the school's program gives, the INE, the name and birthday
 * among the people of the school. Whoever is of another school is met by the INE only, and only when name and birthday say so too: a
 * number alone opens no record. What is not sure is left aside, and two rows never mean one person.
 */
export function recogniseRows(
  records: readonly TableRecord[],
  here: readonly Known[],
  byIne: readonly Known[],
  namesakes: ReadonlyMap<string, readonly string[]>,
): Recognised {
  const notes: Note[] = [];
  const matches: Match[] = [];
  const untouched = new Set<string>();
  const claimed = new Map<string, TableRecord>();
  const index = indexOf(here, byIne);
  const { unique, repeated } = withoutRepeats(records);
  notes.push(...repeated);
  for (const record of unique) {
    const found = find(record, index);
    if ('fault' in found) {
      notes.push({ code: found.fault, line: record.line, what: nameOf(record), aside: true });
      for (const id of found.persons) untouched.add(id);
      continue;
    }
    if (found.person && claimed.has(found.person.id)) {
      notes.push({ code: 'ambiguous', line: record.line, what: nameOf(record), aside: true });
      continue;
    }
    if (found.person) claimed.set(found.person.id, record);
    const near = found.person ? [] : [...new Set([...found.near, ...(namesakes.get(mark(record)) ?? [])])];
    // Whether somebody elsewhere bears the name is not told: it is kept for those who decide on duplicates.
    if (!found.person && found.near.length > 0) notes.push({ code: 'near', line: record.line, what: nameOf(record) });
    matches.push({ record, person: found.person, near });
  }
  return { matches, notes, untouched };
}

export const nameOf = ({ values }: TableRecord): string =>
  [values.given_name, values.family_name].filter(Boolean).join(' ');

/** The key of `namesakes`: name and birthday. */
export const mark = ({ values }: TableRecord): string =>
  `${sortName(values.family_name ?? '', values.given_name ?? null)}|${values.birth_date ?? ''}`;

interface Index {
  readonly byKey: ReadonlyMap<string, Known>;
  readonly byIne: ReadonlyMap<string, Known>;
  readonly byName: ReadonlyMap<string, readonly Known[]>;
  readonly here: ReadonlySet<string>;
}

function indexOf(here: readonly Known[], byIne: readonly Known[]): Index {
  const byName = new Map<string, Known[]>();
  for (const person of here)
    for (const name of new Set(namesOfKnown(person))) byName.set(name, [...(byName.get(name) ?? []), person]);
  return {
    byKey: new Map(here.flatMap((person) => (person.key ? [[person.key, person] as const] : []))),
    byIne: new Map(
      [...byIne, ...here].flatMap((person) => (person.values.ine ? [[person.values.ine, person] as const] : [])),
    ),
    byName,
    here: new Set(here.map((person) => person.id)),
  };
}

/** The same person twice in one file: the first row counts. Two names under one number: neither. */
function withoutRepeats(records: readonly TableRecord[]): { unique: TableRecord[]; repeated: Note[] } {
  const repeated: Note[] = [];
  const seen = new Map<string, TableRecord>();
  const doubtful = new Set<TableRecord>();
  const unique: TableRecord[] = [];
  for (const record of records) {
    const id = record.values.ine ?? record.key ?? (record.values.birth_date ? mark(record) : `${record.line}`);
    const first = seen.get(id);
    if (!first) {
      seen.set(id, record);
      unique.push(record);
    } else if (mark(first) === mark(record))
      repeated.push({ code: 'twice', line: record.line, what: nameOf(record), aside: true });
    else {
      doubtful.add(first);
      repeated.push({ code: 'ambiguous', line: record.line, what: nameOf(record), aside: true });
    }
  }
  for (const record of doubtful)
    repeated.push({ code: 'ambiguous', line: record.line, what: nameOf(record), aside: true });
  return { unique: unique.filter((record) => !doubtful.has(record)), repeated };
}

type Found =
  | { readonly person: Known | null; readonly near: readonly string[] }
  | { readonly fault: 'ambiguous' | 'ine-elsewhere'; readonly persons: readonly string[] };

function find(record: TableRecord, index: Index): Found {
  const keyed = record.key ? index.byKey.get(record.key) : undefined;
  if (keyed && (sharesName(record, keyed) || !bornOtherwise(record, keyed))) return { person: keyed, near: [] };
  const { ine } = record.values;
  const numbered = ine ? index.byIne.get(ine) : undefined;
  if (numbered && index.here.has(numbered.id)) {
    if (sharesName(record, numbered) || !bornOtherwise(record, numbered)) return { person: numbered, near: [] };
    return { fault: 'ambiguous', persons: [numbered.id] };
  }
  if (numbered) {
    const sure =
      sharesName(record, numbered) && record.values.birth_date !== undefined && !bornOtherwise(record, numbered);
    return sure ? { person: numbered, near: [] } : { fault: 'ine-elsewhere', persons: [] };
  }
  return findByName(record, index);
}

function findByName(record: TableRecord, index: Index): Found {
  const named = [...new Set(namesOf(record).flatMap((name) => index.byName.get(name) ?? []))];
  const { ine, birth_date: born } = record.values;
  const possible = named.filter(
    (person) => !bornOtherwise(record, person) && !(ine && person.values.ine && person.values.ine !== ine),
  );
  // Born the same day under another number: perhaps one person with a wrong number.
  const others = named
    .filter((person) => !possible.includes(person) && !bornOtherwise(record, person))
    .map((person) => person.id);
  if (possible.length === 0) return { person: null, near: others };
  const [only] = possible;
  if (possible.length === 1 && only) return { person: only, near: [] };
  const narrowed = possible.filter(
    (person) => born && person.values.birth_date === born && person.posts.some((post) => post.open),
  );
  const sameClass = possible.filter((person) =>
    person.places.some((place) => place.kind === 'class' && place.label === record.place?.label),
  );
  const [one] = narrowed.length === 1 ? narrowed : sameClass.length === 1 ? sameClass : [];
  return one ? { person: one, near: [] } : { fault: 'ambiguous', persons: possible.map((person) => person.id) };
}
