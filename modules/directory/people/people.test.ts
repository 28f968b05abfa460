import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../builders.ts';
import { directoryModule } from '../register.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

async function buildEcole() {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Saules' });
  const cp = await buildClass(db, { school, label: 'CP' });
  const ce1 = await buildClass(db, { school, label: 'CE1' });
  const head = await buildHead(db, { school });
  const pupil = await buildPupil(db, { class: cp, familyName: 'HADDAD', givenName: 'Noor', levelCode: '1121' });
  return { school, cp, ce1, head, pupil };
}

const form = (given: Record<string, string> = {}): Record<string, string> => ({
  kind: 'pupil',
  title: '',
  familyName: 'KOWALSKI',
  givenName: 'Théo',
  birthDate: '2019-05-02',
  email: '',
  mobile: '',
  class: '',
  ...given,
});

const audited = async (
  act: string,
  personId: string,
): Promise<{ actor_id: string; details: Record<string, unknown> }[]> =>
  rowsOf(
    door.db,
    sql<{ actor_id: string; details: Record<string, unknown> }>`
      select actor_id, details from platform.audit_entries where act = ${act} and subject_id = ${personId} order by id`,
  );
const idOf = async (uid: string): Promise<string> =>
  (await firstOf(door.db, sql<{ id: string }>`select id from directory.persons where uid = ${uid}`))?.id ?? '';

test('the head enters a pupil whom the academy does not know yet, straight into a class', async () => {
  const { school, cp, head } = await buildEcole();
  const visitor = await as(head);
  match((await visitor.get(`/schools/${school.uai}`)).text, /Ajouter une personne/);
  match((await visitor.get(`/schools/${school.uai}/people/new`)).text, /Qui est-ce/);
  const page = await visitor.submit(`/schools/${school.uai}/people`, form({ class: cp.id }));
  match(page.text, /Théo KOWALSKI est maintenant dans votre établissement/);
  match((await visitor.get(`/groups/${cp.id}`)).text, /Théo KOWALSKI/);
  const [enrolled] = await rowsOf(
    door.db,
    sql<{ level_code: string; uid: string; id: string }>`
      select e.level_code, p.uid, p.id from directory.persons p join directory.enrolments e on e.pupil_id = p.id
      where e.school_id = ${school.id} and p.given_name = 'Théo'`,
  );
  equal(enrolled?.level_code, '1121', 'the level of the class');
  deepEqual((await audited('directory.person-created', enrolled?.id ?? ''))[0]?.actor_id, head.id);
  const outbox = await rowsOf(door.db, sql`select id from platform.outbox where name = 'directory.person-created'`);
  ok(outbox.length > 0, 'an account follows');
});

test('bad input is said field by field, and nothing typed is lost', async () => {
  const { school, head } = await buildEcole();
  const visitor = await as(head);
  const typed = form({
    familyName: '',
    givenName: 'Œuvrard',
    birthDate: '31/02/2019',
    email: 'pas-une-adresse',
    mobile: '12',
  });
  const page = await visitor.post(`/schools/${school.uai}/people`, typed);
  equal(page.status, 422);
  match(page.text, /Écrivez le nom\./);
  match(page.text, /Cette date n’existe pas/);
  match(page.text, /Cette adresse n’est pas complète/);
  match(page.text, /Ce numéro n’est pas complet/);
  match(page.text, /value="Œuvrard"/);
  match(page.text, /value="pas-une-adresse"/);
  const early = await visitor.post(`/schools/${school.uai}/people`, form({ birthDate: '' }));
  match(early.text, /Indiquez la date de naissance/);
  const future = await visitor.post(`/schools/${school.uai}/people`, form({ birthDate: '2030-01-01' }));
  match(future.text, /Vérifiez l’année/);
});

test('somebody of the same name and birthday is shown first, and may still be another', async () => {
  const { school, head } = await buildEcole();
  const visitor = await as(head);
  await visitor.submit(`/schools/${school.uai}/people`, form());
  const again = await visitor.post(
    `/schools/${school.uai}/people`,
    form({ familyName: 'Kowalski', givenName: 'theo' }),
  );
  equal(again.status, 409);
  match(again.text, /Cette personne est peut-être déjà là/);
  match(again.text, /value="theo"/);
  equal((await visitor.post(`/schools/${school.uai}/people`, form({ sure: 'yes' }))).status, 303);
});

