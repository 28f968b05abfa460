import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countStatements, newId, sql } from '../../platform/db/db.ts';
import type { Visitor } from '../../platform/testing/browser.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import {
  buildClass,
  buildCommune,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
  joinFamily,
  suspendAccess,
} from './builders.ts';
import { directoryModule } from './register.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

/** A school of its own for a test: a class, its teacher and head, a pupil and both parents. */
async function buildSmallSchool() {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Tilleuls' });
  const group = await buildClass(db, { school, label: 'CM2 Roux' });
  const awa = await buildPupil(db, {
    class: group,
    familyName: 'DIALLO',
    givenName: 'Awa',
    birthDate: '2016-05-04',
    street: '8 allée du Parc',
    canteen: true,
    eveningCare: false,
  });
  const lina = await buildPupil(db, { class: group, familyName: 'HADDAD', givenName: 'Lina' });
  const mother = await buildGuardian(db, {
    of: awa,
    familyName: 'DIALLO',
    givenName: 'Aminata',
    mobile: '+33600990011',
    email: 'aminata@famille.invalid',
  });
  const father = await buildGuardian(db, {
    of: awa,
    relation: 'father',
    familyName: 'DIALLO',
    givenName: 'Ousmane',
    mobile: '+33600990022',
    needsReview: true,
  });
  const teacher = await buildTeacher(db, { classes: [group], familyName: 'ROUX', givenName: 'Sylvie' });
  const head = await buildHead(db, { school, familyName: 'PETIT', givenName: 'Claire' });
  return { school, group, awa, lina, mother, father, teacher, head };
}

test('the teacher of the class opens a pupil’s page: family, phones, no canteen', async () => {
  const { awa, teacher } = await buildSmallSchool();
  const page = await (await as(teacher)).get(`/people/${awa.uid}`);
  equal(page.status, 200);
  match(page.text, /<h1>Awa DIALLO<\/h1>/);
  match(page.text, /CM2 Roux/);
  match(page.text, /Aminata DIALLO/);
  match(page.text, /06 00 99 00 22/);
  match(page.text, /4 mai 2016/);
  doesNotMatch(page.text, /Cantine/);
});

test('what waits for the head’s eye is shown to the head alone, not to the after-school staff', async () => {
  const { awa, head, school } = await buildSmallSchool();
  const keeper = await buildMandate(door.db, { kind: 'after_school', school });
  match((await (await as(head)).get(`/people/${awa.uid}`)).text, /à vérifier/i);
  const page = await (await as(keeper)).get(`/people/${awa.uid}`);
  match(page.text, /Ousmane DIALLO/);
  doesNotMatch(page.text, /à vérifier/i);
});

test('a stranger, from another school or another family, finds no such person', async () => {
  const { awa, mother } = await buildSmallSchool();
  const strangers = [
    await buildTeacher(door.db),
    await buildHead(door.db),
    await buildGuardian(door.db),
    await buildPupil(door.db),
    await buildMandate(door.db, { kind: 'commune' }),
    await buildMandate(door.db, { kind: 'academy' }),
  ];
  for (const stranger of strangers) {
    const visitor = await as(stranger);
    for (const person of [awa, mother]) {
      equal((await visitor.get(`/people/${person.uid}`)).status, 404);
      equal((await visitor.api('GET', `/api/people/${person.uid}`)).status, 404);
    }
  }
});

test('a mother sees her child’s page without the father, without addresses; the classmate has no page', async () => {
  const { awa, lina, mother, father } = await buildSmallSchool();
  const visitor = await as(mother);
  const answer = (await visitor.api('GET', `/api/people/${awa.uid}`)).json<Record<string, unknown>>();
  equal(answer.adults, null);
  equal(answer.contact, null);
  equal(answer.phones, null);
  deepEqual(answer.identity, { birthDate: '2016-05-04', birthName: null });
  const page = await visitor.get(`/people/${awa.uid}`);
  doesNotMatch(page.text, /Ousmane|allée du Parc|\+336|06 00 99/);
  equal((await visitor.get(`/people/${father.uid}`)).status, 404);
  equal((await visitor.get(`/people/${lina.uid}`)).status, 404);
});

test('a father whose access is closed: the child does not exist, nor the class, nor the school', async () => {
  const { awa, father, group, school, teacher } = await buildSmallSchool();
  const brother = await buildPupil(door.db);
  await suspendAccess(door.db, { guardian: father, child: awa });
  await joinFamily(door.db, { guardian: father, child: brother, relation: 'father' });
  const visitor = await as(father);
  equal((await visitor.get(`/people/${brother.uid}`)).status, 200);
  for (const address of [
    `/people/${awa.uid}`,
    `/groups/${group.id}`,
    `/schools/${school.uai}`,
    `/people/${teacher.uid}`,
  ]) {
    equal((await visitor.get(address)).status, 404, address);
  }
  const own = (await visitor.api('GET', `/api/people/${father.uid}`)).json<{ children: { id: string }[] }>();
  deepEqual(
    own.children.map((child) => child.id),
    [brother.uid],
  );
  const found = (await visitor.api('GET', '/api/people?q=awa')).json<{ people: unknown[] }>();
  deepEqual(found.people, []);
});

