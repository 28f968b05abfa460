import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import { addKey, type KeyPlace, type KeyUse, type OwnKey, readKeys } from './own-key.ts';

/*
 * What the platform signs and decrypts with. Keys lie in the database, sealed, so that every process has the same; the first process
 * that needs one makes it.
 */

export interface KeySet {
  /** What signs now. */
  readonly current: OwnKey;
  /** What others may meet: the present key first, then those to come and those that served before. */
  readonly published: readonly OwnKey[];
}

const DAY = 24 * 3600_000;
/** Keys of tokens turn by themselves: peers read them at an address. Certificates of SAML lie with peers, so a person turns those. */
const TURNS_AFTER = 90 * DAY;
/** How long a key is published before it signs: longer than anybody keeps a copy of the list. */
const PUBLISHED_BEFORE = DAY;
/** How long one that signs no more stays published: longer than anything it signed is good for. */
const PUBLISHED_AFTER = 2 * DAY;
const REMEMBERED = 60_000;

const remembered = new WeakMap<Db, Map<KeyUse, { readonly set: KeySet; readonly from: number }>>();

/** The keys of one use; made at first need, and for tokens followed by a successor in time. Read again after a minute. */
export async function keysFor(place: KeyPlace, use: KeyUse): Promise<KeySet> {
  const ours = remembered.get(place.db) ?? new Map();
  remembered.set(place.db, ours);
  const time = place.now.getTime();
  const known = ours.get(use);
  if (known && time >= known.from && time < known.from + REMEMBERED) return known.set;
  const set = setOf((await inTime(place, use)) ?? (await readKeys(place, use)), place.now);
  ours.set(use, { set, from: time });
  return set;
}

/** This process reads its keys again at the next need: they were turned here. */
export const forgetKeys = (db: Db): boolean => remembered.delete(db);

/** Makes the key that is due, if one is, and retires those of tokens whose time is over. @returns the keys when they are as they should be already */
async function inTime(place: KeyPlace, use: KeyUse): Promise<OwnKey[] | undefined> {
  const keys = await readKeys(place, use);
  if (isComplete(keys, use, place.now) && !isOneOver(keys, use, place.now)) return keys;
  await place.db.transaction().execute(async (db) => {
    // Two processes that start together make one key.
    await lockKeys(db, use);
    const found = await readKeys({ ...place, db }, use);
    const activeFrom = found.length === 0 ? place.now : new Date(place.now.getTime() + PUBLISHED_BEFORE);
    if (!isComplete(found, use, place.now)) await addKey({ ...place, db }, use, activeFrom);
    if (use === 'tokens') await retireServed({ ...place, db });
  });
  return undefined;
}

const isComplete = ([newest]: readonly OwnKey[], use: KeyUse, now: Date): boolean =>
  newest !== undefined && (use !== 'tokens' || now.getTime() - newest.madeAt.getTime() < TURNS_AFTER);

/** Whether a key is published still that another followed long ago. */
const isOneOver = (keys: readonly OwnKey[], use: KeyUse, now: Date): boolean =>
  use === 'tokens' &&
  keys.filter(({ activeFrom }) => activeFrom !== null && activeFrom.getTime() < now.getTime() - PUBLISHED_AFTER)
    .length > 1;

/** Until the transaction ends nobody else changes the keys of that use. */
export const lockKeys = (db: Db, use: KeyUse): Promise<unknown> =>
  firstOf(db, sql`select pg_advisory_xact_lock(hashtextextended(${`identity.signing-keys ${use}`}, 0))`);

/** Which of these keys serves, and which are published. */
export function setOf(keys: readonly OwnKey[], now: Date): KeySet {
  const current = keys.find(({ activeFrom }) => activeFrom !== null && activeFrom <= now);
  if (!current) throw new Error('no signing key serves yet: is the clock of this machine behind?');
  return { current, published: [current, ...keys.filter((key) => key !== current)] };
}

/** Keys of tokens that another followed long ago are published no more. */
const retireServed = ({ db, now }: Pick<KeyPlace, 'db' | 'now'>): Promise<unknown> =>
  sql`
  update identity.signing_keys k set retired_at = ${now}
  where k.use = 'tokens' and k.retired_at is null and exists (
    select 1 from identity.signing_keys s
    where s.use = 'tokens' and s.active_from > k.active_from
      and s.active_from < ${new Date(now.getTime() - PUBLISHED_AFTER)})`.execute(db);
