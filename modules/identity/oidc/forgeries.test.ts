import assert from 'node:assert/strict';
import { createHmac, createPublicKey, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import * as openid from 'openid-client';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { testKeys } from '../../../platform/testing/keys.ts';
import { buildSchool, buildTeacher } from '../../directory/builders.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { newSigningKey, signedToken, unsignedToken } from '../federation/testing/keys.ts';
import { keysFor } from '../keys/keys.ts';
import { begin, buildOpenidService, openidClientOf, RETURN } from './testing/client.ts';

let door: Door;
let teacher: Awaited<ReturnType<typeof buildTeacher>>;
let service: { readonly id: string; readonly secret: string };
let other: { readonly id: string; readonly secret: string };
let config: openid.Configuration;
before(async () => {
  door = await openDoor();
  const school = await buildSchool(door.db, { kind: 'college' });
  teacher = await buildTeacher(door.db, { school, familyName: 'MARTIN' });
  service = await buildOpenidService(door.db, { claims: ['family_name'], schools: [school] });
  other = await buildOpenidService(door.db, { name: 'Autre', schools: [school] });
  config = await openidClientOf(door.app, service.id, openid.ClientSecretBasic(service.secret));
});
after(() => door.close());

const audited = async (): Promise<number> =>
  (
    await firstOf(
      door.db,
      sql<{
        lines: number;
      }>`select count(*) as lines from platform.audit_entries where act = 'identity.openid-refused'`,
    )
  )?.lines ?? 0;
/** Runs `work` and checks that it left exactly so many lines in the audit. */
const leaving = async <T>(lines: number, work: () => Promise<T>): Promise<T> => {
  const before = await audited();
  const result = await work();
  assert.equal((await audited()) - before, lines, 'lines in the audit');
  return result;
};
const basic = ({ id, secret }: { id: string; secret: string }): string =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
/** A code of the teacher's, and what is needed to exchange it. */
async function newCode(): Promise<Record<string, string>> {
  const { path, checks } = await begin(config);
  const { location = '' } = await (await signInAs(door, teacher.id)).get(path);
  return {
    grant_type: 'authorization_code',
    code: new URL(location).searchParams.get('code') ?? '',
    redirect_uri: RETURN,
    code_verifier: String(checks.pkceCodeVerifier),
  };
}
const exchange = (form: Record<string, string>, as = service): Promise<Reply> =>
  new Visitor(door.app).post('/oidc/token', form, { authorization: basic(as) });
/** Refused in the protocol's words, without a token and without a trace of our code. */
const refused = (reply: Reply, status: number, error: string): void => {
  assert.equal(reply.status, status, reply.text);
  assert.equal(reply.json<{ error: string }>().error, error, reply.text);
  assert.match(String(reply.headers['content-type']), /^application\/json/);
  assert.match(String(reply.headers['cache-control']), /no-store/);
  assert.doesNotMatch(reply.text, /"(?:access|id)_token":|at .*\.js/);
  assert.equal(reply.headers['set-cookie'], undefined);
};

describe('a code', () => {
  it('gives tokens once: of a thousand that present it at once, one gets in', async () => {
    const form = await newCode();
    const replies = await Promise.all(Array.from({ length: 1000 }, () => exchange(form)));
    assert.equal(replies.filter(({ status }) => status === 200).length, 1);
    assert.equal(replies.filter((reply) => reply.json<{ error?: string }>().error === 'invalid_grant').length, 999);
  });

  it('that comes a second time is refused, and what it gave is worth nothing any more', async () => {
    const form = await newCode();
    const { access_token } = (await exchange(form)).json<{ access_token: string }>();
    const ask = (): Promise<Reply> =>
      new Visitor(door.app).get('/oidc/userinfo', { authorization: `Bearer ${access_token}` });
    assert.equal((await ask()).status, 200);
    refused(await leaving(1, () => exchange(form)), 400, 'invalid_grant');
    refused(await leaving(1, ask), 401, 'invalid_token');
  });

  it('is for the service that asked, at the address that it named, with the proof that it kept', async () => {
    const wrong: readonly (readonly [string, Record<string, string | undefined>, typeof service, string])[] = [
      ['another service', {}, other, 'invalid_grant'],
      ['another address', { redirect_uri: `${RETURN}/` }, service, 'invalid_grant'],
      ['no address', { redirect_uri: undefined }, service, 'invalid_request'],
      ['no verifier', { code_verifier: undefined }, service, 'invalid_grant'],
      ['another verifier', { code_verifier: openid.randomPKCECodeVerifier() }, service, 'invalid_grant'],
      ['the challenge itself', { code_verifier: 'x'.repeat(43) }, service, 'invalid_grant'],
      ['no code', { code: undefined }, service, 'invalid_request'],
      ['another grant', { grant_type: 'client_credentials' }, service, 'unsupported_grant_type'],
      ['a password', { grant_type: 'password' }, service, 'unsupported_grant_type'],
      ['a refresh token', { grant_type: 'refresh_token' }, service, 'unsupported_grant_type'],
    ];
    for (const [, changes, as, error] of wrong) {
      const form = { ...(await newCode()), ...changes };
      const given = Object.fromEntries(Object.entries(form).filter((entry) => entry[1] !== undefined)) as Record<
        string,
        string
      >;
      const reply = await leaving(1, () => exchange(given, as));
      refused(reply, 400, error);
    }
  });

  it('is good for thirty seconds', async () => {
    const late = await newCode();
    door.clock.advance(30_000);
    refused(await exchange(late), 400, 'invalid_grant');
    const early = await newCode();
    door.clock.advance(29_000);
    assert.equal((await exchange(early)).status, 200);
  });

  it('altered by one sign, of another kind, or none at all is none', async () => {
    const form = await newCode();
    const code = String(form.code);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: code.length - 1 }),
        fc.constantFrom('A', 'z', '0', '-', '_', '.', '~', ' ', '%', '\0', 'é'),
        async (at, sign) => {
          fc.pre(code[at] !== sign);
          const altered = `${code.slice(0, at)}${sign}${code.slice(at + 1)}`;
          const reply = await exchange({ ...form, code: altered });
          assert.equal(reply.status, 400);
          assert.match(reply.json<{ error: string }>().error, /^invalid_(?:grant|request)$/);
        },
      ),
      { numRuns: 200 },
    );
    assert.equal((await exchange(form)).status, 200, 'untouched it still serves');
  });

  it('is worth nothing once its session is over, or its service switched off', async () => {
    const visitor = await signInAs(door, teacher.id);
    const { path, checks } = await begin(config);
    const { location = '' } = await visitor.get(path);
    await visitor.post('/sign-out');
    await assert.rejects(openid.authorizationCodeGrant(config, new URL(location), checks), { error: 'invalid_grant' });
    const form = await newCode();
    await sql`update identity.relying_parties set is_active = false where id = ${service.id}`.execute(door.db);
    refused(await exchange(form), 401, 'invalid_client');
    await sql`update identity.relying_parties set is_active = true where id = ${service.id}`.execute(door.db);
  });

  it('is kept as a digest only, and so is a token; neither names the person beside it', async () => {
    const form = await newCode();
    const { access_token } = (await exchange(form)).json<{ access_token: string }>();
    const row = await firstOf(
      door.db,
      sql<{ found: boolean }>`
        select exists (select 1 from identity.oidc_codes c where c::text like ${`%${form.code}%`} or c::text like ${`%${teacher.id}%`})
            or exists (select 1 from identity.oidc_tokens t where t::text like ${`%${access_token}%`} or t::text like ${`%${teacher.id}%`}) as found`,
    );
    assert.equal(row?.found, false);
  });
});

