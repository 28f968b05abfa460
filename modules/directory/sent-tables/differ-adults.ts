import { newId } from '../../../platform/db/db.ts';
import { fullName } from '../rules.ts';
import { addKey, type Comparison, concluded, creation, fieldChanges } from './differ.ts';
import type { Change, Difference, KinValues, Write } from './difference.ts';
import type { Known } from './present.ts';
import type { FamilyMatch } from './recognise-families.ts';
import type { Match } from './recognise-rows.ts';
import type { ChildRef, TableRecord } from './record.ts';
import type { Note } from './table.ts';

/** Guardians: their own values, and the children they answer for. Nobody leaves by a table of guardians. */
export function differGuardians(
  matches: readonly FamilyMatch[],
  { keyKind }: Pick<Comparison, 'keyKind'>,
): Difference[] {
  return matches.flatMap(({ record, person, children, near }) => {
    const known = person ? fieldChanges(record, person) : undefined;
    const fresh = person ? undefined : creation(record);
    const { changes, writes } = known ?? fresh ?? { changes: [], writes: [] };
    linkChildren(children, person, changes, writes);
    if (person?.leftOn) writes.push({ thing: 'person', act: 'return', before: person.leftOn });
    const post = person?.posts.find((one) => one.kind === 'guardian' && one.open);
    const answers = children.some(({ ref, pupil }) => {
      const held = person?.kin.find((kin) => kin.pupilId === pupil.id);
      return (held && held.owner === 'academy' ? held.authority : ref.authority) === 1;
    });
    if (!post && answers)
      writes.push({
        thing: 'profile',
        act: 'open',
        id: newId(),
        kind: 'guardian',
        functionCode: null,
        functionLabel: null,
      });
    addKey(record, person, keyKind, writes);
    for (const other of near) writes.push({ thing: 'proposal', act: 'open', other });
    const difference = concluded(
      person ? 'change' : 'create',
      record,
      person,
      person?.id ?? fresh?.id ?? '',
      changes,
      writes,
    );
    return difference ? [difference] : [];
  });
}

const kinValues = (ref: ChildRef): KinValues => ({
  relation: ref.relation,
  relationCode: ref.relationCode,
  authority: ref.authority,
  isPayer: ref.isPayer,
  contactRank: ref.contactRank,
  needsReview: ref.needsReview,
});

/**
 * A link that is there stays as it is: the academy's because it is the academy's, the head's because a head decided it. Only one that
 * came from a table follows the next table, when that says more. Suspended accesses are not read.
 */
function linkChildren(
  children: FamilyMatch['children'],
  person: Known | null,
  changes: Change[],
  writes: Write[],
): void {
  const names: string[] = [];
  for (const { pupil, ref } of children) {
    const held = person?.kin.find((kin) => kin.pupilId === pupil.id);
    const says = ref.relation !== 'other' || ref.relationCode !== null;
    const same = held && (!says || (held.relation === ref.relation && held.authority === ref.authority));
    if (same || (held && (held.owner !== 'school' || held.source !== 'table'))) continue;
    names.push(fullName({ familyName: pupil.values.family_name ?? '', givenName: pupil.values.given_name }));
    writes.push({
      thing: 'kinship',
      act: held ? 'change' : 'open',
      id: held?.id ?? newId(),
      pupilId: pupil.id,
      kin: kinValues(ref),
      before: held
        ? {
            relation: held.relation,
            relationCode: null,
            authority: held.authority,
            isPayer: false,
            contactRank: null,
            needsReview: true,
          }
        : null,
    });
  }
  if (names.length > 0) changes.push({ field: 'children', before: null, after: names.join(', ') });
}

/** Colleagues: their values, what they are here, whom they teach. Classes must exist: the pupils' table makes them. */
export function differStaff(
  matches: readonly Match[],
  { places, keyKind }: Comparison,
): { differences: Difference[]; notes: Note[] } {
  const notes: Note[] = [];
  const differences = matches.flatMap((match) => {
    const { record, person, near } = match;
    const known = person ? fieldChanges(record, person) : undefined;
    const fresh = person ? undefined : creation(record);
    const { changes, writes } = known ?? fresh ?? { changes: [], writes: [] };
    const post = person?.posts.find((one) => one.open && one.kind === record.profile);
    // Whoever the academy posts here keeps that post; a table adds one only to who has none.
    const posted = post ?? person?.posts.find((one) => one.open && one.kind !== 'guardian' && one.owner === 'academy');
    if (!posted && record.profile) {
      writes.push({
        thing: 'profile',
        act: 'open',
        id: newId(),
        kind: record.profile,
        functionCode: record.functionCode ?? null,
        functionLabel: record.functionLabel ?? null,
      });
      if (person) changes.push({ field: 'profile', before: null, after: record.profile });
    }
    if (person?.leftOn) writes.push({ thing: 'person', act: 'return', before: person.leftOn });
    teach(record, person, places, changes, writes, notes);
    addKey(record, person, keyKind, writes);
    for (const other of near) writes.push({ thing: 'proposal', act: 'open', other });
    const act = !person ? 'create' : person.posts.some((one) => one.open && one.kind !== 'pupil') ? 'change' : 'arrive';
    const difference = concluded(act, record, person, person?.id ?? fresh?.id ?? '', changes, writes);
    return difference ? [difference] : [];
  });
  return { differences, notes };
}

function teach(
  record: TableRecord,
  person: Known | null,
  places: Comparison['places'],
  changes: Change[],
  writes: Write[],
  notes: Note[],
): void {
  const added: string[] = [];
  for (const { group: name, subject, main } of record.teaches) {
    const group = places.existing(name);
    if (!group) {
      notes.push({ code: 'class-unknown', line: record.line, what: name });
      continue;
    }
    const role = main ? 'main_teacher' : 'teacher';
    const held = person?.places.some(
      (place) => place.groupId === group.id && place.role === role && (place.subject ?? '') === (subject ?? ''),
    );
    // Said without a subject, it adds nothing to who teaches there already.
    const implied =
      subject === null &&
      !main &&
      person?.places.some((place) => place.groupId === group.id && /teacher/.test(place.role));
    if (held || implied) continue;
    if (
      writes.some(
        (write) =>
          write.thing === 'membership' &&
          write.act === 'open' &&
          write.groupId === group.id &&
          write.role === role &&
          write.subject === subject,
      )
    )
      continue;
    writes.push({ thing: 'membership', act: 'open', id: newId(), groupId: group.id, role, subject });
    if (!added.includes(group.label)) added.push(group.label);
  }
  if (added.length > 0) changes.push({ field: 'teaches', before: null, after: added.join(', ') });
}
