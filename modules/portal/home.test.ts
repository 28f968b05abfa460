import { doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countStatements, newId, sql } from '../../platform/db/db.ts';
import { openListener } from '../../platform/db/listen.ts';
import type { Visitor } from '../../platform/testing/browser.ts';
import { until } from '../../platform/testing/work.ts';
import {
  buildClass,
  buildCommune,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
  giveProfile,
  suspendAccess,
} from '../directory/builders.ts';
import { directoryModule } from '../directory/register.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import { notificationsModule } from '../notifications/register.ts';
import { openBoard } from './board.tsx';
import { portalModule } from './register.ts';

let door: Door;
let silence: () => Promise<void>;
before(async () => {
  const below = [directoryModule, notificationsModule];
  door = await openDoor({ modules: [...below, portalModule(below)] });
  const { db, clock, url } = door;
  const listener = await openListener(url);
  const board = await openBoard({
    db,
    clock,
    listener,
    onFailure: (error) => {
      throw error;
    },
  });
  silence = async () => {
    board.close();
    await listener.close();
  };
});
after(async () => {
  await silence();
  await door.close();
});

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
const home = async (person: { readonly id: string }, query = ''): Promise<string> => {
  const reply = await (await as(person)).get(`/${query}`);
  equal(reply.status, 200);
  return reply.text;
};

/** Three children in two écoles and a collège: the family that had three applications. */
async function buildDiallos() {
  const { db } = door;
  const ferry = await buildSchool(db, { name: 'École Jules-Ferry', phone: '+33499005511' });
  const parks = await buildSchool(db, { name: 'École Rosa-Parks' });
  const curie = await buildSchool(db, { name: 'Collège Marie-Curie', kind: 'college' });
  const cp = await buildClass(db, { school: ferry, label: 'CP Roux' });
  const cm2 = await buildClass(db, { school: parks, label: 'CM2 Petit' });
  const fifth = await buildClass(db, { school: curie, label: '5e B' });
  const noe = await buildPupil(db, {
    class: cp,
    givenName: 'Noé',
    familyName: 'DIALLO',
    levelCode: '1121',
    birthDate: '2020-02-01',
  });
  const awa = await buildPupil(db, { class: cm2, givenName: 'Awa', familyName: 'DIALLO', levelCode: '1125' });
  const ibrahim = await buildPupil(db, {
    class: fifth,
    givenName: 'Ibrahim',
    familyName: 'DIALLO',
    levelCode: '2112',
    birthDate: '2014-06-11',
  });
  await buildTeacher(db, { classes: [cp], familyName: 'ROUX' });
  await buildTeacher(db, { classes: [fifth], familyName: 'MOREL', main: true });
  await buildTeacher(db, { classes: [fifth], familyName: 'GARNIER' });
  const mother = await buildGuardian(db, { of: [noe, awa, ibrahim], familyName: 'DIALLO', givenName: 'Aminata' });
  return { ferry, parks, curie, cp, cm2, fifth, noe, awa, ibrahim, mother };
}

test('a mother of three sees one list: each child, level, class, who teaches, how to reach the school', async () => {
  const { mother, ferry } = await buildDiallos();
  const page = await home(mother);
  match(page, /Bonjour Mme DIALLO/);
  match(page, /mardi 24 novembre/);
  for (const words of [
    'Noé DIALLO',
    'Awa DIALLO',
    'Ibrahim DIALLO',
    'CP Roux',
    'CM2 Petit',
    '5e B',
    'Mme ROUX',
    'Mme MOREL',
  ])
    match(page, new RegExp(words));
  doesNotMatch(page, /GARNIER/);
  match(page, new RegExp(`/schools/${ferry.uai}`));
  match(page, /href="tel:\+33499005511"/);
});

test('she chooses one child in one tap, and the address says which', async () => {
  const { mother, awa, noe } = await buildDiallos();
  const all = await home(mother);
  match(all, new RegExp(`href="/\\?child=${awa.uid}"`));
  const page = await home(mother, `?child=${awa.uid}`);
  match(page, /Awa DIALLO/);
  match(page, /CM2 Petit/);
  doesNotMatch(page, /CP Roux/);
  match(page, new RegExp(`href="/\\?child=${noe.uid}"`));
});

test('another family’s child cannot be chosen', async () => {
  const { mother } = await buildDiallos();
  const { awa, cm2 } = await buildDiallos();
  const page = await home(mother, `?child=${awa.uid}`);
  doesNotMatch(page, new RegExp(`${awa.uid}|${cm2.id}`));
});

