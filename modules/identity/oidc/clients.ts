import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { type FieldFault, Refusal } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import { presentedAddress } from '../relying-parties/address.ts';
import { newToken } from '../sessions/token.ts';

/** How a service proves that it is itself; `none`: an app on somebody's own device, which could keep no secret. */
export const clientAuths = ['private_key_jwt', 'client_secret_basic', 'client_secret_post', 'none'] as const;
export type ClientAuth = (typeof clientAuths)[number];

/** What an operator says of a service of OpenID Connect beside its entry. */
export interface DeclaredClient {
  readonly auth: ClientAuth;
  /** Where answers go, to the letter. */
  readonly redirectAddresses: readonly string[];
  /** Where a browser may be led after signing out. */
  readonly postLogoutAddresses: readonly string[];
  /** Told by us when a session ends. */
  readonly backChannelAddress: string | null;
  /** Opened in the browser that signs out. */
  readonly frontChannelAddress: string | null;
  /** Its public keys as it wrote them (a JWK set), or where they are published. */
  readonly jwks: string | null;
  readonly jwksAddress: string | null;
}

/** The same, as it is kept. */
export interface KeptClient extends Omit<DeclaredClient, 'jwks'> {
  readonly jwks: { readonly keys: readonly JsonWebKey[] } | null;
  readonly secretMadeAt: Date | null;
}

const MOST_ADDRESSES = 20;
const LARGEST_JWKS = 20_000;

/**
 * Keeps what belongs to OpenID Connect of a service that was just kept.
 * @throws Refusal with faults of `redirectAddresses`, `postLogoutAddresses`, `backChannelAddress`, `frontChannelAddress`, `jwks`, `jwksAddress`
 */
export async function keepClient(db: Db, partyId: string, client: DeclaredClient): Promise<void> {
  const faults: FieldFault[] = [];
  const check = (field: string, addresses: readonly string[]): void => {
    // A star means nothing here: whoever writes one expects that it does.
    if (addresses.length > MOST_ADDRESSES || !addresses.every((one) => presentedAddress(one) && !one.includes('*')))
      faults.push({ field, code: 'identity.client-address-faulty' });
  };
  if (client.redirectAddresses.length === 0)
    faults.push({ field: 'redirectAddresses', code: 'identity.client-address-missing' });
  check('redirectAddresses', client.redirectAddresses);
  check('postLogoutAddresses', client.postLogoutAddresses);
  for (const field of ['backChannelAddress', 'frontChannelAddress', 'jwksAddress'] as const)
    check(field, client[field] === null ? [] : [client[field]]);
  const jwks = client.jwks === null ? null : publicKeysIn(client.jwks);
  if (jwks === undefined) faults.push({ field: 'jwks', code: 'identity.client-keys-faulty' });
  if (client.auth === 'private_key_jwt' && !client.jwks && !client.jwksAddress)
    faults.push({ field: 'jwks', code: 'identity.client-keys-missing' });
  if (client.jwks && client.jwksAddress) faults.push({ field: 'jwksAddress', code: 'identity.client-keys-twice' });
  if (faults.length > 0) throw new Refusal('platform.invalid-input', {}, faults);
  const once = (addresses: readonly string[]): string[] => [...new Set(addresses)];
  await sql`
    insert into identity.oidc_clients as c (relying_party_id, client_auth, jwks, jwks_address, redirect_addresses, post_logout_addresses,
                                            back_channel_address, front_channel_address)
    values (${partyId}, ${client.auth}, ${jwks ? JSON.stringify(jwks) : null}::jsonb, ${client.jwksAddress},
            ${once(client.redirectAddresses)}::text[], ${once(client.postLogoutAddresses)}::text[], ${client.backChannelAddress},
            ${client.frontChannelAddress})
    on conflict (relying_party_id) do update
    set client_auth = excluded.client_auth, jwks = excluded.jwks, jwks_address = excluded.jwks_address,
        redirect_addresses = excluded.redirect_addresses, post_logout_addresses = excluded.post_logout_addresses,
        back_channel_address = excluded.back_channel_address, front_channel_address = excluded.front_channel_address,
        -- Who proves itself otherwise has no secret any more.
        secret_digest = case when excluded.client_auth like 'client_secret%' then c.secret_digest end,
        secret_made_at = case when excluded.client_auth like 'client_secret%' then c.secret_made_at end`.execute(db);
}

/** Members of a public key; whatever else stands in one is dropped. */
const PUBLIC = ['kty', 'kid', 'use', 'alg', 'n', 'e', 'crv', 'x', 'y'] as const;
const LEAST_RSA_BITS = 2048;

/** The public keys of a JWK set; undefined when it is none, holds a private key, or one that is too short. */
function publicKeysIn(text: string): { keys: JsonWebKey[] } | undefined {
  if (text.length > LARGEST_JWKS) return undefined;
  try {
    const { keys } = JSON.parse(text) as { keys: unknown };
    if (!Array.isArray(keys) || keys.length === 0 || keys.length > 10) return undefined;
    return { keys: keys.map(publicKey) };
  } catch {
    return undefined;
  }
}

/** @throws Error when it is no public key that may serve */
function publicKey(given: JsonWebKey): JsonWebKey {
  if (given.d !== undefined || given.k !== undefined) throw new Error('a private or shared key');
  const kept: JsonWebKey = Object.fromEntries(
    PUBLIC.flatMap((name) => (typeof given[name] === 'string' ? [[name, given[name]]] : [])),
  );
  const { asymmetricKeyDetails } = createPublicKey({ key: kept, format: 'jwk' });
  if (kept.kty === 'RSA' && (asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_RSA_BITS) throw new Error('too short');
  return kept;
}

/** What is kept of a service of OpenID Connect; undefined for one that speaks something else. */
export const clientOf = (db: Db, partyId: string): Promise<KeptClient | undefined> =>
  firstOf(
    db,
    sql<KeptClient>`
      select c.client_auth as auth, c.redirect_addresses as "redirectAddresses", c.post_logout_addresses as "postLogoutAddresses",
             c.back_channel_address as "backChannelAddress", c.front_channel_address as "frontChannelAddress", c.jwks,
             c.jwks_address as "jwksAddress", c.secret_made_at as "secretMadeAt"
      from identity.oidc_clients c where c.relying_party_id = ${partyId}`,
  );

/**
 * Draws a new secret for a service that proves itself by one, and gives it, once: only its digest is kept. The former one is worth nothing
 * from then on. Undefined for a service without a secret. The caller has decided that its actor may, and records the act.
 */
export async function drawClientSecret(db: Db, partyId: string, now: Date): Promise<string | undefined> {
  const { token, digest } = newToken();
  const { numAffectedRows } = await sql`
    update identity.oidc_clients set secret_digest = ${digest}, secret_made_at = ${now}
    where relying_party_id = ${partyId} and client_auth in ('client_secret_basic', 'client_secret_post')`.execute(db);
  return numAffectedRows ? token : undefined;
}
