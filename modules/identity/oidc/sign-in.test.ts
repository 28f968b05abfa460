import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import * as openid from 'openid-client';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { buildClass, buildPupil, buildSchool, buildTeacher } from '../../directory/builders.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { newSigningKey } from '../federation/testing/keys.ts';
import { begin, buildOpenidService, openidClientOf, RETURN } from './testing/client.ts';

const PASSWORD = 'quatre tortues vertes';

let door: Door;
let school: Awaited<ReturnType<typeof buildSchool>>;
let teacher: Awaited<ReturnType<typeof buildTeacher>>;
let stranger: Awaited<ReturnType<typeof buildPupil>>;
let login: string;
let service: { readonly id: string; readonly secret: string };
let config: openid.Configuration;
before(async () => {
  door = await openDoor();
  const { db } = door;
  school = await buildSchool(db, { kind: 'college' });
  teacher = await buildTeacher(db, { school, givenName: 'Awa', familyName: 'MARTIN' });
  stranger = await buildPupil(db, { class: await buildClass(db, { school: await buildSchool(db) }) });
  login = await givePassword(db, teacher.id, PASSWORD, door.clock.now());
  service = await buildOpenidService(db, { claims: ['family_name', 'ent_profiles'], schools: [school] });
  config = await openidClientOf(door.app, service.id, openid.ClientSecretBasic(service.secret));
});
after(() => door.close());

const redeem = (
  reply: Reply,
  checks: openid.AuthorizationCodeGrantChecks,
  using = config,
): ReturnType<typeof openid.authorizationCodeGrant> => {
  assert.equal(reply.status, 303, reply.text);
  return openid.authorizationCodeGrant(using, new URL(reply.location ?? ''), checks);
};
const errorOf = ({ location }: Reply): string | null => new URL(location ?? 'about:blank').searchParams.get('error');
const audited = async (act: string): Promise<number> =>
  (
    await firstOf(
      door.db,
      sql<{ lines: number }>`select count(*) as lines from platform.audit_entries where act = ${act}`,
    )
  )?.lines ?? 0;
/** Where a form before the session goes on to; the form that changes the language has a `next` of its own. */
const nextIn = ({ text }: Reply): string =>
  /action="\/(?:sign-in|charter)".*?name="next" value="([^"]+)"/s.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
const onward = ({ text }: Reply): string =>
  /<meta http-equiv="refresh" content="0; url=([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';