test('a father whose access to one child is closed sees the other alone', async () => {
  const { noe, awa, cm2 } = await buildDiallos();
  const father = await buildGuardian(door.db, { of: [noe, awa], relation: 'father' });
  await suspendAccess(door.db, { guardian: father, child: awa });
  const page = await home(father);
  match(page, /Noé DIALLO/);
  doesNotMatch(page, new RegExp(`Awa|${awa.uid}|${cm2.id}|Rosa-Parks`));
});

test('the home of a guardian of two takes three statements, session and feed included, and stays small', async () => {
  const { db } = door;
  const ecole = await buildSchool(db);
  const college = await buildSchool(db, { kind: 'college' });
  const children = [await buildPupil(db, { school: ecole }), await buildPupil(db, { school: college })];
  const visitor = await as(await buildGuardian(db, { of: children }));
  const { result, statements } = await countStatements(() => visitor.get('/'));
  equal(result.status, 200);
  ok(statements > 0 && statements <= 3, `${statements} statements`);
  const nodes = result.text.match(/<[a-z]/g)?.length ?? 0;
  ok(nodes <= 400, `${nodes} nodes`);
  ok(result.text.length <= 60_000, `${result.text.length} characters`);
});

test('a word of welcome is on open homes soon after it is written, and costs them no statement', async () => {
  const { db } = door;
  const school = await buildSchool(db);
  const at = `/schools/${school.uai}/portal/welcome`;
  const head = await as(await buildHead(db, { school }));
  const mother = await as(await buildGuardian(db, { of: await buildPupil(db, { school }) }));
  const reads = async (): Promise<boolean> => (await mother.get('/')).text.includes('Bienvenue chez nous');
  const note = { words: 'Bienvenue chez nous', signature: 'M. Benali', until: '2026-12-24' };
  equal((await head.post(at, note)).status, 303);
  await until('the word of welcome is there', reads);
  equal((await countStatements(() => mother.get('/'))).statements, 3);
  await head.post(`${at}/remove`);
  await until('it is gone', async () => !(await reads()));
});

test('a CP pupil sees class, school and teacher, in big letters; a collège pupil in those of the collège', async () => {
  const { noe, ibrahim } = await buildDiallos();
  const small = await home(noe);
  match(small, /data-density="petits"/);
  match(small, /Bonjour Noé/);
  match(small, /CP Roux/);
  match(small, /Mme ROUX/);
  doesNotMatch(small, /Aminata/);
  const big = await home(ibrahim);
  match(big, /data-density="eleve"/);
  match(big, /Mme MOREL/);
  match(big, /Mme GARNIER/);
});

test('a teacher sees own classes with how many pupils, not the neighbour’s', async () => {
  const { db } = door;
  const school = await buildSchool(db);
  const own = await buildClass(db, { school, label: 'CE1 Bleu' });
  const other = await buildClass(db, { school, label: 'CE1 Vert' });
  await buildPupil(db, { class: own });
  await buildPupil(db, { class: own });
  await buildPupil(db, { class: other });
  const page = await home(await buildTeacher(db, { classes: [own] }));
  match(page, /CE1 Bleu/);
  match(page, /2 élèves/);
  doesNotMatch(page, /CE1 Vert/);
});

test('a teacher whom the academy’s file links to no class is told why', async () => {
  const page = await home(await buildTeacher(door.db));
  match(page, /Aucune classe ne vous est rattachée/);
  match(page, /s’afficheront ici/);
});

test('a head who teaches finds the own class and the numbers above the classes to verify, of which a few', async () => {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Tilleuls' });
  const labels = ['CP', 'CE1', 'CE2', 'CM1', 'CM2'];
  const groups = [];
  for (const label of labels) {
    const group = await buildClass(db, { school, label: `${label} Tilleuls` });
    await buildGuardian(db, { of: await buildPupil(db, { class: group }), needsReview: true });
    groups.push(group);
  }
  const head = await buildTeacher(db, { classes: groups.slice(-1) });
  await giveProfile(db, { person: head, schoolId: school.id, kind: 'head' });
  const page = await home(head);
  const places = ['Mes classes', 'Parents et responsables', 'Responsables à vérifier'].map((text) =>
    page.indexOf(text),
  );
  ok(
    places.every((place, rank) => place > (places[rank - 1] ?? 0)),
    places.join(),
  );
  equal(page.match(/1 à vérifier/g)?.length, 4);
  match(page, /Les 5 classes à vérifier/);
});

