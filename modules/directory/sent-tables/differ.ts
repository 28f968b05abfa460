import { newId } from '../../../platform/db/db.ts';
import { type PersonField, personFields } from '../person-fields.ts';
import { foldName, fullName } from '../rules.ts';
import type { Act, Change, Difference, Write } from './difference.ts';
import type { Places } from './places.ts';
import type { Known } from './present.ts';
import type { Match, Recognised } from './recognise-rows.ts';
import type { TableRecord } from './record.ts';

/** What a comparison needs besides the people. */
export interface Comparison {
  readonly places: Places;
  /** Kind of number that the table carries (`siecle`, `sts`, `table`). */
  readonly keyKind: string;
}

const blank = (text: string | null): string | null => (text === '' ? null : text);

/** A value that only loses accents or changes capitals says nothing new. */
const saysTheSame = (field: PersonField, before: string | null, after: string): boolean => {
  if (before === after) return true;
  if (before === null || !/_name|names|street|city|country/.test(field)) return false;
  if (foldName(before) !== foldName(after)) return false;
  const marks = (text: string): number => text.normalize('NFD').match(/\p{M}|[œæŒÆ]/gu)?.length ?? 0;
  return marks(after) <= marks(before);
};

/** The fields of a record against the person's: what would change, and what stays because somebody else says it. */
export function fieldChanges({ values }: TableRecord, person: Known): { changes: Change[]; writes: Write[] } {
  const changes: Change[] = [];
  const writes: Write[] = [];
  for (const field of personFields) {
    const after = values[field];
    const before = person.values[field];
    // An empty cell never erases: exports leave empty what they were not asked for.
    if (after === undefined || saysTheSame(field, before, after)) continue;
    const owner = person.owners[field] ?? null;
    const kept =
      owner === 'person' ? 'person' : owner === null && person.fed && before !== null ? 'academy' : undefined;
    changes.push({ field, before, after, kept });
    if (!kept) writes.push({ thing: 'field', act: 'change', field, before, after, owner });
  }
  return { changes, writes };
}

/** A person whom nobody knew: all that the row says. */
export function creation({ values }: TableRecord): { id: string; changes: Change[]; writes: Write[] } {
  const id = newId();
  const changes = personFields.flatMap((field): Change[] => {
    const after = values[field];
    return after === undefined || field === 'family_name' || field === 'given_name'
      ? []
      : [{ field, before: null, after }];
  });
  return { id, changes, writes: [{ thing: 'person', act: 'open', id, values }] };
}

/** Pupils: each row against the school, then those of the school whom the table does not name. */
export function differPupils(found: Recognised, here: readonly Known[], whole: boolean, at: Comparison): Difference[] {
  const differences: Difference[] = [];
  const named = new Set<string>();
  for (const match of found.matches) {
    const { record, person } = match;
    if (person && !record.gone) named.add(person.id);
    if (record.gone) {
      if (person?.posts.some((post) => post.open && post.kind === 'pupil'))
        differences.push(departure(person, record.line));
      named.add(person?.id ?? '');
      continue;
    }
    const difference = pupilDifference(match, at);
    if (difference) differences.push(difference);
  }
  if (!whole) return differences;
  const absent = here.filter(
    (person) =>
      !named.has(person.id) &&
      !found.untouched.has(person.id) &&
      person.posts.some((post) => post.open && post.kind === 'pupil'),
  );
  return [...differences, ...absent.map((person) => departure(person, null))];
}

function pupilDifference({ record, person, near }: Match, { places, keyKind }: Comparison): Difference | undefined {
  const known = person ? fieldChanges(record, person) : undefined;
  const fresh = person ? undefined : creation(record);
  const { changes, writes } = known ?? fresh ?? { changes: [], writes: [] };
  const open = person?.posts.find((post) => post.kind === 'pupil' && post.open);
  const act: Act = !person ? 'create' : open ? 'change' : 'arrive';
  if (!open)
    writes.push({ thing: 'profile', act: 'open', id: newId(), kind: 'pupil', functionCode: null, functionLabel: null });
  if (person?.leftOn) writes.push({ thing: 'person', act: 'return', before: person.leftOn });
  placePupil(record, person, places, changes, writes);
  enrolPupil(record, person, changes, writes);
  addKey(record, person, keyKind, writes);
  for (const other of near) writes.push({ thing: 'proposal', act: 'open', other });
  return concluded(act, record, person, person?.id ?? fresh?.id ?? '', changes, writes);
}

