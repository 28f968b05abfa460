import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { modules } from '../../../app/modules.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { extensionsOf } from '../../../platform/extensions.ts';
import type { WorkContext } from '../../../platform/module.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import { testKeys } from '../../../platform/testing/keys.ts';
import { testMailer } from '../../../platform/testing/work.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
  giveProfile,
  joinFamily,
  suspendAccess,
} from '../../directory/builders.ts';
import { daysAfter } from '../../directory/rules.ts';
import { type Door, givePassword, openDoor, signInAs } from '../../identity/builders.ts';
import { provisionAccounts } from '../../identity/index.ts';
import { newToken } from '../../identity/sessions/token.ts';

const PASSWORD = 'cartable-soleil-marelle';

let door: Door;
const mailer = testMailer();
before(async () => {
  door = await openDoor({ modules: modules.filter(({ manifest }) => manifest.name !== 'identity') });
});
after(() => door.close());

const work = (): WorkContext => ({
  db: door.db,
  clock: door.clock,
  mailer,
  settings: { publicUrl: 'http://localhost', dataDir: 'var' },
  keys: testKeys,
  extensions: extensionsOf(modules),
  storage: door.storage,
  signal: new AbortController().signal,
  log: () => undefined,
  enqueue: async () => undefined,
});

const NIGHTLY = [
  'directory.mark-left',
  'privacy.tell-leavers',
  'privacy.disable-leavers',
  'privacy.remind-leavers',
  'privacy.erase-leavers',
  'privacy.purge-archive',
  'identity.sweep',
];

/** The jobs of a night, in their order, and what their facts set off; then it is half past eight that day. */
async function night(day: string): Promise<void> {
  door.clock.set(`${day}T01:30:00Z`);
  for (const name of NIGHTLY) {
    const job = modules.flatMap((module) => module.jobs ?? []).find((one) => one.name === name);
    ok(job?.cron, `${name} runs by itself`);
    await job.run(work(), {});
  }
  const facts = await rowsOf(
    door.db,
    sql<{ name: string; payload: object }>`delete from platform.outbox returning name, payload`,
  );
  for (const { name, payload } of facts)
    for (const { fact, read } of modules.flatMap((module) => module.subscriptions ?? []))
      if (fact === name) await read(work(), payload as Record<string, unknown>);
  door.clock.set(`${day}T07:30:00Z`);
}

const TODAY = '2026-11-24';
const after1 = (days: number): string => daysAfter(TODAY, days);

/** A school, a pupil who stays or leaves, both parents, a teacher. */
async function buildPlace() {
  door.clock.set(`${TODAY}T07:30:00Z`);
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Tilleuls' });
  const group = await buildClass(db, { school });
  const pupil = await buildPupil(db, { class: group, familyName: 'SORBIER', givenName: 'Noé' });
  const mother = await buildGuardian(db, { of: pupil, familyName: 'SORBIER', givenName: 'Jeanne' });
  const father = await buildGuardian(db, { of: pupil, relation: 'father', familyName: 'SORBIER', givenName: 'Paul' });
  const teacher = await buildTeacher(db, { classes: [group], familyName: 'ALISIER', givenName: 'Marc' });
  const head = await buildHead(db, { school });
  await provisionAccounts(db, TODAY, door.clock.now());
  return { school, group, pupil, mother, father, teacher, head };
}

type Who = { readonly id: string; readonly uid: string };
const personOf = (who: Who) =>
  firstOf(
    door.db,
    sql<{ left_on: string | null; erased_on: string | null; erasure_reason: string | null; family_name: string }>`
      select left_on, erased_on, erasure_reason, family_name from directory.persons where id = ${who.id}`,
  );
const leavesOf = (who: Who) =>
  rowsOf(
    door.db,
    sql<{ erase_on: string; told: boolean; disabled: boolean; reminded: boolean; returned: boolean; erased: boolean }>`
      select erase_on, told_at is not null as told, disabled_at is not null as disabled, reminded_at is not null as reminded,
             returned_at is not null as returned, erased_at is not null as erased
      from privacy.leaves where person_id = ${who.id} order by left_on, id`,
  );
