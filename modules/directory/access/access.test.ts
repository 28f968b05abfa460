import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { openListener } from '../../../platform/db/listen.ts';
import { LIVE_CHANNEL } from '../../../platform/outbox/announce.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { until } from '../../../platform/testing/work.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { portalModule } from '../../portal/register.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
  joinFamily,
} from '../builders.ts';
import { directoryModule } from '../register.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule, portalModule([directoryModule])] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

async function buildFamily() {
  const { db } = door;
  const school = await buildSchool(db);
  const group = await buildClass(db, { school, label: 'CE2' });
  const head = await buildHead(db, { school });
  const lina = await buildPupil(db, { class: group, familyName: 'HADDAD', givenName: 'Lina' });
  const brother = await buildPupil(db, { familyName: 'HADDAD', givenName: 'Sami' });
  const father = await buildGuardian(db, { of: lina, relation: 'father', familyName: 'HADDAD', givenName: 'Rachid' });
  await joinFamily(db, { guardian: father, child: brother, relation: 'father' });
  const mother = await buildGuardian(db, { of: lina, familyName: 'MARTIN', givenName: 'Julie' });
  return { school, group, head, lina, brother, father, mother };
}

const REASON = 'Jugement du 12 novembre 2026';

test('the head closes an access: from that moment the adult’s open session sees nothing of the child', async () => {
  const { school, group, head, lina, brother, father, mother } = await buildFamily();
  const parent = await as(father);
  equal((await parent.get(`/people/${lina.uid}`)).status, 200);
  const visitor = await as(head);
  match((await visitor.get(`/people/${lina.uid}`)).text, /Fermer l’accès d’un adulte/);
  match((await visitor.get(`/people/${lina.uid}/closed-accesses/new`)).text, /Rachid HADDAD/);
  const ear = await openListener(door.url);
  const heard = new Set<string>();
  await ear.on(LIVE_CHANNEL, (message) => {
    for (const topic of JSON.parse(message) as string[]) heard.add(topic);
  });
  const page = await visitor.submit(`/people/${lina.uid}/closed-accesses`, { adult: father.uid, reason: REASON });
  match(page.text, /L’accès est fermé/);
  match(page.text, /Rachid HADDAD, envers Lina HADDAD/);
  match(page.text, /Raison : Jugement du 12 novembre 2026/);
  await until('the pages that are open ask themselves again', () =>
    [`person:${father.uid}`, `person:${lina.uid}`, `group:${group.id}`].every((topic) => heard.has(topic)),
  );
  await ear.close();
  for (const address of [`/people/${lina.uid}`, `/groups/${group.id}`, `/schools/${school.uai}`])
    equal((await parent.get(address)).status, 404, address);
  const home = await parent.get('/');
  doesNotMatch(home.text, /Lina/);
  match(home.text, /Sami/);
  equal((await parent.get(`/people/${brother.uid}`)).status, 200, 'the other child stays');
  equal((await (await as(mother)).get(`/people/${lina.uid}`)).status, 200);
});

test('only the head reads the list and the reason; the audit keeps it among matters of protection', async () => {
  const { school, group, head, lina, father, mother } = await buildFamily();
  await (await as(head)).submit(`/people/${lina.uid}/closed-accesses`, { adult: father.uid, reason: REASON });
  const teacher = await buildTeacher(door.db, { classes: [group] });
  const delegate = await buildTeacher(door.db, { school });
  await buildMandate(door.db, { kind: 'delegate', person: delegate, school, duties: ['people', 'kin', 'rights'] });
  for (const person of [teacher, delegate, mother]) {
    const visitor = await as(person);
    equal((await visitor.get(`/schools/${school.uai}/closed-accesses`)).status, 403);
    equal((await visitor.get(`/people/${lina.uid}/closed-accesses/new`)).status, 403);
    doesNotMatch((await visitor.get(`/people/${lina.uid}`)).text, /Jugement|Fermer l’accès/);
  }
  const lines = await rowsOf(
    door.db,
    sql<{ visibility: string; details: unknown }>`
      select e.visibility, e.details from platform.audit_entries e join platform.audit_subjects s on s.entry_id = e.id
      where s.person_id = ${father.id}`,
  );
  deepEqual(
    lines.map((line) => line.visibility),
    ['protection'],
  );
  doesNotMatch(JSON.stringify(lines), /Jugement/);
});

test('it is lifted by the head, and by nobody of another school', async () => {
  const { school, head, lina, father } = await buildFamily();
  const visitor = await as(head);
  await visitor.submit(`/people/${lina.uid}/closed-accesses`, { adult: father.uid, reason: REASON });
  const { closures } = (await visitor.api('GET', `/api/schools/${school.uai}/closed-accesses`)).json<{
    closures: { id: string }[];
  }>();
  const lift = `/schools/${school.uai}/closed-accesses/${closures[0]?.id}/lift`;
  const other = await buildHead(door.db);
  const stranger = await as(other);
  equal((await stranger.post(lift)).status, 404);
  equal((await stranger.get(`/people/${lina.uid}/closed-accesses/new`)).status, 404);
  equal(
    (await stranger.post(`/people/${lina.uid}/closed-accesses`, { adult: father.uid, reason: REASON })).status,
    404,
  );
  match((await visitor.submit(lift)).text, /L’accès est rouvert/);
  equal((await (await as(father)).get(`/people/${lina.uid}`)).status, 200);
  equal((await visitor.post(`/schools/${school.uai}/closed-accesses/${newId()}/lift`)).status, 404);
});

test('it is dated: it begins on its day and ends after its last one', async () => {
  const { head, lina, father } = await buildFamily();
  await (await as(head)).submit(`/people/${lina.uid}/closed-accesses`, {
    adult: father.uid,
    from: '2026-11-25',
    to: '2026-11-26',
    reason: REASON,
  });
  const seen: number[] = [];
  for (let day = 0; day < 4; day += 1) {
    seen.push((await (await as(father)).get(`/people/${lina.uid}`)).status);
    door.clock.advance(24 * 3600_000);
  }
  door.clock.advance(-4 * 24 * 3600_000);
  deepEqual(seen, [200, 404, 404, 200]);
});

test('bad input is said by field and nothing typed is lost; the same access is not closed twice', async () => {
  const { head, lina, father } = await buildFamily();
  const visitor = await as(head);
  const address = `/people/${lina.uid}/closed-accesses`;
  const nobody = await visitor.post(address, { reason: REASON });
  equal(nobody.status, 422);
  match(nobody.text, /Choisissez un adulte de l’enfant/);
  match(nobody.text, /Jugement du 12 novembre 2026/);
  match((await visitor.post(address, { adult: father.uid, reason: '' })).text, /Écrivez la raison/);
  const crossed = { adult: father.uid, reason: REASON, from: '2026-12-10', to: '2026-12-01' };
  match((await visitor.post(address, crossed)).text, /avant le premier/);
  match((await visitor.post(address, { ...crossed, from: '2026-01-01' })).text, /déjà passé/);
  equal((await visitor.post(address, { adult: father.uid, reason: REASON })).status, 303);
  const again = await visitor.post(address, { adult: father.uid, reason: REASON });
  equal(again.status, 409);
  match(again.text, /est déjà fermé/);
  ok(again.text.includes(REASON));
});
