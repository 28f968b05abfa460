import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import { deviceOf } from '../../../platform/http/device.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
  giveProfile,
} from '../../directory/builders.ts';
import { grantMandate } from '../../directory/index.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { sweep } from '../jobs.ts';

const PASSWORD = 'quatre tortues vertes';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('how long a session lasts', () => {
  let door: Door;
  const logins = new Map<string, string>();
  before(async () => {
    door = await openDoor();
    const { db, clock } = door;
    const ecole = await buildSchool(db);
    const college = await buildSchool(db, { kind: 'college' });
    const child = await buildPupil(db, { school: ecole });
    const collegian = await buildPupil(db, { school: college });
    const teacherAndMother = await buildGuardian(db, { of: child });
    await giveProfile(db, { person: teacherAndMother, schoolId: college.id, kind: 'teacher' });
    const people = {
      guardian: await buildGuardian(db, { of: child }),
      child,
      collegian,
      teacher: await buildTeacher(db, { classes: [await buildClass(db, { school: ecole })] }),
      head: await buildHead(db, { school: ecole }),
      coordinator: await buildMandate(db, { kind: 'after_school', school: ecole }),
      agent: await buildMandate(db, { kind: 'commune' }),
      administrator: await buildMandate(db, { kind: 'platform' }),
      teacherAndMother,
    };
    for (const [who, person] of Object.entries(people))
      logins.set(who, await givePassword(db, person.id, PASSWORD, clock.now()));
  });
  after(() => door.close());

  const enter = async (who: string, device = 'unsaid'): Promise<{ visitor: Visitor; reply: Reply }> => {
    // An administrator of long ago would first have to add a second factor.
    await sql`update identity.accounts set activated_at = ${door.clock.now()}`.execute(door.db);
    const visitor = new Visitor(door.app);
    const reply = await visitor.post('/sign-in', { login: logins.get(who) ?? '', password: PASSWORD, device });
    assert.equal(reply.status, 303, who);
    return { visitor, reply };
  };
  const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/account/sessions')).status === 200;
  const maxAge = (reply: Reply): number | undefined => {
    const line = ([reply.headers['set-cookie']].flat() as string[]).find((cookie) =>
      cookie.startsWith('preau-session='),
    );
    const given = /Max-Age=(\d+)/i.exec(line ?? '')?.[1];
    return given === undefined ? undefined : Number(given);
  };

  const idle: readonly (readonly [string, string, number])[] = [
    ['administrator', 'unsaid', 30 * MINUTE],
    ['administrator', 'own', 30 * MINUTE],
    ['teacher', 'unsaid', HOUR],
    ['teacher', 'own', HOUR],
    ['head', 'own', HOUR],
    ['coordinator', 'own', HOUR],
    ['agent', 'own', HOUR],
    ['teacherAndMother', 'own', HOUR],
    ['guardian', 'unsaid', HOUR],
    ['guardian', 'own', 90 * DAY],
    ['collegian', 'own', 90 * DAY],
    ['collegian', 'shared', 15 * MINUTE],
    ['guardian', 'shared', 15 * MINUTE],
    ['administrator', 'shared', 15 * MINUTE],
    ['child', 'own', 30 * MINUTE],
    ['child', 'shared', 15 * MINUTE],
  ];
  for (const [who, device, length] of idle) {
    it(`${who}, device ${device}: ends after ${length / MINUTE} minutes without a request, not before`, async () => {
      const { visitor, reply } = await enter(who, device);
      assert.equal(maxAge(reply), length === 90 * DAY ? (90 * DAY) / 1000 : undefined);
      door.clock.advance(length - 1000);
      const copy = visitor.cookie('preau-session') as string;
      assert.equal(await isIn(visitor), true);
      // The look above has moved the end by a whole length, except where the session as a whole ends.
      door.clock.advance(length);
      const later = new Visitor(door.app);
      later.setCookie('preau-session', copy);
      assert.equal(await isIn(later), false);
    });
  }

  for (const [who, hours] of [
    ['administrator', 8],
    ['teacher', 12],
    ['guardian', 12],
    ['child', 8],
  ] as const) {
    it(`${who}: ends after ${hours} hours, however busy`, async () => {
      const { visitor } = await enter(who);
      for (let quarter = 0; quarter < hours * 4 - 1; quarter += 1) {
        door.clock.advance(15 * MINUTE);
        assert.equal(await isIn(visitor), true);
      }
      door.clock.advance(15 * MINUTE);
      assert.equal(await isIn(visitor), false);
    });
  }

  it('the page is told when the session ends, and asking to stay moves that instant', async () => {
    const { visitor } = await enter('teacher');
    const begun = door.clock.now().getTime();
    door.clock.advance(59 * MINUTE);
    const answer = await visitor.api('POST', '/api/session/renew', {});
    assert.equal(answer.status, 200);
    assert.equal(answer.json<{ expiresAt: string }>().expiresAt, new Date(begun + 119 * MINUTE).toISOString());
    const page = await visitor.get('/account/sessions');
    assert.match(page.text, /name="preau-session-expires" content="\d{4}-/);
  });

  it('what a page asks for by itself does not keep the session open', async () => {
    const { visitor } = await enter('teacher');
    for (let turn = 0; turn < 4; turn += 1) {
      door.clock.advance(15 * MINUTE - 1000);
      await visitor.get('/account/sessions', { 'x-preau-background': '1' });
    }
    door.clock.advance(4000);
    assert.equal(await isIn(visitor), false);
  });

  it('does not answer for what another person left to wait in the browser', async () => {
    const { visitor } = await enter('teacher');
    const ask = async (person: string): Promise<number> =>
      (await visitor.get('/api/account/sessions', { 'x-preau-person': person })).status;
    const own = /name="preau-draft-owner" content="([^"]+)"/.exec((await visitor.get('/account/sessions')).text)?.[1];
    assert.deepEqual([await ask(own ?? ''), await ask('L1AB2345')], [200, 401]);
    assert.equal(await isIn(visitor), true);
  });

  it('says to pages that the device is shared, where its person said so, and not otherwise', async () => {
    const page = async (device: string): Promise<string> =>
      (await (await enter('guardian', device)).visitor.get('/account/sessions')).text;
    assert.match(await page('shared'), /name="preau-draft-owner"[^>]* data-shared="true"/);
    assert.doesNotMatch(await page('unsaid'), /data-shared/);
  });

  it('in use, a session is written at most once a minute', async () => {
    const { visitor } = await enter('guardian');
    const seen = async (): Promise<string | undefined> =>
      (
        await firstOf(door.db, sql<{ at: Date }>`select max(last_seen_at) as at from identity.sessions`)
      )?.at.toISOString();
    const begun = await seen();
    door.clock.advance(59_000);
    await isIn(visitor);
    assert.equal(await seen(), begun);
    door.clock.advance(1000);
    await isIn(visitor);
    assert.equal(await seen(), door.clock.now().toISOString());
  });

  it('a guardian who becomes an administrator is not signed in for ninety days', async () => {
    const guardian = await buildGuardian(door.db, {});
    logins.set('promoted', await givePassword(door.db, guardian.id, PASSWORD, door.clock.now()));
    const { visitor } = await enter('promoted', 'own');
    door.clock.advance(29 * MINUTE);
    assert.equal(await isIn(visitor), true);
    await grantMandate(door.db, guardian.id, { kind: 'platform' }, '2026-11-01');
    assert.equal(await isIn(visitor), true);
    door.clock.advance(30 * MINUTE);
    assert.equal(await isIn(visitor), false, 'idle for as long as an administrator may be');
  });

  it('a closed account is out at its next request', async () => {
    const { visitor } = await enter('agent');
    assert.equal(await isIn(visitor), true);
    await sql`insert into identity.account_closures (id, person_id, closed_at)
              select ${newId()}, person_id, ${door.clock.now()} from identity.accounts where login = ${logins.get('agent')}`.execute(
      door.db,
    );
    assert.equal(await isIn(visitor), false);
  });

  it('somebody whose last profile ends is nobody any more', async () => {
    const school = await buildSchool(door.db);
    const librarian = await buildStaff(door.db, { school, kind: 'librarian' });
    const visitor = await signInAs(door, librarian.id);
    assert.equal(await isIn(visitor), true);
    await sql`update directory.profiles set ends_on = '2026-11-01' where person_id = ${librarian.id}`.execute(door.db);
    assert.equal(await isIn(visitor), false);
  });

  it('sessions that are over are swept, the others stay', async () => {
    const { visitor } = await enter('guardian', 'own');
    await enter('teacher');
    door.clock.advance(2 * HOUR);
    await sweep(door.db, door.clock.now());
    const left = await firstOf(
      door.db,
      sql<{ over: number }>`select count(*) as over from identity.sessions where idle_until <= ${door.clock.now()}`,
    );
    assert.equal(left?.over, 0);
    assert.equal(await isIn(visitor), true);
  });
});

