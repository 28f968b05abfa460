import { deepEqual, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Policy } from '../../platform/authz/policy.ts';
import { type NamedActor, strangerFaults, twinFaults } from '../../platform/authz/testing.ts';
import { type Db, type RawBuilder, rowsOf, sql } from '../../platform/db/db.ts';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts';
import { roles } from './actor.ts';
import * as build from './builders.ts';
import { loadActor } from './load-actor.ts';
import { deliveryPolicy, functionPolicy, groupPolicy, personPolicy, schoolPolicy } from './policy.ts';
import { personFacts } from './queries/facts.ts';
import { directoryModule } from './register.ts';
import type { GroupFacts, PersonFacts, SchoolFacts } from './scopes.ts';

/*
 * The rights, held against a population drawn at random from a seed: two regions that have nothing to do with each other, people
 * with several roles, ended and future links, closed accesses. Another seed: change it here, the sentences must still hold.
 */
const SEED = 20_261_124;
const TODAY = '2026-11-24';

/** Numbers that look random and are the same at every run (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

const roll = dice(SEED);
const oneOf = <T>(list: readonly T[]): T => list[roll(list.length)] as T;

interface Region {
  readonly people: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly schools: ReadonlySet<string>;
}

const STAFF = ['head', 'librarian', 'school_life', 'staff', 'after_school', 'academy'] as const;
const MANDATES = ['platform', 'academy', 'commune', 'after_school'] as const;

/** Communes, schools, classes, families with all their accidents, and everybody who works there. */
async function buildRegion(db: Db): Promise<Region> {
  const communes = [await build.buildCommune(db), await build.buildCommune(db)];
  const schools: build.BuiltSchool[] = [];
  for (const kind of ['elementary', 'college', 'primary'] as const) {
    schools.push(await build.buildSchool(db, { kind, commune: oneOf(communes) }));
  }
  const classes: build.BuiltGroup[] = [];
  for (const school of schools) {
    for (const kind of ['class', 'class', 'teaching'] as const) {
      classes.push(await build.buildClass(db, { school, kind }));
    }
  }
  const pupils: build.BuiltPupil[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const pupil = await build.buildPupil(db, { class: oneOf(classes) });
    pupils.push(pupil);
    // Some are in two schools at once, or in a group besides.
    if (roll(4) === 0) await build.giveProfile(db, { person: pupil, schoolId: oneOf(schools).id, kind: 'pupil' });
    if (roll(3) === 0) await build.joinGroup(db, { person: pupil, group: oneOf(classes), role: 'pupil' });
  }
  const adults: build.BuiltPerson[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const of = [...new Set([oneOf(pupils), oneOf(pupils), oneOf(pupils)])].slice(0, 1 + roll(3));
    adults.push(await build.buildGuardian(db, { of, authority: oneOf([1, 1, 1, 2, 3, 0] as const) }));
  }
  for (let turn = 0; turn < 6; turn += 1)
    adults.push(await build.buildTeacher(db, { classes: [oneOf(classes), oneOf(classes)] }));
  for (const kind of [...STAFF, ...STAFF]) adults.push(await build.buildStaff(db, { school: oneOf(schools), kind }));
  for (const kind of [...MANDATES, ...MANDATES]) {
    adults.push(await build.buildMandate(db, { kind, commune: oneOf(communes), school: oneOf(schools) }));
  }
  // Several lives in one person: a teacher who is a parent, a head with a mandate.
  for (let turn = 0; turn < 10; turn += 1) {
    const person = oneOf(adults);
    const what = roll(3);
    if (what === 0) await build.giveProfile(db, { person, schoolId: oneOf(schools).id, kind: oneOf(STAFF) });
    if (what === 1) await build.joinGroup(db, { person, group: oneOf(classes), role: 'teacher' });
    if (what === 2) await build.buildMandate(db, { kind: 'commune', person, commune: oneOf(communes) });
  }
  await addAccidents(db, pupils, adults);
  return {
    people: new Set([...pupils, ...adults].map(({ id }) => id)),
    groups: new Set(classes.map(({ id }) => id)),
    schools: new Set(schools.map(({ id }) => id)),
  };
}

/** Decisions of a court, past, present and to come; links that ended, or end today. */
async function addAccidents(
  db: Db,
  pupils: readonly build.BuiltPupil[],
  adults: readonly build.BuiltPerson[],
): Promise<void> {
  const spans = [{}, {}, { endsOn: '2026-10-01' }, { startsOn: '2027-01-01' }, { endsOn: TODAY }, { startsOn: TODAY }];
  const kin = await rowsOf(
    db,
    sql<{ adult: string; pupil: string }>`
      select adult_id as adult, pupil_id as pupil from directory.kinships
      where pupil_id = any(${pupils.map(({ id }) => id)}::uuid[]) order by pupil_id, adult_id`,
  );
  for (const { adult, pupil } of kin) {
    if (roll(3) === 0)
      await build.suspendAccess(db, { guardian: { id: adult }, child: { id: pupil }, ...oneOf(spans) });
  }
  for (const table of ['profiles', 'memberships', 'kinships', 'mandates']) {
    const column = table === 'kinships' ? 'adult_id' : 'person_id';
    const someone = [...adults, ...pupils].filter(() => roll(8) === 0).map(({ id }) => id);
    await sql`update ${sql.table(`directory.${table}`)} set ends_on = ${oneOf(['2026-10-01', TODAY, '2026-11-25'])}::date
              where ${sql.ref(column)} = any(${someone}::uuid[])`.execute(db);
  }
}