/** A difference, if there is one: numbers alone are noted without a word. */
export function concluded(
  act: Act,
  record: TableRecord,
  person: Known | null,
  personId: string,
  changes: readonly Change[],
  writes: readonly Write[],
): Difference | undefined {
  const { family_name: familyName = '', given_name: givenName = null } = record.values;
  const said = act === 'change' ? changes.filter((change) => !change.kept) : changes;
  if (act === 'change' && changes.length === 0 && writes.length === 0) return undefined;
  return {
    act: act === 'change' && said.length === 0 ? 'keep' : act,
    uid: person?.uid ?? null,
    personId,
    name: person
      ? fullName({ familyName: person.values.family_name ?? familyName, givenName: person.values.given_name })
      : fullName({ familyName, givenName }),
    className: person?.places.find((place) => place.kind === 'class')?.label ?? record.place?.label ?? null,
    line: record.line,
    // What somebody elsewhere holds is not shown to who only now receives the person.
    changes: act === 'arrive' ? changes.map((change) => ({ ...change, before: null })) : changes,
    writes,
  };
}

function placePupil(
  record: TableRecord,
  person: Known | null,
  places: Places,
  changes: Change[],
  writes: Write[],
): void {
  const current = (person?.places ?? []).filter((place) => place.role === 'pupil');
  if (record.place) {
    const target = places.find('class', record.place.code, record.place.label);
    const classes = current.filter((place) => place.kind === 'class');
    const before = blank(classes.map((place) => place.label).join(', '));
    if (!classes.some((place) => place.groupId === target.id)) {
      const kept = classes.some((place) => place.owner === 'academy') ? 'academy' : undefined;
      changes.push({ field: 'class', before, after: target.label, kept });
      if (!kept) {
        for (const place of classes) writes.push({ thing: 'membership', act: 'close', id: place.id });
        writes.push({
          thing: 'membership',
          act: 'open',
          id: newId(),
          groupId: target.id,
          role: 'pupil',
          subject: null,
        });
      }
    }
  }
  if (record.groups.length === 0) return;
  const targets = record.groups.map((code) => places.find('teaching', code, code));
  const groups = current.filter((place) => place.kind === 'teaching');
  const missing = targets.filter((target) => !groups.some((place) => place.groupId === target.id));
  const dropped = groups.filter(
    (place) =>
      place.owner === 'school' && place.source === 'table' && !targets.some((target) => target.id === place.groupId),
  );
  if (missing.length === 0 && dropped.length === 0) return;
  changes.push({
    field: 'groups',
    before: blank(groups.map((place) => place.label).join(', ')),
    after: targets.map((target) => target.label).join(', '),
  });
  for (const place of dropped) writes.push({ thing: 'membership', act: 'close', id: place.id });
  for (const target of missing)
    writes.push({ thing: 'membership', act: 'open', id: newId(), groupId: target.id, role: 'pupil', subject: null });
}

function enrolPupil(record: TableRecord, person: Known | null, changes: Change[], writes: Write[]): void {
  const held = person?.enrolment ?? null;
  const next = {
    levelCode: record.level?.code ?? held?.levelCode ?? null,
    levelLabel: record.level?.label ?? held?.levelLabel ?? null,
    mef: record.mef ?? held?.mef ?? null,
  };
  if (!held) {
    writes.push({ thing: 'enrolment', act: 'open', id: newId(), ...next, before: null });
    if (record.level) changes.push({ field: 'level', before: null, after: record.level.label });
    return;
  }
  if (!record.level || held.levelCode === record.level.code) return;
  const kept = held.owner === 'academy' && held.levelCode !== null ? 'academy' : undefined;
  changes.push({ field: 'level', before: held.levelLabel ?? held.levelCode, after: record.level.label, kept });
  if (!kept)
    writes.push({
      thing: 'enrolment',
      act: 'change',
      id: held.id,
      ...next,
      before: [held.levelCode, held.levelLabel, held.mef],
    });
}

export function addKey(record: TableRecord, person: Known | null, kind: string, writes: Write[]): void {
  if (record.key && person?.key !== record.key) writes.push({ thing: 'key', act: 'open', kind, key: record.key });
}

/** A pupil who leaves. Whom the academy still names stays, and that is said. */
function departure(person: Known, line: number | null): Difference {
  const post = person.posts.find((one) => one.open && one.kind === 'pupil');
  const kept = post?.owner === 'academy' ? 'academy' : undefined;
  const className = person.places.find((place) => place.kind === 'class')?.label ?? null;
  const writes: Write[] = [];
  if (post && !kept) {
    writes.push({ thing: 'profile', act: 'close', id: post.id });
    if (person.enrolment) writes.push({ thing: 'enrolment', act: 'close', id: person.enrolment.id });
    for (const place of person.places) writes.push({ thing: 'membership', act: 'close', id: place.id });
    if (!person.elsewhere) writes.push({ thing: 'person', act: 'leave', before: null });
  }
  return {
    act: kept ? 'keep' : 'leave',
    uid: person.uid,
    personId: person.id,
    name: fullName({ familyName: person.values.family_name ?? '', givenName: person.values.given_name }),
    className,
    line,
    changes: [{ field: 'left', before: className, after: null, kept }],
    writes,
  };
}
