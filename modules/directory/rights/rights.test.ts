import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { testMailer, testWorker, until } from '../../../platform/testing/work.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { identityModule } from '../../identity/register.ts';
import { portalModule } from '../../portal/register.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
} from '../builders.ts';
import { directoryModule } from '../register.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule, portalModule([directoryModule])] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

async function buildEcole() {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Aulnes' });
  const cp = await buildClass(db, { school, label: 'CP' });
  const head = await buildHead(db, { school, familyName: 'PETIT', givenName: 'Claire' });
  const secretary = await buildStaff(db, { school, familyName: 'NGUYEN', givenName: 'Anne' });
  const pupil = await buildPupil(db, { class: cp });
  return { school, cp, head, secretary, pupil };
}

const rightsOf = async (visitor: Visitor, uai: string) =>
  (await visitor.api('GET', `/api/schools/${uai}/rights`)).json<{
    rights: {
      id: string;
      person: { id: string };
      duties: string[];
      class: string | null;
      endsOn: string | null;
      revocable: boolean;
    }[];
  }>().rights;

test('the head entrusts a task by search; it is said in a sentence, works at once, and is told to the person', async () => {
  const { school, head, secretary, pupil } = await buildEcole();
  const visitor = await as(head);
  match((await visitor.get(`/schools/${school.uai}`)).text, /Qui peut quoi/);
  match((await visitor.get(`/schools/${school.uai}/rights`)).text, /Aucune tâche n’est confiée/);
  const found = await visitor.get(`/schools/${school.uai}/rights/new?q=ngu`);
  match(found.text, /Anne NGUYEN/);
  match((await visitor.get(`/schools/${school.uai}/rights/new?person=${secretary.uid}`)).text, /Quelles tâches/);
  const worker = await as(secretary);
  equal((await worker.get(`/people/${pupil.uid}/edit`)).status, 404, 'not yet');
  const page = await visitor.submit(`/schools/${school.uai}/rights`, {
    person: secretary.uid,
    people: 'yes',
    to: '2027-07-02',
  });
  match(page.text, /C’est confié à Anne NGUYEN/);
  match(
    page.text,
    /Peut tenir les fiches.*\(pour tout l’établissement, jusqu’au 2 juillet 2027, confié par Claire PETIT\)/,
  );
  equal((await worker.get(`/people/${pupil.uid}/edit`)).status, 200);
  const home = await worker.get('/');
  match(home.text, /École des Aulnes vous a confié ceci : tenir les fiches.*, jusqu’au 2 juillet 2027/);
  const tellings = /name="tellings" value="([^"]+)"/.exec(home.text)?.[1] ?? '';
  doesNotMatch((await worker.submit('/tellings/seen', { tellings })).text, /vous a confié ceci/);
  const [line] = await rowsOf(
    door.db,
    sql<{ actor_id: string; details: { duties: string[] } }>`
      select actor_id, details from platform.audit_entries where act = 'directory.right-given' and subject_id = ${secretary.id}`,
  );
  deepEqual([line?.actor_id, line?.details.duties], [head.id, ['people']]);
});

test('a right taken back is gone on the next page, with all that was entrusted further', async () => {
  const { school, head, secretary, pupil } = await buildEcole();
  const colleague = await buildTeacher(door.db, { school });
  const visitor = await as(head);
  await visitor.submit(`/schools/${school.uai}/rights`, { person: secretary.uid, people: 'yes', rights: 'yes' });
  const delegate = await as(secretary);
  equal((await delegate.post(`/schools/${school.uai}/rights`, { person: colleague.uid, people: 'yes' })).status, 303);
  const [own] = (await rightsOf(visitor, school.uai)).filter((right) => right.person.id === secretary.uid);
  match((await visitor.submit(`/schools/${school.uai}/rights/${own?.id}/revoke`)).text, /Le droit est retiré/);
  deepEqual(await rightsOf(visitor, school.uai), []);
  equal((await delegate.get(`/people/${pupil.uid}/edit`)).status, 404);
  equal((await (await as(colleague)).get(`/people/${pupil.uid}/edit`)).status, 403);
  match((await delegate.get('/')).text, /ne vous confie plus ceci/);
});

test('a delegate gives nothing that they do not hold, nor beyond their last day, nor to themselves', async () => {
  const { school, secretary } = await buildEcole();
  const colleague = await buildTeacher(door.db, { school });
  await buildMandate(door.db, {
    kind: 'delegate',
    person: secretary,
    school,
    duties: ['groups', 'rights'],
    endsOn: '2027-01-01',
  });
  const delegate = await as(secretary);
  const give = (body: Record<string, string>) =>
    delegate.post(`/schools/${school.uai}/rights`, { person: colleague.uid, ...body });
  for (const more of [
    { people: 'yes' },
    { groups: 'yes' },
    { groups: 'yes', to: '2027-01-01' },
    { afterSchool: 'yes' },
  ]) {
    const refused = await give(more as Record<string, string>);
    equal(refused.status, 422);
    match(refused.text, /que ce qui vous est confié/);
  }
  equal((await give({ groups: 'yes', to: '2026-12-31', person: secretary.uid })).status, 422);
  equal((await give({ groups: 'yes', to: '2026-12-31' })).status, 303);
});

