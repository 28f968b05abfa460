import * as openid from 'openid-client';
import { z } from 'zod';
import { addressOf } from '../../../../platform/contract/endpoint.ts';
import { seal, unseal } from '../../../../platform/crypto/seal.ts';
import { firstOf, sql } from '../../../../platform/db/db.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { digestOf, newToken } from '../../sessions/token.ts';
import { comeBack } from '../door/contract.ts';
import type { Provider } from '../providers/queries.ts';
import { configurationOf } from './connect.ts';
import { refusalFor } from './faults.ts';

const COOKIE = 'preau-away';
const MINUTES = 15;

/** What this browser is to do once it is back. */
const errand = z.object({
  /** `enter`: open a session. `link`: add the identity to the account of this session. */
  purpose: z.enum(['enter', 'link']),
  sessionId: z.string().nullable(),
  next: z.string(),
});
export type Errand = z.infer<typeof errand>;

const departure = errand.extend({ nonce: z.string(), verifier: z.string() });
export type Departure = z.infer<typeof departure>;

/** The address that the provider sends browsers back to: one per provider, so that none can speak for another. */
export const returnAddress = (publicUrl: string, key: string): string =>
  new URL(addressOf(comeBack, { provider: key }), publicUrl).href;

/**
 * Sends this browser off to a provider and remembers that it is awaited back: once, within a quarter of an hour, with the same cookie.
 * @returns the provider's address to go to
 * @throws Refusal `identity.provider-…`, `identity.answer-refused`
 */
export async function leaveFor(ctx: Context, provider: Provider, given: Errand): Promise<string> {
  const config = await configurationOf(ctx.keys.vault, provider).catch((error: unknown) => {
    throw refusalFor(error);
  });
  const state = openid.randomState();
  const left: Departure = { ...given, nonce: openid.randomNonce(), verifier: openid.randomPKCECodeVerifier() };
  const { token } = newToken();
  const digest = departureDigest(token, state);
  const sealed = seal(ctx.keys.vault, digest.toString('hex'), Buffer.from(JSON.stringify(left)));
  await sql`insert into identity.departures (digest, provider_id, sealed, expires_at)
            values (${digest}, ${provider.id}, ${sealed}, ${new Date(ctx.now.getTime() + MINUTES * 60_000)})`.execute(
    ctx.db,
  );
  ctx.cookies.set(COOKIE, token, { maxAge: MINUTES * 60 });
  return openid.buildAuthorizationUrl(config, {
    redirect_uri: returnAddress(ctx.publicUrl, provider.key),
    scope: provider.scopes.join(' '),
    state,
    nonce: left.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(left.verifier),
    code_challenge_method: 'S256',
    ...(provider.acrValues.length > 0 ? { acr_values: provider.acrValues.join(' ') } : {}),
  }).href;
}

/**
 * What this browser left for, taken back: a second return finds nothing. Undefined for another browser, another provider, a state that
 * was altered, or too late; a departure that is still good is left alone then.
 */
export async function takeDeparture(ctx: Context, provider: Provider, state: string): Promise<Departure | undefined> {
  const token = ctx.cookies.get(COOKIE);
  if (!token) return undefined;
  const digest = departureDigest(token, state);
  const row = await firstOf(
    ctx.db,
    sql<{ sealed: string }>`
      delete from identity.departures where digest = ${digest} and provider_id = ${provider.id} and expires_at > ${ctx.now}
      returning sealed`,
  );
  if (!row) return undefined;
  ctx.cookies.clear(COOKIE);
  const opened = unseal(ctx.keys.vault, digest.toString('hex'), row.sealed);
  return opened && departure.parse(JSON.parse(opened.toString()));
}

const departureDigest = (token: string, state: string): Buffer => digestOf(`${token}.${state}`);
