import { deepEqual, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Policy } from '../../platform/authz/policy.ts';
import { type NamedActor, strangerFaults, twinFaults } from '../../platform/authz/testing.ts';
import { type RawBuilder, rowsOf, sql } from '../../platform/db/db.ts';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts';
import { roles } from './actor.ts';
import { loadActor } from './load-actor.ts';
import {
  defaultRulePolicy,
  deliveryPolicy,
  functionPolicy,
  groupPolicy,
  personPolicy,
  schoolPolicy,
} from './policy.ts';
import { personFacts } from './queries/facts.ts';
import { addDecisions, buildRegion, type Region, SEED, seedAnew, TODAY } from './random-region.ts';
import { directoryModule } from './register.ts';
import { type PastClassFacts, pastClassPolicy } from './school-year/policy.ts';
import type { GroupFacts, PersonFacts, SchoolFacts } from './scopes.ts';

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
    seedAnew();
    here = await buildRegion(db);
    await buildRegion(db);
    await addDecisions(db);
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

  it('every rule on a class of a former year and its SQL say the same of every class', async () => {
    const things = new Map(
      (
        await rowsOf(
          database.db,
          sql<PastClassFacts>`
            select g.id as "groupId", g.school_id as "schoolId",
                   coalesce((select json_agg(m.person_id) from directory.memberships m
                             where m.group_id = g.id and m.role in ('teacher', 'main_teacher')), '[]'::json) as "teacherIds"
            from directory.groups g order by g.id`,
        )
      ).map((row) => [row.groupId, row]),
    );
    const idsWhere = idsIn(sql`directory.groups g`, sql`g.id`);
    deepEqual(await twinFaults({ policy: pastClassPolicy, actors, things, idsWhere }), []);
    deepEqual(
      strangerFaults({
        policy: pastClassPolicy,
        actors,
        elsewhere: elsewhere(things, here.groups),
        everywhere: new Set(),
      }),
      [],
    );
  });

  it('every rule on what belongs to no school and its SQL say the same', async () => {
    const idsWhere = idsIn(sql`(values ('the thing')) as d (id)`, sql`d.id`);
    const things = new Map<string, object>([['the thing', {}]]);
    for (const policy of [deliveryPolicy, functionPolicy, defaultRulePolicy])
      deepEqual(await twinFaults({ policy: policy as Policy<object, string>, actors, things, idsWhere }), []);
  });

  it('every policy of the directory is tried here', () => {
    const tried = [
      personPolicy,
      groupPolicy,
      schoolPolicy,
      deliveryPolicy,
      functionPolicy,
      defaultRulePolicy,
      pastClassPolicy,
    ].map((policy) => policy.thing);
    deepEqual(directoryModule.policies?.map((policy) => policy.thing).sort(), tried.sort());
  });

  it('nobody reaches a place with which they have nothing to do, but those whose office it is', () => {
    const everywhere = new Set(['everybody', 'every-school', 'office-holders', 'all-but-operators']);
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
