import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import { buildGuardian, buildPupil, buildSchool } from '../../directory/builders.ts';
import { type Door, givePassword, openDoor } from '../builders.ts';
import { publishCharter } from './charter.ts';

const PASSWORD = 'quatre tortues vertes';

describe('the charter', () => {
  let door: Door;
  let people: { mother: string; collegian: string; child: string };
  before(async () => {
    door = await openDoor();
    const { db, clock } = door;
    const child = await buildPupil(db);
    const collegian = await buildPupil(db, { school: await buildSchool(db, { kind: 'college' }) });
    const mother = await buildGuardian(db, { of: [child, collegian] });
    const login = async (person: { id: string }): Promise<string> => {
      const given = await givePassword(db, person.id, PASSWORD, clock.now());
      await sql`delete from identity.charter_acceptances where person_id = ${person.id}`.execute(db);
      return given;
    };
    people = { mother: await login(mother), collegian: await login(collegian), child: await login(child) };
  });
  after(() => door.close());

  const enter = async (login: string): Promise<Visitor> => {
    const visitor = new Visitor(door.app);
    assert.equal((await visitor.post('/sign-in', { login, password: PASSWORD })).status, 303);
    return visitor;
  };

  it('comes before everything else at a first entry, and then leads to the page that was wanted', async () => {
    const visitor = await enter(people.mother);
    const turned = await visitor.get('/account/sessions');
    assert.equal(turned.location, '/charter?next=%2Faccount%2Fsessions');
    assert.equal((await visitor.api('GET', '/api/account/sessions')).status, 403);
    const page = await visitor.get(turned.location as string);
    assert.match(page.text, /Un compte est personnel/);
    const unticked = await visitor.post('/charter', { version: '1', next: '/account/sessions' });
    assert.equal(unticked.status, 422);
    assert.match(unticked.text, /Cochez la case/);
    const reply = await visitor.post('/charter', { version: '1', accepted: 'yes', next: '/account/sessions' });
    assert.equal(reply.location, '/account/sessions');
    assert.equal((await visitor.get('/account/sessions')).status, 200);
    assert.match((await visitor.get('/charter')).text, /Acceptée le 24 novembre 2026/);
  });

  it('speaks to each: a collège pupil is told of harassment and 3018, a child reads five short rules', async () => {
    const collegian = await (await enter(people.collegian)).get('/charter');
    assert.match(collegian.text, /3018/);
    assert.match(collegian.text, /data-density="eleve"/);
    const child = await (await enter(people.child)).get('/charter');
    assert.match(child.text, /Mon secret/);
    assert.doesNotMatch(child.text, /Un compte est personnel/);
    assert.match(child.text, /data-density="petits"/);
  });

  it('accepted once, it is not asked again', async () => {
    assert.equal((await (await enter(people.mother)).get('/account/sessions')).status, 200);
  });

  it('a new version asks its audience again, even in a session that is open, and what was accepted stays recorded', async () => {
    const [mother, collegian] = [await enter(people.mother), await enter(people.collegian)];
    await collegian.post('/charter', { version: '1', accepted: 'yes' });
    const stale = await mother.get('/charter');
    assert.equal(stale.status, 200);
    const version = await publishCharter(door.db, {
      audience: 'adult',
      articles: { fr: [{ title: 'Article unique', text: 'Être aimable.' }] },
      now: door.clock.now(),
    });
    assert.equal(version, 2);
    assert.match((await mother.get('/account/sessions')).location ?? '', /^\/charter/);
    assert.match((await mother.get('/charter')).text, /Être aimable/);
    const old = await mother.post('/charter', { version: '1', accepted: 'yes' });
    assert.equal(old.status, 422);
    assert.match(old.text, /nouvelle version/);
    await mother.post('/charter', { version: '2', accepted: 'yes' });
    assert.equal((await mother.get('/account/sessions')).status, 200);
    const rows = await rowsOf(
      door.db,
      sql<{
        version: number;
      }>`select x.version from identity.charter_acceptances x join identity.accounts a using (person_id)
                               where a.login = ${people.mother} order by x.version`,
    );
    assert.deepEqual(
      rows.map((row) => row.version),
      [1, 2],
    );
    await collegian.get('/charter');
    assert.equal((await collegian.get('/account/sessions')).status, 200, 'the other audience goes on after one look');
  });

  it('who does not accept may leave, and nothing is recorded', async () => {
    const visitor = await enter(people.child);
    assert.equal((await visitor.post('/sign-out')).location, '/sign-in');
    assert.match((await (await enter(people.child)).get('/account/sessions')).location ?? '', /^\/charter/);
  });
});