test('an adult is added to a child: legal representative with access, or contact without', async () => {
  const { school, head, pupil } = await buildEcole();
  const visitor = await as(head);
  match((await visitor.get(`/people/${pupil.uid}`)).text, /Ajouter un adulte/);
  const address = `/schools/${school.uai}/people/new?kind=guardian&child=${pupil.uid}`;
  match((await visitor.get(address)).text, /Ajouter un adulte de Noor HADDAD/);
  const adult = form({ kind: 'guardian', child: pupil.uid, relation: 'mother', birthDate: '', givenName: 'Samira' });
  const { id } = (await visitor.api('POST', `/api/schools/${school.uai}/people`, adult)).json<{ id: string }>();
  const contact = { ...adult, givenName: 'Rachid', authority: '3' };
  equal((await visitor.api('POST', `/api/schools/${school.uai}/people`, contact)).status, 200);
  const page = await visitor.get(`/people/${pupil.uid}`);
  match(page.text, /Samira KOWALSKI/);
  match(page.text, /Rachid KOWALSKI/);
  const mother = await as({ id: await idOf(id) });
  equal((await mother.get(`/people/${pupil.uid}`)).status, 200);
  const homeless = await visitor.post(`/schools/${school.uai}/people`, { ...adult, child: '', givenName: 'Lou' });
  match(homeless.text, /Ouvrez la fiche de l’enfant/);
});

test('what the academy says is locked with its source and day; the rest is the school’s', async () => {
  const { head, pupil } = await buildEcole();
  const { db } = door;
  await sql`insert into directory.person_sources (source, category, source_id, person_id, attributes, digest)
            values ('10-1D', 'pupil', '7001', ${pupil.id}, '{"family_name": "HADDAD", "given_name": "Noor"}', '')`.execute(
    db,
  );
  await sql`insert into directory.deliveries (id, source, kind, delivered_on, name, status, started_at)
            values (directory.new_id(), '10-1D', 'full', '2026-11-20', 'd', 'applied', now())`.execute(db);
  const visitor = await as(head);
  const page = await visitor.get(`/people/${pupil.uid}/edit`);
  match(page.text, /Ce que dit l’académie/);
  match(page.text, /premier degré, livraison du 20 novembre 2026/);
  doesNotMatch(page.text, /name="familyName"/);
  const locked = await visitor.api('POST', `/api/people/${pupil.uid}/edit`, {
    familyName: 'AUTRE',
    email: 'n@exemple.invalid',
  });
  equal(locked.status, 422);
  deepEqual(locked.json<{ error: { fields: unknown } }>().error.fields, [
    { field: 'familyName', code: 'directory.locked-by-academy' },
  ]);
  const kept = await firstOf(
    db,
    sql<{ email: string | null }>`select email from directory.persons where id = ${pupil.id}`,
  );
  equal(kept?.email, null, 'all or nothing');
  const saved = await visitor.submit(`/people/${pupil.uid}/edit`, {
    email: 'Noor@exemple.invalid',
    mobile: '06 00 99 00 77',
  });
  match(saved.text, /La fiche est à jour/);
  match(saved.text, /noor@exemple\.invalid/);
  match(saved.text, /06 00 99 00 77/);
  const row = await firstOf(db, sql<{ owners: unknown }>`select owners from directory.persons where id = ${pupil.id}`);
  deepEqual(row?.owners, { email: 'school', mobile: 'school' });
  deepEqual((await audited('directory.person-changed', pupil.id)).at(-1)?.details, { fields: ['email', 'mobile'] });
});

