import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PROOF_LIFE } from '../../../platform/http/proof.ts';
import { consoleModule } from '../../console/register.ts';
import {
  buildClass,
  buildGuardian,
  buildPupil,
  buildSchool,
  buildTeacher,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, givePassword, openDoor, signInAs } from '../../identity/builders.ts';
import { identityModule } from '../../identity/register.ts';
import { privacyModule } from '../register.ts';

const privacy = privacyModule([directoryModule, identityModule]);

let door: Door;
before(async () => {
  door = await openDoor({
    modules: [directoryModule, privacy, consoleModule([directoryModule, identityModule, privacy])],
  });
});
after(() => door.close());

async function buildFamily() {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Tilleuls' });
  const group = await buildClass(db, { school });
  const awa = await buildPupil(db, { class: group, familyName: 'DIALLO', givenName: 'Awa', birthDate: '2016-03-14' });
  const mother = await buildGuardian(db, {
    of: awa,
    familyName: 'DIALLO',
    givenName: 'Aminata',
    email: 'a.diallo@famille.invalid',
  });
  const father = await buildGuardian(db, { of: awa, relation: 'father', familyName: 'DIALLO', givenName: 'Ousmane' });
  const teacher = await buildTeacher(db, { classes: [group] });
  return { school, awa, mother, father, teacher };
}

test('each person reads what is held of them, under headings, and the way there is on the account’s page', async () => {
  const { mother } = await buildFamily();
  const visitor = await signInAs(door, mother.id);
  match((await visitor.get('/account')).text, /href="\/my-data"/);
  const { text, status } = await visitor.get('/my-data');
  equal(status, 200);
  for (const words of [
    /Identité et coordonnées/,
    /a\.diallo@famille\.invalid/,
    /École des Tilleuls/,
    /Charte acceptée/,
    /Ce qui reste plus longtemps/,
  ])
    match(text, words);
  ok([...text.matchAll(/<[a-z]/g)].length < 900, 'light enough');
});

test('a legal guardian reads a child’s too; one whose access is closed, a teacher or a stranger does not', async () => {
  const { awa, mother, father, teacher } = await buildFamily();
  const address = `/my-data?person=${awa.uid}`;
  match((await (await signInAs(door, mother.id)).get(address)).text, /14 mars 2016/);
  match((await (await signInAs(door, awa.id)).get('/my-data')).text, /14 mars 2016/);
  const closed = await signInAs(door, father.id);
  equal((await closed.get(address)).status, 200);
  await suspendAccess(door.db, { guardian: father, child: awa });
  const elsewhere = await buildFamily();
  for (const person of [father, teacher, elsewhere.mother]) {
    // Who lost the only child's access has no way in at all: any session of theirs leads to the door.
    const visitor = person === father ? closed : await signInAs(door, person.id);
    ok([303, 404].includes((await visitor.get(address)).status));
    ok([303, 401, 404].includes((await visitor.post('/my-data/download', { person: awa.uid, format: 'json' })).status));
  }
  doesNotMatch((await (await signInAs(door, mother.id)).get(address)).text, /Ousmane/, 'nothing of who is kept away');
});

test('taking it away asks who one is again, gives everything as JSON or as a page, and leaves a line in the journal', async () => {
  const { mother, awa } = await buildFamily();
  await givePassword(door.db, mother.id, 'cartable-soleil-marelle', door.clock.now());
  const visitor = await signInAs(door, mother.id);
  door.clock.advance(PROOF_LIFE);
  const asked = await visitor.post('/my-data/download', { person: awa.uid, format: 'json' });
  equal(asked.status, 403);
  match(asked.text, /type="password"/);
  const proof = 'cartable-soleil-marelle';
  const proved = await visitor.post('/my-data/download', { person: awa.uid, format: 'json', proof });
  match(proved.text, /Votre fichier est prêt/);
  const file = await visitor.post('/my-data/download', { person: awa.uid, format: 'json' });
  equal(file.status, 200);
  match(String(file.headers['content-disposition']), /attachment; filename="mes-donnees-.*\.json"/);
  const held = file.json<{
    person: { id: string };
    modules: { key: string; sections: { key: string; rows: object[] }[] }[];
  }>();
  equal(held.person.id, awa.uid);
  deepEqual(
    held.modules.map(({ key }) => key),
    ['directory', 'privacy', 'console', 'identity'],
  );
  const page = await visitor.post('/my-data/download', { person: mother.uid, format: 'html' });
  match(String(page.headers['content-type']), /text\/html/);
  match(page.text, /^<!doctype html><html lang="fr">/);
  match(page.text, /<h1>Données de Aminata DIALLO<\/h1>/);
  match((await visitor.get(`/journal?person=${awa.uid}`)).text, /Données emportées en fichier/);
});

test('after the proof a page hands the file over and leads back to where one was', async () => {
  const { mother } = await buildFamily();
  const visitor = await signInAs(door, mother.id);
  door.clock.advance(11 * 60_000);
  const form = { person: mother.uid, format: 'json' };
  const asked = await visitor.post('/my-data/download', { ...form, 'proof-from': `/my-data?person=${mother.uid}` });
  equal(asked.status, 403);
  match(asked.text, /name="proof-from" value="\/my-data/);
  await givePassword(door.db, mother.id, 'quatre tortues vertes', door.clock.now());
  const proved = { ...form, proof: 'quatre tortues vertes' };
  const ready = await visitor.post('/my-data/download', { ...proved, 'proof-from': `/my-data?person=${mother.uid}` });
  equal(ready.status, 200);
  match(ready.text, /Votre fichier est prêt/);
  match(ready.text, new RegExp(`href="/my-data\\?person=${mother.uid}"`));
  const file = await visitor.post('/my-data/download', form);
  match(String(file.headers['content-type']), /json/);
  door.clock.advance(11 * 60_000);
  const elsewhere = await visitor.post('/my-data/download', { ...proved, 'proof-from': '//ailleurs.invalid/' });
  doesNotMatch(elsewhere.text, /ailleurs/);
});
