import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dayOf } from '../../../platform/clock/clock.ts';
import { countStatements, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import {
  buildClass,
  buildCommune,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPerson,
  buildPupil,
  buildSchool,
  buildTeacher,
  giveProfile,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { identityModule } from '../../identity/register.ts';
import { portalGround, portalModule } from '../../portal/register.ts';
import { consoleModule } from '../register.ts';
import { measureAll } from './progress.ts';
import { assistantOf, RENTREE } from './read.ts';

const lower = [directoryModule, identityModule, portalGround];
let door: Door;
before(async () => {
  const console = consoleModule(lower);
  door = await openDoor({ modules: [directoryModule, console, portalModule([directoryModule, console])] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

interface Step {
  key: string;
  count: string;
  isDone: boolean;
  action: { label: string; href: string } | null;
}
const steps = async (visitor: Visitor, place = ''): Promise<Map<string, Step>> => {
  const reply = await visitor.api('GET', `/api/console/rentree?place=${place}`);
  equal(reply.status, 200, reply.text);
  return new Map(reply.json<{ steps: Step[] }>().steps.map((step) => [step.key, step]));
};

/** A school at the start of September: two classes of which one has its teacher, a pupil without class, one family of two entered. */
async function buildStartingSchool() {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Tilleuls', kind: 'primary' });
  const cp = await buildClass(db, { school, label: 'CP Mme ROUX' });
  const ce1 = await buildClass(db, { school, label: 'CE1 Mme HADDAD' });
  const awa = await buildPupil(db, { class: cp, familyName: 'DIALLO', givenName: 'Awa' });
  const noe = await buildPupil(db, { class: ce1, familyName: 'MARTIN', givenName: 'Noé' });
  const lost = await buildPerson(db, { familyName: 'PERDU', givenName: 'Léo' });
  await giveProfile(db, { person: lost, schoolId: school.id, kind: 'pupil' });
  const mother = await buildGuardian(db, { of: awa, familyName: 'DIALLO' });
  await buildGuardian(db, { of: noe, familyName: 'MARTIN' });
  await buildTeacher(db, { classes: [ce1], school, familyName: 'HADDAD', givenName: 'Lina' });
  const roux = await buildTeacher(db, { school, familyName: 'ROUX', givenName: 'Claire' });
  const head = await buildHead(db, { school, familyName: 'BENALI', givenName: 'Karim' });
  await as(mother);
  return { school, cp, ce1, awa, mother, roux, head };
}

test('a head sees each step with how far it is and the one thing to do next', async () => {
  const { head, school } = await buildStartingSchool();
  const found = await steps(await as(head));
  deepEqual(
    [...found.values()].map((step) => [step.key, step.count, step.isDone]),
    [
      ['people', '8 personnes', true],
      ['classes', '2 élèves sur 3', false],
      ['teachers', '1 classe sur 2', false],
      ['sheets', '2 personnes sur 8', false],
      ['families', '1 famille sur 3', false],
      ['portal', 'Pas encore choisi cette année', false],
      ['welcome', 'Pas encore écrit cette année', false],
    ],
  );
  equal(found.get('classes')?.action?.href, `/console/tables/people?place=${school.uai}&flag=no-class`);
  const page = await (await as(head)).get('/console/rentree');
  match(page.text, /<h1>La rentrée en 7 étapes<\/h1>/);
  match(page.text, /1 étape faite sur 7/);
  match(page.text, /Voir l’élève sans classe/);
});

test('a step leads to where it is done: the teachers named by the classes are confirmed in one tap', async () => {
  const { head, school, cp, roux } = await buildStartingSchool();
  const visitor = await as(head);
  const href = (await steps(visitor)).get('teachers')?.action?.href ?? '';
  const page = await visitor.get(href);
  match(page.text, /Claire ROUX/);
  match(page.text, /Confirmer/);
  const done = await visitor.submit(href, { pairs: `${cp.id}:${roux.uid}` });
  match(done.text, /la classe a son enseignant/);
  equal((await steps(visitor)).get('teachers')?.isDone, true);
  const again = await visitor.submit(href, { pairs: `${cp.id}:${roux.uid}` });
  match(again.text, /Rien n’a changé/);
  const audited = await rowsOf(
    door.db,
    sql<{ act: string }>`select e.act from platform.audit_entries e join platform.audit_subjects s on s.entry_id = e.id
                         where e.school_id = ${school.id} and s.person_id = ${roux.id}`,
  );
  deepEqual(audited, [{ act: 'directory.teacher-attached' }]);
});

test('the portal is chosen by keeping it as it is, and the word of welcome by publishing it: the next year both are to do again', async () => {
  const { head, school } = await buildStartingSchool();
  const visitor = await as(head);
  const before = await steps(visitor);
  equal(before.get('portal')?.action?.href, `/schools/${school.uai}/portal`);
  match((await visitor.get(`/schools/${school.uai}/portal`)).text, /Je garde tel quel/);
  const kept = await visitor.submit(`/schools/${school.uai}/portal/keep`);
  match(kept.text, /le portail est choisi pour cette année/);
  doesNotMatch(kept.text, /Je garde tel quel/);
  equal((await steps(visitor)).get('portal')?.isDone, true);
  const note = { words: 'Bienvenue', signature: 'M. Benali', until: '2026-12-24' };
  const href = before.get('welcome')?.action?.href ?? '';
  await visitor.post(href, { ...note, do: 'preview' });
  equal((await steps(visitor)).get('welcome')?.isDone, false);
  await visitor.post(href, note);
  equal((await steps(visitor)).get('welcome')?.isDone, true);
  door.clock.set('2027-08-30T07:30:00Z');
  const later = await steps(await as(head));
  deepEqual([later.get('portal')?.isDone, later.get('welcome')?.isDone], [false, false]);
  door.clock.set('2026-11-24T07:30:00Z');
});

test('to shape the portal is to choose it; a stranger keeps nothing', async () => {
  const { head, school } = await buildStartingSchool();
  equal((await (await as(await buildHead(door.db))).post(`/schools/${school.uai}/portal/keep`)).status, 404);
  const visitor = await as(head);
  equal((await steps(visitor)).get('portal')?.isDone, false);
  await visitor.post(`/schools/${school.uai}/portal/look`, { name: '', accent: 'azur', hours: '' });
  equal((await steps(visitor)).get('portal')?.isDone, true);
});

test('only what the page proposed is attached: a class and a teacher of one’s own choosing are not', async () => {
  const { head, school, cp, ce1, roux } = await buildStartingSchool();
  const elsewhere = await buildStartingSchool();
  const visitor = await as(head);
  const pairs = `${ce1.id}:${roux.uid},${cp.id}:${head.uid},${elsewhere.cp.id}:${elsewhere.roux.uid}`;
  const reply = await visitor.api('POST', `/api/schools/${school.uai}/class-teachers`, { pairs });
  deepEqual(reply.json(), { attached: 0 });
});

test('for a teacher, a family or the head of another school the steps and the page of teachers do not exist', async () => {
  const { school, roux, mother, cp } = await buildStartingSchool();
  for (const person of [await buildHead(door.db), roux, mother]) {
    const visitor = await as(person);
    equal((await visitor.get(`/console/rentree?place=${school.uai}`)).status, 404);
    equal((await visitor.get(`/schools/${school.uai}/class-teachers`)).status, 404);
    equal((await visitor.post(`/schools/${school.uai}/class-teachers`, { pairs: `${cp.id}:${roux.uid}` })).status, 404);
  }
});

test('the home of a head leads on, until all is done', async () => {
  const { head, school } = await buildStartingSchool();
  const visitor = await as(head);
  match((await visitor.get('/')).text, new RegExp(`href="/console/rentree\\?place=${school.uai}"`));
  const done = await buildHead(door.db);
  doesNotMatch((await (await as(await buildTeacher(door.db))).get('/')).text, /La rentrée en/);
  match((await (await as(done)).get('/')).text, /La rentrée en 7 étapes/);
});

test('the operator follows all schools in one table, those furthest behind first, and nothing of a pupil', async () => {
  const { db, clock } = door;
  const commune = await buildCommune(db);
  const one = await buildStartingSchool();
  const empty = await buildSchool(db, { name: 'École vide', commune });
  const names = directoryModule.names;
  ok(names);
  await db
    .transaction()
    .execute((tx) =>
      measureAll(tx, RENTREE, assistantOf(lower, names).steps, { today: dayOf(clock.now()), now: clock.now() }),
    );
  const operator = await as(await buildMandate(db, { kind: 'platform' }));
  const address = '/console/tables/schools?columns=name,rentree,rentree-teachers,rentree-families&sort=rentree';
  const reply = await operator.api('GET', `/api${address}`);
  equal(reply.status, 200, reply.text);
  const { rows } = reply.json<{ rows: { id: string; words: Record<string, string> }[] }>();
  const places = rows.map((row) => row.id);
  ok(places.indexOf(empty.uai) < places.indexOf(one.school.uai), 'the empty school comes first');
  deepEqual(rows.find((row) => row.id === one.school.uai)?.words, {
    name: 'École des Tilleuls',
    rentree: '1 sur 7',
    'rentree-teachers': '1 classe sur 2',
    'rentree-families': '1 famille sur 3',
  });
  const { statements } = await countStatements(() => operator.get(address));
  ok(statements <= 3, `${statements} statements, the session's included`);
  const todo = await operator.api('GET', '/api/console/tables/schools?todo=people');
  ok(todo.json<{ rows: { id: string }[] }>().rows.some((row) => row.id === empty.uai));
  ok(!todo.json<{ rows: { id: string }[] }>().rows.some((row) => row.id === one.school.uai));
});

test('the counts of a school are kept out of reach of those who do not oversee it', async () => {
  const { head } = await buildStartingSchool();
  equal((await (await as(head)).get('/console/tables/schools?columns=name,rentree')).status, 404);
});

test('who answers for a class reads on its page what is left to do, and about whom; others read nothing of it', async () => {
  const { db } = door;
  const school = await buildSchool(db, { kind: 'primary' });
  const group = await buildClass(db, { school, label: 'CP Roux' });
  const awa = await buildPupil(db, { class: group, familyName: 'DIALLO', givenName: 'Awa' });
  const noe = await buildPupil(db, { class: group, familyName: 'MARTIN', givenName: 'Noé' });
  await buildPupil(db, { class: group, familyName: 'PERDU', givenName: 'Léo' });
  const mother = await buildGuardian(db, { of: awa });
  await buildGuardian(db, { of: noe });
  await as(mother);
  const teacher = await as(await buildTeacher(db, { school, classes: [group] }));
  const page = await teacher.get(`/groups/${group.id}`);
  match(page.text, /À faire pour la classe/);
  match(page.text, /Une famille n’est pas encore entrée/);
  match(page.text, /Un élève n’a pas de responsable connu/);
  match(page.text, new RegExp(`href="/groups/${group.id}/access"`));
  for (const person of [awa, mother, await buildTeacher(db, { school })])
    doesNotMatch((await (await as(person)).get(`/groups/${group.id}`)).text, /À faire pour la classe/);
});
