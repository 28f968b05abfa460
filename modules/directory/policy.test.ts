import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor } from '../../platform/authz/policy.ts';
import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts';
import {
  buildClass,
  buildCommune,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPerson,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
  joinFamily,
  suspendAccess,
} from './builders.ts';
import { loadActor } from './load-actor.ts';
import { groupPolicy, personPolicy, schoolPolicy, seesPost } from './policy.ts';
import { personFacts } from './queries/facts.ts';
import type { PersonFacts } from './scopes.ts';

const TODAY = '2026-11-24';

let database: TestDatabase;
let village: Awaited<ReturnType<typeof buildVillage>>;
before(async () => {
  database = await testDatabase();
  village = await buildVillage(database.db);
});
after(() => database.drop());

/** A commune with an école and a collège, another commune with a school of strangers, and all who have to do with them. */
async function buildVillage(db: Db) {
  const commune = await buildCommune(db);
  const ecole = await buildSchool(db, { commune });
  const college = await buildSchool(db, { commune, kind: 'college' });
  const elsewhere = await buildSchool(db);
  const cp = await buildClass(db, { school: ecole, label: 'CP' });
  const cm2 = await buildClass(db, { school: ecole, label: 'CM2' });
  const sixth = await buildClass(db, { school: college, label: '6e B' });
  const far = await buildClass(db, { school: elsewhere, label: 'CE1' });
  const noe = await buildPupil(db, { class: cp });
  const awa = await buildPupil(db, { class: cm2 });
  const lina = await buildPupil(db, { class: cm2 });
  const ibrahim = await buildPupil(db, { class: sixth });
  const stranger = await buildPupil(db, { class: far });
  const mother = await buildGuardian(db, { of: [noe, awa, ibrahim] });
  const father = await buildGuardian(db, { of: [noe, awa], relation: 'father' });
  await suspendAccess(db, { guardian: father, child: awa });
  const barred = await buildGuardian(db, { of: lina, relation: 'father' });
  await suspendAccess(db, { guardian: barred, child: lina });
  const grandmother = await buildGuardian(db, { of: lina, relation: 'grandparent', authority: 3 });
  const otherMother = await buildGuardian(db, { of: stranger });
  const teacher = await buildTeacher(db, { classes: [cm2] });
  await joinFamily(db, { guardian: teacher, child: stranger });
  const unlinked = await buildTeacher(db, { school: ecole });
  const professor = await buildTeacher(db, { classes: [sixth] });
  const head = await buildHead(db, { school: ecole, classes: [cp] });
  const principal = await buildHead(db, { school: college });
  const otherHead = await buildHead(db, { school: elsewhere });
  await joinFamily(db, { guardian: otherHead, child: lina });
  const librarian = await buildStaff(db, { school: college, kind: 'librarian' });
  const cpe = await buildStaff(db, { school: college, kind: 'school_life' });
  const secretary = await buildStaff(db, { school: college, kind: 'staff' });
  const animator = await buildStaff(db, { school: ecole, kind: 'after_school' });
  const coordinator = await buildMandate(db, { kind: 'after_school', school: ecole });
  const agent = await buildMandate(db, { kind: 'commune', commune });
  const inspector = await buildStaff(db, { school: ecole, kind: 'academy' });
  const rectorate = await buildMandate(db, { kind: 'academy' });
  const administrator = await buildMandate(db, { kind: 'platform' });
  const gone = await buildPerson(db);
  return {
    people: {
      noe,
      awa,
      lina,
      ibrahim,
      stranger,
      mother,
      father,
      barred,
      grandmother,
      otherMother,
      teacher,
      unlinked,
      professor,
      head,
      principal,
      otherHead,
      librarian,
      cpe,
      secretary,
      animator,
      coordinator,
      agent,
      inspector,
      rectorate,
      administrator,
      gone,
    },
    schools: { ecole, college, elsewhere },
    groups: { cp, cm2, sixth, far },
  };
}

type Name = keyof (typeof village)['people'];

async function actorNamed(name: Name): Promise<Actor> {
  const actor = await loadActor(database.db, village.people[name].id, TODAY);
  ok(actor);
  return actor;
}

async function factsOfAll(): Promise<Map<string, PersonFacts>> {
  const rows = await rowsOf(
    database.db,
    sql<{
      id: string;
      facts: PersonFacts;
    }>`select p.id, ${personFacts({ today: TODAY })} as facts from directory.persons p`,
  );
  return new Map(rows.map((row) => [row.id, row.facts]));
}

