import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import {
  type BuiltPerson,
  type BuiltPupil,
  buildClass,
  buildGuardian,
  buildHead,
  buildPupil,
  buildSchool,
  buildTeacher,
  joinFamily,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { safetyModule } from '../register.ts';
import { forgetAnswers } from './jobs.ts';
import { askAgain } from './lapsed.ts';
import { mayShow } from './may-show.ts';
import { TEXT_VERSION } from './rules.ts';
import { texts } from './texts.ts';

const TODAY = '2026-11-24';
const ALL = { class: 'yes', public: 'yes', press: 'yes' };

describe('the pictures of a child', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, safetyModule] });
  });
  after(() => door.close());

  const as = (person: { readonly id: string }) => signInAs(door, person.id);
  const answer = async (guardian: BuiltPerson, child: BuiltPupil, given: Record<string, string>): Promise<number> =>
    (await (await as(guardian)).post(`/image-rights/${child.uid}`, given)).status;
  const shown = async (child: BuiltPupil, purpose: 'class' | 'public' | 'press', day = TODAY): Promise<boolean> =>
    (await mayShow(door.db, [child.id], purpose, day)).has(child.id);

  it('are shown to nobody before a guardian has said so, purpose by purpose', async () => {
    const child = await buildPupil(door.db);
    const mother = await buildGuardian(door.db, { of: child });
    assert.equal(await shown(child, 'class'), false);
    assert.equal(await answer(mother, child, { class: 'yes', press: 'no' }), 303);
    assert.equal(await shown(child, 'class'), true);
    assert.equal(await shown(child, 'public'), false);
    assert.equal(await shown(child, 'press'), false);
    assert.match((await (await as(mother)).get(`/people/${child.uid}`)).text, /href="\/image-rights"/);
    const page = await (await as(mother)).get('/image-rights');
    assert.match(page.text, /Autorisé/);
    assert.match(page.text, /31 juillet 2027/);
  });

  it('are not shown when one of two guardians refuses, whoever answered first', async () => {
    const child = await buildPupil(door.db);
    const mother = await buildGuardian(door.db, { of: child });
    const father = await buildGuardian(door.db, { of: child, relation: 'father' });
    await answer(mother, child, ALL);
    assert.equal(await shown(child, 'class'), true);
    assert.equal(await shown(child, 'public'), false, 'to publish takes the word of both');
    await answer(father, child, { public: 'no', press: 'yes' });
    assert.equal(await shown(child, 'public'), false);
    assert.equal(await shown(child, 'press'), true);
    await answer(mother, child, { public: 'yes' });
    assert.equal(await shown(child, 'public'), false);
    assert.match((await (await as(mother)).get('/image-rights')).text, /Un autre responsable a refusé/);
    await answer(father, child, { public: 'yes' });
    assert.equal(await shown(child, 'public'), true);
  });

  it('are withdrawn at any time; every answer stays as proof, with its author, day, words and end', async () => {
    const child = await buildPupil(door.db);
    const mother = await buildGuardian(door.db, { of: child });
    await answer(mother, child, { class: 'yes' });
    door.clock.advance(60_000);
    await answer(mother, child, { class: 'no' });
    await answer(mother, child, { class: 'no' });
    assert.equal(await shown(child, 'class'), false);
    const rows = await rowsOf(
      door.db,
      sql<object>`select author_id, answer, text_version, ends_on, replaced_at is not null as replaced
                  from safety.image_answers where person_id = ${child.id} order by answered_at`,
    );
    const kept = { author_id: mother.id, text_version: TEXT_VERSION, ends_on: '2027-08-01' };
    assert.deepEqual(rows, [
      { ...kept, answer: 'allowed', replaced: true },
      { ...kept, answer: 'withdrawn', replaced: false },
    ]);
    const acts = await rowsOf(
      door.db,
      sql<object>`select e.actor_id, e.details->'answers' as answers from platform.audit_entries e
                  where e.subject_id = ${child.id} and e.act = 'safety.image-answered' order by e.occurred_at, e.id`,
    );
    assert.deepEqual(acts, [
      { actor_id: mother.id, answers: { class: 'allowed' } },
      { actor_id: mother.id, answers: { class: 'withdrawn' } },
    ]);
  });

  it('end with the school year: the question comes back, and old answers are forgotten after five years', async () => {
    const child = await buildPupil(door.db);
    const mother = await buildGuardian(door.db, { of: child });
    await answer(mother, child, ALL);
    assert.equal(await shown(child, 'class', '2027-07-31'), true);
    assert.equal(await shown(child, 'class', '2027-08-01'), false);
    const count = async () =>
      (await rowsOf(door.db, sql`select 1 from safety.image_answers where person_id = ${child.id}`)).length;
    await forgetAnswers(door.db, '2032-07-31');
    assert.equal(await count(), 3);
    await forgetAnswers(door.db, '2032-08-02');
    assert.equal(await count(), 0);
  });

  it('are asked about again on the home in September, once a year, of who answered the year before and still may', async () => {
    const child = await buildPupil(door.db);
    const mother = await buildGuardian(door.db, { of: child });
    const father = await buildGuardian(door.db, { of: child, relation: 'father' });
    const silent = await buildGuardian(door.db, { of: child });
    await answer(mother, child, ALL);
    await answer(father, child, ALL);
    await suspendAccess(door.db, { guardian: father, child });
    const told = async (): Promise<string[]> =>
      (
        await rowsOf(
          door.db,
          sql<{ id: string }>`
            select person_id as id from directory.tellings
            where code = 'image-rights-lapsed' and seen_at is null and person_id in (${mother.id}, ${father.id}, ${silent.id})`,
        )
      ).map(({ id }) => id);
    const morning = (day: string): Promise<number> => askAgain(door.db, day, new Date(`${day}T05:20:00Z`));
    const before = door.clock.now();
    try {
      await morning('2027-07-20');
      await morning('2027-08-20');
      assert.deepEqual(await told(), []);
      assert.ok((await morning('2027-09-01')) >= 1);
      assert.deepEqual(await told(), [mother.id]);
      assert.equal(await morning('2027-09-02'), 0);
      door.clock.set('2027-09-02T10:00:00Z');
      await answer(mother, child, { class: 'yes' });
      assert.deepEqual(await told(), []);
    } finally {
      door.clock.set(before.toISOString());
    }
  });

  it('of an adult are for the adult to answer; a pupil does not, nor anybody for another', async () => {
    const school = await buildSchool(door.db);
    const teacher = await buildTeacher(door.db, { classes: [await buildClass(door.db, { school })] });
    const head = await buildHead(door.db, { school });
    const pupil = await buildPupil(door.db, { class: await buildClass(door.db, { school }) });
    const own = await as(teacher);
    assert.match((await own.get('/image-rights')).text, /Pour moi/);
    assert.equal((await own.post(`/image-rights/${teacher.uid}`, { public: 'yes' })).status, 303);
    assert.ok((await mayShow(door.db, [teacher.id], 'public', TODAY)).has(teacher.id));
    assert.ok(!(await mayShow(door.db, [teacher.id], 'press', TODAY)).has(teacher.id));
    assert.equal((await (await as(head)).post(`/image-rights/${teacher.uid}`, { public: 'no' })).status, 404);
    assert.equal((await (await as(pupil)).post(`/image-rights/${pupil.uid}`, ALL)).status, 404);
    assert.doesNotMatch((await (await as(pupil)).get('/image-rights')).text, /J’accepte/);
  });

  it('are for legal guardians alone: no other adult, and not the one whose access is closed', async () => {
    const child = await buildPupil(door.db);
    const mother = await buildGuardian(door.db, { of: child });
    const sibling = await buildPupil(door.db);
    const grandmother = await buildGuardian(door.db, { of: sibling });
    await joinFamily(door.db, { guardian: grandmother, child, authority: 2, relation: 'grandparent' });
    assert.equal(await answer(grandmother, child, ALL), 404);
    const father = await buildGuardian(door.db, { of: [child, sibling], relation: 'father' });
    await answer(father, child, { class: 'yes', press: 'no' });
    await answer(mother, child, { press: 'yes' });
    assert.equal(await shown(child, 'class'), true);
    await suspendAccess(door.db, { guardian: father, child });
    assert.equal(await answer(father, child, ALL), 404);
    assert.equal(await shown(child, 'class'), false, 'a "yes" of who may no longer follow the child allows nothing');
    assert.equal(await shown(child, 'press'), false, 'a "no" of a legal guardian stays a "no"');
  });

  it('of a stranger’s child do not exist', async () => {
    const child = await buildPupil(door.db);
    const stranger = await buildGuardian(door.db);
    assert.equal(await answer(stranger, child, ALL), 404);
    assert.equal(await shown(child, 'class'), false);
    assert.ok(!(await (await as(stranger)).get('/image-rights')).text.includes(child.displayName));
  });

  it('stand in a table for the teacher and the head of the class, and for nobody else', async () => {
    const school = await buildSchool(door.db);
    const group = await buildClass(door.db, { school, label: 'CM2 Tilleuls' });
    const lina = await buildPupil(door.db, { class: group, givenName: 'Lina' });
    const noe = await buildPupil(door.db, { class: group, givenName: 'Noé' });
    const mother = await buildGuardian(door.db, { of: lina });
    await answer(mother, lina, { class: 'yes', public: 'no' });
    const path = `/groups/${group.id}/image-rights`;
    const teacher = await as(await buildTeacher(door.db, { classes: [group] }));
    const head = await as(await buildHead(door.db, { school }));
    for (const reader of [teacher, head]) {
      assert.match((await reader.get(`/groups/${group.id}`)).text, new RegExp(`href="${path}"`));
      const board = (await reader.api('GET', `/api${path}`)).json<{ pupils: Record<string, string>[] }>();
      const states = {
        class: 'unanswered',
        school: 'unanswered',
        between: 'unanswered',
        public: 'unanswered',
        press: 'unanswered',
      };
      assert.deepEqual(
        new Map(board.pupils.map(({ id, displayName: _name, ...rest }) => [id, rest])),
        new Map([
          [lina.uid, { ...states, class: 'allowed', public: 'refused' }],
          [noe.uid, states],
        ]),
      );
    }
    const colleague = await buildTeacher(door.db, { school });
    for (const other of [mother, colleague, await buildHead(door.db), await buildTeacher(door.db)]) {
      const visitor = await as(other);
      assert.equal((await visitor.get(path)).status, 404);
      assert.ok(!(await visitor.get(`/groups/${group.id}`)).text.includes(path));
    }
  });

  it('are asked about with words whose number changes when they do', () => {
    const words = [texts.fr.leads, texts.fr.words, texts.en.leads, texts.en.words];
    const digest = createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 12);
    assert.deepEqual({ version: TEXT_VERSION, digest }, { version: 2, digest: '7f4d23b2e2fb' });
    const own = [texts.fr.leadsOwn, texts.en.leadsOwn];
    assert.equal(createHash('sha256').update(JSON.stringify(own)).digest('hex').slice(0, 12), '67ba579a6797');
  });
});
