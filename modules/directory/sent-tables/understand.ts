import { relationOf as relationOfCode } from '../aaf/relations.ts';
import { isBirthDate } from '../people/rules.ts';
import type { PersonField } from '../person-fields.ts';
import { foldName } from '../rules.ts';
import type { Column, Field, Subject } from './columns.ts';
import type { ChildRef, StaffProfile, TableRecord } from './record.ts';
import { SEVERAL } from './siecle.ts';
import { SUBJECT_MARK } from './sts.ts';
import type { Note, NoteCode, TableRow } from './table.ts';
import * as value from './values.ts';

/** What the reader of rows needs to know of the platform's reference data. */
export interface Frame {
  readonly subject: Subject;
  readonly epoch: '1900' | '1904';
  readonly today: string;
  /** Lines that the decoding could not repair. */
  readonly garbled: ReadonlySet<number>;
  /** Folded label → level. */
  readonly levels: ReadonlyMap<string, { readonly code: string; readonly label: string }>;
  /** MEF → level code. */
  readonly mefs: ReadonlyMap<string, string>;
  /** Function code → profile and label. */
  readonly functions: ReadonlyMap<string, { readonly profile: string; readonly label: string }>;
}

export interface Understood {
  readonly records: readonly TableRecord[];
  readonly notes: readonly Note[];
  /** What rows left aside say, as far as it can be read: those persons are neither here nor gone. */
  readonly aside: readonly { readonly ine: string; readonly name: string; readonly key: string }[];
}

/** Turns rows into records. A value off its form is left out and said; a row without a sure name is left aside and said. */
export function understand(rows: readonly TableRow[], columns: readonly Column[], frame: Frame): Understood {
  const notes: Note[] = [];
  const records: TableRecord[] = [];
  const aside: Understood['aside'][number][] = [];
  for (const row of rows) {
    const cells = cellsOf(row, columns);
    const fault = frame.garbled.has(row.line) ? 'mojibake' : nameFault(cells, frame.subject);
    if (fault) {
      notes.push({ code: fault, line: row.line, what: nameIn(cells), aside: true });
      aside.push({ ine: value.ineOf(cells.one('ine')) ?? '', name: nameIn(cells), key: cells.one('key') });
      continue;
    }
    const say = (code: NoteCode, what: string): void => void notes.push({ code, line: row.line, what });
    records.push(recordOf(row.line, cells, frame, say));
  }
  return { records, notes, aside };
}

interface Cells {
  one(field: Field): string;
  /** Every column of that field, in their order. */
  all(field: Field): readonly string[];
  /** The nth block of repeated columns. */
  nth(field: Field, index: number): string;
  readonly blocks: number;
}

function cellsOf(row: TableRow, columns: readonly Column[]): Cells {
  const byField = new Map<Field, string[]>();
  columns.forEach(({ field }, index) => {
    if (!field || field === 'ignored') return;
    const list = byField.get(field);
    const cell = row.cells[index] ?? '';
    if (list) list.push(cell);
    else byField.set(field, [cell]);
  });
  const blocks = Math.max(
    0,
    ...[...byField].filter(([field]) => field.startsWith('child_')).map(([, list]) => list.length),
  );
  return {
    one: (field) => byField.get(field)?.[0] ?? '',
    all: (field) => byField.get(field) ?? [],
    nth: (field, index) => byField.get(field)?.[index] ?? (byField.get(field)?.length === 1 && index > 0 ? '' : ''),
    blocks,
  };
}

const nameIn = (cells: Cells): string =>
  [cells.one('given_name'), cells.one('usage_name') || cells.one('family_name')].filter(Boolean).join(' ');

function nameFault(cells: Cells, subject: Subject): NoteCode | undefined {
  const family = cells.one('usage_name') || cells.one('family_name');
  const own = cells.one('given_name');
  // An organisation (child services) answers for a child without a given name.
  if (family === '' || (own === '' && subject !== 'guardian')) return 'no-name';
  const names = [cells.one('family_name'), cells.one('usage_name'), own].filter(Boolean);
  if (names.some(value.hasLostLetter)) return 'lost-letter';
  return names.every(value.isName) ? undefined : 'bad-name';
}

