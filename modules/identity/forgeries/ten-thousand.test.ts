import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, it } from 'node:test';
import * as openid from 'openid-client';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import { buildGuardian, buildSchool, buildTeacher } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, openTestSession, signInAs } from '../builders.ts';
import { goodTickets } from '../cas/testing.ts';
import { declareForTest } from '../federation/testing/declare.ts';
import { CLIENT, type Forger, openForger } from '../federation/testing/forger.ts';
import { newSigningKey, signedToken, unsignedToken } from '../federation/testing/keys.ts';
import { declareSamlForTest, knownToAcademy, provisioned, SamlWay } from '../federation/testing/saml-door.ts';
import {
  type ForgerKey,
  forgedResponse,
  newForgerKey,
  openSamlPeer,
  type SamlPeer,
} from '../federation/testing/saml-forger.ts';
import { begin, buildOpenidService, openidClientOf, RETURN } from '../oidc/testing/client.ts';
import { buildService } from '../relying-parties/builders.ts';
import { SESSION_COOKIE } from '../sessions/authenticate.ts';
import { chance, changed, changedXml, isSameJwt } from './mutate.ts';

/* Ten thousand tokens, assertions and tickets that were good once and were changed: each is refused, and none opens a session. */

const SEED = 20261124;
const random = chance(SEED);
const SERVICE = 'https://lecture.example.invalid/entree';
const TICKET_SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789-';

