import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { firstOf, newId, rowsOf, sql } from '../../../../platform/db/db.ts';
import {
  type BuiltPupil,
  buildClass,
  buildGuardian,
  buildHead,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../../directory/builders.ts';
import { directoryModule } from '../../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../../identity/builders.ts';
import { notificationsModule } from '../../../notifications/register.ts';
import { pictureVerdict } from '../../index.ts';
import { safetyModule } from '../../register.ts';
import type { ImageKind, ImageSupport } from '../contract.ts';
import { tellEnded } from '../jobs.ts';

const TODAY = '2026-11-24';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule, notificationsModule, safetyModule] });
});
after(() => door.close());

const as = (person: { readonly id: string }) => signInAs(door, person.id);

async function buildScene() {
  const school = await buildSchool(door.db);
  const group = await buildClass(door.db, { school });
  const child = await buildPupil(door.db, { class: group });
  return {
    school,
    group,
    child,
    other: await buildPupil(door.db, { class: group }),
    mother: await buildGuardian(door.db, { of: child, familyName: 'DIALLO' }),
    father: await buildGuardian(door.db, { of: child, relation: 'father' }),
    teacher: await buildTeacher(door.db, { classes: [group] }),
    head: await buildHead(door.db, { school }),
  };
}

const question = (given: Record<string, string> = {}): Record<string, string> => ({
  title: 'Sortie au musée',
  details: 'Photos du groupe sur le blog.',
  support: 'public',
  image: 'yes',
  occasionOn: '2026-12-03',
  until: '2026-12-31',
  requestKey: newId(),
  ...given,
});

const verdict = async (
  child: BuiltPupil,
  wish: { support: ImageSupport; kind?: ImageKind; request?: string; today?: string },
): Promise<string | undefined> =>
  (await pictureVerdict(door.db, { children: [child.id], kind: 'image', today: TODAY, ...wish }))[0]?.state;

/** Asks the class, and gives the question's id. */
async function ask(scene: Awaited<ReturnType<typeof buildScene>>, given: Record<string, string> = {}): Promise<string> {
  const teacher = await as(scene.teacher);
  const reply = await teacher.post(`/groups/${scene.group.id}/image-requests`, question(given));
  equal(reply.status, 303, reply.text);
  return reply.location?.split('/').at(-1) ?? '';
}

test('each support and each kind is answered apart, and only what is allowed may be shown', async () => {
  const { child, mother, father } = await buildScene();
  const both = [await as(mother), await as(father)];
  for (const guardian of both) {
    await guardian.post(`/image-rights/${child.uid}`, { class: 'yes', school: 'yes' });
    await guardian.post(`/image-rights/${child.uid}`, { kind: 'production', public: 'yes' });
  }
  equal(await verdict(child, { support: 'class' }), 'allowed');
  equal(await verdict(child, { support: 'school' }), 'allowed');
  equal(await verdict(child, { support: 'between' }), 'missing');
  equal(await verdict(child, { support: 'public' }), 'missing');
  equal(await verdict(child, { support: 'public', kind: 'production' }), 'allowed');
  equal(await verdict(child, { support: 'class', kind: 'voice' }), 'missing');
  await both[1]?.post(`/image-rights/${child.uid}`, { school: 'no' });
  equal(await verdict(child, { support: 'school' }), 'refused', 'one refusal wins');
  equal(await verdict(child, { support: 'class' }), 'allowed');
  match((await both[0]?.get('/image-rights?kind=production'))?.text ?? '', /ce que votre enfant a fait[\s\S]*Autorisé/);
});

test('a class asks about one occasion; guardians are told and answer in one tap, for that occasion alone', async () => {
  const scene = await buildScene();
  const id = await ask(scene);
  const told = await rowsOf(
    door.db,
    sql<{ id: string }>`
      select r.person_id as id from notifications.recipients r join notifications.entries e on e.id = r.entry_id
      where e.subject = ${`safety.image-request:${id}`} order by 1`,
  );
  deepEqual(
    told.map((row) => row.id),
    [scene.mother.id, scene.father.id].sort(),
  );
  const mother = await as(scene.mother);
  match((await mother.get('/image-rights')).text, /L’école vous demande[\s\S]*Sortie au musée[\s\S]*3 décembre 2026/);
  const path = `/image-rights/${scene.child.uid}/requests/${id}`;
  match((await mother.submit(path, { answer: 'yes' })).text, /Vous avez accepté/);
  equal(await verdict(scene.child, { support: 'public', request: id }), 'missing', 'public takes both');
  await (await as(scene.father)).post(path, { answer: 'yes' });
  equal(await verdict(scene.child, { support: 'public', request: id }), 'allowed');
  equal(await verdict(scene.child, { support: 'public' }), 'missing', 'not for anything else');
  equal(await verdict(scene.child, { support: 'public', request: id, today: '2026-12-31' }), 'allowed');
  equal(
    await verdict(scene.child, { support: 'public', request: id, today: '2027-01-01' }),
    'missing',
    'until its day',
  );
  const settled = await firstOf(
    door.db,
    sql<{ settled: boolean }>`
      select r.settled_at is not null as settled from notifications.recipients r join notifications.entries e on e.id = r.entry_id
      where e.subject = ${`safety.image-request:${id}`} and r.person_id = ${scene.mother.id}`,
  );
  equal(settled?.settled, true);
});

