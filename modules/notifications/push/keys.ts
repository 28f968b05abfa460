import type { KeyObject } from 'node:crypto';
import type { KeyRing } from '../../../platform/config/keys.ts';
import { seal, unseal } from '../../../platform/crypto/seal.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import { newVapidKeys, openVapidKey } from '../../../platform/push/vapid.ts';

const OWNER = 'notifications.push-keys';

export interface OwnPushKeys {
  readonly publicKey: string;
  readonly key: KeyObject;
}

interface Row {
  readonly public_key: string;
  readonly sealed: string;
}

/**
 * The pair by which push services know this product: made by whoever asks first, the same for all processes from then on. Browsers are bound
 * to it: were it lost, each would have to subscribe again.
 * @throws Error when the vault's key that sealed it is gone
 */
export async function pushKeys(db: Db, vault: KeyRing, now: Date): Promise<OwnPushKeys> {
  const row = (await kept(db)) ?? (await make(db, vault, now));
  const privateKey = unseal(vault, OWNER, row.sealed);
  if (!privateKey) throw new Error('the push keys were sealed under a key that is gone');
  return { publicKey: row.public_key, key: openVapidKey(privateKey) };
}

const kept = (db: Db): Promise<Row | undefined> =>
  firstOf(db, sql<Row>`select public_key, sealed from notifications.push_keys where only_one`);

async function make(db: Db, vault: KeyRing, now: Date): Promise<Row> {
  const { publicKey, privateKey } = newVapidKeys();
  await sql`
    insert into notifications.push_keys (public_key, sealed, created_at)
    values (${publicKey}, ${seal(vault, OWNER, privateKey)}, ${now}) on conflict (only_one) do nothing`.execute(db);
  const row = await kept(db);
  if (!row) throw new Error('the push keys were not kept');
  return row;
}
