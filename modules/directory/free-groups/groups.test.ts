import { doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Module } from '../../../platform/module.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { buildClass, buildHead, buildMandate, buildPupil, buildSchool, buildTeacher } from '../builders.ts';
import { directoryModule } from '../register.ts';

/** A module that adds its part to each new group. */
const agenda: Module = {
  manifest: { name: 'agenda', label: 'Agenda', level: 3, dependsOn: [], purpose: 'Stands for a module of later.' },
  routes: [],
  groupBrings: [{ key: 'agenda', order: 1, icon: 'calendar-days', label: () => 'Un agenda du groupe' }],
};

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule, agenda] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

async function buildEcole() {
  const { db } = door;
  const school = await buildSchool(db);
  const cp = await buildClass(db, { school, label: 'CP' });
  const head = await buildHead(db, { school });
  const teacher = await buildTeacher(db, { classes: [cp], familyName: 'ROUX', givenName: 'Claire' });
  const pupil = await buildPupil(db, { class: cp, familyName: 'ZOLA', givenName: 'Lina' });
  const other = await buildPupil(db, { class: cp, familyName: 'YVON', givenName: 'Sami' });
  return { school, cp, head, teacher, pupil, other };
}

async function createGroup(visitor: Visitor, uai: string, label: string): Promise<string> {
  const reply = await visitor.api('POST', `/api/schools/${uai}/groups`, { label });
  equal(reply.status, 200, reply.text);
  return reply.json<{ id: string }>().id;
}

test('the head makes a group, told what it brings, and adds members by search and by class', async () => {
  const { school, cp, head, teacher, pupil, other } = await buildEcole();
  const visitor = await as(head);
  match((await visitor.get(`/schools/${school.uai}/groups/new`)).text, /Un agenda du groupe/);
  const created = await visitor.submit(`/schools/${school.uai}/groups`, { label: 'Chorale', to: '2027-06-30' });
  match(created.text, /Le groupe est créé/);
  match(created.text, /Dernier jour : 30 juin 2027/);
  const id = /groups\/([0-9a-f-]{36})/.exec(created.text)?.[1] ?? '';
  match((await visitor.get(`/groups/${id}/members?q=zol`)).text, /Lina ZOLA/);
  match((await visitor.submit(`/groups/${id}/members`, { person: pupil.uid })).text, /Une personne ajoutée/);
  match(
    (await visitor.submit(`/groups/${id}/members`, { class: cp.id })).text,
    /Une personne ajoutée/,
    'the other pupil',
  );
  await visitor.submit(`/groups/${id}/members`, { person: teacher.uid, owner: 'yes' });
  equal((await (await as(pupil)).get(`/groups/${id}`)).status, 200);
  const owner = await as(teacher);
  match((await owner.get(`/groups/${id}/members`)).text, /Sami YVON/);
  match((await owner.submit(`/groups/${id}/members/remove`, { person: other.uid })).text, /n’est plus dans le groupe/);
  doesNotMatch((await owner.get(`/groups/${id}`)).text, /Sami YVON/);
  match((await owner.submit(`/groups/${id}/close`)).text, /Le groupe a pris fin/);
});

test('a group keeps an owner, a name of its own and a day that is not over', async () => {
  const { school, head } = await buildEcole();
  const visitor = await as(head);
  const id = await createGroup(visitor, school.uai, 'Journal');
  const last = await visitor.post(`/groups/${id}/members/remove`, { person: head.uid });
  equal(last.status, 422);
  match(last.text, /garde au moins un responsable/);
  const again = await visitor.post(`/schools/${school.uai}/groups`, { label: 'journal' });
  equal(again.status, 409);
  match(again.text, /value="journal"/);
  match((await visitor.post(`/schools/${school.uai}/groups`, { label: 'X', to: '2020-01-01' })).text, /Donnez un nom/);
  match(
    (await visitor.post(`/schools/${school.uai}/groups`, { label: 'Échecs', to: '2020-01-01' })).text,
    /déjà passé/,
  );
  match(
    (await visitor.post(`/schools/${school.uai}/groups`, { label: 'Échecs', to: '2030-01-01' })).text,
    /fin de l’année scolaire/,
  );
});

test('a class or a teaching group is the academy’s: shown, and locked', async () => {
  const { school, cp, head, pupil } = await buildEcole();
  const latin = await buildClass(door.db, { school, kind: 'teaching', label: 'Latin' });
  const visitor = await as(head);
  for (const group of [cp, latin]) {
    match((await visitor.get(`/groups/${group.id}/members`)).text, /Ce groupe vient de l’académie/);
    const refused = await visitor.post(`/groups/${group.id}/members`, { person: pupil.uid });
    equal(refused.status, 409);
    match(refused.text, /il change avec son fichier/);
  }
});

test('nobody of another school comes in, and a stranger finds nothing', async () => {
  const { school, head, teacher } = await buildEcole();
  const visitor = await as(head);
  const id = await createGroup(visitor, school.uai, 'Projet jardin');
  const abroad = await buildPupil(door.db);
  equal((await visitor.post(`/groups/${id}/members`, { person: abroad.uid })).status, 422);
  equal((await visitor.post(`/groups/${id}/members`, {})).status, 422);
  equal((await (await as(teacher)).get(`/groups/${id}/members`)).status, 403);
  equal((await (await as(teacher)).post(`/schools/${school.uai}/groups`, { label: 'Théâtre' })).status, 403);
  const stranger = await as(await buildHead(door.db));
  equal((await stranger.get(`/groups/${id}/members`)).status, 404);
  equal((await stranger.post(`/groups/${id}/members`, { person: abroad.uid })).status, 404);
  equal((await stranger.post(`/groups/${id}/close`)).status, 404);
  equal((await stranger.get(`/schools/${school.uai}/groups/new`)).status, 404);
  const delegate = await buildTeacher(door.db, { school });
  await buildMandate(door.db, { kind: 'delegate', person: delegate, school, duties: ['groups'] });
  equal((await (await as(delegate)).get(`/groups/${id}/members`)).status, 200);
});