test('a head sees the numbers of the school and the classes whose guardians wait to be verified', async () => {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Acacias' });
  const group = await buildClass(db, { school, label: 'CE2 Jaune' });
  await buildGuardian(db, { of: await buildPupil(db, { class: group }), needsReview: true });
  const page = await home(await buildHead(db, { school }));
  match(page, /École des Acacias/);
  match(page, /Responsables à vérifier/);
  match(page, /1 à vérifier/);
  const cpe = await home(await buildStaff(db, { school, kind: 'school_life' }));
  match(cpe, /École des Acacias/);
  doesNotMatch(cpe, /à vérifier/);
  doesNotMatch(await home(await buildHead(db)), /Acacias/);
});

test('who works in two schools chooses one of them', async () => {
  const { db } = door;
  const near = await buildSchool(db, { name: 'École du Nord' });
  const far = await buildSchool(db, { name: 'École du Sud' });
  const north = await buildClass(db, { school: near, label: 'CP Nord' });
  const south = await buildClass(db, { school: far, label: 'CP Sud' });
  const teacher = await buildTeacher(db, { classes: [north, south] });
  await giveProfile(db, { person: teacher, schoolId: far.id, kind: 'teacher' });
  const all = await home(teacher);
  match(all, new RegExp(`href="/\\?school=${far.uai}"`));
  const page = await home(teacher, `?school=${far.uai}`);
  match(page, /CP Sud/);
  doesNotMatch(page, /CP Nord/);
});

test('the after-school coordinator sees how many eat and stay', async () => {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Lilas' });
  const group = await buildClass(db, { school });
  await buildPupil(db, { class: group, canteen: true, eveningCare: true });
  await buildPupil(db, { class: group, canteen: true });
  const page = await home(await buildMandate(db, { kind: 'after_school', school }));
  match(page, /École des Lilas/);
  match(page, /Cantine<\/dt><dd[^>]*>2</);
  match(page, /Accueil du soir<\/dt><dd[^>]*>1</);
});

test('a municipal agent sees the commune’s schools with their numbers and no name of a person', async () => {
  const { db } = door;
  const commune = await buildCommune(db);
  const school = await buildSchool(db, { commune, name: 'École du Pont' });
  await buildPupil(db, { school, familyName: 'INVISIBLE' });
  const page = await home(await buildMandate(db, { kind: 'commune', commune }));
  match(page, /École du Pont/);
  match(page, /1 élève · 1 classe/);
  doesNotMatch(page, /INVISIBLE/);
  doesNotMatch(await home(await buildMandate(db, { kind: 'commune' })), /École du Pont/);
});

test('the administrator sees the territory and the last deliveries, the librarian neither', async () => {
  const { db } = door;
  await sql`insert into directory.deliveries (id, source, kind, delivered_on, name, status, started_at)
            values (${newId()}, '10-1D', 'full', '2026-11-23', 'ENT1DVA.20261123.Complet', 'applied', ${new Date('2026-11-23T02:12:00Z')})`.execute(
    db,
  );
  await buildSchool(db, { kind: 'college' });
  const operator = await buildMandate(db, { kind: 'platform' });
  const college = async (): Promise<number> => Number(/Collèges<\/dt><dd[^>]*>(\d+)</.exec(await home(operator))?.[1]);
  const before = await college();
  ok(before >= 1);
  await buildSchool(db, { kind: 'segpa' });
  equal(await college(), before, 'a SEGPA is a part of a collège, not one more');
  const page = await home(operator);
  match(page, /Le territoire/);
  match(page, /23 novembre 2026/);
  match(page, /Premier degré, académie 10 · Complète/);
  match(page, /Appliquée/);
  const librarian = await home(await buildStaff(db, { kind: 'librarian', functionLabel: 'Documentation' }));
  match(librarian, /CDI, documentation/);
  doesNotMatch(librarian, /Le territoire|livraison/i);
});

test('the bar leads only where there is something; "Plus" opens the rest', async () => {
  const { mother } = await buildDiallos();
  const visitor = await as(mother);
  const page = (await visitor.get('/')).text;
  const bar = /<nav class="rail"[\s\S]*?<\/nav>/.exec(page)?.[0] ?? '';
  const doors = [...bar.matchAll(/<a href="([^"]+)"/g)].map((found) => found[1] ?? '');
  ok(doors.length >= 3 && doors.length <= 5);
  for (const address of [...doors, '/people?q=dia']) {
    const reply = await visitor.get(address);
    ok(reply.status === 200 || (reply.location && (await visitor.get(reply.location)).status === 200), address);
  }
  match((await visitor.get('/more')).text, /Rechercher une personne/);
});