describe('a request', () => {
  const asking = async (changes: Record<string, string | undefined>): Promise<Reply> => {
    const { path } = await begin(config);
    const query = new URL(path, 'http://localhost').searchParams;
    for (const [name, value] of Object.entries(changes))
      if (value === undefined) query.delete(name);
      else query.set(name, value);
    return (await signInAs(door, teacher.id)).get(`/oidc/authorize?${query.toString()}`);
  };
  /** In the query, or in the fragment where a token was asked for. */
  const errorIn = ({ location }: Reply): string | null => {
    const { searchParams, hash } = new URL(location ?? 'about:blank');
    return searchParams.get('error') ?? new URLSearchParams(hash.slice(1)).get('error');
  };

  it('for another address than a declared one is led nowhere', async () => {
    const tricks = [
      'https://evil.invalid/retour',
      'https://cours.example.invalid@evil.invalid/retour',
      'https://evil@cours.example.invalid/retour',
      'https://cours.example.invalid.evil.invalid/retour',
      'https://COURS.example.invalid/retour',
      'https://cours.example.invalid/RETOUR',
      'https://cours.example.invalid:443/retour',
      'https://cours.example.invalid/retour/',
      'https://cours.example.invalid/retour/../autre',
      'https://cours.example.invalid/retour?x=1',
      'https://cours.example.invalid/retour#x',
      'https://cours.example.invalid/retou',
      'https://соurs.example.invalid/retour',
      'http://cours.example.invalid/retour',
      'javascript:alert(1)',
      '//cours.example.invalid/retour',
      ' https://cours.example.invalid/retour',
      `${RETURN}\r\nx: y`,
    ];
    for (const redirect_uri of tricks) {
      const reply = await leaving(1, () => asking({ redirect_uri }));
      assert.equal(reply.status, 400, redirect_uri);
      assert.equal(reply.location, undefined);
      assert.match(reply.text, /n’a pas pu s’ouvrir/);
      assert.match(reply.text, /invalid_redirect_uri/);
      assert.doesNotMatch(reply.text, /(?:href|action|src|content)="[^"]*(?:evil|javascript)/);
    }
  });

  it('of nobody, or of a service of another protocol, is led nowhere', async () => {
    for (const client_id of [
      undefined,
      '',
      'x',
      "' or 1=1",
      '00000000-0000-0000-0000-000000000000',
      `${service.id} `,
    ]) {
      const reply = await asking({ client_id });
      assert.equal(reply.status, 400);
      assert.equal(reply.location, undefined);
      assert.match(reply.text, /n’a pas pu s’ouvrir/);
    }
  });

  it('without proof key, with a plain one, implicit, hybrid, or with objects that we do not read, goes back with a no', async () => {
    const wrong: readonly (readonly [Record<string, string | undefined>, string])[] = [
      [{ code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
      [{ code_challenge_method: 'plain' }, 'invalid_request'],
      [{ code_challenge_method: undefined }, 'invalid_request'],
      [{ code_challenge: 'court' }, 'invalid_request'],
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ response_type: 'id_token' }, 'unsupported_response_type'],
      [{ response_type: 'code id_token' }, 'unsupported_response_type'],
      [{ response_type: 'none' }, 'unsupported_response_type'],
      [{ response_mode: 'web_message' }, 'unsupported_response_mode'],
      [{ request: unsignedToken({ client_id: service.id }) }, 'request_not_supported'],
      [{ request_uri: 'https://evil.invalid/request' }, 'request_uri_not_supported'],
      [{ registration: '{}' }, 'registration_not_supported'],
      [{ prompt: 'none login' }, 'invalid_request'],
      [{ prompt: 'create' }, 'invalid_request'],
      [{ max_age: '-1' }, 'invalid_request'],
      [{ claims: '{' }, 'invalid_request'],
      [{ claims: '[]' }, 'invalid_request'],
      [{ id_token_hint: unsignedToken({ sub: 'x', aud: service.id, iss: 'http://localhost' }) }, 'invalid_request'],
    ];
    for (const [changes, error] of wrong) {
      const reply = await leaving(1, () => asking(changes));
      assert.equal(reply.status, 303, JSON.stringify(changes));
      assert.ok(reply.location?.startsWith(RETURN), reply.location);
      assert.equal(errorIn(reply), error, JSON.stringify(changes));
      assert.doesNotMatch(reply.location ?? '', /[?&#](?:code|access_token|id_token)=/);
    }
    const { path } = await begin(config);
    const twice = await (await signInAs(door, teacher.id)).get(`${path}&nonce=again`);
    assert.equal(errorIn(twice), 'invalid_request');
  });

  it('says in its answer whose answer it is, with the state that it came with', async () => {
    const { searchParams } = new URL((await asking({ state: 'é&=%00"<' })).location ?? '');
    assert.equal(searchParams.get('state'), 'é&=%00"<');
    assert.equal(searchParams.get('iss'), 'http://localhost');
  });

  it('of somebody’s API token opens nothing', async () => {
    const { path } = await begin(config);
    const reply = await new Visitor(door.app).get(path, { authorization: 'Bearer anything' });
    assert.match(reply.location ?? '', /^\/sign-in/);
  });
});

describe('a service that is not the one it says', () => {
  it('has another secret, none, a former one, or proves itself otherwise than it declared', async () => {
    const form = await newCode();
    const wrong = [
      basic({ ...service, secret: 'x' }),
      basic({ ...service, secret: '' }),
      basic({ ...service, secret: service.secret.toLowerCase() }),
      basic({ ...service, secret: `${service.secret} ` }),
      basic({ ...service, id: other.id }),
      `Bearer ${service.secret}`,
      'Basic !!!',
    ];
    for (const authorization of wrong) {
      const reply = await leaving(1, () => new Visitor(door.app).post('/oidc/token', form, { authorization }));
      assert.ok(reply.status === 401 || reply.status === 400, reply.text);
      assert.match(reply.json<{ error: string }>().error, /^invalid_(?:client|request)$/);
    }
    const digest = await firstOf(
      door.db,
      sql<{
        hex: string;
      }>`select encode(secret_digest, 'hex') as hex from identity.oidc_clients where relying_party_id = ${service.id}`,
    );
    refused(await exchange(form, { ...service, secret: digest?.hex ?? '' }), 401, 'invalid_client');
    refused(await new Visitor(door.app).post('/oidc/token', { ...form, client_id: service.id }), 401, 'invalid_client');
    assert.equal((await exchange(form)).status, 200, 'the code was not used up by strangers');
  });

  it('without a secret that was drawn cannot come in with the word that stands for none', async () => {
    await sql`update identity.oidc_clients set secret_digest = null where relying_party_id = ${other.id}`.execute(
      door.db,
    );
    for (const secret of ['none', '', 'undefined', 'null'])
      refused(
        await exchange({ grant_type: 'authorization_code', code: 'x', redirect_uri: RETURN }, { ...other, secret }),
        secret === '' ? 400 : 401,
        secret === '' ? 'invalid_request' : 'invalid_client',
      );
  });

  it('signs with no key, a foreign one, another algorithm, for another, too long, or a second time', async () => {
    const key = newSigningKey('RS256');
    const foreign = newSigningKey('RS256');
    const signer = await buildOpenidService(door.db, {
      name: 'Signataire',
      auth: 'private_key_jwt',
      jwks: JSON.stringify({ keys: [key.published] }),
      reach: 'every-school',
    });
    const seconds = (): number => Math.floor(Date.now() / 1000);
    const good = () => ({
      iss: signer.id,
      sub: signer.id,
      aud: 'http://localhost',
      jti: randomBytes(12).toString('hex'),
      iat: seconds(),
      exp: seconds() + 60,
    });
    const send = (client_assertion: string): Promise<Reply> =>
      new Visitor(door.app).post('/oidc/token', {
        grant_type: 'authorization_code',
        code: 'x'.repeat(43),
        redirect_uri: RETURN,
        code_verifier: 'x'.repeat(43),
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
      });
    const pem = createPublicKey(key.key).export({ type: 'spki', format: 'pem' });
    const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    const swapped = `${encoded({ alg: 'HS256', kid: key.kid })}.${encoded(good())}`;
    const forged: readonly (readonly [string, string])[] = [
      ['nobody signed it', unsignedToken(good())],
      ['the public key as a shared one', `${swapped}.${createHmac('sha256', pem).update(swapped).digest('base64url')}`],
      ['a foreign key', signedToken(foreign, good())],
      ['a foreign key under our name for it', signedToken(foreign, good(), { kid: key.kid })],
      ['a key that it brings', signedToken(foreign, good(), { jwk: foreign.published })],
      ['a key at an address that it brings', signedToken(foreign, good(), { jku: 'https://evil.invalid/jwks' })],
      ['a name for a key that is a path', signedToken(foreign, good(), { kid: '../../../../dev/null' })],
      ['a name for a key that is a question', signedToken(foreign, good(), { kid: "x' or '1'='1" })],
      ['for another', signedToken(key, { ...good(), aud: 'https://evil.invalid' })],
      ['of another', signedToken(key, { ...good(), iss: service.id })],
      ['in another’s name', signedToken(key, { ...good(), iss: service.id, sub: service.id })],
      ['expired', signedToken(key, { ...good(), exp: seconds() - 60 })],
      ['of the future', signedToken(key, { ...good(), nbf: seconds() + 3600 })],
      ['for ever', signedToken(key, { ...good(), exp: undefined })],
      ['for too long', signedToken(key, { ...good(), exp: seconds() + 3600 })],
      ['without a name of its own', signedToken(key, { ...good(), jti: undefined })],
      ['not a token', 'a.b.c'],
    ];
    for (const [what, assertion] of forged) {
      const reply = await leaving(1, () => send(assertion));
      assert.ok(reply.status === 401 || reply.status === 400, `${what}: ${reply.text}`);
      assert.match(reply.json<{ error: string }>().error, /^invalid_(?:client|request)$/, what);
    }
    const once = signedToken(key, good());
    refused(await send(once), 400, 'invalid_grant');
    refused(await send(once), 401, 'invalid_client');
    const many = signedToken(key, good());
    const replies = await Promise.all(Array.from({ length: 50 }, () => send(many)));
    assert.equal(replies.filter((reply) => reply.json<{ error: string }>().error === 'invalid_grant').length, 1);
  });
});

describe('a token', () => {
  it('altered in any place, expired, or shown otherwise than in the header tells nothing', async () => {
    const { access_token: good } = (await exchange(await newCode())).json<{ access_token: string }>();
    const ask = (authorization: string): Promise<Reply> =>
      new Visitor(door.app).get('/oidc/userinfo', { authorization });
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: good.length - 1 }),
        fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_'),
        async (at, sign) => {
          fc.pre(good[at] !== sign);
          const reply = await ask(`Bearer ${good.slice(0, at)}${sign}${good.slice(at + 1)}`);
          refused(reply, 401, 'invalid_token');
          assert.match(String(reply.headers['www-authenticate']), /^Bearer /);
        },
      ),
      { numRuns: 150 },
    );
    for (const authorization of [`Basic ${good}`, `DPoP ${good}`, good, 'Bearer', `Bearer ${good} x`])
      assert.ok((await ask(authorization)).status >= 400, authorization);
    assert.ok((await new Visitor(door.app).get(`/oidc/userinfo?access_token=${good}`)).status >= 400);
    assert.equal((await ask(`Bearer ${good}`)).status, 200);
    door.clock.advance(300_000);
    refused(await ask(`Bearer ${good}`), 401, 'invalid_token');
  });

  it('ends with the session', async () => {
    const visitor = await signInAs(door, teacher.id);
    const { path, checks } = await begin(config);
    const { location = '' } = await visitor.get(path);
    const { access_token } = await openid.authorizationCodeGrant(config, new URL(location), checks);
    assert.ok(await openid.fetchUserInfo(config, access_token, openid.skipSubjectCheck));
    await visitor.post('/sign-out');
    refused(
      await new Visitor(door.app).get('/oidc/userinfo', { authorization: `Bearer ${access_token}` }),
      401,
      'invalid_token',
    );
  });
});

