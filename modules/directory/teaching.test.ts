import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { firstOf, rowsOf, sql } from '../../platform/db/db.ts';
import type { Visitor } from '../../platform/testing/browser.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import { buildClass, buildGuardian, buildHead, buildPupil, buildSchool, buildTeacher } from './builders.ts';
import { attachNamedTeachers } from './queries/teaching.ts';
import { directoryModule } from './register.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

/** An école whose class is called after its teacher, whom the academy's file does not attach. */
async function buildUnattached(label = 'CP Mme D’ARCANGELO') {
  const { db } = door;
  const school = await buildSchool(db);
  const group = await buildClass(db, { school, label });
  const teacher = await buildTeacher(db, { school, familyName: "D'ARCANGELO", givenName: 'Rosa' });
  const other = await buildTeacher(db, { school, familyName: 'ROY', givenName: 'Paul' });
  const head = await buildHead(db, { school, familyName: 'BONNET' });
  return { school, group, teacher, other, head };
}

test('the head is offered the teacher whom the class’s name tells, and confirms in one tap', async () => {
  const { group, teacher, head } = await buildUnattached();
  const visitor = await as(head);
  const page = await visitor.get(`/groups/${group.id}`);
  match(page.text, /cette classe est celle de Rosa D&#x27;ARCANGELO/);
  const after = await visitor.submit(`/groups/${group.id}/teachers`, { teacher: teacher.uid });
  equal(after.status, 200);
  match(after.text, /C’est noté/);
  const own = await (await as(teacher)).get('/groups');
  equal(own.location, `/groups/${group.id}`);
});

test('who attached whom, and who verified which kinships, is found in the audit', async () => {
  const { school, group, teacher, head } = await buildUnattached();
  const adult = await buildGuardian(door.db, { of: await buildPupil(door.db, { class: group }), needsReview: true });
  const visitor = await as(head);
  await visitor.post(`/groups/${group.id}/teachers`, { teacher: teacher.uid });
  const kinship = await firstOf(
    door.db,
    sql<{ id: string }>`select id from directory.kinships where adult_id = ${adult.id}`,
  );
  const reply = await visitor.api('POST', `/api/groups/${group.id}/kin-review`, { kinships: kinship?.id });
  equal(reply.json<{ reviewed: number }>().reviewed, 1);
  const acts = await rowsOf(
    door.db,
    sql`select act, subject_id, details from platform.audit_entries
        where actor_id = ${head.id} and school_id = ${school.id} order by id`,
  );
  deepEqual(acts, [
    { act: 'directory.teacher-attached', subject_id: teacher.id, details: { groupId: group.id } },
    {
      act: 'directory.kin-reviewed',
      subject_id: null,
      details: { groupId: group.id, kinshipIds: [kinship?.id], reviewed: 1 },
    },
  ]);
});

test('attaching the same teacher twice changes nothing', async () => {
  const { group, teacher, head } = await buildUnattached();
  const visitor = await as(head);
  const url = `/api/groups/${group.id}/teachers`;
  equal((await visitor.api('POST', url, { teacher: teacher.uid })).json<{ attached: boolean }>().attached, true);
  equal((await visitor.api('POST', url, { teacher: teacher.uid })).json<{ attached: boolean }>().attached, false);
});

test('somebody who does not teach in this school cannot be attached, and the head is told why', async () => {
  const { group, head } = await buildUnattached();
  const stranger = await buildTeacher(door.db, { school: await buildSchool(door.db) });
  const reply = await (await as(head)).submit(`/groups/${group.id}/teachers`, { teacher: stranger.uid });
  equal(reply.status, 422);
  match(reply.text, /n’enseigne pas dans cet établissement/);
});

test('a teacher of the school cannot attach anybody; the head of another school does not find the class', async () => {
  const { group, teacher, other } = await buildUnattached();
  const body = { teacher: teacher.uid };
  equal((await (await as(other)).api('POST', `/api/groups/${group.id}/teachers`, body)).status, 403);
  const stranger = await buildHead(door.db, { school: await buildSchool(door.db) });
  equal((await (await as(stranger)).api('POST', `/api/groups/${group.id}/teachers`, body)).status, 404);
});

test('a class whose name tells one teacher gets that one; a name that two bear is left to the head', async () => {
  const { db } = door;
  const { school, group } = await buildUnattached();
  const shared = await buildClass(db, { school, label: 'CE1 Mme MOREAU' });
  await buildTeacher(db, { school, familyName: 'MOREAU', givenName: 'Anne' });
  await buildTeacher(db, { school, familyName: 'MOREAU', givenName: 'Luc' });
  const today = '2026-11-24';
  equal(await attachNamedTeachers(db, school.id, today), 1);
  equal(await attachNamedTeachers(db, school.id, today), 0);
  const head = await buildHead(db, { school, familyName: 'BONNET' });
  const visitor = await as(head);
  match((await visitor.get(`/groups/${group.id}`)).text, /D&#x27;ARCANGELO/);
  const ambiguous = (await visitor.get(`/groups/${shared.id}`)).text;
  match(ambiguous, /Personne n’est encore rattaché/);
  doesNotMatch(ambiguous, /cette classe est celle de/);
});
