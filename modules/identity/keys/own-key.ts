import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyRing } from '../../../platform/config/keys.ts';
import { seal, unseal } from '../../../platform/crypto/seal.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';

/** `tokens`: OpenID Connect; `assertions`: SAML, both sides; `decryption`: what identity providers encrypt to. */
export const keyUses = ['tokens', 'assertions', 'decryption'] as const;
export type KeyUse = (typeof keyUses)[number];

/** A key pair of the platform. */
export interface OwnKey {
  readonly kid: string;
  readonly alg: 'RS256';
  /** The private key. */
  readonly key: KeyObject;
  readonly publicJwk: JsonWebKey;
  /** PEM; null where the protocol wants bare keys. */
  readonly certificate: string | null;
  readonly madeAt: Date;
  /** Since when it serves; null: prepared, waits to be passed to. */
  readonly activeFrom: Date | null;
}

/** Where keys are found and made. `publicUrl`: certificates name its host. */
export interface KeyPlace {
  readonly db: Db;
  readonly keys: { readonly vault: KeyRing };
  readonly now: Date;
  readonly publicUrl: string;
}

/**
 * What signs is believed for minutes, and is turned before it grows weak (2,048 bits: until 2030, says the ANSSI). What others encrypt to us
 * may be written down today and read by whoever can in many years.
 */
const BITS: Readonly<Record<KeyUse, number>> = { tokens: 2048, assertions: 2048, decryption: 3072 };

/** A row sealed for one kid opens under no other. */
const ownerOf = (kid: string): string => `signing key ${kid}`;

interface Row {
  readonly kid: string;
  readonly alg: 'RS256';
  readonly public_jwk: JsonWebKey;
  readonly certificate: string | null;
  readonly sealed: string;
  readonly made_at: Date;
  readonly active_from: Date | null;
}

/** The keys of one use that are not retired: those prepared first, then the newest. */
export async function readKeys({ db, keys }: Pick<KeyPlace, 'db' | 'keys'>, use: KeyUse): Promise<OwnKey[]> {
  const rows = await rowsOf(
    db,
    sql<Row>`
      select kid, alg, public_jwk, certificate, sealed, made_at, active_from from identity.signing_keys
      where use = ${use} and retired_at is null order by active_from desc nulls first, kid`,
  );
  return rows.map((row) => {
    const pkcs8 = unseal(keys.vault, ownerOf(row.kid), row.sealed);
    if (!pkcs8) throw new Error(`signing key ${row.kid} was sealed under a vault key that is not in the ring any more`);
    return {
      kid: row.kid,
      alg: row.alg,
      key: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }),
      publicJwk: row.public_jwk,
      certificate: row.certificate,
      madeAt: row.made_at,
      activeFrom: row.active_from,
    };
  });
}

/** Makes a key pair and keeps it. `activeFrom`: when it begins to serve; null: when a person passes to it. */
export async function addKey(
  { db, keys, now, publicUrl }: KeyPlace,
  use: KeyUse,
  activeFrom: Date | null,
): Promise<void> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: BITS[use] });
  // A positive number of 16 bytes: it serves as the serial number of the certificate too.
  const serial = randomBytes(16);
  serial[0] = ((serial[0] as number) & 0x3f) | 0x40;
  const kid = serial.toString('hex');
  const certificate = use === 'tokens' ? null : await certified(pair, publicUrl, now, kid);
  const publicJwk = { ...createPublicKey(pair.privateKey).export({ format: 'jwk' }), kid, alg: 'RS256' };
  const pkcs8 = pair.privateKey.export({ type: 'pkcs8', format: 'der' });
  await sql`
    insert into identity.signing_keys (kid, use, alg, public_jwk, certificate, sealed, made_at, active_from)
    values (${kid}, ${use}, 'RS256', ${JSON.stringify(publicJwk)}::jsonb, ${certificate},
            ${seal(keys.vault, ownerOf(kid), pkcs8)}, ${now}, ${activeFrom})`.execute(db);
}

/** The library that writes certificates is read at the start of nothing else. */
async function certified(
  pair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
  publicUrl: string,
  now: Date,
  serial: string,
): Promise<string> {
  const { certify } = await import('./certificate.ts');
  return certify(pair, { host: new URL(publicUrl).hostname, now, serial });
}
