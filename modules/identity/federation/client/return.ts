import * as openid from 'openid-client';
import { refuse } from '../../../../platform/contract/refusal.ts';
import type { Context } from '../../../../platform/http/context.ts';
import type { Provider } from '../providers/queries.ts';
import { CLOCK_TOLERANCE, configurationOf } from './connect.ts';
import { refusalFor } from './faults.ts';
import { identityOf, type ProvedIdentity } from './identity.ts';
import { type Departure, returnAddress, returnOf } from './leave.ts';

/** An identity token is made for us while we wait: one older than that comes from a clock that is wrong, or was kept. Seconds. */
const OLDEST_TOKEN = 600;

export interface Return {
  readonly identity: ProvedIdentity;
  readonly departure: Departure;
  /** The provider's token, for a sign-out there. */
  readonly idToken: string;
}

/**
 * Receives a browser that comes back from a provider: checks that it is the one that left (cookie and state, once), exchanges the code
 * (PKCE, exact address), checks token, signature, issuer, audience, nonce, times and level, and asks who it is.
 * @throws Refusal `identity.return-over`, `identity.provider-…`, `identity.answer-refused`, `identity.level-refused`,
 *   `identity.organisation-refused`
 */
export async function receive(ctx: Context, provider: Provider): Promise<Return> {
  const came = new URL(returnAddress(ctx.publicUrl, provider.key));
  came.search = new URL(ctx.url, ctx.publicUrl).search;
  const [state, ...otherStates] = came.searchParams.getAll('state');
  if (!state || otherStates.length > 0) refuse('identity.return-over', { reason: 'no-state' });
  const departure = await returnOf(ctx, provider, state);
  if (!departure) refuse('identity.return-over', { reason: 'unknown-departure' });
  const { told, idToken } = await exchange(ctx, provider, came, state, departure).catch((error: unknown) => {
    throw refusalFor(error);
  });
  const identity = identityOf(provider, told);
  if (provider.kind === 'proconnect' && identity.source === '') refuse('identity.answer-refused', { reason: 'no-idp' });
  if (provider.organisations.length > 0 && !provider.organisations.includes(identity.organisation ?? ''))
    refuse('identity.organisation-refused', { reason: 'organisation' });
  return { identity, departure, idToken };
}

async function exchange(ctx: Context, provider: Provider, came: URL, state: string, { nonce, verifier }: Departure) {
  const config = await configurationOf(ctx.keys.vault, provider);
  const tokens = await openid.authorizationCodeGrant(config, came, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims || !tokens.id_token) refuse('identity.answer-refused', { reason: 'no-token' });
  const now = Math.floor(Date.now() / 1000);
  if (claims.iat > now + CLOCK_TOLERANCE || claims.iat < now - OLDEST_TOKEN)
    refuse('identity.provider-clock', { reason: 'issued-at' });
  if (provider.acrValues.length > 0 && !provider.acrValues.includes(String(claims.acr ?? '')))
    refuse('identity.level-refused', { reason: 'acr' });
  const told = await openid.fetchUserInfo(config, tokens.access_token, claims.sub);
  // The token was signed for us and this sign-in: where both speak, it is the one believed.
  return { told: { ...told, ...pivotOf(claims) }, idToken: tokens.id_token };
}

/** What the identity token itself tells of the person, beside its own machinery. */
function pivotOf(claims: openid.IDToken): Record<string, unknown> {
  const own = ['sub', 'idp_id', 'siret'] as const;
  return Object.fromEntries(own.flatMap((name) => (claims[name] === undefined ? [] : [[name, claims[name]]])));
}
