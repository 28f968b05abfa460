import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import { buildTeacher } from '../../directory/builders.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { sweep } from '../jobs.ts';

const PASSWORD = 'quatre tortues vertes';

describe('the journal of connections', () => {
  let door: Door;
  let teacher: Awaited<ReturnType<typeof buildTeacher>>;
  let visitor: Visitor;
  before(async () => {
    door = await openDoor();
    teacher = await buildTeacher(door.db);
    const login = await givePassword(door.db, teacher.id, PASSWORD, door.clock.now());
    visitor = new Visitor(door.app, {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0',
    });
    assert.equal((await visitor.post('/sign-in', { login, password: 'non' })).status, 422);
    assert.equal((await visitor.post('/sign-in', { login, password: PASSWORD })).status, 303);
  });
  after(() => door.close());
  const lines = async (): Promise<number> =>
    (
      await firstOf(
        door.db,
        sql<{ lines: number }>`select count(*) as lines from identity.connections where person_id = ${teacher.id}`,
      )
    )?.lines ?? -1;

  it('holds one line for each time somebody came in, none for a wrong password, and its person reads it', async () => {
    assert.equal(await lines(), 1);
    const { text } = await visitor.get('/account/connections');
    assert.match(text, /Firefox sur Linux/);
    assert.match(text, /mot de passe ou code/);
    assert.match((await visitor.get('/account/sessions')).text, /href="\/account\/connections"/);
  });

  it('is nobody else’s to read', async () => {
    const stranger = await signInAs(door, (await buildTeacher(door.db)).id);
    const { entries } = (await stranger.api('GET', '/api/account/connections')).json<{ entries: unknown[] }>();
    assert.deepEqual(entries, []);
    assert.match((await stranger.get('/account/connections')).text, /Aucune connexion notée/);
  });

  it('forgets after twelve months', async () => {
    await sweep(door.db, new Date(door.clock.now().getTime() + 364 * 24 * 3600_000));
    assert.equal(await lines(), 1);
    await sweep(door.db, new Date(door.clock.now().getTime() + 366 * 24 * 3600_000));
    assert.equal(await lines(), 0);
  });
});