test('what was said for the year yields to what is said for the occasion; a withdrawal counts at once', async () => {
  const scene = await buildScene();
  const guardians = [await as(scene.mother), await as(scene.father)];
  for (const guardian of guardians) await guardian.post(`/image-rights/${scene.child.uid}`, { public: 'no' });
  const id = await ask(scene);
  const path = `/image-rights/${scene.child.uid}/requests/${id}`;
  for (const guardian of guardians) await guardian.post(path, { answer: 'yes' });
  equal(await verdict(scene.child, { support: 'public', request: id }), 'allowed');
  equal(await verdict(scene.child, { support: 'public' }), 'refused');
  await guardians[0]?.post(path, { answer: 'no' });
  equal(await verdict(scene.child, { support: 'public', request: id }), 'refused');
  const facts = await rowsOf(
    door.db,
    sql<{ id: string }>`
      select id from platform.outbox where name = 'safety.image-answered' and payload->>'requestId' = ${id}`,
  );
  equal(facts.length, 3, 'whoever showed something is told each time');
});

test('who asked reads who said what, and ends the question; families and strangers read nothing of it', async () => {
  const scene = await buildScene();
  const id = await ask(scene, { voice: 'yes' });
  await (await as(scene.mother)).post(`/image-rights/${scene.child.uid}/requests/${id}`, { answer: 'no' });
  for (const reader of [scene.teacher, scene.head]) {
    const board = (await (await as(reader)).get(`/image-requests/${id}`)).text;
    ok(board.includes(`${scene.mother.displayName} refuse`));
    match(board, /Photos et vidéos, Voix enregistrée/);
  }
  match((await (await as(scene.teacher)).get(`/groups/${scene.group.id}/image-requests`)).text, /1 élève sur 2/);
  const stranger = await buildScene();
  for (const visitor of [scene.mother, stranger.teacher, stranger.head]) {
    const one = await as(visitor);
    equal((await one.get(`/image-requests/${id}`)).status, 404);
    equal((await one.post(`/image-requests/${id}/close`)).status, 404);
    equal((await one.get(`/groups/${scene.group.id}/image-requests`)).status, 404);
    equal((await one.post(`/groups/${scene.group.id}/image-requests`, question())).status, 404);
  }
  const foreign = await as(stranger.mother);
  equal((await foreign.post(`/image-rights/${scene.child.uid}/requests/${id}`, { answer: 'yes' })).status, 404);
  equal((await foreign.post(`/image-rights/${stranger.child.uid}/requests/${id}`, { answer: 'yes' })).status, 404);
  await (await as(scene.teacher)).post(`/image-requests/${id}/close`);
  doesNotMatch((await (await as(scene.father)).get('/image-rights')).text, /Sortie au musée/);
});

test('bad input is said by field, nothing typed is lost, and the same form twice is one question', async () => {
  const scene = await buildScene();
  const teacher = await as(scene.teacher);
  const path = `/groups/${scene.group.id}/image-requests`;
  const empty = await teacher.post(path, {
    ...question({ title: '', support: '' }),
    details: 'Pour le blog',
  });
  equal(empty.status, 422);
  match(empty.text, /Donnez un nom[\s\S]*Choisissez où[\s\S]*Pour le blog/);
  for (const [given, sentence] of [
    [{ image: '' }, /Cochez ce qui sera montré/],
    [{ occasionOn: '2026-11-01' }, /déjà passé/],
    [{ until: '2026-12-01' }, /avant l’occasion/],
    [{ until: '2028-12-01' }, /trop loin/],
  ] as const)
    match((await teacher.post(path, question(given))).text, sentence);
  const once = question();
  equal((await teacher.post(path, once)).location, (await teacher.post(path, once)).location);
});

test('the day on which answers run out is told, so that what rested on them goes', async () => {
  const scene = await buildScene();
  await (await as(scene.mother)).post(`/image-rights/${scene.child.uid}`, { class: 'yes' });
  equal(await tellEnded(door.db, '2027-07-31'), false);
  equal(await tellEnded(door.db, '2027-08-01'), true);
  equal(
    (await rowsOf(door.db, sql`select 1 from platform.outbox where name = 'safety.image-answers-ended'`)).length,
    1,
  );
});
