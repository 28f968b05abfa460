import { deepEqual, doesNotMatch, equal, match, notDeepEqual, ok } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import { testKeys } from '../../../platform/testing/keys.ts';
import {
  type BuiltPerson,
  type BuiltSchool,
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
import { safetyModule } from '../register.ts';
import { buildWall } from '../testing/wall.ts';
import { sealOf } from './seal.ts';

const { words: wall, module: wallModule } = buildWall();

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule, { ...safetyModule, ...wallModule }] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

/** A school with its head, a teacher with a class, and a pupil in it. */
async function buildScene() {
  const school = await buildSchool(door.db);
  const group = await buildClass(door.db, { school });
  const head = await buildHead(door.db, { school, givenName: 'Karim', familyName: 'BENALI' });
  const teacher = await buildTeacher(door.db, { classes: [group] });
  const pupil = await buildPupil(door.db, { class: group });
  return { school, group, head, teacher, pupil };
}

const situation = (given: Record<string, string> = {}): Record<string, string> => ({
  cause: 'pupil',
  words: 'On me pousse dans l’escalier.',
  requestKey: newId(),
  ...given,
});

/** Sends a report and gives the address where its reporter follows it. */
async function report(reporter: Visitor, given: Record<string, string> = {}): Promise<string> {
  const reply = await reporter.post('/safety/report', situation(given));
  equal(reply.status, 303, reply.text);
  return reply.location ?? '';
}

const routeOfReport = async (address: string) =>
  (
    await rowsOf(
      door.db,
      sql<{ at_school: boolean; outside: boolean }>`
        select at_school, outside from safety.reports where id = ${address.split('/').at(-1)}::uuid`,
    )
  )[0];

const AT_SCHOOL = { at_school: true, outside: false };
const OUTSIDE = { at_school: false, outside: true };

test('anybody finds on one page who reads a report and when, then 3018, 119, 17 and 114, signed in or not', async () => {
  const { pupil, head, school } = await buildScene();
  const guardian = await buildGuardian(door.db, { of: pupil });
  for (const visitor of [new Visitor(door.app), await as(pupil), await as(guardian), await as(head)]) {
    const page = (await visitor.get('/safety')).text;
    const places = [/jours d’école/, /tel:3018/, /tel:119/, /tel:17"/, /sms:114/].map((one) => page.search(one));
    ok(places.every((place) => place > 0) && places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0)));
    match(page, /de 9 h à 23 h/);
    match(page, /data-say="[^"]+3018/);
  }
  const own = (await (await as(pupil)).get('/safety')).text;
  match(own, new RegExp(`Ce que tu écris est lu par ${head.displayName}`));
  ok(own.includes(school.name));
  match((await (await as(guardian)).get('/safety')).text, /Ce que vous écrivez est lu par/);
  const little = await new Visitor(door.app).get('/safety/little');
  match(little.text, /data-say="J’appelle le 119"/);
});

test('a pupil reports in two taps from home, is told who reads it, and follows the answer', async () => {
  const { pupil, head } = await buildScene();
  const visitor = await as(pupil);
  match((await visitor.get('/account')).text, /href="\/safety"/);
  const form = (await visitor.get('/safety/report')).text;
  match(form, new RegExp(`C’est lu par ${head.displayName}`));
  ok(form.indexOf('C’est lu par') < form.indexOf('<form class="form"'), 'who reads it comes before the first field');
  const page = await visitor.submit('/safety/report', situation({ urgent: 'yes', concerned: 'moi' }));
  match(page.text, /Tu as bien fait d’en parler/);
  match(page.text, /On me pousse dans l’escalier/);
  match(page.text, /Il te répond ici/);
  match((await visitor.get('/safety/reports')).text, /On me pousse/);
});

test('bad input is said by field, nothing typed is lost, and the same form twice is one report', async () => {
  const { pupil } = await buildScene();
  const visitor = await as(pupil);
  const empty = await visitor.post('/safety/report', { requestKey: newId(), words: 'Il me suit', urgent: 'yes' });
  equal(empty.status, 422);
  match(empty.text, /Choisis une réponse/);
  match(empty.text, /Il me suit/);
  const long = await visitor.post('/safety/report', situation({ words: 'a'.repeat(5001) }));
  match(long.text, /C’est trop long/);
  const once = situation();
  const first = await visitor.post('/safety/report', once);
  const second = await visitor.post('/safety/report', once);
  equal(first.location, second.location);
  const other = await as((await buildScene()).pupil);
  equal((await other.post('/safety/report', once)).status, 404, 'the key of somebody else is nobody’s');
});

test('what is about an adult of the school leaves it; so does what the reporter wants kept from it', async () => {
  const { school, pupil, teacher, head } = await buildScene();
  const visitor = await as(pupil);
  deepEqual(await routeOfReport(await report(visitor)), AT_SCHOOL);
  deepEqual(await routeOfReport(await report(visitor, { cause: 'staff' })), OUTSIDE);
  deepEqual(await routeOfReport(await report(visitor, { outside: 'yes' })), OUTSIDE);
  deepEqual(await routeOfReport(await report(visitor, { person: teacher.uid, cause: 'unknown' })), OUTSIDE);
  const mother = await as(await buildGuardian(door.db, { of: pupil }));
  deepEqual(await routeOfReport(await report(mother, { person: head.uid, cause: 'pupil' })), OUTSIDE);
  match((await mother.get(`/safety/report?person=${head.uid}`)).text, /L’établissement ne le lit pas/);
  const friend = await buildPupil(door.db, { class: await classOf(school) });
  deepEqual(await routeOfReport(await report(await as(friend))), AT_SCHOOL);
});