type Say = (code: NoteCode, what: string) => void;

function recordOf(line: number, cells: Cells, frame: Frame, say: Say): TableRecord {
  const classCode = cells.one('class_code');
  const className = cells.one('class') || classCode;
  return {
    line,
    values: personValues(cells, frame, say),
    ...(cells.one('key') ? { key: cells.one('key') } : {}),
    ...levelOf(cells, frame, say),
    ...(frame.subject === 'pupil' && className ? { place: { code: classCode || null, label: className } } : {}),
    groups: listIn(cells.one('groups')),
    children: frame.subject === 'guardian' ? childrenOf(cells, frame) : [],
    ...(frame.subject === 'staff' ? staffOf(cells, frame, say) : {}),
    teaches: frame.subject === 'staff' ? taughtBy(cells) : [],
    gone: cells.one('left_on') !== '',
  };
}

const listIn = (cell: string): string[] =>
  cell
    .split(SEVERAL)
    .map((one) => one.trim())
    .filter(Boolean);

/** The day of birth of somebody living; a year typed wrong is none. */
function birthDateOf(text: string, { epoch, today }: Frame): string | null {
  const day = value.dayOf(text, epoch);
  return day !== null && isBirthDate(day, today) ? day : null;
}

function personValues(cells: Cells, frame: Frame, say: Say): TableRecord['values'] {
  const values: Partial<Record<PersonField, string>> = {};
  const put = (field: PersonField, text: string | null): void => {
    if (text) values[field] = text;
  };
  const parsed = (field: PersonField & Field, parse: (text: string) => string | null, code: NoteCode): void => {
    const text = cells.one(field);
    if (text === '') return;
    const result = parse(text);
    if (result === null) say(code, text.slice(0, 60));
    put(field, result);
  };
  const birth = value.capitals(cells.one('family_name'));
  const usage = value.capitals(cells.one('usage_name'));
  put('family_name', usage || birth);
  put('birth_name', usage && birth && usage !== birth ? birth : null);
  put('given_name', value.given(cells.one('given_name')));
  put('other_given_names', cells.one('other_given_names'));
  put('title', value.titleOf(cells.one('title')));
  parsed('birth_date', (text) => birthDateOf(text, frame), 'bad-date');
  parsed('ine', value.ineOf, 'bad-ine');
  parsed('email', value.emailOf, 'bad-email');
  for (const field of ['phone', 'mobile', 'work_phone'] as const) parsed(field, value.phoneOf, 'bad-phone');
  put('street', cells.one('street').slice(0, 200));
  put('postal_code', value.postalCodeOf(cells.one('postal_code')).slice(0, 20));
  put('city', value.placeOf(cells.one('city')).slice(0, 100));
  // Every export says "FRANCE"; only another country tells something.
  const country = value.placeOf(cells.one('country')).slice(0, 100);
  put('country', /^france$/i.test(country) ? null : country);
  return values;
}

/** A MEF begins with its level, for the collège; the academy's own nomenclature, once delivered, goes first. */
const LEVEL_OF_MEF: Readonly<Record<string, string>> = {
  100: '2111',
  101: '2112',
  102: '2115',
  103: '2116',
  164: '2431',
  165: '2432',
  166: '2433',
  167: '2434',
};

function levelOf(cells: Cells, frame: Frame, say: Say): Pick<TableRecord, 'level' | 'mef'> {
  const mef = cells.one('mef');
  const label = cells.one('level');
  const known =
    frame.levels.get(foldName(label)) ??
    [...frame.levels.values()].find((level) => level.code === (frame.mefs.get(mef) ?? LEVEL_OF_MEF[mef.slice(0, 3)]));
  if (label && !known) say('level-unknown', label.slice(0, 40));
  return { ...(known ? { level: known } : {}), ...(mef ? { mef } : {}) };
}

