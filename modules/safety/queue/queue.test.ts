import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Held } from '../../../platform/moderation/held.ts';
import type { Module } from '../../../platform/module.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltPerson,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPerson,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
  joinFamily,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { safetyModule } from '../register.ts';
import { forgetReports } from '../reports/jobs.ts';
import { readersQuery } from '../reports/tell.ts';
import { buildWall } from '../testing/wall.ts';

const TODAY = '2026-11-24';
const { words: wall, module: wallModule } = buildWall();

/** What waits, for one moderator at a time. */
const waiting: { moderator: string; held: Held; decided?: { let: string; words: string } }[] = [];
const moderation: NonNullable<Module['moderations']>[number] = {
  key: 'test.pupils',
  label: () => 'Messages d’élèves',
  waiting: async ({ actor }) =>
    waiting.filter((one) => one.moderator === actor.personId && !one.decided).map(({ held }) => held),
  decide: async ({ actor }, id, decision) => {
    const one = waiting.find(({ held, moderator }) => held.id === id && moderator === actor.personId);
    ok(one);
    one.decided = decision;
  },
};

let door: Door;
before(async () => {
  const safety: Module = { ...safetyModule, ...wallModule, moderations: [moderation] };
  door = await openDoor({ modules: [directoryModule, notificationsModule, safety] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

/** A school with everybody who could read a report there, and those who must not. */
async function buildScene() {
  const school = await buildSchool(door.db, { kind: 'college' });
  const group = await buildClass(door.db, { school });
  const pupil = await buildPupil(door.db, { class: group });
  const delegate = await buildTeacher(door.db, { school });
  await buildMandate(door.db, { kind: 'delegate', person: delegate, school, duties: ['safety'] });
  const otherDelegate = await buildTeacher(door.db, { school });
  await buildMandate(door.db, { kind: 'delegate', person: otherDelegate, school, duties: ['people', 'rights'] });
  return {
    school,
    group,
    pupil,
    delegate,
    otherDelegate,
    head: await buildHead(door.db, { school }),
    cpe: await buildStaff(door.db, { school, kind: 'school_life' }),
    teacher: await buildTeacher(door.db, { classes: [group], main: true }),
    guardian: await buildGuardian(door.db, { of: pupil }),
  };
}

const office = async (kind: 'academy' | 'platform', person?: BuiltPerson): Promise<BuiltPerson> =>
  buildMandate(door.db, { kind, ...(person ? { person } : {}) });

/** Reports something and gives its id. */
async function report(reporter: { readonly id: string }, given: Record<string, string> = {}): Promise<string> {
  const form = { cause: 'pupil', words: 'Ils se moquent de moi.', requestKey: newId(), ...given };
  const reply = await (await as(reporter)).post('/safety/report', form);
  equal(reply.status, 303, reply.text);
  return reply.location?.split('/').at(-1) ?? '';
}

const reads = async (person: { readonly id: string }, id: string): Promise<boolean> => {
  const visitor = await as(person);
  const { status } = await visitor.get(`/safety/queue/${id}`);
  const list = (await visitor.get('/safety/queue')).text.includes(id);
  const acts = (await visitor.post(`/safety/queue/${id}`, { step: 'noted', words: 'Vu.' })).status;
  equal(list, status === 200, 'the list and the page say the same');
  equal(acts, status === 200 ? 303 : 404);
  return status === 200;
};

const told = async (id: string): Promise<string[]> =>
  (
    await rowsOf(
      door.db,
      sql<{ id: string }>`
        select r.person_id as id from notifications.recipients r join notifications.entries e on e.id = r.entry_id
        where e.subject = ${`safety.report:${id}`} order by 1`,
    )
  ).map((row) => row.id);

test('the head, school life and who was entrusted with it read a report; no adult of the class, no stranger', async () => {
  const scene = await buildScene();
  const stranger = await buildScene();
  const id = await report(scene.pupil);
  for (const reader of [scene.head, scene.cpe, scene.delegate]) equal(await reads(reader, id), true);
  const others = [scene.teacher, scene.otherDelegate, scene.guardian, scene.pupil];
  for (const other of [...others, stranger.head, stranger.cpe, stranger.delegate]) equal(await reads(other, id), false);
  for (const other of [await office('academy'), await office('platform')]) equal(await reads(other, id), false);
  deepEqual(await told(id), [scene.head.id, scene.cpe.id, scene.delegate.id].sort());
});

test('a report about the head goes to the academy and the platform; the head never sees it, nor anybody of the school', async () => {
  const scene = await buildScene();
  const academy = await office('academy');
  const platform = await office('platform');
  const both = await buildTeacher(door.db, { school: scene.school });
  await office('platform', both);
  const id = await report(scene.guardian, { person: scene.head.uid });
  equal(await reads(academy, id), true);
  equal(await reads(platform, id), true);
  for (const other of [scene.head, scene.cpe, scene.delegate, scene.teacher, both])
    equal(await reads(other, id), false);
  const readers = await told(id);
  ok(readers.includes(academy.id) && readers.includes(platform.id));
  ok(![scene.head.id, scene.cpe.id, scene.delegate.id, both.id].some((one) => readers.includes(one)));
  const journal = await rowsOf(
    door.db,
    sql<{ school_id: string | null }>`
      select school_id from platform.audit_entries where details->>'reportId' = ${id}`,
  );
  ok(
    journal.length > 1 && journal.every(({ school_id }) => school_id === null),
    'not in the journal of the school either',
  );
});

test('whoever is the family of whom it is about reads nothing of it, whatever their office', async () => {
  const scene = await buildScene();
  const child = await buildPupil(door.db, { class: scene.group });
  await joinFamily(door.db, { guardian: scene.cpe, child });
  const id = await report(scene.pupil, { person: child.uid });
  equal(await reads(scene.head, id), true);
  equal(await reads(scene.cpe, id), false);
  deepEqual(await told(id), [scene.head.id, scene.delegate.id].sort());
});

test('who is told of a report are those who read it, however it goes', async () => {
  const scene = await buildScene();
  const people = [
    scene.head,
    scene.cpe,
    scene.delegate,
    scene.teacher,
    await office('academy'),
    await office('platform'),
  ];
  const child = await buildPupil(door.db, { class: scene.group });
  await joinFamily(door.db, { guardian: scene.head, child });
  for (const given of [
    {},
    { cause: 'staff' },
    { outside: 'yes' },
    { person: child.uid },
    { person: scene.teacher.uid },
  ]) {
    const id = await report(scene.pupil, given);
    const readers = new Set(await told(id));
    for (const person of people) equal(await reads(person, id), readers.has(person.id), JSON.stringify(given));
  }
});

test('the head takes it, hides the content, warns its author, answers and closes; each sees their part alone', async () => {
  const scene = await buildScene();
  const author = await buildPupil(door.db, { class: scene.group });
  wall.set('w1', { author, text: 'Tu es nul', schoolId: scene.school.id, hidden: false });
  const id = await report(scene.pupil, { place: 'test.wall', subject: 'w1', words: 'Regardez ce qu’il écrit.' });
  const head = await as(scene.head);
  const act = (step: string, words = ''): Promise<{ text: string; status: number }> =>
    head.submit(`/safety/queue/${id}`, { step, words });
  const page = (await head.get(`/safety/queue/${id}`)).text;
  match(page, /Tu es nul/);
  match(page, /Envoyé à 24 personnes/);
  match(page, /abababab/);
  match(page, /La chaîne des scellés est entière/);
  await act('taken');
  await act('hidden');
  equal(wall.get('w1')?.hidden, true);
  match((await act('hidden')).text, /Quelqu’un l’a déjà fait/);
  match((await head.get(`/safety/queue/${id}`)).text, /Tu es nul/, 'the evidence stays');
  const empty = await head.post(`/safety/queue/${id}`, { step: 'warned', words: '' });
  equal(empty.status, 422);
  match(empty.text, /Écrivez quelques mots/);
  await act('warned', 'Ces mots blessent. Nous en parlons demain à 8 h.');
  await act('noted', 'Deuxième fois ce mois-ci.');
  await act('family', 'Mère jointe par téléphone.');
  await act('answered', 'Le mot est retiré. Je te vois demain.');
  await act('restored');
  equal(wall.get('w1')?.hidden, false);
  await act('closed', 'Excuses faites, classe rencontrée.');
  const own = (await (await as(scene.pupil)).get(`/safety/reports/${id}`)).text;
  for (const shown of [/Quelqu’un s’en occupe/, /Je te vois demain/, /Excuses faites/]) match(own, shown);
  for (const kept of [/Deuxième fois/, /Mère jointe/, /Ces mots blessent/]) doesNotMatch(own, kept);
  const warned = (await (await as(author)).get(`/safety/warnings/${id}`)).text;
  match(warned, /Ces mots blessent/);
  doesNotMatch(warned, new RegExp(`${scene.pupil.displayName}|Regardez|Deuxième`));
  equal((await (await as(scene.pupil)).get(`/safety/warnings/${id}`)).status, 404);
  equal((await (await as(author)).get(`/safety/reports/${id}`)).status, 404);
  const lines = await rowsOf(
    door.db,
    sql<{ visibility: string; step: string }>`
      select visibility, details->>'step' as step from platform.audit_entries
      where act = 'safety.report-handled' and details->>'reportId' = ${id} order by occurred_at, id`,
  );
  deepEqual(
    lines.map(({ step }) => step),
    ['taken', 'hidden', 'warned', 'noted', 'family', 'answered', 'restored', 'closed'],
  );
  ok(lines.every(({ visibility }) => visibility === 'protection'));
  match((await head.get('/safety/queue?closed=yes')).text, new RegExp(id));
  doesNotMatch((await head.get('/safety/queue')).text, new RegExp(id));
});

test('handed on, it is read by the academy with the school; what is added later is told to all of them', async () => {
  const scene = await buildScene();
  const academy = await office('academy');
  const id = await report(scene.pupil);
  equal(await reads(academy, id), false);
  const head = await as(scene.head);
  await head.submit(`/safety/queue/${id}`, { step: 'handed-on', words: 'Cela dépasse l’établissement.' });
  equal(await reads(academy, id), true);
  equal(await reads(scene.head, id), true);
  ok((await told(id)).includes(academy.id));
  const pupil = await as(scene.pupil);
  match((await pupil.get(`/safety/reports/${id}`)).text, /Transmis à l’académie/);
  doesNotMatch((await pupil.get(`/safety/reports/${id}`)).text, /Cela dépasse/);
  match((await pupil.submit(`/safety/reports/${id}`, { words: 'Il a recommencé.' })).text, /C’est ajouté/);
  match((await head.get(`/safety/queue/${id}`)).text, /Il a recommencé/);
});

test('evidence that somebody changes in the database is seen at once', async () => {
  const scene = await buildScene();
  const id = await report(scene.pupil);
  const head = await as(scene.head);
  await head.submit(`/safety/queue/${id}`, { step: 'taken' });
  match((await head.get(`/safety/queue/${id}`)).text, /chaîne des scellés est entière/);
  await sql`update safety.report_entries set content = replace(content, 'moquent', 'félicitent') where report_id = ${id}::uuid and rank = 1`.execute(
    door.db,
  );
  match((await head.get(`/safety/queue/${id}`)).text, /chaîne des scellés est rompue/);
});

test('the urgent come first, the queue goes on page by page, and reports are forgotten a year after their end', async () => {
  const scene = await buildScene();
  const ids: string[] = [];
  for (let n = 0; n < 22; n += 1) {
    ids.push(await report(scene.pupil, n === 3 ? { urgent: 'yes' } : {}));
    door.clock.advance(1000);
  }
  const head = await as(scene.head);
  const page = async (after = '') =>
    (await head.api('GET', `/api/safety/queue?after=${after}`)).json<{
      reports: { id: string }[];
      next: string | null;
    }>();
  const first = await page();
  equal(first.reports.length, 20);
  equal(first.reports[0]?.id, ids[3]);
  const rest = await page(first.next ?? '');
  deepEqual(new Set([...first.reports, ...rest.reports].map(({ id }) => id)), new Set(ids));
  await head.submit(`/safety/queue/${ids[0]}`, { step: 'closed', words: 'Fini.' });
  const count = async () =>
    (await rowsOf(door.db, sql`select 1 from safety.reports where reporter_id = ${scene.pupil.id}`)).length;
  await forgetReports(door.db, new Date('2027-11-20T00:00:00Z'));
  equal(await count(), 22);
  await forgetReports(door.db, new Date('2027-11-25T00:00:00Z'));
  equal(await count(), 21);
});

test('what waits for a word is shown whole to its moderator alone, who lets it through or keeps it back', async () => {
  const scene = await buildScene();
  const moderator = scene.teacher.id;
  const held = { title: 'Bonjour', author: 'Lina', to: 'CM2', since: new Date('2026-11-24T06:00:00Z') };
  waiting.push({ moderator, held: { ...held, id: 'h1', text: 'On joue à la récré ?' } });
  waiting.push({ moderator, held: { ...held, id: 'h2', text: 'Tu es moche' } });
  const teacher = await as(scene.teacher);
  match((await teacher.get('/safety/held')).text, /On joue à la récré[\s\S]*Tu es moche/);
  doesNotMatch((await (await as(scene.head)).get('/safety/held')).text, /On joue/);
  match((await teacher.submit('/safety/held/test.pupils/h1', { let: 'through' })).text, /C’est parti/);
  await teacher.submit('/safety/held/test.pupils/h2', { let: 'back', words: 'Réécris sans blesser.' });
  deepEqual(
    waiting.map(({ decided }) => decided),
    [
      { let: 'through', words: '' },
      { let: 'back', words: 'Réécris sans blesser.' },
    ],
  );
  match((await teacher.get('/safety/held')).text, /Rien n’attend/);
  equal((await teacher.post('/safety/held/test.nothing/h1', { let: 'through' })).status, 404);
});

test('who reads is asked the same from both sides for any person', async () => {
  const scene = await buildScene();
  const id = await report(scene.pupil);
  const rows = await rowsOf(
    door.db,
    sql<{ person_id: string }>`
      select q.person_id from (${readersQuery({ id, schoolId: scene.school.id, atSchool: true, outside: false }, TODAY)}) as q order by 1`,
  );
  deepEqual(
    rows.map((row) => row.person_id),
    await told(id),
  );
  equal(await reads(await buildOutsider(), id), false);
});

/** A parent of nobody here. */
const buildOutsider = async (): Promise<BuiltPerson> => {
  const person = await buildPerson(door.db);
  await joinFamily(door.db, { guardian: person, child: await buildPupil(door.db) });
  return person;
};
