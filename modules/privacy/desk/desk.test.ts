import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { modules } from '../../../app/modules.ts';
import { recordAct } from '../../../platform/audit/audit.ts';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { extensionsOf } from '../../../platform/extensions.ts';
import { erasePersons } from '../../../platform/personal-data/erase.ts';
import {
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { forgetNames } from '../../directory/leaving/forget.ts';
import { type Door, givePassword, openDoor, signInAs } from '../../identity/builders.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: modules.filter(({ manifest }) => manifest.name !== 'identity') });
});
after(() => door.close());

const officer = async () => signInAs(door, (await buildMandate(door.db, { kind: 'dpo' })).id);

/** Somebody who left a school a month ago. */
async function buildLeaver() {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Ormes' });
  const head = await buildHead(db, { school });
  const person = await buildTeacher(db, { school, familyName: 'NOISETIER', givenName: 'Camille' });
  await sql`update directory.profiles set ends_on = '2026-10-24' where person_id = ${person.id}`.execute(db);
  await sql`update directory.persons set left_on = '2026-10-24' where id = ${person.id}`.execute(db);
  await sql`insert into privacy.leaves (id, person_id, left_on, erase_on, told_at)
            values (${newId()}, ${person.id}, '2026-10-24', '2027-01-16', '2026-10-25')`.execute(db);
  return { school, head, person };
}

test('the officer reads who leaves by name, who runs the platform counts alone, the head their own school', async () => {
  const { school, head, person } = await buildLeaver();
  match((await (await officer()).get('/data-protection')).text, /NOISETIER[\s\S]*16 janvier 2027/);
  const operator = await signInAs(door, (await buildMandate(door.db, { kind: 'platform' })).id);
  const counts = await operator.get('/data-protection');
  match(counts.text, /Départs en cours/);
  doesNotMatch(counts.text, /NOISETIER/);
  const address = `/console/tables/leavers?place=${school.uai}`;
  match((await (await signInAs(door, head.id)).get(address)).text, /NOISETIER[\s\S]*16 janvier 2027/);
  const stranger = await signInAs(door, (await buildHead(door.db)).id);
  equal((await stranger.get(address)).status, 404);
  for (const nobody of [stranger, await signInAs(door, (await buildGuardian(door.db)).id)]) {
    equal((await nobody.get('/data-protection')).status, 404);
    equal((await nobody.post('/data-protection/holds', { person: person.uid, reason: 'x' })).status, 404);
    equal((await nobody.post('/data-protection/archive', { sought: person.uid, reason: 'person' })).status, 404);
  }
  equal((await operator.post('/data-protection/archive', { sought: person.uid, reason: 'person' })).status, 404);
});

test('the officer sees no school, no person’s page and no list', async () => {
  const { school, person } = await buildLeaver();
  const pupil = await buildPupil(door.db, { school });
  const visitor = await officer();
  for (const address of [
    `/schools/${school.uai}`,
    `/people/${pupil.uid}`,
    `/people/${person.uid}`,
    `/console/tables/people?place=${school.uai}`,
    `/console/tables/leavers?place=${school.uai}`,
    `/console/journal?place=${school.uai}`,
  ])
    equal((await visitor.get(address)).status, 404, address);
  const home = await visitor.get('/');
  equal(home.status, 200);
  match(home.text, /Demandes sans réponse/, 'what waits at the desk');
  doesNotMatch((await (await signInAs(door, (await buildHead(door.db)).id)).get('/')).text, /Demandes sans réponse/);
});

test('a second factor is asked of the officer as of every administrator', async () => {
  const person = await buildMandate(door.db, { kind: 'dpo' });
  await signInAs(door, person.id);
  await sql`update identity.accounts set activated_at = '2026-11-01' where person_id = ${person.id}`.execute(door.db);
  const visitor = await signInAs(door, person.id);
  match((await visitor.get('/data-protection')).location ?? '', /^\/account\/second-factor/);
});

test('a hold is placed and lifted with its reason; both are lines that the officer alone reads', async () => {
  const { person } = await buildLeaver();
  const visitor = await officer();
  match(
    (await visitor.post('/data-protection/holds', { person: person.uid, reason: '' })).text,
    /Dites quelle procédure/,
  );
  match(
    (await visitor.post('/data-protection/holds', { person: 'Z9ZZ9999', reason: 'Enquête' })).text,
    /Personne n’a ce numéro/,
  );
  equal((await visitor.post('/data-protection/holds', { person: person.uid, reason: 'Enquête en cours' })).status, 303);
  const again = await visitor.post('/data-protection/holds', { person: person.uid, reason: 'Enquête en cours' });
  match(again.text, /déjà gelées/);
  match(again.text, new RegExp(`value="${person.uid}"`));
  const { named } = (await visitor.api('GET', '/api/data-protection')).json<{
    named: { holds: { id: string; person: { id: string } }[] };
  }>();
  const [hold] = named.holds.filter((one) => one.person.id === person.uid);
  const journal = (await visitor.get('/console/journal')).text;
  match(journal, /Données gelées pour une procédure/);
  doesNotMatch(journal, /Code de connexion remis<\/th>/);
  equal((await visitor.post(`/data-protection/holds/${hold?.id}/lift`)).status, 303);
  const operator = await signInAs(door, (await buildMandate(door.db, { kind: 'platform' })).id);
  const rows = (await operator.api('GET', '/api/console/journal')).json<{ entries: { act: string }[] }>().entries;
  equal(
    rows.some(({ act }) => act.startsWith('privacy.hold')),
    false,
  );
});