let door: Door;
let school: Awaited<ReturnType<typeof buildSchool>>;
let teacher: Awaited<ReturnType<typeof buildTeacher>>;
let client: { readonly id: string; readonly secret: string };
let config: openid.Configuration;
let forger: Forger;
let peer: SamlPeer;
let stranger: ForgerKey;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
  const { db } = door;
  school = await buildSchool(db, { kind: 'college' });
  teacher = await buildTeacher(db, { school });
  await buildService(db, { schools: [school], acceptsProxy: true, mayProxy: true });
  client = await buildOpenidService(db, { claims: ['family_name'], schools: [school] });
  config = await openidClientOf(door.app, client.id, openid.ClientSecretBasic(client.secret));
  forger = await openForger();
  const now = door.clock.now();
  const providerId = await declareForTest(db, {
    kind: 'franceconnect',
    issuer: forger.issuer,
    clientId: CLIENT,
    secret: 'secret-of-the-test',
    now,
  });
  peer = await openSamlPeer();
  stranger = await newForgerKey();
  await declareSamlForTest(door, peer, { kind: 'agents', mailDomains: ['ac-exemple.invalid'] });
  const agent = await buildTeacher(db);
  const email = 'claire.roux@ac-exemple.invalid';
  await knownToAcademy(db, agent.id, { source: '10-1D', category: 'staff', sourceId: email, attributes: { email } });
  const mother = await buildGuardian(db);
  await provisioned(door);
  await sql`insert into identity.linked_identities (id, person_id, provider_id, subject, label, proof, linked_at)
            values (directory.new_id(), ${mother.id}, ${providerId}, 'forged-subject', 'x', 'password', ${now})`.execute(
    db,
  );
});
after(async () => {
  await forger.close();
  await peer.close();
  await door.close();
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly cookies: readonly string[];
}

let asked = 0;
/** A request from an address of its own: the flood stop is not what is tried. */
async function ask(
  method: 'GET' | 'POST',
  url: string,
  given: {
    readonly headers?: Record<string, string>;
    readonly form?: Record<string, string>;
    readonly body?: string;
  } = {},
): Promise<Answer> {
  asked += 1;
  const form = given.form && new URLSearchParams(given.form).toString();
  const { statusCode, body, headers } = await door.app.inject({
    method,
    url,
    remoteAddress: `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`,
    ...(form === undefined && given.body === undefined ? {} : { payload: form ?? given.body ?? '' }),
    headers: {
      host: 'localhost',
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...given.headers,
    },
  });
  return { status: statusCode, text: body, cookies: [headers['set-cookie'] ?? []].flat() };
}

const sessions = async (): Promise<number> =>
  (await firstOf(door.db, sql<{ n: number }>`select count(*) as n from identity.sessions`))?.n ?? -1;

const counts: [what: string, refused: number][] = [];

/** Presents so many changed ones, some at once; each must be refused as `isRefused` says, without a trace of our code or a session. */
async function present(
  what: string,
  many: number,
  attempt: () => Promise<Answer>,
  isRefused: (answer: Answer) => boolean,
  atOnce = 20,
): Promise<void> {
  const before = await sessions();
  for (let done = 0; done < many; done += atOnce) {
    const answers = await Promise.all(Array.from({ length: Math.min(atOnce, many - done) }, attempt));
    for (const answer of answers) {
      assert.ok(isRefused(answer), `${what} (seed ${SEED}): ${answer.status} ${answer.text.slice(0, 400)}`);
      assert.ok(answer.status !== 500 && !/at .*\.[jt]s:\d/.test(answer.text), `${what}: ${answer.status}`);
      assert.ok(!answer.cookies.some((line) => line.startsWith(`${SESSION_COOKIE}=`) && !/=;/.test(line)), what);
    }
  }
  assert.equal(await sessions(), before, `${what}: never a session`);
  counts.push([what, many]);
}

const query = (given: Record<string, string>): string => new URLSearchParams(given).toString();
const isCasNo = ({ text }: Answer): boolean =>
  !text.includes('authenticationSuccess') && !text.includes('proxySuccess') && /code="[A-Z_]+"/.test(text);

it('tickets of CAS: to enter, through another service, to open others, and in an envelope', async () => {
  const visitor = await signInAs(door, teacher.id);
  const { st, pt, pgt } = await goodTickets(door, visitor, SERVICE);
  const alphabet = TICKET_SIGNS;
  const versions = ['serviceValidate', 'p3/serviceValidate', 'proxyValidate', 'p3/proxyValidate'];
  await present(
    'service tickets',
    2500,
    () =>
      ask(
        'GET',
        `/cas/${versions[asked % 4]}?${query({ ticket: changed(random, st, { alphabet }), service: SERVICE })}`,
      ),
    isCasNo,
  );
  await present(
    'proxy tickets',
    1000,
    () => ask('GET', `/cas/proxyValidate?${query({ ticket: changed(random, pt, { alphabet }), service: SERVICE })}`),
    isCasNo,
  );
  await present(
    'tickets that open others',
    1000,
    () => ask('GET', `/cas/proxy?${query({ pgt: changed(random, pgt, { alphabet }), targetService: SERVICE })}`),
    isCasNo,
  );
  const envelope = (ticket: string): string =>
    `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body><samlp:Request xmlns:samlp="urn:oasis:names:tc:SAML:1.0:protocol" RequestID="_1"><samlp:AssertionArtifact>${ticket}</samlp:AssertionArtifact></samlp:Request></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
  await present(
    'tickets in an envelope of SAML 1.1',
    500,
    () =>
      ask('POST', `/cas/samlValidate?${query({ TARGET: SERVICE })}`, {
        headers: { 'content-type': 'text/xml' },
        body: envelope(changed(random, st, { alphabet })),
      }),
    ({ text }) => !text.includes('saml1p:Success') && text.includes('RequestDenied'),
  );
  const good = await ask('GET', `/cas/serviceValidate?${query({ ticket: st, service: SERVICE })}`);
  assert.match(good.text, /authenticationSuccess/, 'untouched it still opens');
  assert.match((await ask('GET', `/cas/proxyValidate?${query({ ticket: pt, service: SERVICE })}`)).text, /Success/);
  assert.match((await ask('GET', `/cas/proxy?${query({ pgt, targetService: SERVICE })}`)).text, /proxySuccess/);
});

it('cookies of sessions and tokens of the API', async () => {
  const cookie = await openTestSession(door.db, teacher.id, door.clock);
  await present(
    'cookies of sessions',
    2500,
    () => ask('GET', '/account/sessions', { headers: { cookie: `${SESSION_COOKIE}=${changed(random, cookie)}` } }),
    ({ status }) => status === 303,
  );
  const visitor = await signInAs(door, teacher.id);
  const made = await visitor.post('/account/tokens', { name: 'Essai', access: 'read', days: '90' });
  const token = /value="([\w-]{43})"/.exec(made.text)?.[1] ?? '';
  const call = (bearer: string): Promise<Answer> =>
    ask('GET', `/api/people/${teacher.uid}`, {
      headers: { accept: 'application/json', authorization: `Bearer ${bearer}` },
    });
  await present(
    'tokens of the API',
    700,
    () => call(changed(random, token)),
    ({ status }) => status === 401,
  );
  assert.equal((await call(token)).status, 200);
});

it('codes and tokens of our OpenID provider', async () => {
  const visitor = await signInAs(door, teacher.id);
  const { path, checks } = await begin(config);
  const code = new URL((await visitor.get(path)).location ?? '').searchParams.get('code') ?? '';
  const authorization = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
  const exchange = (given: string): Promise<Answer> =>
    ask('POST', '/oidc/token', {
      headers: { authorization },
      form: {
        grant_type: 'authorization_code',
        code: given,
        redirect_uri: RETURN,
        code_verifier: String(checks.pkceCodeVerifier),
      },
    });
  await present(
    'codes of OpenID Connect',
    600,
    () => exchange(changed(random, code)),
    ({ status, text }) => status === 400 && !text.includes('"access_token":'),
  );
  const good = await exchange(code);
  assert.equal(good.status, 200, good.text);
  const access = (JSON.parse(good.text) as { access_token: string }).access_token;
  const told = (bearer: string): Promise<Answer> =>
    ask('GET', '/oidc/userinfo', { headers: { authorization: `Bearer ${bearer}` } });
  await present(
    'access tokens of OpenID Connect',
    600,
    () => told(changed(random, access)),
    ({ status }) => status === 401 || status === 400,
  );
  assert.equal((await told(access)).status, 200);
});

it('identity tokens that a provider, or somebody in its place, hands us', async () => {
  const other = newSigningKey('ES256');
  const forgeries: readonly ((good: Readonly<Record<string, unknown>>) => string)[] = [
    (good) => changed(random, signedToken(forger.key, good), { isSame: isSameJwt }),
    (good) => changed(random, signedToken(forger.key, good), { isSame: isSameJwt }),
    (good) => signedToken(other, good, { kid: forger.key.kid }),
    (good) => signedToken(other, good, { jwk: other.published, kid: other.kid }),
    (good) => unsignedToken(good),
    (good) => signedToken(forger.key, good, { alg: ['none', 'HS256', 'RS256', 'ES384'][Math.floor(random() * 4)] }),
    (good) => {
      const [head = '', body = ''] = signedToken(forger.key, good, { alg: 'HS256' }).split('.');
      const secret = JSON.stringify(forger.key.published);
      return `${head}.${body}.${createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')}`;
    },
    (good) => {
      const claim = ['iss', 'aud', 'nonce'][Math.floor(random() * 3)] ?? 'iss';
      return signedToken(forger.key, { ...good, [claim]: changed(random, String(good[claim])) });
    },
    (good) => signedToken(forger.key, { ...good, exp: Number(good.exp) - 3600 - Math.floor(random() * 1e6) }),
  ];
  await present(
    'identity tokens of others',
    200,
    async () => {
      const visitor = new Visitor(door.app);
      const left = await visitor.get('/sign-in/with/franceconnect');
      const carried = new URL(left.location ?? '').searchParams;
      forger.nonce = carried.get('nonce') ?? '';
      forger.forgery = { token: forgeries[Math.floor(random() * forgeries.length)] as (typeof forgeries)[number] };
      const back = await visitor.get(
        `/sign-in/with/franceconnect/back?${query({ code: 'c', state: carried.get('state') ?? '', iss: forger.issuer })}`,
      );
      return { status: back.status, text: back.text, cookies: [] };
    },
    ({ status }) => status === 422 || status === 502,
    1,
  );
});