const leaveSchool = async (who: Who, day = TODAY): Promise<void> => {
  for (const [table, column] of [
    ['profiles', 'person_id'],
    ['enrolments', 'pupil_id'],
    ['memberships', 'person_id'],
  ])
    await sql`update ${sql.table(`directory.${table}`)} set ends_on = ${day}::date
              where ${sql.ref(column ?? '')} = ${who.id} and ends_on is null`.execute(door.db);
};
const withAddress = async (who: Who, address: string): Promise<void> => {
  await sql`insert into identity.mail_addresses (id, person_id, address, added_at, verified_at)
            values (${newId()}, ${who.id}, ${address}, ${door.clock.now()}, ${door.clock.now()})`.execute(door.db);
};

test('a teacher leaves: told, kept out after thirty days, reminded, erased within three months; a second run changes nothing', async () => {
  const { teacher, head, school } = await buildPlace();
  const login = await givePassword(door.db, teacher.id, PASSWORD, door.clock.now());
  await withAddress(teacher, 'marc.alisier@ecole.invalid');
  const visitor = await signInAs(door, teacher.id);
  equal((await visitor.get('/')).status, 200);
  const ofHead = await signInAs(door, head.id);
  equal((await ofHead.post(`/people/${teacher.uid}/schools/${school.uai}/leave`, { on: TODAY })).status, 303);

  await night(after1(1));
  equal((await personOf(teacher))?.left_on, TODAY);
  deepEqual(await leavesOf(teacher), [
    { erase_on: after1(84), told: true, disabled: false, reminded: false, returned: false, erased: false },
  ]);
  const mail = mailer.sent.filter(({ to }) => to.address === 'marc.alisier@ecole.invalid');
  equal(mail.length, 1);
  match(mail[0]?.paragraphs.join(' ') ?? '', /24 décembre 2026.*16 février 2027/);
  const told = await signInAs(door, teacher.id);
  equal((await told.get('/')).location, '/leaving', 'nothing of the school any more');
  match((await told.get('/leaving')).text, /16 février 2027/);
  equal((await told.get('/account')).status, 200);

  await night(after1(30));
  ok((await leavesOf(teacher))[0]?.disabled);
  const open = await rowsOf(door.db, sql`select 1 from identity.sessions where person_id = ${teacher.id}`);
  equal(open.length, 0, 'sessions ended');
  const again = await signInAs(door, teacher.id);
  match((await again.get('/account')).location ?? '', /^\/leaving/);
  match((await again.get('/my-data')).text, /Marc ALISIER|ALISIER/);
  ok(login);

  await night(after1(69));
  equal((await leavesOf(teacher))[0]?.reminded, false);
  await night(after1(70));
  await night(after1(70));
  ok((await leavesOf(teacher))[0]?.reminded);
  equal(mailer.sent.filter(({ to }) => to.address === 'marc.alisier@ecole.invalid').length, 2, 'reminded once');

  await night(after1(83));
  equal((await personOf(teacher))?.erased_on, null);
  await night(after1(84));
  deepEqual(await personOf(teacher), {
    left_on: TODAY,
    erased_on: after1(84),
    erasure_reason: 'left',
    family_name: '',
  });
  const archived = await rowsOf(
    door.db,
    sql<{ kind: string }>`select kind from archive.records where uid = ${teacher.uid}`,
  );
  ok(archived.length > 0 && archived.every(({ kind }) => kind === 'consent'));
  await night(after1(91));
  deepEqual(await leavesOf(teacher), [
    { erase_on: after1(84), told: true, disabled: true, reminded: true, returned: false, erased: true },
  ]);
});

test('a missed month is made up for, and nobody is erased before they have been told for two weeks', async () => {
  const { teacher } = await buildPlace();
  await leaveSchool(teacher, '2026-09-01');
  await sql`update directory.profiles set starts_on = '2025-09-01', ends_on = '2026-09-01' where person_id = ${teacher.id}`.execute(
    door.db,
  );
  await night(TODAY);
  equal((await leavesOf(teacher))[0]?.erase_on, after1(14));
  await night(after1(13));
  equal((await personOf(teacher))?.erased_on, null);
  await night(after1(14));
  equal((await personOf(teacher))?.erased_on, after1(14));
});