test('the after-school coordinator sees who eats and whom to call, not the address nor the family’s e-mail', async () => {
  const { awa, school, mother } = await buildSmallSchool();
  const coordinator = await buildMandate(door.db, { kind: 'after_school', school });
  const visitor = await as(coordinator);
  const answer = (await visitor.api('GET', `/api/people/${awa.uid}`)).json<{
    afterSchool: Record<string, unknown>;
    adults: { displayName: string; phones: string[] }[];
    contact: unknown;
  }>();
  deepEqual(answer.afterSchool, { canteen: true, morningCare: null, eveningCare: false, study: null, transport: null });
  deepEqual(
    answer.adults.map((adult) => adult.displayName),
    ['Aminata DIALLO', 'Ousmane DIALLO'],
  );
  deepEqual(answer.adults[0]?.phones, ['+33600990011']);
  equal(answer.contact, null);
  const page = await visitor.get(`/people/${mother.uid}`);
  match(page.text, /06 00 99 00 11/);
  doesNotMatch(page.text, /famille\.invalid/);
});

test('a pupil sees classmates and teachers in the class page, and neither birth dates nor families', async () => {
  const { awa, lina, group } = await buildSmallSchool();
  const visitor = await as(lina);
  const page = await visitor.get(`/groups/${group.id}`);
  match(page.text, /Awa DIALLO/);
  match(page.text, /Sylvie ROUX/);
  const answer = (await visitor.api('GET', `/api/people/${awa.uid}`)).json<Record<string, unknown>>();
  deepEqual([answer.identity, answer.adults, answer.contact, answer.phones], [null, null, null, null]);
});

test('a guardian sees who teaches in the class, not the other children', async () => {
  const { group, mother } = await buildSmallSchool();
  const answer = (await (await as(mother)).api('GET', `/api/groups/${group.id}`)).json<Record<string, unknown>>();
  deepEqual(
    (answer.teachers as { displayName: string }[]).map((teacher) => teacher.displayName),
    ['Sylvie ROUX'],
  );
  equal(answer.pupils, null);
  equal(answer.toReview, null);
});

test('the head verifies once, class by class, whom we took for legal representatives', async () => {
  const { group, head, school, teacher } = await buildSmallSchool();
  const visitor = await as(head);
  const schoolPage = await visitor.get(`/schools/${school.uai}`);
  match(schoolPage.text, /1 responsable à vérifier/);
  const before = await visitor.get(`/groups/${group.id}`);
  match(before.text, /Responsables à vérifier/);
  const kinships = /name="kinships" value="([^"]+)"/.exec(before.text)?.[1] ?? '';
  const after = await visitor.submit(`/groups/${group.id}/kin-review`, { kinships });
  equal(after.status, 200);
  match(after.text, /la liste de cette classe est vérifiée/);
  doesNotMatch(after.text, /name="kinships"/);
  doesNotMatch((await visitor.get(`/schools/${school.uai}`)).text, /à vérifier/);
  const again = await buildSmallSchool();
  const foreign = await visitor.post(`/groups/${again.group.id}/kin-review`, { kinships });
  equal(foreign.status, 404);
  equal((await (await as(teacher)).post(`/groups/${group.id}/kin-review`, { kinships })).status, 403);
});

test('a head cannot verify a kinship of another school by naming it', async () => {
  const mine = await buildSmallSchool();
  const theirs = await buildSmallSchool();
  const page = await (await as(theirs.head)).get(`/groups/${theirs.group.id}`);
  const kinships = /name="kinships" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const visitor = await as(mine.head);
  const reply = await visitor.api('POST', `/api/groups/${mine.group.id}/kin-review`, { kinships });
  deepEqual(reply.json(), { reviewed: 0 });
  match((await (await as(theirs.head)).get(`/groups/${theirs.group.id}`)).text, /Responsables à vérifier/);
});

test('a municipal agent sees the schools of the commune with their numbers, and no class, no person', async () => {
  const commune = await buildCommune(door.db, { name: 'Rivesève' });
  const school = await buildSchool(door.db, { commune, name: 'École du Port' });
  await buildSchool(door.db, { commune, name: 'École du Bourg' });
  await buildPupil(door.db, { school, familyName: 'SECRET' });
  const agent = await as(await buildMandate(door.db, { kind: 'commune', commune }));
  const list = await agent.get('/schools');
  match(list.text, /École du Port/);
  const page = await agent.get(`/schools/${school.uai}`);
  match(page.text, /En chiffres/);
  doesNotMatch(page.text, /SECRET|Classes et groupes/);
  const stranger = await as(await buildMandate(door.db, { kind: 'commune' }));
  doesNotMatch((await stranger.get('/schools')).text, /École du Port/);
  equal((await stranger.get(`/schools/${school.uai}`)).status, 404);
});

