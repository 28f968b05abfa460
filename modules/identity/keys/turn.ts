import { recordAct } from '../../../platform/audit/audit.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { forgetKeys, keysFor, lockKeys, setOf } from './keys.ts';
import { addKey, type KeyPlace, type KeyUse, type OwnKey, readKeys } from './own-key.ts';

/*
 * Keys of SAML lie with peers as certificates: a person turns them, in steps that wait until every peer has read our metadata anew.
 */

export const turnSteps = ['prepare', 'pass', 'retire'] as const;
export type TurnStep = (typeof turnSteps)[number];

/** What turns by hand. */
export const turnedUses = ['assertions', 'decryption'] as const satisfies readonly KeyUse[];
type TurnedUse = (typeof turnedUses)[number];

/**
 * One step: `prepare` publishes a successor, `pass` uses it from now on, `retire` publishes the former no more. Processes follow within a
 * minute. Of two who take the same step at once one does.
 * @param by who does it; null: the command line
 * @returns the keys that are published then, the present one first; undefined when there is nothing to do at this step
 */
export async function turnKey(
  place: KeyPlace,
  use: TurnedUse,
  step: TurnStep,
  by: string | null = null,
): Promise<readonly OwnKey[] | undefined> {
  // Makes the first one where there is none yet.
  await keysFor(place, use);
  const isTurned = await place.db.transaction().execute(async (db) => {
    await lockKeys(db, use);
    const { current, published } = setOf(await readKeys({ ...place, db }, use), place.now);
    const prepared = published.filter(({ activeFrom }) => activeFrom === null);
    const former = published.filter((key) => key !== current && key.activeFrom !== null);
    if (step === 'prepare' ? prepared.length > 0 : (step === 'pass' ? prepared : former).length === 0) return false;
    if (step === 'prepare') await addKey({ ...place, db }, use, null);
    if (step === 'pass') await mark(db, 'active_from', prepared, place.now);
    if (step === 'retire') await mark(db, 'retired_at', former, place.now);
    await recordAct(db, { act: 'identity.key-turned', at: place.now, actorId: by, details: { use, step } });
    return true;
  });
  if (!isTurned) return undefined;
  forgetKeys(place.db);
  return (await keysFor(place, use)).published;
}

const mark = (db: Db, column: 'active_from' | 'retired_at', keys: readonly OwnKey[], now: Date): Promise<unknown> =>
  rowsOf(
    db,
    sql`update identity.signing_keys set ${sql.ref(column)} = ${now} where kid = any(${keys.map(({ kid }) => kid)}::text[])`,
  );