describe('a teacher who is signed in opens a service', () => {
  it('and is there at once; the service is told what its entry lists, under a name of its own, and the journal says so', async () => {
    const visitor = await signInAs(door, teacher.id);
    const { path, checks } = await begin(config);
    const reply = await visitor.get(path);
    assert.ok(reply.location?.startsWith(`${RETURN}?code=`), reply.location);
    assert.equal(reply.headers['set-cookie'], undefined, 'no cookie but ours');
    const tokens = await redeem(reply, checks);
    const claims = tokens.claims();
    assert.match(claims?.sub ?? '', /^[0-9a-f]{36}$/);
    assert.equal(claims?.acr, 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport');
    assert.equal(claims?.auth_time, Math.floor(door.clock.now().getTime() / 1000));
    assert.ok(claims?.sid);
    assert.equal(tokens.refresh_token, undefined);
    assert.ok((tokens.expires_in ?? 999) <= 300);
    assert.deepEqual(await openid.fetchUserInfo(config, tokens.access_token, claims?.sub ?? ''), {
      sub: claims?.sub,
      family_name: 'MARTIN',
      ent_profiles: [{ uai: school.uai, profile: 'National_ENS' }],
    });
    const line = await firstOf(
      door.db,
      sql<{ released: string[]; way: string }>`
        select released, way from identity.service_openings where person_id = ${teacher.id} order by id desc limit 1`,
    );
    assert.deepEqual(line, { released: ['pairwiseId', 'familyName', 'profileName', 'schoolUai'], way: 'oidc' });
  });

  it('a pupil of a school that did not open it is sent back with the protocol’s no, and nothing of theirs', async () => {
    const before = await audited('identity.service-closed');
    const { path } = await begin(config);
    const reply = await (await signInAs(door, stranger.id)).get(path);
    assert.equal(errorOf(reply), 'access_denied');
    assert.equal(new URL(reply.location ?? '').searchParams.get('code'), null);
    assert.equal(await audited('identity.service-closed'), before + 1);
  });
});

describe('somebody who is not signed in', () => {
  it('is told which service opens, signs in, and arrives there', async () => {
    const visitor = new Visitor(door.app);
    const { path, checks } = await begin(config, { login_hint: 'awa.martin' });
    const first = await visitor.get(path);
    assert.match(first.location ?? '', /^\/sign-in\?next=%2Foidc%2Fcontinue%2F/);
    const page = await visitor.get(first.location ?? '');
    assert.match(page.text, /Vous allez ouvrir Cours en ligne\./);
    assert.match(page.text, /name="login"[^>]*value="awa.martin"/);
    const next = nextIn(page);
    const resumed = await visitor.get(
      (await visitor.post('/sign-in', { login, password: PASSWORD, next })).location ?? '',
    );
    const tokens = await redeem(await visitor.get(onward(resumed)), checks);
    assert.ok(tokens.claims()?.sub);
    assert.equal((await visitor.get(onward(resumed))).location, undefined, 'one request, one code');
    assert.equal((await visitor.get(next)).text.includes('/oidc/resume/'), false, 'nor by the way to it');
  });

  it('is not asked anything when the service only looks (prompt=none)', async () => {
    const { path } = await begin(config, { prompt: 'none' });
    assert.equal(errorOf(await new Visitor(door.app).get(path)), 'login_required');
    assert.ok(new URL((await (await signInAs(door, teacher.id)).get(path)).location ?? '').searchParams.get('code'));
  });

  it('is shown the language that the service proposes, unless the browser has one', async () => {
    const { path } = await begin(config, { ui_locales: 'de en-GB fr' });
    const visitor = new Visitor(door.app);
    assert.match((await visitor.get((await visitor.get(path)).location ?? '')).text, /<html[^>]* lang="en"/);
    const french = new Visitor(door.app);
    french.setCookie('preau-language', 'fr');
    assert.match((await french.get((await french.get(path)).location ?? '')).text, /<html[^>]* lang="fr"/);
  });

  it('comes back by a form of the service too, which the browser sends without our session', async () => {
    const { path, checks } = await begin(config);
    const visitor = await signInAs(door, teacher.id);
    const query = Object.fromEntries(new URL(path, 'http://localhost').searchParams);
    const sent = await visitor.post('/oidc/authorize', query, { 'sec-fetch-site': 'cross-site' });
    assert.equal(sent.status, 303);
    assert.ok((await redeem(await visitor.get(sent.location ?? ''), checks)).access_token);
  });
});

describe('a service that wants to be sure', () => {
  it('gets a new proof, though there is a session; an earlier one does not do', async () => {
    for (const more of [
      { prompt: 'login' },
      { prompt: 'select_account' },
      { max_age: '0' },
      { max_age: '60' },
    ] as const) {
      const visitor = await signInAs(door, teacher.id);
      door.clock.advance(61_000);
      const { path, checks } = await begin(config, more);
      const first = await visitor.get(path);
      assert.match(first.location ?? '', /^\/sign-in\?next=/, JSON.stringify(more));
      const page = await visitor.get(first.location ?? '');
      assert.match(page.text, /name="password"/, 'the form, though somebody is signed in');
      const next = nextIn(page);
      // Back without a proof: asked again.
      const undecided = (await visitor.get(next.replace('continue', 'resume'))).location ?? '';
      assert.match(undecided, /^\/sign-in\?next=/);
      door.clock.advance(1000);
      await visitor.post('/sign-in', { login, password: PASSWORD, next });
      const reply = await visitor.get(next.replace('continue', 'resume'));
      const tokens = await redeem(reply, checks);
      assert.equal(tokens.claims()?.auth_time, Math.floor(door.clock.now().getTime() / 1000));
      const again = await visitor.get(next.replace('continue', 'resume'));
      assert.equal(again.location, undefined, 'one proof, one code');
      const other = new URL(undecided, 'http://localhost').searchParams.get('next') ?? '';
      assert.equal((await visitor.get(other.replace('continue', 'resume'))).location, undefined, 'under no name');
    }
    const fresh = await signInAs(door, teacher.id);
    const { path } = await begin(config, { max_age: '60' });
    assert.ok(new URL((await fresh.get(path)).location ?? '').searchParams.get('code'));
    const quiet = await begin(config, { max_age: '60', prompt: 'none' });
    door.clock.advance(61_000);
    assert.equal(errorOf(await fresh.get(quiet.path)), 'login_required');
  });

  it('is told how sure we are, and gets no promise that we cannot keep', async () => {
    const mfa = 'https://refeds.org/profile/mfa';
    const visitor = await signInAs(door, teacher.id);
    const wished = await begin(config, { acr_values: mfa });
    const told = (await redeem(await visitor.get(wished.path), wished.checks)).claims();
    assert.match(String(told?.acr), /PasswordProtectedTransport$/, 'a wish is not a condition');
    door.clock.advance(1000);
    const claims = JSON.stringify({ id_token: { acr: { essential: true, values: [mfa] } } });
    const { path } = await begin(config, { claims });
    const first = await visitor.get(path);
    assert.match(first.location ?? '', /^\/sign-in/);
    const next = nextIn(await visitor.get(first.location ?? ''));
    await visitor.post('/sign-in', { login, password: PASSWORD, next });
    assert.equal(errorOf(await visitor.get(next.replace('continue', 'resume'))), 'unmet_authentication_requirements');
    await sql`update identity.sessions set factor = 'proved' where person_id = ${teacher.id}`.execute(door.db);
    const sure = await begin(config, { claims });
    assert.equal((await redeem(await visitor.get(sure.path), sure.checks)).claims()?.acr, mfa);
    // Somebody else vouched: when, and how, we did not see.
    await sql`update identity.sessions set proved_at = null, factor = 'none' where person_id = ${teacher.id}`.execute(
      door.db,
    );
    const vouched = await begin(config);
    const unsure = (await redeem(await visitor.get(vouched.path), vouched.checks)).claims();
    assert.equal(unsure?.acr, undefined);
    assert.equal(unsure?.auth_time, undefined);
  });

  it('gets the person whom it knows, or nobody', async () => {
    const visitor = await signInAs(door, teacher.id);
    const { path, checks } = await begin(config);
    const { id_token: hint = '' } = await redeem(await visitor.get(path), checks);
    const same = await begin(config, { id_token_hint: hint, prompt: 'none' });
    assert.ok(new URL((await visitor.get(same.path)).location ?? '').searchParams.get('code'));
    const colleague = await signInAs(door, (await buildTeacher(door.db, { school })).id);
    assert.equal(errorOf(await colleague.get(same.path)), 'login_required');
  });
});

describe('on the way to a service', () => {
  it('the charter comes first, and a second factor that is still due lets nobody through', async () => {
    const { db } = door;
    const pupil = await buildPupil(db, { class: await buildClass(db, { school }) });
    const visitor = await signInAs(door, pupil.id);
    await sql`update identity.sessions set charter_due = true where person_id = ${pupil.id}`.execute(db);
    const { path } = await begin(config);
    assert.match((await visitor.get(path)).location ?? '', /^\/charter\?next=%2Foidc%2Fcontinue%2F/);
    await sql`update identity.sessions set factor = 'due' where person_id = ${pupil.id}`.execute(db);
    assert.match((await visitor.get(path)).location ?? '', /^\/sign-in\/code\?next=/);
    const quiet = await begin(config, { prompt: 'none' });
    assert.equal(errorOf(await visitor.get(quiet.path)), 'login_required');
  });

  it('where the entry asks for it, what leaves is shown before the first time; and again when the service wants it', async () => {
    const noticed = await buildOpenidService(door.db, {
      name: 'Avis',
      claims: ['family_name'],
      noticeAsked: true,
      schools: [school],
    });
    const client = await openidClientOf(door.app, noticed.id, openid.ClientSecretBasic(noticed.secret));
    const visitor = await signInAs(door, teacher.id);
    const quiet = await begin(client, { prompt: 'none' });
    assert.equal(errorOf(await visitor.get(quiet.path)), 'consent_required');
    const { path, checks } = await begin(client);
    const first = (await visitor.get(path)).location ?? '';
    const page = await visitor.get(first);
    assert.match(page.text, /Avant d’ouvrir Avis/);
    assert.match(page.text, /MARTIN/);
    assert.equal((await (await signInAs(door, stranger.id)).get(first)).status, 404, 'not for a stranger');
    const read = await visitor.post(first);
    const tokens = await redeem(await visitor.get(onward(await visitor.get(read.location ?? ''))), checks, client);
    assert.ok(tokens.access_token);
    const again = await begin(client);
    assert.ok(new URL((await visitor.get(again.path)).location ?? '').searchParams.get('code'));
    door.clock.advance(1000);
    const asked = await begin(client, { prompt: 'consent' });
    assert.match((await visitor.get(asked.path)).location ?? '', /^\/oidc\/notice\//);
  });

  it('an answer that the service wants in a form goes in a form, which may lead to that service alone', async () => {
    const { path } = await begin(config, { response_mode: 'form_post' });
    const reply = await (await signInAs(door, teacher.id)).get(path);
    assert.equal(reply.status, 200);
    assert.match(reply.text, /<form[^>]*action="https:\/\/cours\.example\.invalid\/retour" method="post"/);
    assert.match(reply.text, /name="code" value="[\w-]+"/);
    assert.match(
      String(reply.headers['content-security-policy']),
      /form-action 'self' https:\/\/cours\.example\.invalid;/,
    );
    assert.doesNotMatch(reply.text, /<script>/);
  });

  it('a request waits a quarter of an hour', async () => {
    const { path } = await begin(config);
    const { location = '' } = await new Visitor(door.app).get(path);
    const next = new URL(location, 'http://localhost').searchParams.get('next') ?? '';
    assert.equal((await new Visitor(door.app).get(next)).status, 200);
    door.clock.advance(15 * 60_000);
    const late = await new Visitor(door.app).get(next);
    assert.equal(late.status, 404);
    assert.match(late.text, /n’attend plus/);
  });
});

describe('what a service is told', () => {
  it('is never more than its entry lists, whatever scopes and claims it asks for', async () => {
    const visitor = await signInAs(door, teacher.id);
    const all = { name: null, birthdate: { essential: true }, email: null, ent_children: null, ent_profiles: null };
    const { path, checks } = await begin(config, {
      scope: 'openid profile email address phone ent offline_access admin',
      claims: JSON.stringify({ userinfo: all, id_token: all }),
      prompt: 'consent',
    });
    const first = (await visitor.get(path)).location ?? '';
    const read = await visitor.post(first);
    const tokens = await redeem(await visitor.get(onward(await visitor.get(read.location ?? ''))), checks);
    const { sub, ...claims } = tokens.claims() as openid.IDToken;
    assert.deepEqual(claims.ent_profiles, [{ uai: school.uai, profile: 'National_ENS' }], 'asked by name');
    for (const name of ['name', 'birthdate', 'email', 'ent_children', 'family_name'])
      assert.equal(claims[name], undefined);
    const told = await openid.fetchUserInfo(config, tokens.access_token, sub);
    assert.deepEqual(Object.keys(told).sort(), ['ent_profiles', 'family_name', 'sub']);
    assert.equal(tokens.refresh_token, undefined);
  });

  it('is less when it asks for less', async () => {
    const visitor = await signInAs(door, teacher.id);
    const { path, checks } = await begin(config, { scope: 'openid ent' });
    const tokens = await redeem(await visitor.get(path), checks);
    const told = await openid.fetchUserInfo(config, tokens.access_token, openid.skipSubjectCheck);
    assert.deepEqual(Object.keys(told).sort(), ['ent_profiles', 'sub']);
    const line = await firstOf(
      door.db,
      sql<{ released: string[] }>`
        select released from identity.service_openings where person_id = ${teacher.id} order by id desc limit 1`,
    );
    assert.deepEqual(line?.released, ['pairwiseId', 'profileName', 'schoolUai']);
  });

  it('of two schools, only what concerns the one that opened it', async () => {
    const other = await buildSchool(door.db);
    const both = await buildTeacher(door.db, { school });
    await sql`insert into directory.profiles (id, school_id, person_id, kind, owner, source, starts_on)
              values (gen_random_uuid(), ${other.id}, ${both.id}, 'head', 'academy', 'builders', '2026-09-01')`.execute(
      door.db,
    );
    const { path, checks } = await begin(config);
    const tokens = await redeem(await (await signInAs(door, both.id)).get(path), checks);
    const told = await openid.fetchUserInfo(config, tokens.access_token, openid.skipSubjectCheck);
    assert.deepEqual(told.ent_profiles, [{ uai: school.uai, profile: 'National_ENS' }]);
  });

  it('is a name of its own, the same that CAS would give; another service gets another', async () => {
    const subOf = async (client: openid.Configuration): Promise<string | undefined> => {
      const { path, checks } = await begin(client);
      return (await redeem(await (await signInAs(door, teacher.id)).get(path), checks, client)).claims()?.sub;
    };
    const other = await buildOpenidService(door.db, { name: 'Autre', schools: [school] });
    const client = await openidClientOf(door.app, other.id, openid.ClientSecretBasic(other.secret));
    const sub = await subOf(config);
    assert.equal(await subOf(config), sub);
    assert.notEqual(await subOf(client), sub);
    const kept = await firstOf(
      door.db,
      sql<{ value: string }>`
        select value from identity.pairwise_ids where person_id = ${teacher.id} and relying_party_id = ${service.id}`,
    );
    assert.equal(kept?.value, sub);
  });
});

describe('the addresses of a service', () => {
  it('may lie on several hosts, on this machine for who develops one, and have a query', async () => {
    const redirectAddresses = [
      RETURN,
      'http://127.0.0.1:4000/retour',
      'https://autre.example.invalid/admin-ajax.php?action=openid-connect',
    ];
    const one = await buildOpenidService(door.db, { name: 'Partout', redirectAddresses, schools: [school] });
    const client = await openidClientOf(door.app, one.id, openid.ClientSecretBasic(one.secret));
    const visitor = await signInAs(door, teacher.id);
    for (const redirect_uri of redirectAddresses) {
      const { path, checks } = await begin(client, { redirect_uri });
      const { location = '' } = await visitor.get(path);
      assert.ok(location.startsWith(redirect_uri), location);
      const reply = await new Visitor(door.app).post(
        '/oidc/token',
        {
          grant_type: 'authorization_code',
          code: new URL(location).searchParams.get('code') ?? '',
          redirect_uri,
          code_verifier: String(checks.pkceCodeVerifier),
        },
        { authorization: `Basic ${Buffer.from(`${one.id}:${one.secret}`).toString('base64')}` },
      );
      assert.equal(reply.status, 200, reply.text);
    }
  });
});

describe('ways for a service to prove itself', () => {
  it('a secret in the form, a signature with a key of its own or one that it publishes, or none for an app on a device', async () => {
    const key = newSigningKey('ES256');
    const published = newSigningKey('RS256');
    const peer = createServer((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [published.published] }));
    });
    await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
    const jwksAddress = `http://127.0.0.1:${(peer.address() as AddressInfo).port}/jwks`;
    const imported = (one: ReturnType<typeof newSigningKey>, algorithm: object): Promise<CryptoKey> =>
      crypto.subtle.importKey('jwk', one.jwk as JsonWebKey, algorithm as EcKeyImportParams, false, ['sign']);
    const ec = await imported(key, { name: 'ECDSA', namedCurve: 'P-256' });
    const rsa = await imported(published, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' });
    const ways = [
      [{ auth: 'client_secret_post' }, (secret: string) => openid.ClientSecretPost(secret)],
      [
        { auth: 'private_key_jwt', jwks: JSON.stringify({ keys: [key.published] }) },
        () => openid.PrivateKeyJwt({ key: ec, kid: key.kid }),
      ],
      [{ auth: 'private_key_jwt', jwksAddress }, () => openid.PrivateKeyJwt({ key: rsa, kid: published.kid })],
      [{ auth: 'none' }, () => openid.None()],
    ] as const;
    try {
      for (const [way, proof] of ways) {
        const one = await buildOpenidService(door.db, { ...way, schools: [school] });
        const client = await openidClientOf(door.app, one.id, proof(one.secret));
        const { path, checks } = await begin(client);
        const reply = await (await signInAs(door, teacher.id)).get(path);
        assert.ok((await redeem(reply, checks, client)).claims()?.sub, JSON.stringify(way));
      }
    } finally {
      peer.closeAllConnections();
      await new Promise((resolve) => peer.close(resolve));
    }
  });
});