test('the last child leaves: the parents leave too, are told of both, and choose for the child, who does not', async () => {
  const { pupil, mother, father } = await buildPlace();
  await givePassword(door.db, mother.id, PASSWORD, door.clock.now());
  await withAddress(mother, 'jeanne.sorbier@famille.invalid');
  await leaveSchool(pupil);
  await night(after1(1));
  for (const who of [pupil, mother, father]) equal((await personOf(who))?.left_on, TODAY);
  const told = mailer.sent
    .filter(({ to }) => to.address === 'jeanne.sorbier@famille.invalid')
    .map(({ paragraphs }) => paragraphs.join(' '));
  equal(told.length, 2);
  ok(
    told.some((text) => /Noé n’est plus/.test(text)) && told.some((text) => /Ce compte n’est plus rattaché/.test(text)),
  );

  const child = await signInAs(door, pupil.id);
  const own = await child.get('/leaving');
  doesNotMatch(own.text, /Effacer sans attendre/);
  equal((await child.post('/leaving/choice', { person: pupil.uid, choice: 'erase' })).status, 404);

  const parent = await signInAs(door, mother.id);
  match((await parent.get('/leaving')).text, /Noé SORBIER/);
  match((await parent.get(`/my-data?person=${pupil.uid}`)).text, /École des Tilleuls/);
  const file = await parent.post('/my-data/download', { person: pupil.uid, format: 'json' });
  equal(file.json<{ person: { id: string } }>().person.id, pupil.uid);
  equal((await parent.post('/leaving/choice', { person: pupil.uid, choice: 'erase' })).status, 303);
  const DAY = /tout sera effacé le 2 décembre/;
  match((await parent.get('/leaving')).text, DAY);
  const other = await signInAs(door, father.id);
  match((await other.get('/leaving')).text, DAY, 'the other parent sees it');
  const erasureTold = async (): Promise<number> =>
    (
      await rowsOf(
        door.db,
        sql`select 1 from directory.tellings where person_id = ${father.id} and code = 'erasure-asked'`,
      )
    ).length;
  equal(await erasureTold(), 1, 'and is told');
  equal((await other.post('/leaving/choice', { person: pupil.uid, choice: 'keep' })).status, 303);
  equal(await erasureTold(), 0);
  await night(after1(8));
  equal((await personOf(pupil))?.erased_on, null, 'the other parent kept it in time');
  const later = await signInAs(door, mother.id);
  equal((await later.post('/leaving/choice', { person: pupil.uid, choice: 'erase' })).location, '/leaving');
  await night(after1(14));
  equal((await personOf(pupil))?.erased_on, null, 'a week to say no');
  await night(after1(15));
  deepEqual(await personOf(pupil), { left_on: TODAY, erased_on: after1(15), erasure_reason: 'asked', family_name: '' });
  equal((await personOf(mother))?.erased_on, null);
  equal((await (await signInAs(door, mother.id)).get(`/my-data?person=${pupil.uid}`)).status, 404);
  const left = await rowsOf(
    door.db,
    sql`select 1 from directory.tellings where details::text like '%Noé%' and person_id in (${mother.id}, ${father.id})`,
  );
  equal(left.length, 0, 'nor in what the parents were told');
});

test('who comes back before the end finds everything; who comes back after is somebody new', async () => {
  const { teacher, school, pupil, mother, group } = await buildPlace();
  await givePassword(door.db, teacher.id, PASSWORD, door.clock.now());
  for (const who of [teacher, pupil]) await leaveSchool(who);
  await night(after1(1));
  await night(after1(40));
  await giveProfile(door.db, { person: teacher, schoolId: school.id, kind: 'teacher' });
  await giveProfile(door.db, { person: pupil, schoolId: school.id, kind: 'pupil' });
  await night(after1(41));
  for (const who of [teacher, pupil, mother]) {
    equal((await personOf(who))?.left_on, null);
    ok((await leavesOf(who))[0]?.returned);
  }
  equal((await (await signInAs(door, teacher.id)).get('/')).status, 200);
  await night(after1(100));
  equal((await personOf(teacher))?.family_name, 'ALISIER');
  const told = await rowsOf(
    door.db,
    sql`select 1 from directory.tellings where person_id in (${teacher.id}, ${mother.id}) and code = 'account-leaving'`,
  );
  equal(told.length, 0);
  ok(group);
});

test('coming back between the marking and the erasure of the same night is enough', async () => {
  const { teacher, school } = await buildPlace();
  await leaveSchool(teacher);
  await night(after1(1));
  door.clock.set(`${after1(84)}T01:50:00Z`);
  await giveProfile(door.db, { person: teacher, schoolId: school.id, kind: 'teacher' });
  const erase = modules.flatMap((module) => module.jobs ?? []).find(({ name }) => name === 'privacy.erase-leavers');
  await erase?.run(work(), {});
  equal((await personOf(teacher))?.family_name, 'ALISIER');
});