describe(`the rights of the directory, on a population drawn at random (seed ${SEED})`, () => {
  let database: TestDatabase;
  let here: Region;
  let actors: NamedActor[];
  const people = new Map<string, PersonFacts>();
  const groups = new Map<string, GroupFacts>();
  const schools = new Map<string, SchoolFacts>();

  before(async () => {
    database = await testDatabase();
    const { db } = database;
    here = await buildRegion(db);
    await buildRegion(db);
    const found = await Promise.all([...here.people].map((id) => loadActor(db, id, TODAY)));
    actors = found.flatMap((actor) =>
      actor && actor.roles.length > 0 ? [{ name: `${actor.displayName} (${actor.roles.join(', ')})`, actor }] : [],
    );
    for (const { id, facts } of await rowsOf(
      db,
      sql<{ id: string; facts: PersonFacts }>`
        select p.id, ${personFacts({ today: TODAY })} as facts from directory.persons p order by p.id`,
    ))
      people.set(id, facts);
    for (const row of await rowsOf(
      db,
      sql<GroupFacts>`select id as "groupId", school_id as "schoolId" from directory.groups order by id`,
    ))
      groups.set(row.groupId, row);
    for (const row of await rowsOf(
      db,
      sql<SchoolFacts>`select id as "schoolId", commune_id as "communeId" from directory.schools order by id`,
    ))
      schools.set(row.schoolId, row);
  });
  after(() => database.drop());

  const idsIn = (from: RawBuilder<unknown>, id: RawBuilder<unknown>) => async (condition: RawBuilder<unknown>) => {
    const rows = await rowsOf(
      database.db,
      sql<{ id: string }>`select ${id} as id from ${from} where ${condition} order by 1`,
    );
    return rows.map((row) => row.id);
  };
  const elsewhere = <Thing>(things: ReadonlyMap<string, Thing>, mine: ReadonlySet<string>): Map<string, Thing> =>
    new Map([...things].filter(([id]) => !mine.has(id)));

  it('every role is held by somebody', () => {
    const held = new Set(actors.flatMap(({ actor }) => actor.roles));
    deepEqual(
      roles.filter((role) => !held.has(role)),
      [],
    );
  });

  it('every rule on a person and its SQL say the same of everybody', async () => {
    const idsWhere = idsIn(sql`directory.persons p`, sql`p.id`);
    deepEqual(await twinFaults({ policy: personPolicy, actors, things: people, idsWhere }), []);
  });

  it('every rule on a class and its SQL say the same of every class', async () => {
    const idsWhere = idsIn(sql`directory.groups g`, sql`g.id`);
    deepEqual(await twinFaults({ policy: groupPolicy, actors, things: groups, idsWhere }), []);
  });

  it('every rule on a school and its SQL say the same of every school', async () => {
    const idsWhere = idsIn(sql`directory.schools s`, sql`s.id`);
    deepEqual(await twinFaults({ policy: schoolPolicy, actors, things: schools, idsWhere }), []);
  });

  it('every rule on what belongs to no school and its SQL say the same', async () => {
    const idsWhere = idsIn(sql`(values ('the thing')) as d (id)`, sql`d.id`);
    const things = new Map<string, object>([['the thing', {}]]);
    for (const policy of [deliveryPolicy, functionPolicy])
      deepEqual(await twinFaults({ policy: policy as Policy<object, string>, actors, things, idsWhere }), []);
  });

  it('every policy of the directory is tried here', () => {
    const tried = [personPolicy, groupPolicy, schoolPolicy, deliveryPolicy, functionPolicy].map(
      (policy) => policy.thing,
    );
    deepEqual(directoryModule.policies?.map((policy) => policy.thing).sort(), tried.sort());
  });

  it('nobody reaches a place with which they have nothing to do, but those whose office it is', () => {
    const everywhere = new Set(['everybody', 'every-school', 'office-holders']);
    const persons = elsewhere(people, here.people);
    ok(persons.size > 20);
    deepEqual(strangerFaults({ policy: personPolicy, actors, elsewhere: persons, everywhere }), []);
    deepEqual(
      strangerFaults({ policy: groupPolicy, actors, elsewhere: elsewhere(groups, here.groups), everywhere }),
      [],
    );
    deepEqual(
      strangerFaults({ policy: schoolPolicy, actors, elsewhere: elsewhere(schools, here.schools), everywhere }),
      [],
    );
  });

  it('those whose office it is reach everywhere', () => {
    const administrator = actors.find(({ actor }) => actor.roles.includes('platform'))?.actor;
    ok(administrator);
    ok([...schools.values()].every((school) => schoolPolicy.can(administrator, 'see', school)));
    ok([...people.values()].every((person) => personPolicy.can(administrator, 'see', person)));
  });
});
