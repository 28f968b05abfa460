import * as openid from 'openid-client';
import { z } from 'zod';
import { addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { comeBack } from '../door/contract.ts';
import type { Provider } from '../providers/queries.ts';
import { configurationOf } from './connect.ts';
import { keepDeparture, takeDeparture } from './departures.ts';
import { refusalFor } from './faults.ts';

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
  await keepDeparture(ctx, provider, state, left);
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

/** What this browser left for; undefined when it is not the one that left, or left too long ago. A departure serves once. */
export async function returnOf(ctx: Context, provider: Provider, state: string): Promise<Departure | undefined> {
  const left = await takeDeparture(ctx, provider, state);
  return left === undefined ? undefined : departure.parse(left);
}
