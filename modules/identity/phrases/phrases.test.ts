import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import { buildClass, buildHead, buildPupil, buildTeacher } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { drawPhrase, isPhrase, normalPhrase, phraseBits } from './phrase.ts';
import { vocabulary } from './vocabulary.ts';

describe('a phrase of three words', () => {
  it('is drawn from a thousand words that differ even without accents: thirty bits', () => {
    assert.ok(new Set(vocabulary.map(normalPhrase)).size === vocabulary.length && vocabulary.length >= 1000);
    assert.ok(vocabulary.every((word) => /^[a-zàâçéèêëîïôöùûüœ]{3,11}$/.test(word)));
    assert.ok(phraseBits() >= 30, String(phraseBits()));
    for (let turn = 0; turn < 200; turn += 1) assert.ok(isPhrase(drawPhrase()));
  });

  it('is compared without capitals, accents or hyphens', () => {
    assert.equal(normalPhrase('  Étoile-CŒUR  forêt '), 'etoile coeur foret');
    assert.ok(isPhrase('Étoile cœur forêt'));
    for (const other of ['étoile forêt', 'étoile étoile forêt', 'étoile cœur forêt 3', 'a b c'])
      assert.ok(!isPhrase(other), other);
  });
});

describe('the class teacher gives a pupil other words', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
  });
  after(() => door.close());

  it('in two taps: shown once, the former words and sessions are over, a line is left', async () => {
    const { db, clock } = door;
    const group = await buildClass(db, { label: 'CM1' });
    const pupil = await buildPupil(db, { class: group, givenName: 'Awa', familyName: 'DIALLO', levelCode: '1124' });
    const login = await givePassword(db, pupil.id, 'lune velo tambour', clock.now());
    const open = await signInAs(door, pupil.id);
    const teacher = await signInAs(door, (await buildTeacher(db, { classes: [group] })).id);
    const path = `/groups/${group.id}/tablets`;
    assert.match((await teacher.get(path)).text, /Nouveaux mots pour Awa DIALLO/);
    const reply = await teacher.post(`${path}/phrase`, { child: pupil.uid });
    const phrase = /printed-phrase">([^<]+)</.exec(reply.text)?.[1] ?? '';
    assert.ok(isPhrase(phrase), phrase);
    assert.match(reply.text, new RegExp(login));
    assert.equal((await open.get('/account')).location, '/sign-in?next=%2Faccount');
    const enter = (password: string): Promise<{ status: number }> =>
      new Visitor(door.app).post('/sign-in', { login, password });
    assert.equal((await enter('lune velo tambour')).status, 422);
    assert.equal((await enter(phrase.toUpperCase().replaceAll(' ', '-'))).status, 303);
    assert.ok(!(await teacher.get(path)).text.includes(phrase));
    const kept = await rowsOf(
      db,
      sql<{ row: string }>`select a::text as row from identity.accounts a where person_id = ${pupil.id}`,
    );
    assert.ok(!kept[0]?.row.includes(phrase.split(' ')[0] as string));
    const lines = await rowsOf(
      db,
      sql<{
        act: string;
      }>`select e.act from platform.audit_entries e join platform.audit_subjects s on s.entry_id = e.id
                           where s.person_id = ${pupil.id}`,
    );
    assert.deepEqual(lines, [{ act: 'identity.phrase-reset' }]);
  });

  it('a pupil chooses three words of their own, and comes in without accents', async () => {
    const { db, clock } = door;
    const pupil = await buildPupil(db, { levelCode: '1125' });
    const login = await givePassword(db, pupil.id, 'lune velo tambour', clock.now());
    const visitor = await signInAs(door, pupil.id);
    const chosen = { present: 'lune velo tambour', password: 'Étoile forêt dragon', again: 'Étoile forêt dragon' };
    assert.equal((await visitor.post('/account/password', chosen)).status, 303);
    assert.equal(
      (await new Visitor(door.app).post('/sign-in', { login, password: 'etoile foret dragon' })).status,
      303,
    );
    assert.equal((await new Visitor(door.app).post('/sign-in', { login, password: 'etoile foret' })).status, 422);
  });

  it('nobody else can: there is no such page', async () => {
    const { db } = door;
    const group = await buildClass(db);
    const pupil = await buildPupil(db, { class: group });
    const little = await buildPupil(db, { class: group, levelCode: '1121' });
    for (const person of [await buildTeacher(db, {}), await buildHead(db, {}), pupil]) {
      const visitor = await signInAs(door, person.id);
      assert.equal((await visitor.post(`/groups/${group.id}/tablets/phrase`, { child: pupil.uid })).status, 404);
    }
    const teacher = await signInAs(door, (await buildTeacher(db, { classes: [group] })).id);
    assert.equal((await teacher.post(`/groups/${group.id}/tablets/phrase`, { child: little.uid })).status, 404);
  });
});