/** The names of those on whom the actor may `verb`, by the predicate. */
async function reach(who: Name, verb: (typeof personPolicy.verbs)[number]): Promise<Name[]> {
  const actor = await actorNamed(who);
  const facts = await factsOfAll();
  const names = Object.keys(village.people) as Name[];
  return names
    .filter((name) => personPolicy.can(actor, verb, facts.get(village.people[name].id) as PersonFacts))
    .sort();
}

test('the predicate and the SQL of every right agree, for everybody on everybody', async () => {
  const facts = await factsOfAll();
  for (const name of Object.keys(village.people) as Name[]) {
    const actor = await actorNamed(name);
    for (const verb of personPolicy.verbs) {
      const rows = await rowsOf(
        database.db,
        sql<{
          id: string;
        }>`select p.id from directory.persons p where ${personPolicy.where(actor, verb)} order by p.id`,
      );
      const expected = [...facts].filter(([, thing]) => personPolicy.can(actor, verb, thing)).map(([id]) => id);
      deepEqual(
        rows.map((row) => row.id),
        expected.sort(),
        `${name} ${verb}`,
      );
    }
    const groups = Object.values(village.groups);
    for (const verb of groupPolicy.verbs) {
      const rows = await rowsOf(
        database.db,
        sql<{ id: string }>`select g.id from directory.groups g where ${groupPolicy.where(actor, verb)} order by g.id`,
      );
      const expected = groups.filter((group) =>
        groupPolicy.can(actor, verb, { groupId: group.id, schoolId: group.schoolId }),
      );
      deepEqual(
        rows.map((row) => row.id),
        expected.map((group) => group.id).sort(),
        `${name} ${verb} group`,
      );
    }
    const schools = Object.values(village.schools);
    for (const verb of schoolPolicy.verbs) {
      const rows = await rowsOf(
        database.db,
        sql<{
          id: string;
        }>`select s.id from directory.schools s where ${schoolPolicy.where(actor, verb)} order by s.id`,
      );
      const expected = schools.filter((school) =>
        schoolPolicy.can(actor, verb, { schoolId: school.id, communeId: school.communeId }),
      );
      deepEqual(
        rows.map((row) => row.id),
        expected.map((school) => school.id).sort(),
        `${name} ${verb} school`,
      );
    }
  }
});

test('a pupil sees classmates, own teachers and own parents, but the one kept away', async () => {
  deepEqual(await reach('lina', 'see'), ['awa', 'lina', 'otherHead', 'teacher']);
  deepEqual(await reach('lina', 'seeContact'), ['lina']);
  deepEqual(await reach('lina', 'seeKin'), []);
});

test('a guardian sees own children and who teaches, looks after and heads them; no other family, not even the other parent', async () => {
  deepEqual(await reach('mother', 'see'), [
    'animator',
    'awa',
    'coordinator',
    'cpe',
    'head',
    'ibrahim',
    'mother',
    'noe',
    'principal',
    'professor',
    'teacher',
  ]);
  deepEqual(await reach('mother', 'seePhone'), ['mother']);
});

test('a child whose access a court has closed does not exist for that parent; the other child does', async () => {
  deepEqual(await reach('father', 'see'), ['animator', 'coordinator', 'father', 'head', 'noe']);
  deepEqual(await reach('barred', 'see'), []);
});

test('a contact without authority is nobody', async () => {
  deepEqual((await actorNamed('grandmother')).roles, []);
  deepEqual(await reach('grandmother', 'see'), []);
});

test('a teacher sees the pupils and colleagues of the school, the families of own classes only', async () => {
  deepEqual(await reach('teacher', 'see'), [
    'animator',
    'awa',
    'coordinator',
    'grandmother',
    'head',
    'inspector',
    'lina',
    'mother',
    'noe',
    'otherHead',
    'stranger',
    'teacher',
    'unlinked',
  ]);
  deepEqual(await reach('unlinked', 'see'), [
    'animator',
    'awa',
    'coordinator',
    'head',
    'inspector',
    'lina',
    'noe',
    'teacher',
    'unlinked',
  ]);
  deepEqual(await reach('teacher', 'seeKin'), ['awa', 'lina']);
  deepEqual(await reach('unlinked', 'seeContact'), ['unlinked']);
});

test('a head sees the whole school, barred parents and contacts included, and nobody of another school', async () => {
  deepEqual(await reach('head', 'see'), [
    'animator',
    'awa',
    'barred',
    'coordinator',
    'father',
    'grandmother',
    'head',
    'inspector',
    'lina',
    'mother',
    'noe',
    'otherHead',
    'teacher',
    'unlinked',
  ]);
  deepEqual(await reach('principal', 'see'), [
    'cpe',
    'ibrahim',
    'librarian',
    'mother',
    'principal',
    'professor',
    'secretary',
  ]);
});

