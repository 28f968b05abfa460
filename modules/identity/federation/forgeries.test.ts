import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { buildGuardian } from '../../directory/builders.ts';
import { provisionAccounts } from '../accounts/provision.ts';
import { type Door, openDoor } from '../builders.ts';
import { declareForTest } from './testing/declare.ts';
import { CLIENT, type Forger, type Forgery, openForger } from './testing/forger.ts';
import { newSigningKey, signedToken, unsignedToken } from './testing/keys.ts';

describe('what a provider, or somebody in its place, may try', () => {
  let door: Door;
  let forger: Forger;
  let providerId: string;
  before(async () => {
    door = await openDoor();
    forger = await openForger();
    const now = door.clock.now();
    const kind = 'franceconnect' as const;
    providerId = await declareForTest(door.db, {
      kind,
      issuer: forger.issuer,
      clientId: CLIENT,
      secret: 'secret-of-the-test',
      now,
    });
    await declareForTest(door.db, {
      kind,
      issuer: forger.issuer,
      clientId: CLIENT,
      secret: 'another',
      now,
      key: 'twin',
    });
    const mother = await buildGuardian(door.db, { familyName: 'DIALLO', givenName: 'Aminata' });
    await provisionAccounts(door.db, '2026-11-24', now);
    await sql`insert into identity.linked_identities (id, person_id, provider_id, subject, label, proof, linked_at)
              values (directory.new_id(), ${mother.id}, ${providerId}, 'forged-subject', 'Aminata DIALLO', 'password', ${now})`.execute(
      door.db,
    );
  });
  after(async () => {
    await forger.close();
    await door.close();
  });
  beforeEach(() => {
    forger.forgery = {};
    forger.published = [forger.key];
  });

  /** Leaves for the provider; gives what a browser would carry there. */
  async function leave(visitor: Visitor, key = 'franceconnect'): Promise<URLSearchParams> {
    const left = await visitor.get(`/sign-in/with/${key}`);
    equal(left.status, 303, left.text);
    const carried = new URL(left.location ?? '').searchParams;
    forger.nonce = carried.get('nonce') ?? '';
    return carried;
  }
  const back = (visitor: Visitor, query: Record<string, string>, key = 'franceconnect'): Promise<Reply> =>
    visitor.get(`/sign-in/with/${key}/back?${new URLSearchParams(query)}`);
  const isIn = async (visitor: Visitor): Promise<boolean> => Boolean(visitor.cookie('preau-session'));
  const refusals = async (): Promise<number> =>
    (await rowsOf(door.db, sql`select 1 from platform.audit_entries where act = 'identity.federation-refused'`)).length;

  /** One sign-in with that forgery. */
  async function tried(forgery: Forgery, change: Record<string, string> = {}): Promise<Reply & { isIn: boolean }> {
    const visitor = new Visitor(door.app);
    const carried = await leave(visitor);
    forger.forgery = forgery;
    const reply = await back(visitor, { code: 'c', state: carried.get('state') ?? '', iss: forger.issuer, ...change });
    return { ...reply, isIn: await isIn(visitor) };
  }

  async function refused(forgery: Forgery, change: Record<string, string> = {}, sentence = /n’a pas pu être vérifiée/) {
    const before = await refusals();
    const reply = await tried(forgery, change);
    ok(reply.status >= 400 && reply.status < 600 && reply.status !== 500, `${reply.status}`);
    match(reply.text, sentence);
    equal(reply.isIn, false);
    ok(!/at .*\.[jt]s:\d/.test(reply.text), 'no stack trace');
    equal((await refusals()) - before, 1, 'one line in the audit');
  }

  it('an honest answer is let in: code, PKCE S256, exact address, level asked for', async () => {
    const visitor = new Visitor(door.app);
    const carried = await leave(visitor);
    equal(carried.get('code_challenge_method'), 'S256');
    equal(carried.get('redirect_uri'), 'http://localhost/sign-in/with/franceconnect/back');
    equal(carried.get('acr_values'), 'eidas1');
    ok((carried.get('state') ?? '').length >= 32 && (carried.get('nonce') ?? '').length >= 32);
    equal((await back(visitor, { code: 'c', state: carried.get('state') ?? '', iss: forger.issuer })).location, '/');
    equal(await isIn(visitor), true);
    const asked = forger.asked.at(-1);
    equal(asked?.get('redirect_uri'), 'http://localhost/sign-in/with/franceconnect/back');
    ok((asked?.get('code_verifier') ?? '').length >= 43);
  });

  const past = Math.floor(Date.now() / 1000) - 3600;
  const forged: readonly (readonly [string, Forgery, RegExp?])[] = [
    ['a token for another client', { claims: { aud: 'somebody-else' } }],
    ['a token for several clients that names none as its bearer', { claims: { aud: [CLIENT, 'somebody-else'] } }],
    ['a token of another issuer', { claims: { iss: 'https://elsewhere.invalid' } }],
    ['a nonce of another sign-in', { claims: { nonce: 'of-another-sign-in' } }],
    ['no nonce at all', { claims: { nonce: undefined } }],
    ['no subject', { claims: { sub: undefined } }],
    ['algorithm none', { token: unsignedToken }],
    ['an algorithm that was not agreed', { token: (claims) => signedToken(newSigningKey('RS256'), claims) }],
    [
      'HS256 keyed by what is public',
      { token: (claims) => signedToken(newSigningKey('ES256'), claims, { alg: 'HS256' }) },
    ],
    ['a key that the provider does not publish', { token: (claims) => signedToken(newSigningKey('ES256'), claims) }],
    [
      'the name of a good key over another signature',
      { token: (claims) => signedToken(newSigningKey('ES256'), claims, { kid: forger.key.kid }) },
    ],
    [
      'a key name that is an address',
      { token: (claims) => signedToken(newSigningKey('ES256'), claims, { kid: '../../etc/passwd' }) },
    ],
    [
      'a key carried by the token itself',
      {
        token: (claims) => {
          const own = newSigningKey('ES256');
          return signedToken(own, claims, { jwk: own.published, jku: 'http://127.0.0.1:9/jwks' });
        },
      },
    ],
    [
      'a critical extension that nobody knows',
      { token: (claims) => signedToken(forger.key, claims, { crit: ['exp'] }) },
    ],
    ['a token that is none', { token: () => 'three.little.words' }],
    ['an expired token', { claims: { exp: past, iat: past - 60 } }, /ne concordent pas/],
    ['a token issued in the future', { claims: { iat: past + 2 * 3600, exp: past + 3 * 3600 } }, /ne concordent pas/],
    ['a token kept for an hour', { claims: { iat: past, exp: past + 2 * 3600 } }, /ne concordent pas/],
    ['a level below the one asked for', { claims: { acr: 'eidas0' } }, /ne garantit pas votre identité/],
    ['no level at all', { claims: { acr: undefined } }, /ne garantit pas votre identité/],
    ['the data of somebody else', { told: { sub: 'another-subject' } }],
    ['data signed by somebody else', { toldSigner: newSigningKey('ES256') }],
    ['data that comes unsigned', { toldPlain: true }],
    ['a code that served already', { tokenStatus: 400 }],
    ['a provider that breaks', { tokenStatus: 503 }, /ne répond pas en ce moment|n’a pas pu être vérifiée/],
  ];
  for (const [what, forgery, sentence] of forged)
    it(`${what}: refused, one line in the audit, no session`, () => refused(forgery, {}, sentence));

  it('a provider that answers in the place of another is refused by its name', async () => {
    await refused({}, { iss: 'https://elsewhere.invalid' });
    const visitor = new Visitor(door.app);
    const carried = await leave(visitor, 'twin');
    const mixed = await back(visitor, { code: 'c', state: carried.get('state') ?? '', iss: forger.issuer });
    equal(mixed.status, 422);
    match(mixed.text, /a déjà servi, a trop attendu/);
    equal(await isIn(visitor), false);
  });

  it('an altered state opens nothing, and leaves the sign-in under way alone', async () => {
    const visitor = new Visitor(door.app);
    const carried = await leave(visitor);
    const state = carried.get('state') ?? '';
    for (const altered of [`${state}x`, state.slice(1), '', state.toUpperCase()])
      equal((await back(visitor, { code: 'c', state: altered, iss: forger.issuer })).status, 422);
    const twice = await visitor.get(
      `/sign-in/with/franceconnect/back?code=c&state=${state}&state=${state}&iss=${forger.issuer}`,
    );
    equal(twice.status, 422);
    equal(await isIn(visitor), false);
    equal((await back(visitor, { code: 'c', state, iss: forger.issuer })).location, '/');
  });

  it('who took a quarter of an hour begins again', async () => {
    const visitor = new Visitor(door.app);
    const carried = await leave(visitor);
    const at = door.clock.now();
    door.clock.set(new Date(at.getTime() + 16 * 60_000));
    const late = await back(visitor, { code: 'c', state: carried.get('state') ?? '', iss: forger.issuer });
    door.clock.set(at);
    equal(late.status, 422);
    match(late.text, /Recommencez/);
  });

  it('an error of the provider becomes a sentence', async () => {
    const said: readonly (readonly [string, RegExp])[] = [
      ['access_denied', /Vous avez interrompu la connexion/],
      ['temporarily_unavailable', /ne répond pas en ce moment/],
      ['Y000400', /n’a pas pu être vérifiée/],
    ];
    for (const [error, sentence] of said) {
      const visitor = new Visitor(door.app);
      const carried = await leave(visitor);
      const reply = await back(visitor, {
        error,
        error_description: '<script>alert(1)</script>',
        state: carried.get('state') ?? '',
        iss: forger.issuer,
      });
      match(reply.text, sentence);
      ok(!reply.text.includes('alert(1)'));
    }
  });

  it('when the declaration changes, what the provider says of itself and its keys are asked for anew', async () => {
    const next = newSigningKey('ES256');
    await sql`update identity.providers set changed_at = changed_at + interval '1 second' where id = ${providerId}`.execute(
      door.db,
    );
    forger.published = [forger.key, next];
    const reply = await tried({ token: (claims) => signedToken(next, claims), toldSigner: next });
    equal(reply.location, '/');
  });

  it('a provider that is down says so at once and offers the other ways; one that lies about who it is is not believed', async () => {
    const now = door.clock.now();
    const given = { kind: 'proconnect' as const, clientId: CLIENT, secret: 's', now };
    await declareForTest(door.db, { ...given, issuer: 'http://127.0.0.1:9', key: 'down' });
    const down = await new Visitor(door.app).get('/sign-in/with/down');
    equal(down.status, 503);
    match(down.text, /ProConnect ne répond pas en ce moment/);
    match(down.text, /href="\/sign-in\?who=any"[^>]*>Entrer autrement/);
    forger.forgery = { metadata: { issuer: 'https://elsewhere.invalid' } };
    await declareForTest(door.db, { ...given, issuer: `${forger.issuer}`, key: 'liar' });
    const liar = await new Visitor(door.app).get('/sign-in/with/liar');
    equal(liar.status, 422);
    forger.forgery = { metadata: { authorization_endpoint: 'http://elsewhere.invalid/authorize' } };
    await declareForTest(door.db, { ...given, issuer: `${forger.issuer}`, key: 'plain' });
    equal((await new Visitor(door.app).get('/sign-in/with/plain')).status, 422);
  });

  it('a provider that is unknown or switched off does not exist', async () => {
    equal((await new Visitor(door.app).get('/sign-in/with/nowhere')).status, 404);
    await sql`update identity.providers set active = false where key = 'twin'`.execute(door.db);
    equal((await new Visitor(door.app).get('/sign-in/with/twin')).status, 404);
    const lines = await rowsOf(
      door.db,
      sql<{ key: string }>`select distinct jsonb_object_keys(details) as key from platform.audit_entries
                           where act = 'identity.federation-refused' order by 1`,
    );
    deepEqual(
      lines.map(({ key }) => key),
      ['code', 'providerId', 'reason'],
    );
  });
});
