import type { Db } from '../../../platform/db/db.ts';
import { sortName } from '../rules.ts';
import { type Format, foldHeading, subjectOf } from './columns.ts';
import { differPupils } from './differ.ts';
import { differGuardians, differStaff } from './differ-adults.ts';
import type { Act, Difference, NewGroup } from './difference.ts';
import { rowsOfImport, type TableImport } from './drafts.ts';
import { Places } from './places.ts';
import {
  groupsOf,
  type Known,
  knownAdultsOf,
  knownByIne,
  knownHere,
  namesakes,
  readReference,
  type Standpoint,
} from './present.ts';
import { recogniseFamilies } from './recognise-families.ts';
import { mark, recogniseRows } from './recognise-rows.ts';
import type { TableRecord } from './record.ts';
import type { Note } from './table.ts';
import { type Understood, understand } from './understand.ts';

/** A draft against the directory as it is now. */
export interface Compared {
  readonly differences: readonly Difference[];
  readonly groups: readonly NewGroup[];
  readonly notes: readonly Note[];
  readonly counts: Readonly<Record<Act | 'rows' | 'same' | 'aside', number>>;
  /** More leave than a school loses in a day: to be said twice. */
  readonly manyLeave: boolean;
}

/** Numbers of which program a table carries: those of SIECLE tie pupils to guardians, those of STS name staff. */
const keyKindOf = (format: Format): string =>
  format.startsWith('siecle') ? 'siecle' : format.startsWith('sts') ? 'sts' : 'table';

/** Reads a draft's rows and says what they would change. Writes nothing. */
export async function compareTable(
  db: Db,
  at: { readonly schoolId: string; readonly today: string },
  table: TableImport,
): Promise<Compared> {
  const subject = subjectOf(table.format);
  const kind = keyKindOf(table.format);
  // Pupils and guardians of SIECLE are numbered apart; both are kept under their own kind.
  const keyKind = subject === 'guardian' ? `${kind}-adult` : kind;
  const standpoint: Standpoint = { schoolId: at.schoolId, year: table.year, today: at.today, keyKind };
  const [rows, reference, here, groups] = await Promise.all([
    rowsOfImport(db, table.id),
    readReference(db),
    knownHere(db, standpoint, subject),
    groupsOf(db, standpoint),
  ]);
  const garbled = new Set(
    table.reading.notes.filter((note) => note.aside && note.line).map((note) => note.line as number),
  );
  const understood = understand(rows, table.columns, {
    subject,
    epoch: table.reading.epoch,
    today: standpoint.today,
    garbled,
    ...reference,
  });
  const places = new Places(groups);
  const comparison = { places, keyKind };
  const found =
    subject === 'guardian'
      ? await families(db, { ...standpoint, keyKind: kind }, standpoint, understood, here)
      : await people(db, standpoint, understood, here, table, comparison);
  const notes = [...unknownHeadings(table), ...understood.notes, ...found.notes];
  return summed(found, places.planned, notes, rows.length, here);
}

const unknownHeadings = ({ columns }: TableImport): Note[] =>
  columns
    .filter((column) => column.field === null && foldHeading(column.heading) !== '')
    .map((column) => ({ code: 'unknown-heading', what: column.heading }));

interface Found {
  /** Rows of which we know whom they are about. */
  readonly matched: number;
  readonly differences: readonly Difference[];
  readonly notes: readonly Note[];
}

async function people(
  db: Db,
  at: Standpoint,
  understood: Understood,
  here: readonly Known[],
  table: TableImport,
  comparison: { readonly places: Places; readonly keyKind: string },
): Promise<Found> {
  const { records } = understood;
  const ines = records.flatMap(({ values }) => (values.ine ? [values.ine] : []));
  const hereIds = new Set(here.map((person) => person.id));
  const [byIne, same] = await Promise.all([knownByIne(db, at, ines), namesakes(db, sought(records))]);
  const near = new Map<string, string[]>();
  for (const one of same)
    if (!hereIds.has(one.id))
      near.set(`${one.sortName}|${one.birthDate}`, [...(near.get(`${one.sortName}|${one.birthDate}`) ?? []), one.id]);
  const recognised = recogniseRows(
    records,
    here,
    byIne.filter((person) => !hereIds.has(person.id)),
    near,
  );
  const matched = recognised.matches.length;
  const untouched = new Set([...recognised.untouched, ...spokenOf(understood.aside, here)]);
  if (subjectOf(table.format) === 'staff') {
    const { differences, notes } = differStaff(recognised.matches, comparison);
    return { matched, differences, notes: [...recognised.notes, ...notes] };
  }
  return {
    matched,
    differences: differPupils({ ...recognised, untouched }, here, table.whole, comparison),
    notes: recognised.notes,
  };
}

/** Whoever may be meant by a row left aside: found by number, or by a name of which only the plain letters are sure. */
function spokenOf(aside: Understood['aside'], here: readonly Known[]): string[] {
  const patterns = aside.map(({ name }) => new RegExp(`^${name.toLowerCase().replace(/[^a-z]+/g, '.{0,4}')}$`));
  const spoken = (person: Known): boolean => {
    const name = `${person.values.given_name ?? ''} ${person.values.family_name ?? ''}`.toLowerCase();
    return (
      aside.some(({ ine, key }) => (ine !== '' && ine === person.values.ine) || (key !== '' && key === person.key)) ||
      patterns.some((pattern) => pattern.test(name))
    );
  };
  return aside.length === 0 ? [] : here.filter(spoken).map((person) => person.id);
}

const sought = (records: readonly TableRecord[]): { sortName: string; birthDate: string }[] =>
  records.flatMap((record) => {
    const { family_name: family, given_name: given, birth_date: birthDate } = record.values;
    return family && birthDate && mark(record) ? [{ sortName: sortName(family, given ?? null), birthDate }] : [];
  });

async function families(
  db: Db,
  ofPupils: Standpoint,
  at: Standpoint,
  understood: Understood,
  here: readonly Known[],
): Promise<Found> {
  const pupils = await knownHere(db, ofPupils, 'pupil');
  const present = pupils.filter((pupil) => pupil.posts.some((post) => post.open)).map((pupil) => pupil.id);
  const adults = await knownAdultsOf(db, at, present);
  const known = new Map([...here, ...adults].map((person) => [person.id, person]));
  const recognised = recogniseFamilies(understood.records, pupils, [...known.values()]);
  const differences = differGuardians(recognised.matches, { keyKind: at.keyKind });
  return { matched: recognised.matches.length, differences, notes: recognised.notes };
}

function summed(
  { differences, matched }: Found,
  planned: readonly NewGroup[],
  notes: readonly Note[],
  rows: number,
  here: readonly Known[],
): Compared {
  const count = (act: Act): number => differences.filter((difference) => difference.act === act).length;
  const aside = new Set(notes.filter((note) => note.aside).map((note) => note.line)).size;
  const inFile = differences.filter((difference) => difference.line !== null).length;
  const leave = count('leave');
  const present = here.filter((person) => person.posts.some((post) => post.open)).length;
  return {
    differences,
    // A class is made for those who come into it.
    groups: planned.filter((group) =>
      differences.some(({ writes }) =>
        writes.some((write) => write.thing === 'membership' && write.act === 'open' && write.groupId === group.id),
      ),
    ),
    notes,
    counts: {
      rows,
      create: count('create'),
      arrive: count('arrive'),
      change: count('change'),
      leave,
      keep: count('keep'),
      aside,
      same: matched - inFile,
    },
    manyLeave: leave > 5 && leave * 5 > present,
  };
}