test('families write to the school, teachers to the families of own classes, staff to staff; nobody writes to who is kept away', async () => {
  deepEqual(await reach('mother', 'write'), [
    'animator',
    'awa',
    'coordinator',
    'cpe',
    'head',
    'ibrahim',
    'noe',
    'principal',
    'professor',
    'teacher',
  ]);
  deepEqual(await reach('father', 'write'), ['animator', 'coordinator', 'head', 'noe']);
  deepEqual(await reach('barred', 'write'), []);
  deepEqual(await reach('teacher', 'write'), [
    'animator',
    'awa',
    'coordinator',
    'head',
    'inspector',
    'lina',
    'mother',
    'otherHead',
    'stranger',
    'teacher',
    'unlinked',
  ]);
  deepEqual(await reach('unlinked', 'write'), ['animator', 'coordinator', 'head', 'inspector', 'teacher', 'unlinked']);
  deepEqual(await reach('coordinator', 'write'), ['animator', 'coordinator', 'father', 'head', 'mother', 'otherHead']);
  deepEqual(await reach('secretary', 'write'), ['cpe', 'librarian', 'principal', 'professor', 'secretary']);
});

test('pupils write to nobody but their parents in an école, to classmates and school in a collège', async () => {
  deepEqual(await reach('lina', 'write'), ['otherHead']);
  deepEqual(await reach('ibrahim', 'write'), ['cpe', 'ibrahim', 'librarian', 'mother', 'principal', 'professor']);
});

test('agents of commune and academy write to no person, support to those who hold an office', async () => {
  deepEqual(await reach('agent', 'write'), []);
  deepEqual(await reach('rectorate', 'write'), []);
  const support = await reach('administrator', 'write');
  ok(support.includes('head') && !support.includes('mother') && !support.includes('lina'));
});

test('nobody hands out a code to an account that may do more than their own', async () => {
  deepEqual(await reach('head', 'issueCode'), [
    'animator',
    'awa',
    'barred',
    'father',
    'grandmother',
    'head',
    'inspector',
    'lina',
    'mother',
    'noe',
    'teacher',
    'unlinked',
  ]);
  deepEqual(await reach('cpe', 'issueCode'), ['ibrahim', 'mother']);
  deepEqual(await reach('teacher', 'issueCode'), ['awa', 'grandmother', 'lina', 'mother']);
  deepEqual(
    await reach('teacher', 'reissueCode'),
    ['awa', 'lina'],
    'a parent’s open account is not the teacher’s to give',
  );
  deepEqual(await reach('cpe', 'reissueCode'), ['ibrahim', 'mother']);
  deepEqual(await reach('professor', 'issueCode'), [], 'not main teacher of the sixth form');
  const support = await reach('administrator', 'issueCode');
  ok(support.includes('head') && support.includes('agent'));
  ok(!support.includes('mother') && !support.includes('lina'));
});

test('librarian and office see names, after-school staff see pupils and whom to call', async () => {
  deepEqual(await reach('librarian', 'see'), ['cpe', 'ibrahim', 'librarian', 'principal', 'professor', 'secretary']);
  deepEqual(await reach('secretary', 'see'), ['cpe', 'librarian', 'principal', 'professor', 'secretary']);
  for (const who of ['coordinator', 'animator'] as const) {
    deepEqual(await reach(who, 'seeAfterSchool'), ['awa', 'lina', 'noe']);
    const phones = (await reach(who, 'seePhone')).filter((name) => name !== who);
    deepEqual(phones, ['father', 'mother', 'otherHead']);
  }
});

test('commune and academy see schools and numbers, and no person at all', async () => {
  deepEqual(await reach('agent', 'see'), ['agent']);
  deepEqual(await reach('rectorate', 'see'), ['rectorate']);
  const agent = await actorNamed('agent');
  const { ecole, elsewhere } = village.schools;
  equal(schoolPolicy.can(agent, 'seeCounts', { schoolId: ecole.id, communeId: ecole.communeId }), true);
  equal(schoolPolicy.can(agent, 'seeGroups', { schoolId: ecole.id, communeId: ecole.communeId }), false);
  equal(schoolPolicy.can(agent, 'see', { schoolId: elsewhere.id, communeId: elsewhere.communeId }), false);
});

test('a colleague’s own children elsewhere stay their own business', async () => {
  const facts = (await factsOfAll()).get(village.people.teacher.id) as PersonFacts;
  const seen = async (who: Name): Promise<string[]> => {
    const actor = await actorNamed(who);
    return facts.profiles.filter((post) => seesPost(actor, facts, post)).map((post) => post.role);
  };
  deepEqual(await seen('unlinked'), ['teacher']);
  deepEqual((await seen('teacher')).sort(), ['guardian', 'teacher']);
  deepEqual((await seen('otherHead')).includes('guardian'), true);
});
