import type { FastifyInstance } from 'fastify';
import * as openid from 'openid-client';
import type { Db } from '../../../../platform/db/db.ts';
import { buildService } from '../../relying-parties/builders.ts';
import type { DeclaredParty } from '../../relying-parties/keep.ts';
import { type ClaimName, releasedAs } from '../claims.ts';
import { type DeclaredClient, drawClientSecret, keepClient } from '../clients.ts';

const ISSUER = 'http://localhost';
export const RETURN = 'https://cours.example.invalid/retour';

/** A service of OpenID Connect for tests: a secret in the header, one return address, no claim, unless said otherwise. */
export async function buildOpenidService(
  db: Db,
  given: Partial<DeclaredClient> &
    Partial<Pick<DeclaredParty, 'name' | 'noticeAsked' | 'consent' | 'reach' | 'audiences' | 'isActive'>> & {
      readonly claims?: readonly ClaimName[];
      readonly schools?: readonly { readonly id: string }[];
    } = {},
): Promise<{ readonly id: string; readonly secret: string }> {
  const { claims = [], schools = [], name, noticeAsked, consent, reach, audiences, isActive, ...client } = given;
  const id = await buildService(db, {
    protocol: 'oidc',
    addresses: [],
    principal: 'pairwiseId',
    released: releasedAs(claims),
    name: name ?? 'Cours en ligne',
    schools,
    ...(noticeAsked === undefined ? {} : { noticeAsked }),
    ...(consent === undefined ? {} : { consent }),
    ...(reach === undefined ? {} : { reach }),
    ...(audiences === undefined ? {} : { audiences }),
    ...(isActive === undefined ? {} : { isActive }),
  });
  await keepClient(db, id, {
    auth: 'client_secret_basic',
    redirectAddresses: [RETURN],
    postLogoutAddresses: [],
    backChannelAddress: null,
    frontChannelAddress: null,
    jwks: null,
    jwksAddress: null,
    ...client,
  });
  return { id, secret: (await drawClientSecret(db, id, new Date())) ?? '' };
}

/** A client of a maintained library, whose requests reach the server without a socket. */
export async function openidClientOf(
  app: FastifyInstance,
  id: string,
  auth: openid.ClientAuth,
): Promise<openid.Configuration> {
  const ask: openid.CustomFetch = async (url, { method, headers, body }) => {
    const { pathname, search } = new URL(url);
    const answer = await app.inject({
      method: method as 'GET',
      url: pathname + search,
      headers: { host: 'localhost', ...headers },
      ...(body ? { payload: String(body) } : {}),
    });
    const given = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as [string, string]);
    return new Response(answer.body, { status: answer.statusCode, headers: given });
  };
  return openid.discovery(new URL(ISSUER), id, undefined, auth, {
    execute: [openid.allowInsecureRequests],
    [openid.customFetch]: ask,
  });
}

/** A sign-in that a service begins: where it sends the browser, and what it keeps to check the answer. */
export async function begin(
  config: openid.Configuration,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly path: string; readonly checks: openid.AuthorizationCodeGrantChecks }> {
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const checks = { pkceCodeVerifier, expectedState: openid.randomState(), expectedNonce: openid.randomNonce() };
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: RETURN,
    scope: 'openid profile email ent',
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    ...more,
  });
  return { path: url.pathname + url.search, checks: { ...checks, idTokenExpected: true } };
}