test('an emptied field goes back to the academy’s value', async () => {
  const { head, pupil } = await buildEcole();
  const { db } = door;
  await sql`insert into directory.person_sources (source, category, source_id, person_id, attributes, digest)
            values ('10-1D', 'pupil', '7002', ${pupil.id}, '{"family_name": "HADDAD", "street": "1 rue Haute"}', '')`.execute(
    db,
  );
  await sql`update directory.persons set street = '2 rue Basse', owners = '{"street": "person"}' where id = ${pupil.id}`.execute(
    db,
  );
  const visitor = await as(head);
  match((await visitor.get(`/people/${pupil.uid}/edit`)).text, /L’académie dit : 1 rue Haute/);
  equal((await visitor.api('POST', `/api/people/${pupil.uid}/edit`, { street: '' })).status, 200);
  const row = await firstOf(
    db,
    sql<{ street: string; owners: unknown }>`select street, owners from directory.persons where id = ${pupil.id}`,
  );
  deepEqual(row, { street: '1 rue Haute', owners: {} });
});

test('a new name is found by search at once', async () => {
  const { head, pupil } = await buildEcole();
  const visitor = await as(head);
  await visitor.api('POST', `/api/people/${pupil.uid}/edit`, { familyName: 'ZYGMUNT' });
  const found = (await visitor.api('GET', '/api/people?q=zyg')).json<{ people: { id: string }[] }>();
  deepEqual(
    found.people.map((person) => person.id),
    [pupil.uid],
  );
});

test('a pupil changes class in two taps, and the teacher of before no longer sees the family', async () => {
  const { school, cp, ce1, head, pupil } = await buildEcole();
  const mother = await buildGuardian(door.db, { of: pupil });
  const teacher = await buildTeacher(door.db, { classes: [cp] });
  const visitor = await as(head);
  const place = `/people/${pupil.uid}/schools/${school.uai}`;
  match((await visitor.get(place)).text, /En CP\./);
  const page = await visitor.submit(`${place}/class`, { class: ce1.id });
  match(page.text, /La classe est changée dès maintenant/);
  match(page.text, /En CE1\. Votre choix l’emporte/);
  equal((await (await as(teacher)).get(`/people/${mother.uid}`)).status, 404);
  deepEqual((await audited('directory.class-changed', pupil.id))[0]?.details, { from: [cp.id], to: ce1.id });
  const foreign = await buildClass(door.db);
  const refused = await visitor.post(`${place}/class`, { class: foreign.id });
  equal(refused.status, 422);
  match(refused.text, /Cette classe n’est plus ouverte dans votre établissement/);
});

test('a departure ends everything here, and can be taken back', async () => {
  const { school, cp, head, pupil } = await buildEcole();
  const mother = await buildGuardian(door.db, { of: pupil });
  const parent = await as(mother);
  equal((await parent.get(`/schools/${school.uai}`)).status, 200);
  const visitor = await as(head);
  const place = `/people/${pupil.uid}/schools/${school.uai}`;
  const odd = await visitor.post(`${place}/leave`, { on: '2036-01-01' });
  match(odd.text, /Choisissez un jour entre/);
  match(odd.text, /value="2036-01-01"/);
  match((await visitor.submit(`${place}/leave`, { on: '' })).text, /Le départ est noté/);
  equal((await visitor.get(`/people/${pupil.uid}`)).status, 404, 'nothing in this school any more');
  doesNotMatch((await visitor.get(`/groups/${cp.id}`)).text, /Noor HADDAD/);
  equal((await parent.get(`/schools/${school.uai}`)).status, 303, 'the mother has nothing left to enter for');
  match((await visitor.get(`/schools/${school.uai}/departures`)).text, /Noor HADDAD/);
  match((await visitor.submit(`${place}/return`)).text, /retrouvé sa place/);
  match((await visitor.get(`/groups/${cp.id}`)).text, /Noor HADDAD/);
  equal((await parent.get(`/schools/${school.uai}`)).status, 200);
  equal((await visitor.post(`${place}/return`)).status, 409);
});

test('a departure noted ahead leaves everything as it is until the day', async () => {
  const { school, cp, head, pupil } = await buildEcole();
  const visitor = await as(head);
  await visitor.submit(`/people/${pupil.uid}/schools/${school.uai}/leave`, { on: '2026-12-18' });
  match((await visitor.get(`/groups/${cp.id}`)).text, /Noor HADDAD/);
  const rows = await rowsOf(
    door.db,
    sql<{ ends_on: string }>`select ends_on from directory.memberships where person_id = ${pupil.id}`,
  );
  deepEqual(rows, [{ ends_on: '2026-12-18' }]);
});

