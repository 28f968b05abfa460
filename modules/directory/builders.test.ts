import { deepEqual, equal } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { firstOf, rowsOf, sql } from '../../platform/db/db.ts';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
  suspendAccess,
} from './builders.ts';
import { loadActor } from './load-actor.ts';
import { isUai } from './rules.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

test('a guardian of two has two children in two schools, and loses sight of one whose access is suspended', async () => {
  const { db } = database;
  const ecole = await buildSchool(db);
  const college = await buildSchool(db, { kind: 'college' });
  const awa = await buildPupil(db, { school: ecole, givenName: 'Awa' });
  const ibrahim = await buildPupil(db, {
    school: college,
    givenName: 'Ibrahim',
    birthDate: '2013-05-02',
    levelCode: '2112',
  });
  const mother = await buildGuardian(db, { of: [awa, ibrahim] });
  const before = await loadActor(db, mother.id, '2026-11-24');
  deepEqual(
    before?.children.map((child) => [child.personId, child.schoolIds, child.groupIds]),
    [
      [awa.id, [ecole.id], [awa.class.id]],
      [ibrahim.id, [college.id], [ibrahim.class.id]],
    ],
  );
  await suspendAccess(db, { guardian: mother, child: ibrahim });
  const afterwards = await loadActor(db, mother.id, '2026-11-24');
  deepEqual(
    afterwards?.children.map((child) => child.personId),
    [awa.id],
  );
});

test('a teacher, a head who teaches and a municipal agent come with their schools, classes and mandates', async () => {
  const { db } = database;
  const school = await buildSchool(db);
  const group = await buildClass(db, { school, label: 'CP Roux' });
  equal(isUai(school.uai), true);
  const teacher = await loadActor(db, (await buildTeacher(db, { classes: [group] })).id, '2026-11-24');
  deepEqual(
    teacher?.groups.map((entry) => [entry.label, entry.role]),
    [['CP Roux', 'teacher']],
  );
  const head = await loadActor(db, (await buildHead(db, { school, classes: [group] })).id, '2026-11-24');
  deepEqual([...(head?.roles ?? [])].sort(), ['head', 'teacher']);
  const agent = await loadActor(db, (await buildMandate(db, { kind: 'commune' })).id, '2026-11-24');
  deepEqual(agent?.roles, ['commune']);
});

test('levels and school years are known from the first day', async () => {
  const { db } = database;
  const year = await firstOf(
    db,
    sql<{
      starts: string;
      ends: string;
    }>`select starts_on as starts, ends_on as ends from directory.school_years where year = 2026`,
  );
  deepEqual(year, { starts: '2026-09-01', ends: '2027-07-03' });
  const saturdays = await rowsOf(
    database.db,
    sql<{
      ok: boolean;
    }>`select distinct extract(dow from ends_on) = 6 and ends_on > starts_on as ok from directory.school_years`,
  );
  deepEqual(saturdays, [{ ok: true }]);
  const levels = await rowsOf(
    db,
    sql<{ label: string }>`select label from directory.levels where cycle = 2 order by rank`,
  );
  deepEqual(
    levels.map((level) => level.label),
    ['CP', 'CE1', 'CE2'],
  );
});
