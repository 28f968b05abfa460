import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as openid from 'openid-client';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { buildClass, buildPupil, buildSchool, buildTeacher } from '../../directory/builders.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
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
  });

  it('is not asked anything when the service only looks (prompt=none)', async () => {
    const { path } = await begin(config, { prompt: 'none' });
    assert.equal(errorOf(await new Visitor(door.app).get(path)), 'login_required');
    assert.ok(new URL((await (await signInAs(door, teacher.id)).get(path)).location ?? '').searchParams.get('code'));
  });
});