test('who is something elsewhere lives on: another school, another child, a mandate', async () => {
  const { teacher, pupil, mother, father } = await buildPlace();
  const elsewhere = await buildSchool(door.db);
  await leaveSchool(teacher);
  await giveProfile(door.db, { person: teacher, schoolId: elsewhere.id, kind: 'teacher' });
  await joinFamily(door.db, { guardian: mother, child: await buildPupil(door.db, { school: elsewhere }) });
  await buildMandate(door.db, { kind: 'platform', person: father });
  await leaveSchool(pupil);
  await night(after1(1));
  await night(after1(90));
  for (const who of [teacher, mother, father]) equal((await personOf(who))?.left_on, null);
  equal((await personOf(pupil))?.erased_on, after1(90));
});

test('a closed access is no leaving; and who is kept from a child neither reads nor chooses when it leaves', async () => {
  const { pupil, father, mother } = await buildPlace();
  await suspendAccess(door.db, { guardian: father, child: pupil });
  await night(after1(1));
  await night(after1(90));
  equal((await personOf(father))?.left_on, null, 'kept for the day on which it is lifted');
  await leaveSchool(pupil, after1(90));
  await night(after1(91));
  const kept = await signInAs(door, father.id);
  doesNotMatch((await kept.get('/leaving')).text, /Noé/);
  equal((await kept.get(`/my-data?person=${pupil.uid}`)).status, 404);
  equal((await kept.post('/leaving/choice', { person: pupil.uid, choice: 'erase' })).status, 404);
  const told = await rowsOf(
    door.db,
    sql`select 1 from directory.tellings where person_id = ${father.id} and details ->> 'about' = ${pupil.id}`,
  );
  equal(told.length, 0);
  match((await (await signInAs(door, mother.id)).get('/leaving')).text, /Noé/);
});

test('a hold stops the erasure until it is lifted, even one that was asked for', async () => {
  const { teacher, head } = await buildPlace();
  await leaveSchool(teacher);
  await night(after1(1));
  const hold = newId();
  await sql`insert into privacy.holds (id, person_id, reason, placed_by, placed_at)
            values (${hold}, ${teacher.id}, 'Enquête en cours', ${head.id}, ${door.clock.now()})`.execute(door.db);
  const visitor = await signInAs(door, teacher.id);
  match((await visitor.get('/leaving')).text, /Une procédure demande/);
  equal((await visitor.post('/leaving/choice', { person: teacher.uid, choice: 'erase' })).status, 409);
  await night(after1(90));
  equal((await personOf(teacher))?.family_name, 'ALISIER');
  await sql`update privacy.holds set lifted_at = ${door.clock.now()}, lifted_by = ${head.id} where id = ${hold}`.execute(
    door.db,
  );
  await night(after1(91));
  equal((await personOf(teacher))?.erased_on, after1(91));
});

test('a stranger chooses nothing for anybody, and a token of who left opens nothing', async () => {
  const { pupil, teacher } = await buildPlace();
  const { token, digest } = newToken();
  await sql`insert into identity.api_tokens (id, person_id, name, digest, may_write, created_at, expires_at)
            values (${newId()}, ${teacher.id}, 'essai', ${digest}, false, ${door.clock.now()}, ${new Date('2027-11-24')})`.execute(
    door.db,
  );
  await givePassword(door.db, teacher.id, PASSWORD, door.clock.now());
  const program = new Visitor(door.app, { authorization: `Bearer ${token}` });
  equal((await program.api('GET', `/api/people/${teacher.uid}`)).status, 200);
  await leaveSchool(teacher);
  equal((await program.api('GET', `/api/people/${teacher.uid}`)).status, 401);
  const other = await buildPlace();
  await leaveSchool(pupil);
  await night(after1(1));
  const stranger = await signInAs(door, other.mother.id);
  equal((await stranger.post('/leaving/choice', { person: pupil.uid, choice: 'erase' })).status, 404);
  equal((await stranger.get(`/my-data?person=${pupil.uid}`)).status, 404);
  match((await stranger.get('/leaving')).text, /Personne ne part/);
});
