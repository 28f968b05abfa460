import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from '../../../platform/db/db.ts';
import { networkOf } from '../../../platform/http/network.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { buildClass, buildPupil, buildSchool, buildTeacher } from '../../directory/builders.ts';
import { type Door, givePassword, openDoor } from '../builders.ts';

const PASSWORD = 'quatre tortues vertes';
const PROXY = '127.0.0.1';

describe('guessing passwords', () => {
  let door: Door;
  let login: string;
  before(async () => {
    door = await openDoor({ trustedProxies: [PROXY] });
    const teacher = await buildTeacher(door.db, { givenName: 'Awa', familyName: 'MARTIN' });
    login = await givePassword(door.db, teacher.id, PASSWORD, door.clock.now());
  });
  after(() => door.close());

  const from = (address: string): Visitor => new Visitor(door.app, { 'x-forwarded-for': address });
  const attempt = (visitor: Visitor, password = PASSWORD, as = login): Promise<Reply> =>
    visitor.post('/sign-in', { login: as, password });
  const guess = async (address: string, times: number): Promise<number[]> => {
    const seen: number[] = [];
    for (let i = 0; i < times; i += 1) seen.push((await attempt(from(address), `wrong guess ${i}`)).status);
    return seen;
  };

  it('after five wrong passwords one waits, a little longer each time, never above a minute', async () => {
    assert.deepEqual(await guess('192.0.2.1', 6), [422, 422, 422, 422, 422, 429]);
    const waits: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const blocked = await attempt(from('192.0.2.1'), 'wrong again');
      assert.equal(blocked.status, 429);
      const wait = Number(blocked.headers['retry-after']);
      assert.match(blocked.text, new RegExp(`Attendez ${wait} s`));
      waits.push(wait);
      door.clock.advance(wait * 1000);
      assert.equal((await attempt(from('192.0.2.1'), 'wrong again')).status, 422);
    }
    assert.deepEqual(waits, [5, 10, 20, 40, 60, 60]);
  });

  it('while it waits, even the right password is not looked at', async () => {
    await guess('192.0.2.2', 5);
    assert.equal((await attempt(from('192.0.2.2'))).status, 429);
    door.clock.advance(60_000);
    assert.equal((await attempt(from('192.0.2.2'))).status, 303);
  });

  it('a stranger who guesses from elsewhere does not slow the teacher at home', async () => {
    assert.ok((await guess('192.0.2.3', 30)).includes(429));
    assert.equal((await attempt(from('198.51.100.7'))).status, 303);
  });

  it('nor on the browser they use at school, behind the very address the guesses come from', async () => {
    const own = from('192.0.2.4');
    assert.equal((await attempt(own)).status, 303);
    await own.post('/sign-out');
    await guess('192.0.2.4', 30);
    assert.equal((await attempt(from('192.0.2.4'))).status, 429, 'an unknown browser waits');
    assert.equal((await attempt(own)).status, 303, 'the known one does not');
  });

  it('a known browser has its own budget, and it is not without end', async () => {
    const own = from('192.0.2.5');
    await attempt(own);
    await own.post('/sign-out');
    const seen: number[] = [];
    for (let i = 0; i < 11; i += 1) seen.push((await attempt(own, `wrong ${i}`)).status);
    assert.deepEqual(seen, [...Array<number>(10).fill(422), 429]);
  });

  it('a hundred guesses at the same instant count one by one', async () => {
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, i) => attempt(from('192.0.2.6'), `parallel ${i}`)),
    );
    assert.equal(replies.filter(({ status }) => status === 422).length, 5);
    assert.equal(replies.filter(({ status }) => status === 429).length, 95);
  });

  it('an unknown login waits like a known one', async () => {
    const seen: number[] = [];
    for (let i = 0; i < 6; i += 1) seen.push((await attempt(from('192.0.2.7'), `wrong ${i}`, 'nobody.here')).status);
    assert.deepEqual(seen, [422, 422, 422, 422, 422, 429]);
  });

  it('a right password begins the count again', async () => {
    await guess('192.0.2.8', 4);
    assert.equal((await attempt(from('192.0.2.8'))).status, 303);
    assert.deepEqual(await guess('192.0.2.8', 5), [422, 422, 422, 422, 422]);
  });

  it('an address is believed from a declared proxy only; a browser cannot invent it', () => {
    assert.equal(networkOf('2001:db8:1:2:aaaa::1'), networkOf('2001:db8:1:2:bbbb:cccc::2'));
    assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'));
    assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1');
    assert.equal(networkOf('192.0.2.1'), '192.0.2.1');
  });
});

describe('a whole collège behind one address', () => {
  const PUPILS = 700;
  let door: Door;
  before(async () => {
    door = await openDoor();
  });
  after(() => door.close());

  it('seven hundred pupils sign in in one morning, a third of them after a slip', async () => {
    const { db, clock } = door;
    const group = await buildClass(db, { school: await buildSchool(db, { kind: 'college' }) });
    const noor = { class: group, givenName: 'Noor', familyName: 'HADDAD' };
    const first = await buildPupil(db, noor);
    await Promise.all(Array.from({ length: PUPILS - 1 }, () => buildPupil(db, noor)));
    await givePassword(db, first.id, PASSWORD, clock.now());
    await sql`update identity.accounts set activated_at = ${clock.now()}, password_set_at = ${clock.now()},
              password = (select password from identity.accounts where person_id = ${first.id})`.execute(db);
    const refused: string[] = [];
    const come = async (rank: number): Promise<void> => {
      const login = `noor.haddad${rank === 0 ? '' : rank + 1}`;
      const visitor = new Visitor(door.app);
      if (rank % 3 === 0) await visitor.post('/sign-in', { login, password: 'quatre tortue verte' });
      const reply = await visitor.post('/sign-in', { login, password: PASSWORD });
      if (reply.status !== 303) refused.push(`${login}: ${reply.status}`);
    };
    await Promise.all(Array.from({ length: PUPILS }, (_, rank) => come(rank)));
    assert.deepEqual(refused, []);
  });

  it('somebody who sprays one password over a thousand logins from there gets one try a second; known browsers do not wait', async () => {
    const { db, clock } = door;
    const known = new Visitor(door.app);
    await known.post('/sign-in', { login: 'noor.haddad', password: PASSWORD });
    await known.post('/sign-out');
    // What a thousand wrong tries beyond the free ones leave behind.
    await sql`update identity.throttles set failures = 1000 + 3 * successes where successes > 0`.execute(db);
    const spray = (login: string): Promise<Reply> =>
      new Visitor(door.app).post('/sign-in', { login, password: 'soleil2024' });
    assert.equal((await spray('noor.haddad2')).status, 422);
    const slowed = await spray('noor.haddad3');
    assert.equal(slowed.status, 429);
    assert.equal(slowed.headers['retry-after'], '1');
    assert.equal((await known.post('/sign-in', { login: 'noor.haddad', password: PASSWORD })).status, 303);
    clock.advance(1000);
    assert.equal((await spray('noor.haddad3')).status, 422);
    clock.advance(600_000);
    assert.deepEqual([(await spray('noor.haddad4')).status, (await spray('noor.haddad5')).status], [422, 422]);
  });
});