test('who has one school is led straight to it', async () => {
  const { head, school } = await buildSmallSchool();
  equal((await (await as(head)).get('/schools')).location, `/schools/${school.uai}`);
});

test('the platform’s administrator pages through all schools and narrows them by word, degree and commune', async () => {
  const { db } = door;
  const commune = await buildCommune(db, { name: 'Val-de-Loue' });
  for (let rank = 0; rank < 33; rank += 1)
    await buildSchool(db, { commune, name: `École Pagination ${String(rank).padStart(2, '0')}` });
  const college = await buildSchool(db, { commune, kind: 'college', name: 'Collège Pagination Élisée-Reclus' });
  const visitor = await as(await buildMandate(db, { kind: 'platform' }));
  type Page = { schools: { name: string; uai: string }[]; next: string | null };
  const list = async (query: string): Promise<Page> => (await visitor.api('GET', `/api/schools?${query}`)).json<Page>();
  const first = await list(`q=pagin&commune=${commune.id}`);
  const second = await list(`q=pagin&commune=${commune.id}&after=${first.next}`);
  equal(first.schools.length, 30);
  equal(second.schools.length, 4);
  equal(second.next, null);
  equal(new Set([...first.schools, ...second.schools].map((school) => school.uai)).size, 34);
  deepEqual(
    (await list('q=elisee+reclus&degree=2')).schools.map((school) => school.uai),
    [college.uai],
  );
  const page = await visitor.get('/schools?q=pagin');
  match(page.text, /after=/);
});

test('deliveries are for administrators and the academy; for a head there is no such page', async () => {
  const head = await as(await buildHead(door.db));
  equal((await head.get('/deliveries')).status, 404);
  const administrator = await as(await buildMandate(door.db, { kind: 'platform' }));
  match((await administrator.get('/deliveries')).text, /Aucune livraison/);
});

test('the report of a delivery tells what became of it, what was set aside and which schools changed', async () => {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École du Lavoir' });
  const quiet = await buildSchool(db, { name: 'École du Silence' });
  const deliveryId = newId();
  const role = { before: 10, created: 0, changed: 0, left: 0 };
  const none = { created: 0, changed: 0, closed: 0 };
  const counts = { pupil: role, guardian: role, staff: role, groups: none, kinships: none, classes: [] };
  await sql`insert into directory.deliveries (id, source, kind, delivered_on, name, status, started_at)
            values (${deliveryId}, '10-1D', 'delta', '2026-11-24', 'ENT1DVA.20261124.Delta', 'applied', now())`.execute(
    db,
  );
  await sql`insert into directory.delivery_schools (delivery_id, school_id, counts, applied_at)
            values (${deliveryId}, ${school.id}, ${JSON.stringify({ ...counts, pupil: { ...role, created: 3 }, name: school.name, uai: school.uai })}::jsonb, now()),
                   (${deliveryId}, ${quiet.id}, ${JSON.stringify({ ...counts, name: quiet.name, uai: quiet.uai })}::jsonb, now())`.execute(
    db,
  );
  for (let rank = 0; rank < 23; rank += 1) {
    await sql`insert into directory.delivery_findings (id, delivery_id, severity, code, file, line, object_id)
              values (${newId()}, ${deliveryId}, 'quarantine', 'duplicate-id', 'Eleve_0000.xml', ${rank + 1}, ${String(rank)})`.execute(
      db,
    );
  }
  const page = await (await as(await buildMandate(db, { kind: 'academy' }))).get(`/deliveries/${deliveryId}`);
  equal(page.status, 200);
  match(page.text, /Livraison différentielle du 24 novembre 2026, premier degré/);
  match(page.text, /Mis de côté/);
  match(page.text, /Eleve_0000\.xml, ligne 1, n° 0/);
  match(page.text, /… et 3 de plus/);
  match(page.text, /École du Lavoir/);
  match(page.text, /3 arrivées/);
  doesNotMatch(page.text, /École du Silence/);
  match(page.text, /1 établissement sans changement/);
  for (const stranger of [await buildHead(db, { school }), await buildMandate(db, { kind: 'commune' })]) {
    equal((await (await as(stranger)).get(`/deliveries/${deliveryId}`)).status, 404);
  }
});

test('pages are read with few statements', async () => {
  const { awa, group, school, head } = await buildSmallSchool();
  const visitor = await as(head);
  for (const [address, limit] of [
    // Who asks, the person, the account for which the head may hand out a code, and the schools where the head keeps the record.
    [`/people/${awa.uid}`, 4],

    // Who asks, the class with those who could teach it, its members, and the kinships to verify.
    [`/groups/${group.id}`, 4],
    [`/schools/${school.uai}`, 3],
  ] as const) {
    const { statements } = await countStatements(() => visitor.get(address));
    ok(statements > 0 && statements <= limit, `${address}: ${statements} statements`);
  }
});

test('an English reader gets the same page in English', async () => {
  const { school, head } = await buildSmallSchool();
  const visitor = await signInAs(door, head.id);
  const page = await visitor.get(`/schools/${school.uai}`, { 'accept-language': 'en' });
  match(page.text, /In figures/);
});
