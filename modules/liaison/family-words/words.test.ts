import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { safetyModule } from '../../safety/register.ts';
import { liaisonModule } from '../register.ts';
import { forgetWords } from './commands.ts';

describe('a word of a family to the school', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, safetyModule, notificationsModule, liaisonModule] });
  });
  after(() => door.close());

  const as = (person: { readonly id: string }) => signInAs(door, person.id);
  const absence = (child: { readonly uid: string }, more: Record<string, string> = {}) => ({
    requestKey: newId(),
    child: child.uid,
    kind: 'absence',
    words: 'Rendez-vous chez l’oculiste.',
    startsOn: '2026-11-26',
    ...more,
  });
  const told = async (person: { readonly id: string }): Promise<Date[]> =>
    (
      await rowsOf(
        door.db,
        sql<{ at: Date }>`
          select r.published_at as at from notifications.recipients r join notifications.entries e on e.id = r.entry_id
          where r.person_id = ${person.id} and e.kind = 'liaison.word' and r.settled_at is null order by 1`,
      )
    ).map(({ at }) => at);

  async function aFamily() {
    const school = await buildSchool(door.db);
    const group = await buildClass(door.db, { school });
    const teacher = await buildTeacher(door.db, { classes: [group], familyName: 'ROUX' });
    const leo = await buildPupil(door.db, { class: group, givenName: 'Léo', familyName: 'ABBAS' });
    const mother = await buildGuardian(door.db, { of: leo });
    const father = await buildGuardian(door.db, { of: leo, relation: 'father' });
    return { school, group, teacher, leo, mother, father };
  }

  it('is among the teacher’s things to do, and the family sees who read it', async () => {
    const { teacher, leo, mother } = await aFamily();
    const family = await as(mother);
    const given = absence(leo, { until: '2026-11-27' });
    assert.equal((await family.post('/family-words', given)).status, 303);
    assert.equal((await family.post('/family-words', given)).status, 303);
    assert.equal((await told(teacher)).length, 1, 'the same form twice is one word');
    const school = await as(teacher);
    const list = await school.get('/family-words/received');
    assert.match(list.text, /Absence : Léo ABBAS, du jeudi 26 novembre au vendredi 27 novembre/);
    const id = /family-words\/([0-9a-f-]{36})\/receive/.exec(list.text)?.[1];
    assert.equal((await school.post(`/family-words/${id}/receive`)).status, 303);
    assert.deepEqual(await told(teacher), []);
    assert.match((await family.get('/family-words')).text, /Lu par Mme ROUX/);
  });

  it('is the author’s: the other guardian does not read it, nor do strangers', async () => {
    const { school, leo, mother, father } = await aFamily();
    await (await as(mother)).post('/family-words', absence(leo, { kind: 'health', words: 'Il prend un sirop.' }));
    assert.doesNotMatch((await (await as(father)).get('/family-words')).text, /sirop/);
    const elsewhere = await aFamily();
    const colleague = await buildTeacher(door.db, { school });
    for (const stranger of [elsewhere.teacher, colleague, await buildHead(door.db)])
      assert.doesNotMatch((await (await as(stranger)).get('/family-words/received')).text, /sirop/);
    assert.match((await (await as(await buildHead(door.db, { school }))).get('/family-words/received')).text, /sirop/);
    assert.equal((await (await as(father)).get('/family-words/received')).status, 404);
    const [row] = await rowsOf(
      door.db,
      sql<{ id: string }>`select id from liaison.family_words where author_id = ${mother.id}`,
    );
    assert.equal((await (await as(elsewhere.teacher)).post(`/family-words/${row?.id}/receive`)).status, 404);
    assert.equal((await (await as(elsewhere.mother)).post('/family-words', absence(leo))).status, 404);
  });

  it('about who fetches the child reaches the after-school too, and nothing else does', async () => {
    const { school, leo, mother } = await aFamily();
    const nadia = await buildMandate(door.db, { kind: 'after_school', school });
    const family = await as(mother);
    await family.post('/family-words', absence(leo));
    await family.post('/family-words', absence(leo, { kind: 'pick-up', words: 'Sa grand-mère vient à 17 h.' }));
    const page = (await (await as(nadia)).get('/family-words/received')).text;
    assert.match(page, /Sa grand-mère/);
    assert.doesNotMatch(page, /oculiste/);
    assert.equal((await told(nadia)).length, 1);
  });

  it('of a Sunday evening is listed at once, and told on Monday at seven', async () => {
    const { teacher, leo, mother } = await aFamily();
    const before = door.clock.now();
    try {
      door.clock.set('2026-11-29T19:30:00Z');
      await (await as(mother)).post('/family-words', absence(leo, { startsOn: '2026-11-30' }));
      assert.match((await (await as(teacher)).get('/family-words/received')).text, /oculiste/);
      assert.deepEqual(await told(teacher), [new Date('2026-11-30T06:00:00Z')]);
    } finally {
      door.clock.set(before.toISOString());
    }
  });

  it('that is not whole comes back with what was typed; after a year it goes', async () => {
    const { leo, mother } = await aFamily();
    const family = await as(mother);
    const refused = await family.post('/family-words', absence(leo, { until: '2026-11-20' }));
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Vérifiez les jours/);
    assert.match(refused.text, /oculiste/);
    assert.match((await family.post('/family-words', absence(leo, { words: ' ' }))).text, /Écrivez quelques mots/);
    await family.post('/family-words', absence(leo));
    await forgetWords(door.db, '2027-11-24');
    assert.match((await family.get('/family-words')).text, /oculiste/);
    await forgetWords(door.db, '2027-11-26');
    assert.doesNotMatch((await family.get('/family-words')).text, /oculiste/);
  });
});

describe('which notes all guardians sign', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, safetyModule, notificationsModule, liaisonModule] });
  });
  after(() => door.close());

  it('is the head’s to say, kind by kind, for the notes that follow', async () => {
    const school = await buildSchool(door.db);
    const group = await buildClass(door.db, { school });
    await buildPupil(door.db, { class: group });
    const teacher = await buildTeacher(door.db, { classes: [group] });
    const head = await buildHead(door.db, { school });
    const path = `/schools/${school.uai}/note-acts`;
    const visitor = await signInAs(door, head.id);
    assert.match((await visitor.get('/notes/sent')).text, new RegExp(`href="${path}"`));
    assert.match((await visitor.get(path)).text, /Sortie avec nuitée/);
    assert.equal((await visitor.post(path, { outing: 'all' })).status, 303);
    const other = await signInAs(door, teacher.id);
    assert.equal((await other.get(path)).status, 404);
    assert.equal((await other.post(path, { outing: 'one' })).status, 404);
    assert.equal((await (await signInAs(door, (await buildHead(door.db)).id)).get(path)).status, 404);
    await other.post('/notes', {
      requestKey: newId(),
      place: `group:${group.id}`,
      act: 'outing',
      title: 'Sortie',
      words: 'Au parc.',
    });
    const [note] = await rowsOf(
      door.db,
      sql<{ rule: string }>`select rule from liaison.notes where author_id = ${teacher.id}`,
    );
    assert.equal(note?.rule, 'all');
    const [act] = await rowsOf(
      door.db,
      sql<{ details: object }>`select details from platform.audit_entries where act = 'liaison.acts-set'`,
    );
    assert.deepEqual(act?.details, { outing: 'all' });
  });
});
