import { hash } from 'node:crypto';
import { foldName } from '../rules.ts';
import { type CopyValue, copyBytes, copyRow } from './copy-text.ts';
import type { KnownRecords } from './known-records.ts';
import {
  type Category,
  canonicalText,
  type Degree,
  type FeedRecord,
  type PersonRecord,
  type SchoolRecord,
} from './record.ts';
import { standingInFirstDegree, standingInSecondDegree } from './relations.ts';
import { schoolKind } from './school-kind.ts';

/** The staging tables and their columns, in COPY order. */
export const stagedTables = {
  people: 'category, source_id, file, line, school, sort_name, birth_date, ine, digest, attributes',
  enrolments:
    'pupil, school, level_code, level_label, mef_code, regime, canteen, transport, morning_care, evening_care, study, since',
  memberships: 'category, person, school, kind, code, label, role, subject, since',
  kinships: 'pupil, adult, relation, relation_code, authority, is_payer, contact_rank, needs_review',
  functions: 'person, school, code, label, teaches',
  schools: 'source_id, file, line, uai, parent, kind, insee, digest, attributes',
  groups: 'school, kind, code, label, attributes',
  terms: 'kind, code, label, stat11, attributes',
  deletions: 'category, source_id, file, line',
  rejects: 'category, source_id',
} as const;

export type StagedTable = keyof typeof stagedTables;

/** Receives the rows that a record makes. */
export type Emit = (table: StagedTable, row: string) => void;

/** What the rows of a delivery have in common. */
export interface Frame {
  readonly degree: Degree;
  /** Day of the delivery, `YYYY-MM-DD`. */
  readonly day: string;
  /** Records of people that the directory holds as they are: their content is not staged, their links are. */
  readonly known?: KnownRecords | undefined;
}

/** Where an object stands: number of the file in the delivery, and line. */
export interface Place {
  readonly file: number;
  readonly line: number;
}

/** All the rows that one record makes: itself, then every link it states. */
export function stageRecord(
  frame: Frame,
  category: Category,
  id: string,
  place: Place,
  record: FeedRecord,
  emit: Emit,
): void {
  const text = canonicalText(category, record);
  const row = (table: StagedTable, ...values: CopyValue[]): void => emit(table, copyRow(values));
  if (category === 'mef' || category === 'subject') {
    row('terms', category, id, record.label, record.stat11, text);
    return;
  }
  // The key is part of it: a digest that the directory holds is this very record of this very person.
  const digest = hash('sha256', `${category} ${id} ${text}`, 'buffer');
  if (category === 'school') {
    stageSchool(id, place, record, copyBytes(digest), text, row);
    return;
  }
  const { school, birth_date, ine } = record;
  const name = sortNameOf(record.family_name ?? '', record.given_name ?? null);
  const content = frame.known?.has(digest) ? null : text;
  row('people', category, id, place.file, place.line, school, name, birth_date, ine, copyBytes(digest), content);
  if (category === 'pupil') stagePupil(frame, id, record, row);
  if (category === 'staff') stageStaff(id, record, row);
}

const folded = new Map<string, string>();

/** As `sortName`, remembering names: a feed has far fewer of them than people. */
function sortNameOf(family: string, given: string | null): string {
  const words = fold(family);
  return given ? `${words} ${fold(given)}`.trim() : words;
}

function fold(name: string): string {
  let known = folded.get(name);
  if (known === undefined) {
    if (folded.size > 50_000) folded.clear();
    known = foldName(name);
    // A copy: the name is a part of the piece of file it was read from, and would keep that piece in memory.
    folded.set(Buffer.from(name).toString(), known);
  }
  return known;
}

type Row = (table: StagedTable, ...values: CopyValue[]) => void;

function stageSchool(id: string, place: Place, record: SchoolRecord, digest: string, text: string, row: Row): void {
  const { uai, parent, insee } = record;
  row('schools', id, place.file, place.line, uai, parent, schoolKind(record), insee, digest, text);
  for (const [code, label, ...mefs] of record.class_list ?? []) {
    row('groups', id, 'class', code, label, JSON.stringify({ label, mefs }));
  }
  for (const [code, label, ...classes] of record.group_list ?? []) {
    row('groups', id, 'teaching', code, label, JSON.stringify({ label, classes }));
  }
}

/**
 * A pupil whose day of leaving has come states no place any more; family stays family, and is what tells that a parent of the école
 * is a parent of the collège.
 */
function stagePupil(frame: Frame, id: string, record: PersonRecord, row: Row): void {
  for (const [adult, code, authority = '', payer = '', contact = ''] of record.kin ?? []) {
    const standing = frame.degree === 1 ? standingInFirstDegree(code) : standingInSecondDegree(code, authority);
    const rank = /^[1-9]$/.test(contact) ? Number(contact) : undefined;
    const { relation, needsReview } = standing;
    row('kinships', id, adult, relation, code, standing.authority, payer === '1', rank, needsReview);
  }
  if (record.until && record.until <= frame.day) return;
  const schools = new Set<string>();
  if (record.school) schools.add(record.school);
  for (const [school] of record.classes ?? []) schools.add(school);
  const { level, level_label, mef, regime, canteen, transport, morning_care, evening_care, study } = record;
  for (const school of schools) {
    const since = school === record.school ? record.since : undefined;
    const days = [canteen, transport, morning_care, evening_care, study] as const;
    row('enrolments', id, school, level, level_label, mef, regime, ...days, since);
  }
  const since = new Map(record.class_since ?? []);
  for (const [school, code, label] of record.classes ?? []) {
    row('memberships', 'pupil', id, school, 'class', code, label, 'pupil', undefined, since.get(code));
  }
  for (const [school, code, label] of record.groups ?? []) {
    row('memberships', 'pupil', id, school, 'teaching', code, label, 'pupil', undefined, undefined);
  }
}

function stageStaff(id: string, record: PersonRecord, row: Row): void {
  const teaches = record.is_teacher ?? record.before_pupils ?? false;
  const functions = record.functions ?? [];
  for (const [school, code, label] of functions) row('functions', id, school, code, label, teaches);
  for (const school of record.directs ?? []) row('functions', id, school, 'DIR', 'DIRECTION', false);
  // No function at all: the administrative attachment is all we know.
  if (functions.length === 0 && !record.directs && record.school) row('functions', id, record.school, '-', '', teaches);

  const member = (kind: 'class' | 'teaching', school: string, code: string, role: string, subject?: string): void =>
    row('memberships', 'staff', id, school, kind, code, undefined, role, subject || undefined, undefined);
  const taught = (
    kind: 'class' | 'teaching',
    refs: PersonRecord['classes'],
    withSubject: PersonRecord['class_subjects'],
  ): void => {
    const told = new Set<string>();
    for (const [school, code, subject] of withSubject ?? []) {
      told.add(`${school}$${code}`);
      member(kind, school, code, 'teacher', subject);
    }
    for (const [school, code] of refs ?? []) if (!told.has(`${school}$${code}`)) member(kind, school, code, 'teacher');
  };
  taught('class', record.classes, record.class_subjects);
  taught('teaching', record.groups, record.group_subjects);
  for (const [school, code] of record.main_classes ?? []) member('class', school, code, 'main_teacher');
}
