import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltPerson,
  type BuiltPupil,
  buildGuardian,
  buildPupil,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { hoursOf } from '../../notifications/index.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { portalModule } from '../../portal/register.ts';
import { mayShow } from '../../safety/index.ts';
import { safetyModule } from '../../safety/register.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { identityModule } from '../register.ts';

const modules = [directoryModule, safetyModule, notificationsModule];

describe('the first run of a guardian', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [...modules, portalModule([...modules, identityModule])] });
  });
  after(() => door.close());

  interface Family {
    readonly mother: BuiltPerson;
    readonly awa: BuiltPupil;
    readonly noe: BuiltPupil;
    readonly visitor: Visitor;
  }

  /** A mother of two at her very first entry: the charter lies before her. */
  const enter = async (): Promise<Family> => {
    const [awa, noe] = [await buildPupil(door.db), await buildPupil(door.db)];
    const mother = await buildGuardian(door.db, { of: [awa, noe] });
    return { mother, awa, noe, visitor: await atCharter(mother) };
  };
  const atCharter = async (person: BuiltPerson): Promise<Visitor> => {
    const visitor = await signInAs(door, person.id);
    await sql`delete from identity.charter_acceptances where person_id = ${person.id}`.execute(door.db);
    await sql`update identity.sessions set charter_due = true where person_id = ${person.id}`.execute(door.db);
    return visitor;
  };
  const accept = (visitor: Visitor, next?: string) =>
    visitor.post('/charter', { version: '1', accepted: 'yes', ...(next ? { next } : {}) });

  it('follows the charter: language, hours and image rights, then nothing waits any more', async () => {
    const { mother, awa, noe, visitor } = await enter();
    assert.equal((await accept(visitor)).location, '/first-run');
    assert.match((await visitor.get('/first-run')).text, /1\/3[\s\S]*la langue/);
    assert.match((await visitor.get('/')).text, /Terminer mes réglages/);
    const second = await visitor.submit('/first-run/language', { locale: 'en' });
    assert.match(second.text, /<html lang="en"[\s\S]*2\/3[\s\S]*the hours/);
    await visitor.post('/first-run/hours', { hours: 'evening', mail: 'weekly' });
    const third = await visitor.get('/first-run');
    assert.match(third.text, /3\/3[\s\S]*image rights/);
    for (const child of [awa, noe]) assert.ok(third.text.includes(`name="${child.uid}-press"`));
    const home = await visitor.submit('/first-run/images', {
      [`${awa.uid}-class`]: 'yes',
      [`${awa.uid}-press`]: 'no',
      [`${noe.uid}-class`]: 'no',
    });
    assert.match(home.text, /Your settings are made/);
    assert.doesNotMatch(home.text, /Finish my settings/);
    assert.equal((await hoursOf(door.db, mother.id)).from, '18:00');
    assert.match(
      (await visitor.get('/account/notifications')).text,
      /value="weekly" checked|checked[^>]*value="weekly"/,
    );
    assert.deepEqual([...(await mayShow(door.db, [awa.id, noe.id], 'class', '2026-11-24'))], [awa.id]);
    assert.equal((await visitor.get('/first-run')).location, '/account');
  });

  it('can be skipped screen by screen, left for later, and taken up where it stood', async () => {
    const { visitor } = await enter();
    await accept(visitor);
    await visitor.post('/first-run/skip', { step: '1' });
    assert.match((await visitor.get('/')).text, /href="\/first-run"/);
    assert.match((await visitor.get('/first-run')).text, /2\/3/);
    await visitor.post('/first-run/skip', { step: '2' });
    const home = await visitor.submit('/first-run/skip', { step: '3' });
    assert.doesNotMatch(home.text, /Terminer mes réglages/);
  });

  it('holds nobody up who came for a page, and comes once, whatever charters follow', async () => {
    const { mother, visitor } = await enter();
    assert.equal((await accept(visitor, '/account/sessions')).location, '/account/sessions');
    assert.match((await visitor.get('/')).text, /Terminer mes réglages/);
    const again = await atCharter(mother);
    assert.equal((await accept(again)).location, '/');
    const tellings = await rowsOf(door.db, sql`select 1 from directory.tellings where person_id = ${mother.id}`);
    assert.equal(tellings.length, 1);
  });

  it('answers for one’s own children only: a stranger’s child is left as they were', async () => {
    const { visitor } = await enter();
    const stranger = await buildPupil(door.db);
    await accept(visitor);
    assert.equal((await visitor.post('/first-run/images', { [`${stranger.uid}-class`]: 'yes' })).status, 303);
    assert.equal((await mayShow(door.db, [stranger.id], 'class', '2026-11-24')).size, 0);
  });

  it('is for guardians: a teacher goes home, and finds no such page', async () => {
    const visitor = await atCharter(await buildTeacher(door.db));
    assert.equal((await accept(visitor)).location, '/');
    assert.equal((await visitor.get('/first-run')).status, 404);
    assert.equal((await visitor.post('/first-run/language', { locale: 'en' })).status, 404);
  });
});