describe('my sessions', () => {
  let door: Door;
  let login: string;
  before(async () => {
    door = await openDoor();
    const guardian = await buildGuardian(door.db, { givenName: 'Awa', familyName: 'DIALLO' });
    login = await givePassword(door.db, guardian.id, PASSWORD, door.clock.now());
  });
  after(() => door.close());

  const PHONE =
    'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36';
  const SCHOOL = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';
  const enter = async (userAgent: string): Promise<Visitor> => {
    const visitor = new Visitor(door.app, { 'user-agent': userAgent });
    await visitor.post('/sign-in', { login, password: PASSWORD });
    return visitor;
  };

  it('show where the account is open, and close it there', async () => {
    const [phone, school] = [await enter(PHONE), await enter(SCHOOL)];
    const page = await phone.get('/account/sessions');
    assert.match(page.text, /Chrome sur Android/);
    assert.match(page.text, /Firefox sur Windows/);
    assert.match(page.text, /Cet appareil/);
    const action = /action="(\/account\/sessions\/[0-9a-f-]{36}\/end)"/.exec(page.text)?.[1] ?? '';
    assert.equal((await phone.post(action)).location, '/account/sessions');
    assert.match((await school.get('/account/sessions')).location ?? '', /^\/sign-in/);
    assert.equal((await phone.get('/account/sessions')).status, 200);
  });

  it('“all the others” leaves this one alone', async () => {
    const [phone, school, third] = [await enter(PHONE), await enter(SCHOOL), await enter(SCHOOL)];
    await phone.post('/account/sessions/end-others');
    assert.equal((await phone.get('/account/sessions')).status, 200);
    for (const other of [school, third])
      assert.match((await other.get('/account/sessions')).location ?? '', /^\/sign-in/);
  });

  it('a stranger neither sees nor closes them', async () => {
    const mine = await enter(PHONE);
    const id = (await mine.api('GET', '/api/account/sessions'))
      .json<{ sessions: { id: string; current: boolean }[] }>()
      .sessions.find((one) => one.current)?.id;
    const stranger = await signInAs(door, (await buildGuardian(door.db)).id);
    assert.equal((await stranger.post(`/account/sessions/${id}/end`)).status, 404);
    assert.ok(!(await stranger.get('/account/sessions')).text.includes(`${id}`));
    assert.equal((await mine.get('/account/sessions')).status, 200);
  });

  it('a form from elsewhere closes nothing', async () => {
    const mine = await enter(PHONE);
    const reply = await mine.post('/account/sessions/end-others', {}, { 'sec-fetch-site': 'cross-site' });
    assert.equal(reply.status, 403);
    assert.equal((await mine.post('/sign-out', {}, { 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await mine.get('/account/sessions')).status, 200);
  });

  it('a browser is two words, or unknown', () => {
    assert.deepEqual(deviceOf(PHONE), { browser: 'Chrome', system: 'Android' });
    assert.deepEqual(
      deviceOf(
        'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      ),
      { browser: 'Safari', system: 'iPhone' },
    );
    assert.deepEqual(deviceOf('curl/8'), { browser: null, system: null });
  });
});
