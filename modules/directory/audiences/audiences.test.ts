import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Actor } from '../../../platform/authz/policy.ts';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { type TestDatabase, testDatabase } from '../../../platform/testing/database.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
  joinFamily,
  suspendAccess,
} from '../builders.ts';
import { loadActor } from '../load-actor.ts';
import { refreshCircles } from '../visibility/refresh.ts';
import { addressable, mayAddress } from './addressable.ts';
import { audienceKey, readAudience } from './key.ts';
import { labelsOf } from './labels.ts';
import { audiencesOf, ownAudiences } from './own.ts';
import { countOf, countTogether, membersOf, peopleOf } from './people.ts';
import { schoolsOf } from './schools.ts';

const TODAY = '2026-11-23';

describe('whom something is said to', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.drop());

  const acting = async (personId: string): Promise<Actor> => {
    const actor = await loadActor(database.db, personId, TODAY);
    ok(actor);
    return actor;
  };
  const peopleIn = async (...keys: string[]): Promise<string[]> =>
    (await rowsOf(database.db, sql<{ person_id: string }>`${peopleOf(keys, TODAY)}`))
      .map((row) => row.person_id)
      .sort();

  async function place() {
    const { db } = database;
    const school = await buildSchool(db, { kind: 'elementary' });
    const group = await buildClass(db, { school, label: 'CE1 Roux' });
    const pupil = await buildPupil(db, { class: group });
    const mother = await buildGuardian(db, { of: pupil });
    const teacher = await buildTeacher(db, { classes: [group] });
    const head = await buildHead(db, { school });
    await refreshCircles(db, [school.id], TODAY);
    const families = audienceKey({ place: 'group', id: group.id, role: 'families' });
    return { db, school, group, pupil, mother, teacher, head, families };
  }

  it('is written as one text and read back, and nothing else is an audience', () => {
    const id = '01900000-0000-7000-8000-000000000001';
    for (const audience of [
      { place: 'group', id, role: 'members' },
      { place: 'school', id, role: 'staff' },
      { place: 'platform', id: null, role: 'families' },
    ] as const)
      deepEqual(readAudience(audienceKey(audience)), audience);
    for (const wrong of ['', `school:${id}:members`, 'platform:x:staff', `group:${id}:everyone`, `class:${id}:pupils`])
      equal(readAudience(wrong), undefined, wrong);
  });

  it('is the same from both sides: who is in it finds its key among their own', async () => {
    const { db, school, group, pupil, mother, teacher, head } = await place();
    const other = await buildGuardian(db);
    for (const [person, keys] of [
      [pupil, [`group:${group.id}:pupils`, `school:${school.id}:pupils`, 'platform::pupils']],
      [mother, [`group:${group.id}:families`, `school:${school.id}:families`, 'platform::families']],
      [teacher, [`group:${group.id}:staff`, `school:${school.id}:staff`, 'platform::staff']],
      [head, [`school:${school.id}:staff`, 'platform::staff']],
    ] as const) {
      const own = audiencesOf(await acting(person.id));
      for (const key of keys) {
        ok(own.includes(key), `${person.displayName}: ${key}`);
        ok((await peopleIn(key)).includes(person.id), key);
      }
      const commune = own.find((key) => key.startsWith('commune:'));
      ok(commune && (await peopleIn(commune)).includes(person.id));
    }
    ok(!(await peopleIn(`group:${group.id}:families`)).includes(other.id));
    ok(!audiencesOf(await acting(other.id)).includes(`group:${group.id}:families`));
  });

  it('tells a guardian through which child', async () => {
    const { db, group, pupil, mother, families } = await place();
    const brother = await buildPupil(db, { class: group });
    await joinFamily(db, { child: brother, guardian: mother });
    const own = ownAudiences(await acting(mother.id)).find(({ key }) => key === families);
    deepEqual([...(own?.children ?? [])].sort(), [pupil.id, brother.id].sort());
    const rows = await rowsOf(
      db,
      sql<{
        person_id: string;
        pupil_id: string;
      }>`select person_id, pupil_id from (${membersOf([families], TODAY)}) as m`,
    );
    const hers = rows.filter((row) => row.person_id === mother.id).map((row) => row.pupil_id);
    deepEqual(hers.sort(), [pupil.id, brother.id].sort(), 'once a child');
    equal((await peopleIn(families)).filter((id) => id === mother.id).length, 1, 'and once among the people');
  });

  it('leaves out whom a decision keeps away, on both sides', async () => {
    const { db, pupil, mother, families } = await place();
    const before = (await countOf(db, [families], TODAY)).get(families) ?? 0;
    await suspendAccess(db, { guardian: mother, child: pupil });
    ok(!(await peopleIn(families)).includes(mother.id));
    ok(!audiencesOf(await acting(mother.id)).includes(families));
    equal((await countOf(db, [families], TODAY)).get(families), before - 1);
  });

  it('is counted once for who belongs to several', async () => {
    const { db, school, group } = await place();
    const keys = [`group:${group.id}:families`, `school:${school.id}:families`];
    deepEqual([...(await schoolsOf(db, keys)).values()], [school.id, school.id]);
    equal(await countTogether(db, keys, TODAY), (await countOf(db, keys, TODAY)).get(keys[1] as string));
  });

  it('is proposed to each as far as they may, with names and numbers', async () => {
    const { db, group, school, teacher, head, mother, pupil } = await place();
    const proposed = async (id: string, verb: 'write' | 'publish'): Promise<string[]> =>
      (await addressable(db, await acting(id), verb, 'fr')).map(({ label }) => label);
    const choices = await addressable(db, await acting(teacher.id), 'publish', 'fr');
    const families = choices.find(({ key }) => key === `group:${group.id}:families`);
    equal(families?.label, 'Familles · CE1 Roux');
    ok(families.people && families.people >= 1);
    ok(
      !choices.some(({ place: where }) => where === 'school'),
      'a teacher speaks to the classes, the head to the school',
    );
    ok((await proposed(head.id, 'write')).includes(`Familles · ${school.name}`));
    ok((await proposed(head.id, 'publish')).includes('Familles · CE1 Roux'));
    deepEqual(await proposed(mother.id, 'publish'), []);
    ok((await proposed(mother.id, 'write')).includes('Enseignants · CE1 Roux'));
    ok(
      !(await proposed(mother.id, 'write')).some((label) => label.startsWith('Familles')),
      'families never see each other',
    );
    deepEqual(await proposed(pupil.id, 'write'), [], 'no child of an école writes to a whole class');
  });

  it('is refused to a stranger, whatever key they send', async () => {
    const { db, school, group } = await place();
    const keys = [`group:${group.id}:families`, `school:${school.id}:staff`, 'platform::families', 'nonsense'];
    for (const build of [buildTeacher, buildHead]) {
      const stranger = await acting((await build(db)).id);
      deepEqual([...(await mayAddress(db, stranger, 'publish', keys))], []);
      deepEqual([...(await mayAddress(db, stranger, 'write', keys))], []);
    }
  });

  it('reaches a whole commune for its agents, everybody for the operator', async () => {
    const { db, school } = await place();
    const agent = await buildMandate(db, { kind: 'commune' });
    await sql`update directory.mandates set commune_id = ${school.communeId} where person_id = ${agent.id}`.execute(db);
    const commune = `commune:${school.communeId}:families`;
    deepEqual(
      [...(await mayAddress(db, await acting(agent.id), 'publish', [commune, 'platform::families']))],
      [commune],
    );
    const operator = await buildMandate(db, { kind: 'platform' });
    equal((await mayAddress(db, await acting(operator.id), 'write', [commune, 'platform::families'])).size, 2);
    deepEqual([...(await schoolsOf(db, [commune])).values()], [null], 'a commune is of no school');
    equal((await labelsOf(db, ['platform::families'], 'fr')).get('platform::families'), 'Toutes les familles');
  });
});