it('assertions that an academy’s provider, or somebody in its place, hands us', async () => {
  const way = new SamlWay(door, peer, 'agents');
  const attributes = { ctemail: ['claire.roux@ac-exemple.invalid'] };
  let turn = 0;
  let visitor = new Visitor(door.app);
  let good = '';
  let bySomebodyElse = '';
  await present(
    'answers of SAML',
    400,
    async () => {
      // Another departure now and then: one that was answered wrongly too often may be over.
      if (turn % 10 === 0) {
        visitor = new Visitor(door.app);
        const honest = await way.honest(await way.leave(visitor), attributes);
        good = forgedResponse(honest);
        bySomebodyElse = forgedResponse({ ...honest, signer: stranger });
      }
      turn += 1;
      const xml = turn % 10 === 0 ? bySomebodyElse : changedXml(random, good);
      const reply = await way.bring(visitor, Buffer.from(xml).toString('base64'));
      return {
        status: reply.status,
        text: reply.text,
        cookies: [reply.headers['set-cookie'] ?? []].flat().map(String),
      };
    },
    ({ status }) => status >= 400 && status !== 500,
    1,
  );
});

it('are ten thousand and more, all refused', (t) => {
  const all = counts.reduce((sum, [, refused]) => sum + refused, 0);
  for (const [what, refused] of counts) t.diagnostic(`${what}: ${refused} refused`);
  t.diagnostic(`${all} refused in all, seed ${SEED}`);
  assert.ok(all >= 10_000, `${all}`);
});