describe('the keys', () => {
  it('are published without their private half, and a client checks with them what we signed', async () => {
    const { keys } = (await new Visitor(door.app).get('/oidc/jwks')).json<{ keys: Record<string, string>[] }>();
    const own = await keysFor(
      { db: door.db, keys: testKeys, now: door.clock.now(), publicUrl: 'http://localhost' },
      'tokens',
    );
    assert.deepEqual(
      keys.map(({ kid }) => kid),
      own.published.map(({ kid }) => kid),
    );
    for (const key of keys)
      for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) assert.equal(key[part], undefined);
  });

  it('the configuration offers nothing that is refused', async () => {
    const told = (await new Visitor(door.app).get('/.well-known/openid-configuration')).json<Record<string, unknown>>();
    assert.equal(told.issuer, 'http://localhost');
    assert.deepEqual(told.response_types_supported, ['code']);
    assert.deepEqual(told.code_challenge_methods_supported, ['S256']);
    assert.deepEqual(told.subject_types_supported, ['pairwise']);
    assert.deepEqual(told.grant_types_supported, ['authorization_code']);
    assert.deepEqual(told.id_token_signing_alg_values_supported, ['RS256']);
    assert.deepEqual(told.scopes_supported, ['openid', 'profile', 'email', 'ent']);
    assert.equal(told.registration_endpoint, undefined);
    assert.equal(told.end_session_endpoint, 'http://localhost/oidc/logout');
  });
});
