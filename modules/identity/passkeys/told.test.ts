import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Worker } from '../../../platform/jobs/worker.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import { type TestMailer, testMailer, testWorker, until } from '../../../platform/testing/work.ts';
import { buildHead, buildMandate, buildPerson, buildSchool, buildTeacher } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { identityModule } from '../register.ts';
import { addPasskey, askedInside, enter } from './testing/person.ts';

const PASSWORD = 'quatre tortues vertes';
const MINUTE = 60_000;

describe('what a person is told of their second factor', () => {
  let door: Door;
  let worker: Worker;
  let mailer: TestMailer;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
    mailer = testMailer();
    const database = { url: door.url, db: door.db, drop: async () => undefined };
    worker = await testWorker(database, [identityModule], { mailer, clock: door.clock });
  });
  after(async () => {
    await worker.stop();
    await door.close();
  });

  /** An account with a confirmed address. */
  async function reachable(person: {
    readonly id: string;
  }): Promise<{ login: string; address: string; visitor: Visitor }> {
    const login = await givePassword(door.db, person.id, PASSWORD, door.clock.now());
    const address = `${login}@courrier.invalid`;
    await sql`insert into identity.mail_addresses (id, person_id, address, added_at, verified_at)
              values (${newId()}, ${person.id}, ${address}, ${door.clock.now()}, ${door.clock.now()})`.execute(door.db);
    return { login, address, visitor: await signInAs(door, person.id) };
  }

  const subjectsTo = (address: string): string[] =>
    mailer.sent.filter((mail) => mail.to.address === address).map(({ subject }) => subject);
  const isTold = (address: string, subject: string): Promise<void> =>
    until(`${address} reads "${subject}"`, () => subjectsTo(address).includes(subject));
  const factOf = async (name: string): Promise<number> =>
    (await rowsOf(door.db, sql`select 1 from platform.outbox where name = ${name}`)).length;

  it('a passkey added, and removed: a mail each, without its name', async () => {
    const teacher = await buildTeacher(door.db);
    const { address, visitor } = await reachable(teacher);
    await addPasskey(visitor, { name: 'Tiroir du bureau' });
    await isTold(address, 'Une clé d’accès a été ajoutée');
    const [passkey] = await rowsOf(
      door.db,
      sql<{ id: string }>`select id from identity.passkeys where person_id = ${teacher.id}`,
    );
    await visitor.post(`/account/second-factor/passkeys/${passkey?.id}/remove`);
    await isTold(address, 'Une clé d’accès a été retirée');
    assert.ok(!JSON.stringify(mailer.sent).includes('Tiroir'));
  });

  it('an administrator who comes in from a new browser reads it, and where to close it; from a known one, or a teacher, nothing', async () => {
    const person = await buildPerson(door.db);
    await buildMandate(door.db, { person, kind: 'platform' });
    const { login, address } = await reachable(person);
    const office = new Visitor(door.app, { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' });
    await office.post('/sign-in', { login, password: PASSWORD });
    await office.post('/sign-out');
    await office.post('/sign-in', { login, password: PASSWORD });
    const elsewhere = new Visitor(door.app, { 'user-agent': 'Mozilla/5.0 (iPhone) Version/18.0 Safari/605' });
    await elsewhere.post('/sign-in', { login, password: PASSWORD });
    const subject = 'Connexion depuis un nouvel appareil';
    await isTold(address, subject);
    assert.equal(await factOf('identity.new-browser'), 0, 'nothing else is on its way');
    const told = mailer.sent.filter((mail) => mail.to.address === address && mail.subject === subject);
    assert.equal(told.length, 1, 'neither the first entry nor the known browser');
    assert.match(JSON.stringify(told), /Safari sur iPhone/);
    assert.match(told[0]?.action?.href ?? '', /\/account\/sessions$/);
    const teacher = await reachable(await buildTeacher(door.db));
    for (const browser of [new Visitor(door.app), new Visitor(door.app)])
      await browser.post('/sign-in', { login: teacher.login, password: PASSWORD });
    assert.equal(await factOf('identity.new-browser'), 0);
    assert.deepEqual(subjectsTo(teacher.address), []);
  });

  it('with a second factor due, only once it is given: a password alone has opened nothing', async () => {
    const person = await buildPerson(door.db);
    await buildMandate(door.db, { person, kind: 'platform' });
    const { login, address, visitor } = await reachable(person);
    const { passkey } = await addPasskey(visitor, { alone: true });
    await enter(new Visitor(door.app), passkey);
    const thief = new Visitor(door.app);
    await thief.post('/sign-in', { login, password: PASSWORD });
    const subject = 'Connexion depuis un nouvel appareil';
    assert.equal(await factOf('identity.new-browser'), 0);
    assert.ok(!subjectsTo(address).includes(subject));
    const owner = new Visitor(door.app);
    await owner.post('/sign-in', { login, password: PASSWORD });
    await owner.post('/sign-in/code/passkey', { credential: passkey.answer(await askedInside(owner)) });
    await isTold(address, subject);
  });

  describe('all lost', () => {
    it('the head takes a teacher’s second factor away, who is told; the head of another school finds nobody', async () => {
      const school = await buildSchool(door.db);
      const teacher = await buildTeacher(door.db, { school });
      const { login, address, visitor } = await reachable(teacher);
      await addPasskey(visitor);
      const head = await signInAs(door, (await buildHead(door.db, { school })).id);
      const stranger = await signInAs(door, (await buildHead(door.db)).id);
      const colleague = await signInAs(door, (await buildTeacher(door.db, { school })).id);
      const reset = `/people/${teacher.uid}/second-factor/reset`;
      for (const other of [stranger, colleague, visitor]) assert.equal((await other.post(reset)).status, 404);
      assert.match(
        (await head.get(`/people/${teacher.uid}`)).text,
        /Double vérification<\/dt>[\s\S]*Retirer la double vérification/,
      );
      assert.equal((await head.post(reset)).location, `/people/${teacher.uid}`);
      await isTold(address, 'La double vérification a été retirée');
      const back = new Visitor(door.app);
      await back.post('/sign-in', { login, password: PASSWORD });
      assert.equal((await back.get('/account')).status, 200);
      assert.equal((await head.post(reset)).status, 422, 'there is none any more');
      const acts = await rowsOf(
        door.db,
        sql<{
          act: string;
        }>`select act from platform.audit_entries where subject_id = ${teacher.id} and act = 'identity.second-factor-reset'`,
      );
      assert.equal(acts.length, 1);
    });

    it('an administrator’s is taken away by another who has one, proved within ten minutes; never one’s own, nor by a head', async () => {
      const lost = await buildPerson(door.db);
      await buildMandate(door.db, { person: lost, kind: 'platform' });
      const { visitor } = await reachable(lost);
      await addPasskey(visitor);
      const other = await buildPerson(door.db);
      await buildMandate(door.db, { person: other, kind: 'platform' });
      const operator = (await reachable(other)).visitor;
      const reset = `/people/${lost.uid}/second-factor/reset`;
      const head = await signInAs(door, (await buildHead(door.db)).id);
      assert.equal((await head.post(reset)).status, 404);
      assert.equal((await visitor.post(reset)).status, 404, 'one’s own');
      assert.equal((await operator.post(reset)).status, 422, 'without a factor of their own');
      const { passkey } = await addPasskey(operator);
      door.clock.advance(11 * MINUTE);
      assert.equal((await operator.post(reset)).status, 403, 'asked again');
      const proof = passkey.answer(await askedInside(operator));
      assert.equal((await operator.post(reset, { proof })).status, 303);
    });
  });
});
