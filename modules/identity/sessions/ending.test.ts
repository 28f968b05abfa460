import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltPerson,
  type BuiltPupil,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { buildService } from '../relying-parties/builders.ts';
import { SESSION_ENDED } from './end.ts';

let door: Door;
let school: Awaited<ReturnType<typeof buildSchool>>;
let headPerson: BuiltPerson;
let pupil: BuiltPupil;
let mother: BuiltPerson;
let teacher: BuiltPerson;
before(async () => {
  door = await openDoor();
  const { db } = door;
  school = await buildSchool(db);
  headPerson = await buildHead(db, { school });
  const group = await buildClass(db, { school });
  pupil = await buildPupil(db, { class: group });
  mother = await buildGuardian(db, { of: pupil });
  teacher = await buildTeacher(db, { classes: [group] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/account/sessions')).status === 200;
const told = async (): Promise<number> =>
  (
    await firstOf(
      door.db,
      sql<{ facts: number }>`select count(*) as facts from platform.outbox where name = ${SESSION_ENDED}`,
    )
  )?.facts ?? 0;

describe('sessions of somebody else', () => {
  it('are ended by the head at once, on every device, and the services are told', async () => {
    const partyId = await buildService(door.db, { schools: [school] });
    const [phone, laptop] = [await as(mother), await as(mother)];
    await sql`insert into identity.service_logins (id, session_id, relying_party_id, ticket, address, user_name, at)
              select ${newId()}::uuid, s.id, ${partyId}::uuid, 'ST-x', 'https://lecture.example.invalid/', 'x', ${door.clock.now()}
              from identity.sessions s where s.person_id = ${mother.id} order by s.id limit 1`.execute(door.db);
    const head = await as(headPerson);
    assert.match((await head.get(`/people/${mother.uid}/end-sessions`)).text, /2 sessions ouvertes/);
    const before = await told();
    assert.equal((await head.post(`/people/${mother.uid}/end-sessions`)).status, 303);
    assert.equal(await isIn(phone), false);
    assert.equal(await isIn(laptop), false);
    assert.equal(await told(), before + 1);
    assert.equal(await isIn(head), true);
    const line = await firstOf(
      door.db,
      sql`select 1 from platform.audit_subjects s join platform.audit_entries e on e.id = s.entry_id
          where s.person_id = ${mother.id} and e.act = 'identity.sessions-ended'`,
    );
    assert.ok(line, 'the person may read it');
  });

  it('are not for a stranger, a colleague or the person’s family', async () => {
    const stranger = await as(await buildHead(door.db, { school: await buildSchool(door.db) }));
    const visitor = await as(mother);
    for (const other of [stranger, await as(teacher), await as(pupil)]) {
      assert.equal((await other.get(`/people/${mother.uid}/end-sessions`)).status, 404);
      assert.equal((await other.post(`/people/${mother.uid}/end-sessions`)).status, 404);
      assert.equal((await other.post(`/schools/${school.uai}/end-sessions`)).status, 404);
    }
    assert.equal(await isIn(visitor), true);
  });
});

describe('a school in trouble', () => {
  it('is signed out whole by its head or by support: pupils, families, staff, and nobody of another school', async () => {
    for (const helper of [headPerson, await buildMandate(door.db, { kind: 'platform' })]) {
      const away = await as(await buildTeacher(door.db, { school: await buildSchool(door.db) }));
      const theirs = [await as(pupil), await as(mother), await as(teacher)];
      const visitor = await as(helper);
      assert.match((await visitor.get(`/schools/${school.uai}/end-sessions`)).text, /sessions ouvertes, \d+ personnes/);
      const reply = await visitor.post(`/schools/${school.uai}/end-sessions`);
      assert.equal(reply.location, `/schools/${school.uai}`);
      for (const one of theirs) assert.equal(await isIn(one), false);
      assert.equal(await isIn(visitor), true, 'who does it stays');
      assert.equal(await isIn(away), true);
    }
  });
});