function childrenOf(cells: Cells, frame: Frame): ChildRef[] {
  const children: ChildRef[] = [];
  for (let index = 0; index < cells.blocks; index += 1) {
    const at = (field: Field): string => cells.nth(field, index);
    const names = [at('child_usage_name'), at('child_family_name')].filter(Boolean);
    const named = names.length > 0 && at('child_given_name') !== '';
    if (!named && !at('child_ine') && !at('child_key')) continue;
    children.push({
      names: names.map(foldName),
      givenName: foldName(at('child_given_name')),
      className: at('child_class'),
      birthDate: value.dayOf(at('child_birth_date'), frame.epoch) ?? '',
      ine: value.ineOf(at('child_ine')) ?? '',
      key: at('child_key'),
      ...standing(at),
    });
  }
  return children;
}

/** What the adult is to the child. Said by SIECLE; a table that only calls them responsible leaves the head to confirm. */
function standing(
  at: (field: Field) => string,
): Pick<ChildRef, 'relation' | 'relationCode' | 'authority' | 'needsReview' | 'isPayer' | 'contactRank'> {
  const code = at('relation_code');
  const said = at('authority');
  const relation = code ? relationOfCode(code) : value.relationOf(at('relation'));
  const level = /^[0-3]$/.test(said) ? (Number(said) as 0 | 1 | 2 | 3) : value.isNo(said) ? 0 : 1;
  const authority = relation === 'self' ? 0 : said === '' && /sibling|childminder|educator/.test(relation) ? 0 : level;
  return {
    relation,
    relationCode: code || null,
    authority,
    needsReview: authority === 1 && said === '',
    isPayer: at('payer') === '1' || value.isYes(at('payer')),
    contactRank: /^[1-9]$/.test(at('contact')) ? Number(at('contact')) : null,
  };
}

const GIVEN: readonly StaffProfile[] = ['teacher', 'librarian', 'school_life', 'staff', 'after_school'];

const WORDS: readonly (readonly [RegExp, StaffProfile])[] = [
  [/enseign|profess|maitre|maitresse|instit/, 'teacher'],
  [/document|cdi/, 'librarian'],
  [/vie scolaire|cpe|aed|aesh|avs|assistant d education|surveill/, 'school_life'],
  [/periscolaire|animat|atsem|cantine/, 'after_school'],
];

/** What somebody is in the school. Heading a school is never given by a table: the academy says it. */
function staffOf(
  cells: Cells,
  frame: Frame,
  say: Say,
): Pick<TableRecord, 'profile' | 'functionCode' | 'functionLabel'> {
  const said = cells.one('function');
  const known = frame.functions.get(said.toUpperCase());
  const isHead =
    value.isYes(cells.one('is_head')) || known?.profile === 'head' || /^(?:direct|principal|chef)/.test(foldName(said));
  if (isHead) say('head-not-given', nameIn(cells));
  const profile =
    GIVEN.find((one) => one === known?.profile) ?? WORDS.find(([pattern]) => pattern.test(foldName(said)))?.[1];
  if (said && !profile && !isHead) say('function-unknown', said.slice(0, 60));
  return {
    // At an école who heads also teaches; whose function is to head does not.
    profile: profile ?? (said === '' ? 'teacher' : 'staff'),
    ...(known && profile
      ? { functionCode: said.toUpperCase(), functionLabel: known.label }
      : said && !isHead
        ? { functionLabel: said.slice(0, 100) }
        : {}),
  };
}

function taughtBy(cells: Cells): TableRecord['teaches'] {
  const main = new Set(listIn(cells.one('main_class')));
  const classes = cells
    .all('class')
    .flatMap((cell) => cell.split(/\s*[\n,;/+]\s*/))
    .filter(Boolean);
  const services = listIn(cells.one('teaches')).map((one) => one.split(SUBJECT_MARK));
  return [
    ...classes.map((group) => ({ group, subject: null, main: false })),
    ...services.map(([group = '', subject = '']) => ({ group, subject: subject || null, main: false })),
    ...[...main].map((group) => ({ group, subject: null, main: true })),
  ];
}
