import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { type TestDatabase, testDatabase } from '../../../platform/testing/database.ts';
import { explain, loadActor, mayWrite, reach } from '../index.ts';
import { personPolicy } from '../policy.ts';
import { personFacts } from '../queries/facts.ts';
import { addDecisions, buildRegion, type Region, SEED, TODAY } from '../random-region.ts';
import type { PersonFacts } from '../scopes.ts';
import { type CircleVerb, verbs } from './catalogue.ts';

import type { NameMark } from './reach.ts';
import { refreshCircles } from './refresh.ts';

const allSchools = async (db: Db): Promise<string[]> =>
  (await rowsOf(db, sql<{ id: string }>`select id from directory.schools order by id`)).map(({ id }) => id);

/** Everybody the index gives, page by page. */
async function wholeReach(db: Db, actor: Actor, verb: CircleVerb, words: readonly string[] = []): Promise<string[]> {
  const met: string[] = [];
  let after: NameMark | undefined;
  do {
    const page = await reach(db, actor, { verb, words, after, limit: 7 });
    met.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after);
  return met;
}

describe(`the index of circles, held against a walk through everybody (seed ${SEED})`, () => {
  let database: TestDatabase;
  let region: Region;
  let people: Map<string, PersonFacts & { readonly sortName: string }>;
  let actors: Actor[];

  /** The present state of everybody, read anew. */
  async function readAll(): Promise<void> {
    const { db } = database;
    const rows = await rowsOf(
      db,
      sql<{ id: string; sortName: string; facts: PersonFacts }>`
        select p.id, p.sort_name as "sortName", ${personFacts({ today: TODAY })} as facts from directory.persons p where left_on is null`,
    );
    people = new Map(rows.map(({ id, sortName, facts }) => [id, { ...facts, sortName }]));
    const found = await Promise.all([...region.people].map((id) => loadActor(db, id, TODAY)));
    actors = found.filter((actor) => actor !== undefined);
  }

  /** The naive answer: each person of the world, one after the other, by the predicate. */
  const walk = (actor: Actor, verb: CircleVerb): string[] =>
    [...people]
      .filter(([id, facts]) => id !== actor.personId && personPolicy.can(actor, verb, facts))
      .map(([id]) => id)
      .sort();

  before(async () => {
    database = await testDatabase();
    region = await buildRegion(database.db);
    await buildRegion(database.db);
    await addDecisions(database.db);
    await refreshCircles(database.db, await allSchools(database.db), TODAY);
    await readAll();
  });
  after(() => database.drop());

  for (const verb of verbs)
    it(`lists for everybody exactly those whom they may ${verb}, each once, in the order of names`, async () => {
      let most = 0;
      for (const actor of actors) {
        const listed = await wholeReach(database.db, actor, verb);
        deepEqual([...listed].sort(), walk(actor, verb), `${actor.displayName} (${actor.roles.join(', ')})`);
        const names = listed.map((id) => people.get(id)?.sortName ?? '');
        if (!actor.roles.includes('platform')) deepEqual(names, [...names].sort());
        most = Math.max(most, listed.length);
      }
      ok(most > 20, 'somebody has more than three pages');
    });

  it('finds by the beginning of any word of the name those of the list, and nobody else', async () => {
    for (const actor of actors.slice(0, 40)) {
      const fitting = walk(actor, 'see').filter((id) => /(^| )d/.test(people.get(id)?.sortName ?? ''));
      deepEqual((await wholeReach(database.db, actor, 'see', ['d'])).sort(), fitting);
    }
  });

  it('says of any number of persons at once to whom one may write', async () => {
    const everybody = [...people.keys()];
    for (const actor of actors)
      deepEqual([...(await mayWrite(database.db, actor, everybody))].sort(), walk(actor, 'write'));
  });

  it('explains every right by a rule and a place, and no refusal by an open rule', async () => {
    const everybody = [...people.keys()];
    for (const actor of actors)
      for (const id of everybody.filter((_, at) => at % 5 === 0)) {
        const explanation = await explain(database.db, actor, id);
        for (const { verb, allowed, meetings } of explanation?.verdicts ?? []) {
          const facts = people.get(id) as PersonFacts;
          equal(allowed, personPolicy.can(actor, verb, facts));
          if (allowed && id !== actor.personId) ok(meetings.length > 0, `${actor.roles.join(', ')} ${verb}`);
          ok(meetings.every(({ closedBy }) => (closedBy === null) === allowed));
        }
      }
  });

  it('shows nobody whom a change took out of reach, before the index knows of it', async () => {
    const { db } = database;
    await sql`update directory.memberships set ends_on = ${TODAY}::date where id in (
                select id from directory.memberships where ends_on is null order by id limit 8)`.execute(db);
    await sql`update directory.profiles set ends_on = ${TODAY}::date where id in (
                select id from directory.profiles where ends_on is null order by id limit 8)`.execute(db);
    await sql`update directory.access_suspensions set lifted_at = null, starts_on = ${TODAY}::date, ends_on = null`.execute(
      db,
    );
    await readAll();
    for (const actor of actors)
      for (const verb of verbs) {
        const allowed = new Set(walk(actor, verb));
        const listed = await wholeReach(db, actor, verb);
        deepEqual(
          listed.filter((id) => !allowed.has(id)),
          [],
        );
      }
  });

  it('is whole again after one refresh, and a second one finds nothing to do', async () => {
    const { db } = database;
    const schools = await allSchools(db);
    const first = await refreshCircles(db, schools, TODAY);
    ok(first.removed > 0);
    deepEqual(await refreshCircles(db, schools, TODAY), { added: 0, removed: 0 });
    for (const actor of actors)
      for (const verb of verbs) deepEqual((await wholeReach(db, actor, verb)).sort(), walk(actor, verb));
  });

  it('touches no circle of other schools', async () => {
    const { db } = database;
    const [one, ...others] = await allSchools(db);
    await sql`delete from directory.circle_members`.execute(db);
    ok((await refreshCircles(db, [one as string], TODAY)).added > 0);
    const rows = await rowsOf(
      db,
      sql<{
        n: number;
      }>`select count(*)::int as n from directory.circle_members where school_id = any(${others}::uuid[])`,
    );
    equal(rows[0]?.n, 0);
    await refreshCircles(db, others, TODAY);
    for (const actor of actors.slice(0, 30)) deepEqual((await wholeReach(db, actor, 'see')).sort(), walk(actor, 'see'));
  });
});