test('a delegate takes back only what they gave', async () => {
  const { school, head, secretary } = await buildEcole();
  const colleague = await buildTeacher(door.db, { school });
  await buildMandate(door.db, { kind: 'delegate', person: secretary, school, duties: ['groups', 'rights'] });
  await (await as(head)).submit(`/schools/${school.uai}/rights`, { person: colleague.uid, groups: 'yes' });
  const delegate = await as(secretary);
  const [given] = (await rightsOf(delegate, school.uai)).filter((right) => right.person.id === colleague.uid);
  equal(given?.revocable, false);
  equal((await delegate.post(`/schools/${school.uai}/rights/${given?.id}/revoke`)).status, 403);
});

test('a task for one class reaches the pupils and families of that class only', async () => {
  const { school, cp, head, secretary, pupil } = await buildEcole();
  const other = await buildPupil(door.db, { class: await buildClass(door.db, { school, label: 'CE2' }) });
  const mother = await buildGuardian(door.db, { of: pupil });
  const visitor = await as(head);
  const page = await visitor.submit(`/schools/${school.uai}/rights`, {
    person: secretary.uid,
    people: 'yes',
    class: cp.id,
  });
  match(page.text, /pour la classe CP/);
  const delegate = await as(secretary);
  equal((await delegate.get(`/people/${pupil.uid}/edit`)).status, 200);
  equal((await delegate.get(`/people/${mother.uid}/edit`)).status, 200);
  equal((await delegate.get(`/people/${other.uid}/edit`)).status, 404);
  equal((await delegate.get(`/schools/${school.uai}/people/new`)).status, 403, 'nothing for the whole school');
});

test('a right whose last day is over holds no more', async () => {
  const { school, head, secretary, pupil } = await buildEcole();
  const clerk = await as(head);
  await clerk.submit(`/schools/${school.uai}/rights`, { person: secretary.uid, people: 'yes', to: '2026-11-24' });
  equal((await (await as(secretary)).get(`/people/${pupil.uid}/edit`)).status, 200, 'the last day is included');
  door.clock.advance(24 * 3600_000);
  try {
    equal((await (await as(secretary)).get(`/people/${pupil.uid}/edit`)).status, 404);
  } finally {
    door.clock.advance(-24 * 3600_000);
  }
});

test('faults are said by field, what was ticked stays', async () => {
  const { school, head, secretary } = await buildEcole();
  const visitor = await as(head);
  const nothing = await visitor.post(`/schools/${school.uai}/rights`, { person: secretary.uid });
  equal(nothing.status, 422);
  match(nothing.text, /Choisissez au moins une tâche/);
  const crossed = await visitor.post(`/schools/${school.uai}/rights`, {
    person: secretary.uid,
    groups: 'yes',
    from: '2027-01-10',
    to: '2027-01-05',
  });
  match(crossed.text, /Le dernier jour vient avant le premier/);
  match(crossed.text, /name="groups"[^>]*checked|checked[^>]*name="groups"/);
  const parent = await buildGuardian(door.db);
  const stranger = await visitor.post(`/schools/${school.uai}/rights`, { person: parent.uid, groups: 'yes' });
  match(stranger.text, /ne travaille pas dans l’établissement/);
});

test('the head appoints who coordinates after-school', async () => {
  const { school, head } = await buildEcole();
  const nadia = await buildStaff(door.db, { school, kind: 'after_school', familyName: 'LOPES' });
  const visitor = await as(head);
  const page = await visitor.submit(`/schools/${school.uai}/rights`, { person: nadia.uid, afterSchool: 'yes' });
  match(page.text, /Voit les élèves, leurs responsables légaux à appeler/);
});

test('it is for the head, a delegate for rights and the operator; a teacher may not, a stranger finds nothing', async () => {
  const { school, cp, secretary } = await buildEcole();
  const teacher = await as(await buildTeacher(door.db, { classes: [cp] }));
  equal((await teacher.get(`/schools/${school.uai}/rights`)).status, 403);
  equal((await teacher.post(`/schools/${school.uai}/rights`, { person: secretary.uid, people: 'yes' })).status, 403);
  const operator = await as(await buildMandate(door.db, { kind: 'platform' }));
  equal((await operator.get(`/schools/${school.uai}/rights`)).status, 200);
  const stranger = await as(await buildHead(door.db));
  for (const address of [`/schools/${school.uai}/rights`, `/schools/${school.uai}/rights/new`])
    equal((await stranger.get(address)).status, 404);
  equal((await stranger.post(`/schools/${school.uai}/rights`, { person: secretary.uid, people: 'yes' })).status, 404);
  equal((await stranger.post(`/schools/${school.uai}/rights/${newId()}/revoke`)).status, 404);
});

test('who has a confirmed address is told by mail', async () => {
  const { school, head, secretary } = await buildEcole();
  await as(secretary);
  await sql`insert into identity.mail_addresses (id, person_id, address, added_at, verified_at)
            values (${newId()}, ${secretary.id}, 'anne@exemple.invalid', now(), now())`.execute(door.db);
  await (await as(head)).submit(`/schools/${school.uai}/rights`, { person: secretary.uid, groups: 'yes' });
  const mailer = testMailer();
  const work = await testWorker(
    { db: door.db, url: door.url, drop: async () => undefined },
    [directoryModule, identityModule],
    {
      mailer,
      clock: door.clock,
    },
  );
  try {
    await until(
      'the mail is sent',
      () => mailer.sent.some((mail) => mail.to.address === 'anne@exemple.invalid'),
      20_000,
    );
  } finally {
    await work.stop();
  }
  match(JSON.stringify(mailer.sent), /vous a confié ceci : créer des groupes/);
});