test('an adult holds several posts in one school; the academy’s are not the school’s to end', async () => {
  const { school, head } = await buildEcole();
  const teacher = await buildTeacher(door.db, { school });
  const visitor = await as(head);
  const place = `/people/${teacher.uid}/schools/${school.uai}`;
  match((await visitor.submit(`${place}/posts`, { role: 'librarian' })).text, /La fonction est ajoutée/);
  match((await visitor.get(`/people/${teacher.uid}`)).text, /CDI, documentation/);
  const academy = await visitor.post(`${place}/posts/end`, { role: 'teacher' });
  equal(academy.status, 409);
  match(academy.text, /Cette fonction vient de l’académie/);
  match((await visitor.submit(`${place}/posts/end`, { role: 'librarian' })).text, /La fonction est retirée/);
});

test('nobody makes themselves more, nor lets a head leave', async () => {
  const { school, head } = await buildEcole();
  const second = await buildHead(door.db, { school });
  const delegate = await buildTeacher(door.db, { school });
  await buildMandate(door.db, { kind: 'delegate', person: delegate, school, duties: ['people'] });
  const visitor = await as(delegate);
  const own = await visitor.post(`/people/${delegate.uid}/schools/${school.uai}/posts`, { role: 'school_life' });
  equal(own.status, 422);
  match(own.text, /pas le faire pour vous-même/);
  equal((await visitor.post(`/people/${second.uid}/schools/${school.uai}/leave`, {})).status, 422);
  equal((await (await as(head)).post(`/people/${head.uid}/schools/${school.uai}/leave`, {})).status, 422);
});

test('a delegate for people does as the head does; one for groups, a teacher or a parent does not', async () => {
  const { school, cp, head, pupil } = await buildEcole();
  const secretary = await buildTeacher(door.db, { school });
  await buildMandate(door.db, { kind: 'delegate', person: secretary, school, duties: ['people'] });
  const other = await buildTeacher(door.db, { classes: [cp] });
  await buildMandate(door.db, { kind: 'delegate', person: other, school, duties: ['groups'] });
  const mother = await buildGuardian(door.db, { of: pupil });
  equal((await (await as(secretary)).post(`/schools/${school.uai}/people`, form())).status, 303);
  for (const person of [other, mother]) {
    const visitor = await as(person);
    equal((await visitor.post(`/schools/${school.uai}/people`, form({ givenName: 'Ana' }))).status, 403);
    equal((await visitor.post(`/people/${pupil.uid}/edit`, { email: 'x@exemple.invalid' })).status, 403);
    equal((await visitor.post(`/people/${pupil.uid}/schools/${school.uai}/leave`, {})).status, 403);
    doesNotMatch((await visitor.get(`/people/${pupil.uid}`)).text, /Corriger la fiche/);
  }
  ok(head);
});

test('for a head of another school, none of it exists', async () => {
  const { school, ce1, pupil } = await buildEcole();
  const stranger = await as(await buildHead(door.db));
  const addresses = [
    `/schools/${school.uai}/people/new`,
    `/people/${pupil.uid}/edit`,
    `/people/${pupil.uid}/schools/${school.uai}`,
    `/schools/${school.uai}/departures`,
  ];
  for (const address of addresses) {
    equal((await stranger.get(address)).status, 404, address);
    equal((await stranger.api('GET', `/api${address}`)).status, 404, address);
  }
  equal((await stranger.post(`/schools/${school.uai}/people`, form())).status, 404);
  equal((await stranger.post(`/people/${pupil.uid}/edit`, { email: 'x@exemple.invalid' })).status, 404);
  for (const [what, body] of Object.entries({
    class: { class: ce1.id },
    leave: {},
    return: {},
    posts: { role: 'staff' },
    'posts/end': { role: 'staff' },
  }))
    equal(
      (await stranger.post(`/people/${pupil.uid}/schools/${school.uai}/${what}`, body as Record<string, string>))
        .status,
      404,
      what,
    );
});