const classOf = (school: BuiltSchool) => buildClass(door.db, { school });

test('a school where nobody could read a report does not keep it: no head, or the head is the family of whom it is about', async () => {
  const school = await buildSchool(door.db);
  const group = await buildClass(door.db, { school });
  const pupil = await buildPupil(door.db, { class: group });
  deepEqual(await routeOfReport(await report(await as(pupil))), OUTSIDE);
  const head = await buildHead(door.db, { school });
  const child = await buildPupil(door.db, { class: group });
  await joinFamily(door.db, { guardian: head, child });
  const visitor = await as(pupil);
  deepEqual(await routeOfReport(await report(visitor, { person: child.uid })), OUTSIDE);
  await buildStaff(door.db, { school, kind: 'school_life' });
  deepEqual(await routeOfReport(await report(visitor, { person: child.uid })), AT_SCHOOL);
});

test('a content is copied and sealed as it stood; what is not there for the reporter cannot be reported', async () => {
  const { school, pupil } = await buildScene();
  const author = await buildPupil(door.db, { class: await classOf(school) });
  wall.set('w1', { author, text: 'Tu es nul', schoolId: school.id, hidden: false });
  const visitor = await as(pupil);
  const about = { place: 'test.wall', subject: 'w1' };
  match((await visitor.get('/safety/report?place=test.wall&subject=w1')).text, /un mot sur le mur, « Mur »/);
  equal((await visitor.get('/safety/report?place=test.wall&subject=w9')).status, 404);
  equal((await visitor.post('/safety/report', situation({ ...about, subject: 'w9' }))).status, 404);
  const address = await report(visitor, about);
  wall.delete('w1');
  const entries = await rowsOf(
    door.db,
    sql<{ kind: string; content: string; seal: Buffer }>`
      select kind, content, seal from safety.report_entries
      where report_id = ${address.split('/').at(-1)}::uuid order by rank`,
  );
  deepEqual(
    entries.map(({ kind }) => kind),
    ['reported', 'evidence'],
  );
  match(entries[1]?.content ?? '', /abababab.*Tu es nul/);
  const id = address.split('/').at(-1) ?? '';
  const former = entries[0]?.seal ?? null;
  const content = entries[1]?.content ?? '';
  const seal = sealOf(testKeys, former, id, 2, content);
  const other = randomBytes(32);
  const forged = { vault: { ...testKeys.vault, current: { id: 'somebody', secret: other } } };
  notDeepEqual(sealOf(forged, former, id, 2, content), seal, 'nobody seals without the key');
  ok(entries[1]?.seal.equals(seal), 'the seal stands over the one before');
  const [line] = await rowsOf(
    door.db,
    sql<{ visibility: string; seal: string }>`
      select visibility, details->>'seal' as seal from platform.audit_entries
      where act = 'safety.report-sent' and details->>'reportId' = ${address.split('/').at(-1)}`,
  );
  deepEqual(line, { visibility: 'protection', seal: seal.toString('hex') });
});

test('somebody else’s report does not exist, and a person whom one may not see cannot be named', async () => {
  const { pupil, head } = await buildScene();
  const address = await report(await as(pupil));
  const classmate = await as((await buildScene()).pupil);
  for (const visitor of [classmate, await as(head), await as(await buildOperator())]) {
    equal((await visitor.get(address)).status, 404);
    equal((await visitor.post(address, { words: 'x' })).status, 404);
  }
  const stranger = await buildPupil(door.db);
  equal((await classmate.get(`/safety/report?person=${stranger.uid}`)).status, 404);
  equal((await classmate.post('/safety/report', situation({ person: stranger.uid }))).status, 404);
  doesNotMatch((await classmate.get('/safety/reports')).text, /pousse/);
});

/** Somebody of the platform, who reads no report of a school there. */
async function buildOperator(): Promise<BuiltPerson> {
  const person = await buildPerson(door.db);
  await buildMandate(door.db, { kind: 'platform', person });
  return person;
}

test('what a pupil reports, their own mother does not read because she works at the school', async () => {
  const { school, head, pupil } = await buildScene();
  const mother = await buildStaff(door.db, { school, kind: 'school_life', givenName: 'Nadia', familyName: 'KACI' });
  await joinFamily(door.db, { child: pupil, guardian: mother });
  const visitor = await as(pupil);
  const form = (await visitor.get('/safety/report')).text;
  match(form, new RegExp(head.displayName));
  doesNotMatch(form, /Nadia KACI/);
  const address = await report(visitor, { cause: 'elsewhere', words: 'Ça se passe à la maison.' });
  deepEqual(await routeOfReport(address), AT_SCHOOL);
  const id = address.split('/').at(-1);
  equal((await (await as(head)).get(`/safety/queue/${id}`)).status, 200);
  const kin = await as(mother);
  equal((await kin.get(`/safety/queue/${id}`)).status, 404);
  doesNotMatch((await kin.get('/safety/queue')).text, /à la maison/);
  const told = await rowsOf(
    door.db,
    sql<{ id: string }>`
      select r.person_id as id from notifications.recipients r join notifications.entries e on e.id = r.entry_id
      where e.subject = ${`safety.report:${id}`}`,
  );
  deepEqual(
    told.map((row) => row.id),
    [head.id],
  );
  await joinFamily(door.db, { child: pupil, guardian: head, relation: 'father' });
  deepEqual(
    await routeOfReport(await report(visitor)),
    OUTSIDE,
    'where only their parents would read it, it leaves the school',
  );
});
