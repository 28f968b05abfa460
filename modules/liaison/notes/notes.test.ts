import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { readPdf } from '../../../platform/pdf/testing.ts';
import {
  type BuiltGroup,
  type BuiltPerson,
  type BuiltPupil,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
  joinGroup,
  suspendAccess,
} from '../../directory/builders.ts';
import { loadActor } from '../../directory/index.ts';
import { directoryModule } from '../../directory/register.ts';
import { filesModule } from '../../files/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { safetyModule } from '../../safety/register.ts';
import { liaisonModule } from '../register.ts';
import { sealOf, textDigest } from './digest.ts';
import { reportableNote } from './gates.ts';
import { followArrivals, forgetNotes, remind } from './jobs.ts';

describe('a note to sign', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({
      modules: [directoryModule, filesModule, safetyModule, notificationsModule, liaisonModule],
    });
  });
  after(() => door.close());

  const as = (person: { readonly id: string }) => signInAs(door, person.id);

  /** A class with its teacher, two children and their guardians. */
  async function aClass() {
    const school = await buildSchool(door.db);
    const group = await buildClass(door.db, { school, label: 'CE1 Cigales' });
    const teacher = await buildTeacher(door.db, { classes: [group], familyName: 'ROUX' });
    const lina = await buildPupil(door.db, { class: group, givenName: 'Lina', familyName: 'ABBAS' });
    const noe = await buildPupil(door.db, { class: group, givenName: 'Noé', familyName: 'BLANC' });
    const mother = await buildGuardian(door.db, { of: lina, givenName: 'Nour' });
    const father = await buildGuardian(door.db, { of: lina, relation: 'father', givenName: 'Omar' });
    const other = await buildGuardian(door.db, { of: noe });
    return { school, group, teacher, lina, noe, mother, father, other };
  }

  type Fields = Record<string, string>;

  /** Writes a note as a teacher does, and gives its id. */
  async function write(teacher: BuiltPerson, group: BuiltGroup, fields: Fields = {}): Promise<string> {
    const sent = await (await as(teacher)).post('/notes', {
      requestKey: newId(),
      place: `group:${group.id}`,
      title: 'Sortie au musée',
      words: 'Nous allons au musée jeudi.\n\nPrévoir un goûter.',
      act: 'outing',
      ...fields,
    });
    assert.equal(sent.status, 303, sent.text.slice(0, 2000));
    const id = /\/notes\/([0-9a-f-]{36})\/board/.exec(sent.location ?? '')?.[1];
    assert.ok(id);
    return id;
  }

  const sign = async (guardian: BuiltPerson, noteId: string, child: BuiltPupil, answers: Fields = {}) =>
    (await as(guardian)).post(`/notes/${noteId}/answers/${child.uid}`, { version: '1', ...answers });

  interface BoardAnswer {
    readonly answered: number;
    readonly pupils: number;
    readonly refused: number;
    readonly toRelaunch: number;
    readonly version: number;
    readonly pupilList: readonly {
      readonly id: string;
      readonly state: string;
      readonly guardians: readonly { readonly outcome: string | null }[];
    }[];
  }
  const boardOf = async (teacher: BuiltPerson, noteId: string): Promise<BoardAnswer> =>
    (await (await as(teacher)).api('GET', `/api/notes/${noteId}/board`)).json<BoardAnswer>();
  const stateOf = async (teacher: BuiltPerson, noteId: string, child: BuiltPupil): Promise<string | undefined> =>
    (await boardOf(teacher, noteId)).pupilList.find(({ id }) => id === child.uid)?.state;
  const owedBy = async (guardian: BuiltPerson): Promise<string[]> =>
    (await (await as(guardian)).api('GET', '/api/notes'))
      .json<{ toSign: { id: string }[] }>()
      .toSign.map(({ id }) => id);
  const todos = async (noteId: string): Promise<string[]> =>
    (
      await rowsOf(
        door.db,
        sql<{ id: string }>`
          select r.person_id as id from notifications.recipients r join notifications.entries e on e.id = r.entry_id
          where e.subject = ${`liaison.note:${noteId}`} and r.is_todo and r.settled_at is null order by 1`,
      )
    ).map(({ id }) => id);

  it('reaches each guardian of the class, is signed in one tap, and leaves what they have to do', async () => {
    const { group, teacher, lina, noe, mother, father, other } = await aClass();
    const id = await write(teacher, group);
    assert.deepEqual(await todos(id), [mother.id, father.id, other.id].sort());
    const page = await (await as(mother)).get(`/notes/${id}`);
    assert.equal(page.status, 200);
    assert.match(page.text, /Lu et signé/);
    assert.match(page.text, /Prévoir un goûter/);
    assert.equal(await stateOf(teacher, id, lina), 'seen');
    assert.equal(await stateOf(teacher, id, noe), 'waiting');
    assert.equal((await sign(mother, id, lina)).status, 303);
    assert.equal(await stateOf(teacher, id, lina), 'signed');
    assert.deepEqual(await todos(id), [other.id], 'one guardian is enough for an outing');
    assert.deepEqual(await owedBy(mother), []);
    assert.deepEqual(await owedBy(other), [id]);
    const { answered, pupils, toRelaunch } = await boardOf(teacher, id);
    assert.deepEqual({ answered, pupils, toRelaunch }, { answered: 1, pupils: 2, toRelaunch: 1 });
  });

  it('signed by two taps at once has one signature, and its seal is that of what was signed', async () => {
    const { group, teacher, lina, mother } = await aClass();
    const id = await write(teacher, group);
    const replies = await Promise.all([sign(mother, id, lina), sign(mother, id, lina), sign(mother, id, lina)]);
    assert.deepEqual(
      replies.map(({ status }) => status),
      [303, 303, 303],
    );
    const rows = await rowsOf(
      door.db,
      sql<{ seal: string; digest: string; at: Date }>`
        select seal, digest, answered_at as at from liaison.answers where note_id = ${id} and replaced_at is null`,
    );
    assert.equal(rows.length, 1);
    const [kept] = rows;
    assert.ok(kept);
    const digest = textDigest({
      title: 'Sortie au musée',
      plain: 'Nous allons au musée jeudi.\n\nPrévoir un goûter.',
      questions: [],
    });
    assert.equal(kept.digest, digest);
    const signed = { digest, pupilUid: lina.uid, guardianUid: mother.uid, given: [], answeredAt: kept.at };
    assert.equal(kept.seal, sealOf({ ...signed, outcome: 'signed' }));
    assert.notEqual(kept.seal, sealOf({ ...signed, outcome: 'refused' }));
  });

  it('that all guardians sign waits for each of them; none sees what the other answered', async () => {
    const { group, teacher, lina, mother, father } = await aClass();
    const id = await write(teacher, group, {
      act: 'overnight',
      kind1: 'text',
      label1: 'Une remarque ?',
    });
    await sign(mother, id, lina, { answer1: 'Elle est allergique aux noix' });
    assert.equal(await stateOf(teacher, id, lina), 'seen');
    assert.ok((await todos(id)).includes(father.id));
    const seen = (await (await as(father)).get(`/notes/${id}`)).text;
    assert.doesNotMatch(seen, /noix|Nour/);
    assert.match(seen, /Chaque responsable signe pour soi/);
    await sign(father, id, lina, { answer1: 'Rien' });
    assert.equal(await stateOf(teacher, id, lina), 'signed');
    const table = (await (await as(teacher)).get(`/notes/${id}/board`)).text;
    assert.match(table, /noix/);
  });

  it('does not take back, by an answer that waited on a telephone, what the guardian decided since', async () => {
    const { group, teacher, lina, mother } = await aClass();
    const id = await write(teacher, group, { kind1: 'authorisation', label1: 'J’autorise la sortie.' });
    const seen = async (): Promise<string | undefined> =>
      /name="seen" value="(\d*)"/.exec((await (await as(mother)).get(`/notes/${id}`)).text)?.[1];
    assert.equal(await seen(), '');
    assert.equal((await sign(mother, id, lina, { answer1: 'no', seen: '' })).status, 303);
    const waited = await sign(mother, id, lina, { answer1: 'yes', seen: '' });
    assert.equal(waited.status, 409);
    assert.match(waited.text, /Vous avez déjà répondu autrement depuis/);
    assert.equal(await stateOf(teacher, id, lina), 'refused');
    assert.equal(
      (await sign(mother, id, lina, { answer1: 'no', seen: '' })).status,
      303,
      'the same answer twice is one',
    );
    assert.equal((await sign(mother, id, lina, { answer1: 'yes', seen: (await seen()) ?? '' })).status, 303);
    assert.equal(await stateOf(teacher, id, lina), 'signed');
  });

  it('keeps a refusal as one, whoever else signed, and takes a changed answer until the due day', async () => {
    const { group, teacher, lina, mother, father } = await aClass();
    const id = await write(teacher, group, {
      kind1: 'authorisation',
      label1: 'J’autorise la sortie.',
      dueOn: '2026-11-27',
    });
    await sign(mother, id, lina, { answer1: 'yes' });
    await sign(father, id, lina, { answer1: 'no' });
    assert.equal(await stateOf(teacher, id, lina), 'refused');
    assert.equal((await sign(father, id, lina, { answer1: 'yes' })).status, 303);
    assert.equal(await stateOf(teacher, id, lina), 'signed');
    const kept = await rowsOf(
      door.db,
      sql<{ outcome: string; replaced: boolean; seal: string; means: string }>`
        select outcome, replaced_at is not null as replaced, seal, means from liaison.answers
        where note_id = ${id} and guardian_id = ${father.id} order by answered_at, replaced_at nulls last`,
    );
    assert.deepEqual(
      kept.map(({ outcome, replaced }) => ({ outcome, replaced })),
      [
        { outcome: 'refused', replaced: true },
        { outcome: 'signed', replaced: false },
      ],
    );
    assert.ok(kept.every(({ seal, means }) => /^[0-9a-f]{64}$/.test(seal) && means === 'password'));
    const before = door.clock.now();
    try {
      door.clock.set('2026-11-28T09:00:00Z');
      const late = await sign(father, id, lina, { answer1: 'no' });
      assert.equal(late.status, 409);
      assert.match(late.text, /Le temps de changer de réponse est passé/);
    } finally {
      door.clock.set(before.toISOString());
    }
  });

  it('shows the form again, with what was typed, when a question is left open', async () => {
    const { group, teacher, lina, mother } = await aClass();
    const id = await write(teacher, group, {
      kind1: 'choice',
      label1: 'Quel jour ?',
      options1: 'Lundi\nMardi',
      kind2: 'text',
      label2: 'Une remarque ?',
    });
    const refused = await sign(mother, id, lina, { answer1: 'Jeudi', answer2: 'Merci beaucoup' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Répondez à cette question/);
    assert.match(refused.text, /Merci beaucoup/);
    assert.equal(await stateOf(teacher, id, lina), 'seen');
    assert.equal((await sign(mother, id, lina, { answer1: 'Mardi', answer2: 'Merci' })).status, 303);
  });

  it('corrected asks everybody again; former signatures stay proof of the former text', async () => {
    const { group, teacher, lina, mother } = await aClass();
    const id = await write(teacher, group);
    await sign(mother, id, lina);
    const visitor = await as(teacher);
    const corrected = await visitor.post(`/notes/${id}/correct`, {
      version: '1',
      title: 'Sortie au musée vendredi',
      words: 'Nous allons au musée vendredi.',
    });
    assert.equal(corrected.status, 303);
    assert.equal(await stateOf(teacher, id, lina), 'waiting');
    assert.ok((await owedBy(mother)).includes(id));
    const stale = await sign(mother, id, lina);
    assert.equal(stale.status, 409);
    assert.match(stale.text, /vient d’être corrigé/);
    assert.equal((await sign(mother, id, lina, { version: '2' })).status, 303);
    const proof = await visitor.get(`/notes/${id}/proof/${lina.uid}`);
    const lines = readPdf(proof.bytes).pages.flat().join('\n');
    assert.match(lines, /au musée jeudi/);
    assert.match(lines, /au musée vendredi/);
    assert.equal((lines.match(/Sceau/g) ?? []).length >= 2, true, lines);
    assert.equal(
      (await visitor.post(`/notes/${id}/correct`, { version: '1', title: 'x', words: 'y' })).status,
      409,
      'somebody else corrected it meanwhile',
    );
  });

  it('that came back on paper is ticked by the teacher, and the tick is taken back', async () => {
    const { group, teacher, noe, other } = await aClass();
    const id = await write(teacher, group);
    const visitor = await as(teacher);
    await visitor.post(`/notes/${id}/paper/${noe.uid}`, { outcome: 'signed' });
    await visitor.post(`/notes/${id}/paper/${noe.uid}`, { outcome: 'signed' });
    assert.equal(await stateOf(teacher, id, noe), 'signed');
    assert.ok(!(await todos(id)).includes(other.id));
    assert.match((await visitor.get(`/notes/${id}/board`)).text, /Rendu sur papier, noté le/);
    await visitor.post(`/notes/${id}/paper/${noe.uid}`, { outcome: 'undo' });
    assert.equal(await stateOf(teacher, id, noe), 'waiting');
    assert.deepEqual(await owedBy(other), [id]);
  });

  it('is printed two a page for the families where nobody uses the product', async () => {
    const { group, teacher, mother } = await aClass();
    const id = await write(teacher, group, { dueOn: '2026-12-01' });
    await as(mother);
    const visitor = await as(teacher);
    const paper = readPdf((await visitor.get(`/notes/${id}/paper`)).bytes);
    const all = paper.pages.flat().join('\n');
    assert.doesNotMatch(all, /Pour Lina/);
    assert.match(all, /Pour Noé/);
    assert.equal(readPdf((await visitor.get(`/notes/${id}/paper?all=yes`)).bytes).pages.length, 1);
  });

  it('sent twice by the same form is one note', async () => {
    const { group, teacher } = await aClass();
    const requestKey = newId();
    assert.equal(await write(teacher, group, { requestKey }), await write(teacher, group, { requestKey }));
    const stranger = await aClass();
    const refused = await (await as(stranger.teacher)).post('/notes', {
      requestKey,
      place: `group:${stranger.group.id}`,
      title: 'x',
      words: 'y',
    });
    assert.equal(refused.status, 404, 'a key of somebody else names nothing');
  });

  it('written on Friday at nine in the evening is there for families on Monday at seven', async () => {
    const { group, teacher, mother } = await aClass();
    const before = door.clock.now();
    try {
      door.clock.set('2026-11-27T20:00:00Z');
      const form = await (await as(teacher)).get(`/notes/new?place=group:${group.id}`);
      assert.match(form.text, /Envoyer lundi à 7\s?h/);
      const id = await write(teacher, group);
      assert.deepEqual(await owedBy(mother), []);
      assert.equal((await (await as(mother)).get(`/notes/${id}`)).status, 404);
      const reader = await loadActor(door.db, mother.id, '2026-11-27');
      assert.equal(reader && (await reportableNote.load(door.db, reader, id)), undefined, 'nor by way of a report');
      door.clock.set('2026-11-30T06:00:00Z');
      assert.deepEqual(await owedBy(mother), [id]);
    } finally {
      door.clock.set(before.toISOString());
    }
  });

  it('asks again two days and one day before, on the last open day, once a step', async () => {
    const { group, teacher, mother } = await aClass();
    const id = await write(teacher, group, { dueOn: '2026-11-30' });
    const sent = async (): Promise<string[]> =>
      (
        await rowsOf(
          door.db,
          sql<{ step: string }>`select step from liaison.reminders where note_id = ${id} order by step`,
        )
      ).map(({ step }) => step);
    const before = door.clock.now();
    try {
      for (const [day, expected] of [
        ['2026-11-26', []],
        ['2026-11-27', ['one-day', 'two-days']],
        ['2026-11-28', ['one-day', 'two-days']],
        ['2026-11-30', ['one-day', 'two-days']],
      ] as const) {
        door.clock.set(`${day}T15:40:00Z`);
        await remind({ db: door.db, clock: door.clock });
        assert.deepEqual(await sent(), expected, day);
      }
      assert.ok((await todos(id)).includes(mother.id));
    } finally {
      door.clock.set(before.toISOString());
    }
  });

  it('is relaunched in one tap, for those only who have not answered, and not twice in an hour', async () => {
    const { group, teacher, lina, mother, other } = await aClass();
    const id = await write(teacher, group);
    await sign(mother, id, lina);
    door.clock.advance(60_000);
    const visitor = await as(teacher);
    assert.match((await visitor.get(`/notes/${id}/board`)).text, /Relancer 1 responsable/);
    assert.equal((await visitor.post(`/notes/${id}/relaunch`, {})).status, 303);
    assert.deepEqual(await todos(id), [other.id], 'who signed is left in peace');
    const again = await visitor.post(`/notes/${id}/relaunch`, {});
    assert.equal(again.status, 409);
    assert.match(again.text, /viennent d’être relancées/);
  });

  it('is found by a pupil and a guardian who come later, and no more by one whose access is closed', async () => {
    const { school, group, teacher, lina, mother, father } = await aClass();
    const id = await write(teacher, group, { dueOn: '2026-12-10', act: 'overnight' });
    const zoe = await buildPupil(door.db, { school, givenName: 'Zoé', familyName: 'CARON' });
    const late = await buildGuardian(door.db, { of: zoe });
    const third = await buildGuardian(door.db, { of: lina, relation: 'guardian' });
    assert.deepEqual(await owedBy(third), [id]);
    assert.deepEqual(await owedBy(late), []);
    await joinGroup(door.db, { person: zoe, group, role: 'pupil' });
    await followArrivals({ db: door.db, clock: door.clock }, school.id);
    assert.deepEqual(await owedBy(late), [id]);
    assert.ok((await todos(id)).includes(late.id));
    assert.equal(await followArrivals({ db: door.db, clock: door.clock }, school.id), 0);
    await suspendAccess(door.db, { guardian: father, child: lina });
    assert.equal((await (await as(mother)).get(`/notes/${id}`)).status, 200);
    await sign(mother, id, lina);
    await sign(third, id, lina);
    assert.equal(await stateOf(teacher, id, lina), 'signed', 'who may not follow the child is not waited for');
    // A father without any other child cannot even come in; one with another child finds nothing of it.
    const sibling = await buildPupil(door.db, { school });
    const uncle = await buildGuardian(door.db, { of: [lina, sibling], relation: 'father' });
    await suspendAccess(door.db, { guardian: uncle, child: lina });
    assert.equal((await (await as(uncle)).get(`/notes/${id}`)).status, 404);
    assert.equal((await sign(uncle, id, lina)).status, 404);
    await sql`update directory.memberships set ends_on = '2026-11-20' where person_id = ${zoe.id} and group_id = ${group.id}`.execute(
      door.db,
    );
    await followArrivals({ db: door.db, clock: door.clock }, school.id);
    assert.equal((await boardOf(teacher, id)).pupils, 2, 'who left is no longer waited for');
  });

  it('told to a family that comes later, or whose slip was ticked by mistake, is told anew to nobody else', async () => {
    const { school, group, teacher, lina, noe, mother, other } = await aClass();
    const id = await write(teacher, group, { dueOn: '2026-12-10' });
    const told = async (): Promise<readonly unknown[]> =>
      rowsOf(
        door.db,
        sql`select e.published_at, e.collected_at, r.person_id, r.published_at as at
            from notifications.entries e join notifications.recipients r on r.entry_id = e.id and r.person_id in (${mother.id}, ${other.id})
            where e.subject = ${`liaison.note:${id}`} order by r.person_id`,
      );
    await sql`update notifications.entries set collected_at = ${door.clock.now()} where subject = ${`liaison.note:${id}`}`.execute(
      door.db,
    );
    const before = await told();
    door.clock.advance(3_600_000);
    const zoe = await buildPupil(door.db, { school, givenName: 'Zoé', familyName: 'CARON' });
    const late = await buildGuardian(door.db, { of: zoe });
    await joinGroup(door.db, { person: zoe, group, role: 'pupil' });
    await followArrivals({ db: door.db, clock: door.clock }, school.id);
    assert.ok((await todos(id)).includes(late.id));
    assert.equal(
      (
        await rowsOf(
          door.db,
          sql`select 1 from notifications.addressees a join notifications.entries e on e.id = a.entry_id
              where e.subject = ${`liaison.note:${id}`} and a.person_id = ${late.id}`,
        )
      ).length,
      1,
      'the mail to the newcomer leaves',
    );
    assert.deepEqual(await told(), before);
    await (await as(teacher)).post(`/notes/${id}/paper/${noe.uid}`, { outcome: 'signed' });
    await sign(mother, id, lina);
    door.clock.advance(3_600_000);
    const undone = await (await as(teacher)).post(`/notes/${id}/paper/${noe.uid}`, { outcome: 'undo' });
    assert.match(undone.location ?? '', /board/);
    assert.deepEqual(await todos(id), [other.id, late.id].sort(), 'it is to be done again by who owes it');
    assert.deepEqual(await told(), before);
  });

  it('is asked again of nobody who is no guardian of the child any more', async () => {
    const { group, teacher, lina, mother, father, other } = await aClass();
    const id = await write(teacher, group, { act: 'overnight' });
    await sql`update directory.kinships set ends_on = '2026-11-20' where adult_id = ${father.id} and pupil_id = ${lina.id}`.execute(
      door.db,
    );
    door.clock.advance(60_000);
    const visitor = await as(teacher);
    assert.equal((await visitor.post(`/notes/${id}/relaunch`, {})).status, 303);
    assert.deepEqual(await todos(id), [mother.id, other.id].sort());
  });

  it('is read by the pupil, who says so when asked, and signs nothing', async () => {
    const { group, teacher, lina } = await aClass();
    const id = await write(teacher, group, { asksPupil: 'yes' });
    const visitor = await as(lina);
    const page = await visitor.get(`/notes/${id}`);
    assert.match(page.text, /J’ai lu ce mot/);
    assert.doesNotMatch(page.text, /Lu et signé/);
    assert.equal((await visitor.post(`/notes/${id}/acknowledge`, {})).status, 303);
    assert.match((await visitor.get(`/notes/${id}`)).text, /Tu as dit que tu l’as lu/);
    assert.equal((await visitor.post(`/notes/${id}/answers/${lina.uid}`, { version: '1' })).status, 404);
    assert.match((await (await as(teacher)).get(`/notes/${id}/board`)).text, /Lu par l’élève/);
  });

  it('does not exist for those whom it is none of the business', async () => {
    const { school, group, teacher, lina, mother } = await aClass();
    const id = await write(teacher, group, { audience: 'chosen', pupils: lina.uid });
    const elsewhere = await aClass();
    const colleague = await buildTeacher(door.db, { school, classes: [group] });
    const desk = await buildStaff(door.db, { school });
    for (const stranger of [
      elsewhere.mother,
      elsewhere.teacher,
      await buildHead(door.db),
      await buildGuardian(door.db),
      desk,
      colleague,
    ]) {
      const visitor = await as(stranger);
      for (const path of ['', '/board', '/proof', `/proof/${lina.uid}`, '/paper', '/table', '/correct'])
        assert.equal((await visitor.get(`/notes/${id}${path}`)).status, 404, `${path || '/'} for a stranger`);
      for (const [path, body] of [
        ['/relaunch', {}],
        ['/withdraw', {}],
        [`/paper/${lina.uid}`, { outcome: 'signed' }],
        [`/answers/${lina.uid}`, { version: '1' }],
        ['/correct', { version: '1', title: 'x', words: 'y' }],
      ] as const)
        assert.equal((await visitor.post(`/notes/${id}${path}`, body)).status, 404, path);
    }
    assert.equal((await (await as(await buildHead(door.db, { school }))).get(`/notes/${id}/board`)).status, 200);
    for (const path of ['/board', '/proof', '/table'])
      assert.equal((await (await as(mother)).get(`/notes/${id}${path}`)).status, 404, `${path} for a guardian`);
    const sent = await (await as(elsewhere.teacher)).post('/notes', {
      requestKey: newId(),
      place: `group:${group.id}`,
      title: 'x',
      words: 'y',
    });
    assert.equal(sent.status, 404);
  });

  it('of the after-school goes to those who stay, and to nobody of the class alone', async () => {
    const school = await buildSchool(door.db);
    const group = await buildClass(door.db, { school });
    const stays = await buildPupil(door.db, { class: group, canteen: true });
    const leaves = await buildPupil(door.db, { class: group });
    const [one, other] = [await buildGuardian(door.db, { of: stays }), await buildGuardian(door.db, { of: leaves })];
    const nadia = await buildMandate(door.db, { kind: 'after_school', school });
    const visitor = await as(nadia);
    const refused = await visitor.post('/notes', {
      requestKey: newId(),
      place: `group:${group.id}`,
      title: 'x',
      words: 'y',
    });
    assert.equal(refused.status, 404);
    const sent = await visitor.post('/notes', {
      requestKey: newId(),
      place: `school:${school.id}`,
      title: 'Goûter mercredi',
      words: 'Merci d’apporter un goûter.',
    });
    assert.equal(sent.status, 303);
    assert.equal((await owedBy(one)).length, 1);
    assert.deepEqual(await owedBy(other), []);
  });

  it('withdrawn leaves the lists of families and stays as proof', async () => {
    const { group, teacher, lina, mother, other } = await aClass();
    const id = await write(teacher, group);
    await sign(mother, id, lina);
    const visitor = await as(teacher);
    assert.equal((await visitor.post(`/notes/${id}/withdraw`, {})).status, 303);
    assert.deepEqual(await owedBy(other), []);
    assert.deepEqual(await todos(id), []);
    const page = (await (await as(mother)).get(`/notes/${id}`)).text;
    assert.match(page, /a été retiré par l’école/);
    assert.doesNotMatch(page, /au musée jeudi/, 'its text is in the proof of who signed, and nowhere else');
    const json = (await (await as(other)).api('GET', `/api/notes/${id}`)).json<{ words: unknown }>();
    assert.deepEqual(json.words, { type: 'doc', content: [] });
    assert.match(
      readPdf((await (await as(mother)).get(`/notes/${id}/proof/${lina.uid}`)).bytes)
        .pages.flat()
        .join('\n'),
      /au musée jeudi/,
    );
    const reader = await loadActor(door.db, other.id, '2026-11-24');
    assert.equal(reader && (await reportableNote.load(door.db, reader, id)), undefined);
    await inTransaction(door.db, (tx) => reportableNote.restore(tx, [id], mother.id));
    assert.deepEqual(await owedBy(other), [], 'what its author withdrew, no moderation brings back');
    assert.equal((await visitor.get(`/notes/${id}/proof`)).status, 200);
    assert.ok(await firstOf(door.db, sql`select 1 from liaison.answers where note_id = ${id}`));
  });

  it('of a class whose year is over is read and signed no more', async () => {
    const { group, teacher, lina, mother } = await aClass();
    const id = await write(teacher, group);
    await sql`update directory.groups set ends_on = '2026-08-01', year = 2025 where id = ${group.id}`.execute(door.db);
    assert.equal((await (await as(mother)).get(`/notes/${id}`)).status, 200);
    const refused = await sign(mother, id, lina);
    assert.equal(refused.status, 409);
    assert.match(refused.text, /L’année scolaire de cette classe est finie/);
  });

  it('carries its attachments to the families of the note, and to no stranger', async () => {
    const { group, teacher, mother } = await aClass();
    const visitor = await as(teacher);
    const sent = await visitor.sendFile(
      '/notes',
      { field: 'files', name: 'Programme de l’été.txt', bytes: Buffer.from('Musée, puis goûter.') },
      {},
      { requestKey: newId(), place: `group:${group.id}`, title: 'Programme', words: 'Voici le programme.' },
    );
    assert.equal(sent.status, 303, sent.text.slice(0, 800));
    const id = /notes\/([0-9a-f-]{36})/.exec(sent.location ?? '')?.[1] ?? '';
    const page = await (await as(mother)).get(`/notes/${id}`);
    assert.match(page.text, /Programme de l’été\.txt/);
    const file = /href="(\/files\/[0-9a-f-]{36})"/.exec(page.text)?.[1] ?? '';
    assert.ok((await (await as(mother)).get(file)).status < 400);
    assert.equal((await (await as((await aClass()).mother)).get(file)).status, 404);
    await forgetNotes(door.db, '2032-07-31');
    assert.equal((await (await as(mother)).get(`/notes/${id}`)).status, 200, 'five years are not over');
    await forgetNotes(door.db, '2032-08-02');
    assert.equal((await (await as(mother)).get(`/notes/${id}`)).status, 404);
  });

  it('that is reported is hidden by who moderates, and comes back when it was no harm', async () => {
    const { school, group, teacher, mother } = await aClass();
    const head = await buildHead(door.db, { school });
    const id = await write(teacher, group);
    const actor = await loadActor(door.db, mother.id, '2026-11-24');
    const evidence = actor && (await reportableNote.load(door.db, actor, id));
    assert.equal(evidence?.title, 'Sortie au musée');
    const stranger = await loadActor(door.db, (await aClass()).mother.id, '2026-11-24');
    assert.equal(stranger && (await reportableNote.load(door.db, stranger, id)), undefined);
    await inTransaction(door.db, (tx) => reportableNote.hide(tx, [id], head.id));
    await inTransaction(door.db, (tx) => reportableNote.hide(tx, [id], head.id));
    assert.deepEqual(await owedBy(mother), []);
    assert.deepEqual(await todos(id), []);
    assert.doesNotMatch((await (await as(mother)).get(`/notes/${id}`)).text, /au musée jeudi/);
    await inTransaction(door.db, (tx) => reportableNote.restore(tx, [id], head.id));
    assert.deepEqual(await owedBy(mother), [id]);
    assert.ok((await todos(id)).includes(mother.id));
  });

  it('goes into a spreadsheet, a line a guardian', async () => {
    const { group, teacher, lina, mother } = await aClass();
    const id = await write(teacher, group, { kind1: 'yes-no', label1: 'Accompagnez-vous ?' });
    await sign(mother, id, lina, { answer1: 'yes' });
    const file = await (await as(teacher)).get(`/notes/${id}/table`);
    assert.match(file.text, /"Élève";"État"/);
    assert.match(file.text, /"Lina ABBAS";"Signé"[^\n]*"Nour[^\n]*"Oui"/);
    assert.equal((await (await as(teacher)).get(`/notes/${id}/table?format=ods`)).status, 200);
  });
});
