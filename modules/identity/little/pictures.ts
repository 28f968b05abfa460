import type { KeyRing } from '../../../platform/config/keys.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import { keyedDigest, keyedDigests } from '../sessions/token.ts';

/** Pictures offered, and how many are chosen in order, repetition allowed: 1,728 ways. */
export const PICTURES = 12;
export const CHOSEN = 3;

/** Wrong tries after which an adult has to unlock. */
export const MOST_FAILURES = 5;

/** Three ranks among the twelve, in order. */
export type Chosen = readonly number[];

/** What is kept: never the pictures. The person is part of it, so that two children's same pictures look different. */
const wordsOf = (personId: string, chosen: Chosen): string => `${personId}|${chosen.join('.')}`;

/** Where a pupil stands with their pictures. */
export interface PictureState {
  readonly hasChosen: boolean;
  readonly locked: boolean;
}

export async function pictureState(db: Db, personId: string): Promise<PictureState> {
  const row = await firstOf(
    db,
    sql<{ failures: number }>`select failures from identity.picture_secrets where person_id = ${personId}`,
  );
  return { hasChosen: row !== undefined, locked: row !== undefined && row.failures >= MOST_FAILURES };
}

/** Keeps a first choice; does nothing when there is one already. */
export async function keepPictures(
  db: Db,
  given: { readonly personId: string; readonly chosen: Chosen; readonly pepper: KeyRing; readonly now: Date },
): Promise<boolean> {
  const digest = keyedDigest(given.pepper, 'pictures', wordsOf(given.personId, given.chosen));
  const { numAffectedRows } = await sql`
    insert into identity.picture_secrets (person_id, digest, chosen_at) values (${given.personId}, ${digest}, ${given.now})
    on conflict (person_id) do nothing`.execute(db);
  return Boolean(numAffectedRows);
}

/**
 * Whether those are the pupil's pictures. The try is counted before it is looked at and forgiven when right, so that tries at once gain
 * nothing; the fifth wrong one locks.
 */
export async function tryPictures(
  db: Db,
  given: { readonly personId: string; readonly chosen: Chosen; readonly pepper: KeyRing },
): Promise<'right' | 'wrong' | 'locked'> {
  const digests = keyedDigests(given.pepper, 'pictures', wordsOf(given.personId, given.chosen));
  const counted = await firstOf(
    db,
    sql<{ failures: number; right: boolean }>`
      update identity.picture_secrets set failures = failures + 1
      where person_id = ${given.personId} and failures < ${MOST_FAILURES}
      returning failures, digest = any(${digests}::bytea[]) as right`,
  );
  if (!counted) return 'locked';
  if (!counted.right) return counted.failures >= MOST_FAILURES ? 'locked' : 'wrong';
  await sql`update identity.picture_secrets set failures = 0 where person_id = ${given.personId}`.execute(db);
  return 'right';
}
