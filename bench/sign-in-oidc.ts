import { createHash } from 'node:crypto';
import { buildOpenidService, RETURN } from '../modules/identity/oidc/testing/client.ts';
import type { Bench } from './bench.ts';
import type { Operation } from './ground/load.ts';
import { openMetropole } from './ground/metropole.ts';
import { guardiansOfTwo, homeAddress, openSessions, type Player, withDb } from './ground/people.ts';
import { run } from './ground/serve.ts';

const people = 2000;
const verifier = 'v'.repeat(64);

export const signInOidc: Bench = {
  name: 'sign-in-oidc',
  sentence:
    'a signed-in guardian opens a service by OpenID Connect: authorization with its redirect, then tokens for the code',
  bar: { least: 150 },
  async run(options, say) {
    const metropole = await openMetropole(say);
    const measure = (operation: Operation, full: boolean) =>
      run({ metropole, operation, rate: 50, seconds: 8, connections: 32, full, options });
    try {
      const { players, tokens, service } = await withDb(metropole, async (db) => {
        const claims = ['given_name', 'family_name', 'ent_profiles', 'ent_children'] as const;
        const declared = await buildOpenidService(db, { name: 'Banc OpenID', reach: 'every-school', claims });
        const guardians = await guardiansOfTwo(db, people);
        return { players: guardians, tokens: await openSessions(db, guardians), service: declared };
      });
      const { capacity, beside } = await measure(openService({ players, tokens, service, asks: false }), true);
      const withClaims = await measure(openService({ players, tokens, service, asks: true }), false);
      return { value: capacity, unit: 'openings/s', ...beside, withUserinfo: withClaims.capacity };
    } finally {
      await metropole.stop();
    }
  },
};

interface Course {
  readonly players: readonly Player[];
  readonly tokens: readonly string[];
  readonly service: { readonly id: string; readonly secret: string };
  /** The claims are asked for too. */
  readonly asks: boolean;
}

const openService = ({ players, tokens, service, asks }: Course): Operation => {
  const query = new URLSearchParams({
    client_id: service.id,
    response_type: 'code',
    redirect_uri: RETURN,
    scope: 'openid profile ent',
    state: 's'.repeat(32),
    nonce: 'n'.repeat(32),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const proof = `Basic ${Buffer.from(`${service.id}:${service.secret}`).toString('base64')}`;
  return async (connection, number) => {
    const at = number % players.length;
    const player = players[at] as Player;
    const entered = await connection.send('GET', `/oidc/authorize?${query}`, {
      cookie: `preau-session=${tokens[at]}`,
      ...homeAddress(at),
    });
    const code = new URL(entered.headers.location ?? RETURN).searchParams.get('code');
    if (entered.status !== 303 || !code) throw new Error(`the door answers ${entered.status} and no code`);
    const form = { grant_type: 'authorization_code', code, redirect_uri: RETURN, code_verifier: verifier };
    const exchanged = await connection.send(
      'POST',
      '/oidc/token',
      { authorization: proof, 'content-type': 'application/x-www-form-urlencoded', ...homeAddress(at) },
      new URLSearchParams(form).toString(),
    );
    const given = JSON.parse(exchanged.text()) as { access_token?: string; id_token?: string };
    if (!given.access_token || !given.id_token) throw new Error(`no tokens: ${exchanged.text().slice(0, 300)}`);
    if (!asks) return;
    const told = await connection.send('GET', '/oidc/userinfo', {
      authorization: `Bearer ${given.access_token}`,
      ...homeAddress(at),
    });
    const { family_name: name } = JSON.parse(told.text()) as { family_name?: string };
    if (name !== player.familyName)
      throw new Error(`the claims of ${player.login} lack their name: ${told.text().slice(0, 300)}`);
  };
};