test('protection matters of every school are read by the officer, and nothing else of the journal', async () => {
  const { school, head, person } = await buildLeaver();
  const by = { at: door.clock.now(), actorId: head.id, schoolId: school.id, subjectIds: [person.id] };
  await recordAct(door.db, { ...by, act: 'directory.access-closed', visibility: 'protection' });
  await recordAct(door.db, { ...by, act: 'identity.code-issued' });
  const { entries } = (await (await officer()).api('GET', '/api/console/journal')).json<{
    entries: { act: string; isProtection: boolean }[];
  }>();
  equal(
    entries.some(({ act }) => act === 'directory.access-closed'),
    true,
  );
  equal(
    entries.every(({ isProtection }) => isProtection),
    true,
  );
});

test('the archive opens to a number or a name, and each opening is noted', async () => {
  const { person } = await buildLeaver();
  await givePassword(door.db, (await buildHead(door.db)).id, 'cartable-soleil-marelle', door.clock.now());
  await sql`insert into identity.accounts (person_id, login, login_base, login_number, created_at)
            values (${person.id}, 'camille.archive', 'camille.archive', 1, ${door.clock.now()})`.execute(door.db);
  await sql`insert into identity.charter_acceptances (person_id, audience, version, accepted_at) values (${person.id}, 'adult', 1, '2026-09-03')`.execute(
    door.db,
  );
  const { personalData } = extensionsOf(modules);
  await door.db
    .transaction()
    .execute((trx) => erasePersons(trx, personalData, { persons: [person.id], reason: 'left', at: door.clock.now() }));
  const visitor = await officer();
  for (const sought of [person.uid, 'camille noisetier']) {
    const found = await visitor.post('/data-protection/archive', { sought, reason: 'court' });
    equal(found.status, 200);
    match(found.text, /Camille NOISETIER[\s\S]*Accord[\s\S]*24 novembre 2031/);
  }
  match(
    (await visitor.post('/data-protection/archive', { sought: 'Personne Ici', reason: 'person' })).text,
    /Rien dans l’archive/,
  );
  const noted = await rowsOf(
    door.db,
    sql<{ details: object; visibility: string }>`
      select details, visibility from platform.audit_entries where act = 'privacy.archive-opened' order by occurred_at, id`,
  );
  deepEqual(
    noted.map(({ details }) => details),
    [
      { reason: 'court', records: 1 },
      { reason: 'court', records: 1 },
      { reason: 'person', records: 0 },
    ],
  );
  equal(
    noted.every(({ visibility }) => visibility === 'protection'),
    true,
  );
});

test('a guardian asks something for a child; the officer answers, and the answer is read where it was asked', async () => {
  const pupil = await buildPupil(door.db, { familyName: 'DIALLO', givenName: 'Awa' });
  const mother = await buildGuardian(door.db, { of: pupil });
  const visitor = await signInAs(door, mother.id);
  const empty = await visitor.post('/my-data/requests', { person: pupil.uid, kind: 'oppose', words: ' ' });
  equal(empty.status, 422);
  match(empty.text, /La demande est vide/);
  const words = 'Je ne veux pas que sa photo soit montrée.';
  equal((await visitor.post('/my-data/requests', { person: pupil.uid, kind: 'oppose', words })).status, 303);
  const stranger = await signInAs(door, (await buildGuardian(door.db)).id);
  equal((await stranger.post('/my-data/requests', { person: pupil.uid, kind: 'oppose', words })).status, 404);
  const ofOfficer = await officer();
  const desk = await ofOfficer.get('/data-protection');
  match(desk.text, /Je ne veux pas que sa photo/);
  const action = /action="(\/data-protection\/requests\/[^"]+\/answer)"/.exec(desk.text)?.[1] ?? '';
  equal((await stranger.post(action, { answer: 'Non' })).status, 404);
  equal((await ofOfficer.post(action, { answer: 'C’est fait.' })).status, 303);
  match((await visitor.get(`/my-data?person=${pupil.uid}`)).text, /C’est fait\./);
  for (let turn = 0; turn < 5; turn += 1)
    await visitor.post('/my-data/requests', { person: pupil.uid, kind: 'other', words: `Demande ${turn}` });
  match(
    (await visitor.post('/my-data/requests', { person: pupil.uid, kind: 'other', words: 'Encore' })).text,
    /Cinq demandes attendent/,
  );
});

test('reports of deliveries lose their names after a year and keep their counts', async () => {
  const { db } = door;
  const delivery = newId();
  await sql`insert into directory.deliveries (id, source, kind, delivered_on, name, status, counts, started_at)
            values (${delivery}, '10-1D', 'full', '2026-11-01', 'x', 'applied', '{"persons": 3}', '2026-11-01')`.execute(
    db,
  );
  for (const code of ['no-birth-date', 'no-birth-date', 'no-name'])
    await sql`insert into directory.delivery_findings (id, delivery_id, severity, code, details)
              values (${newId()}, ${delivery}, 'warning', ${code}, '{"name": "NOISETIER"}')`.execute(db);
  const findings = () => rowsOf(db, sql`select 1 from directory.delivery_findings where delivery_id = ${delivery}`);
  await forgetNames(db, new Date('2027-10-31T03:00:00Z'));
  equal((await findings()).length, 3);
  await forgetNames(db, new Date('2027-11-02T03:00:00Z'));
  await forgetNames(db, new Date('2027-11-03T03:00:00Z'));
  equal((await findings()).length, 0);
  const [kept] = await rowsOf(
    db,
    sql<{ counts: object }>`select counts from directory.deliveries where id = ${delivery}`,
  );
  deepEqual(kept?.counts, { persons: 3, findings: { 'no-birth-date': 2, 'no-name': 1 } });
});
