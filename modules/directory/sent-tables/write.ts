import { createHash } from 'node:crypto';
import type { Db } from '../../../platform/db/db.ts';
import { indexNames } from '../queries/search.ts';
import type { Difference, NewGroup, Write } from './difference.ts';
import { closeFamilies, writeKinships } from './write-families.ts';
import { journal, openKeys } from './write-journal.ts';
import { changeFields, moveAway, openPersons, propose } from './write-persons.ts';
import {
  closeRows,
  openGroups,
  openMemberships,
  openProfiles,
  takeDeparturesBack,
  writeEnrolments,
} from './write-places.ts';
import type { Of, Placed, WriteFrame } from './written.ts';

/**
 * Writes the differences: one statement for each kind of row, all owned by the school, and the journal of it. Runs inside the caller's
 * transaction.
 */
export async function writeDifferences(
  db: Db,
  frame: WriteFrame,
  differences: readonly Difference[],
  groups: readonly NewGroup[],
): Promise<void> {
  const all = differences.flatMap(({ writes, personId, line }) => writes.map((write) => ({ write, personId, line })));
  const of = <T extends Write['thing'], A extends string>(thing: T, ...acts: A[]): Placed<Of<T, A>>[] =>
    all.filter(({ write }) => write.thing === thing && (acts as string[]).includes(write.act)) as unknown as Placed<
      Of<T, A>
    >[];
  await openGroups(db, frame, groups);
  await openPersons(db, of('person', 'open'));
  await changeFields(db, of('field', 'change'));
  await moveAway(db, frame, of('person', 'leave'), of('person', 'return'));
  for (const thing of ['profile', 'enrolment', 'membership'] as const)
    await closeRows(
      db,
      frame,
      thing,
      of(thing, 'close').map(({ write }) => write.id),
    );
  await openProfiles(db, frame, of('profile', 'open'));
  await takeDeparturesBack(db, frame, of('profile', 'open'));
  await writeEnrolments(db, frame, of('enrolment', 'open'), of('enrolment', 'change'));
  await openMemberships(db, frame, of('membership', 'open'));
  await writeKinships(db, frame, of('kinship', 'open'), of('kinship', 'change'));
  await closeFamilies(db, frame);
  await openKeys(db, frame, of('key', 'open'));
  await propose(db, of('proposal', 'open'));
  await journal(db, frame, all, groups);
  await indexNames(db, [...new Set([...of('person', 'open'), ...of('field', 'change')].map((one) => one.personId))]);
}

/** Of two readings of a table: whether they would write the same. Ids made on the way do not count. */
export const digestOf = (differences: readonly Difference[]): string =>
  createHash('sha256')
    .update(JSON.stringify(differences.map(({ act, uid, name, line, changes }) => [act, uid, name, line, changes])))
    .digest('base64url')
    .slice(0, 22);
