import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../db/db.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { type Actor, definePolicy, type Rule } from './policy.ts';
import { strangerFaults, twinFaults } from './testing.ts';

interface Box {
  readonly colour: string;
}

const actor = (...roles: string[]): Actor => ({ personId: 'p', roles }) as never;
const actors = [
  { name: 'Ann', actor: actor('red') },
  { name: 'Bob', actor: actor('blue') },
];
const things = new Map<string, Box>([
  ['1', { colour: 'red' }],
  ['2', { colour: 'blue' }],
]);
const colour = (name: string, rest: Partial<Rule<Box>> = {}): Rule<Box> => ({
  role: name,
  scope: 'own-colour',
  allows: (_, box) => box.colour === name,
  sql: () => sql`b.colour = ${name}`,
  ...rest,
});

describe('the check of twins', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.drop());

  const faults = (rules: Rule<Box>[]) =>
    twinFaults({
      policy: definePolicy<Box, 'open'>('box', { open: rules }),
      actors,
      things,
      idsWhere: async (condition) => {
        const rows = await rowsOf(
          database.db,
          sql<{ id: string }>`
            select b.id from (values ('1', 'red'), ('2', 'blue')) as b (id, colour) where ${condition}`,
        );
        return rows.map((row) => row.id);
      },
    });

  it('finds nothing where predicate and SQL say the same', async () => {
    assert.deepEqual(await faults([colour('red'), colour('blue')]), []);
  });

  it('finds an SQL that says more, and one that says less', async () => {
    assert.deepEqual(await faults([colour('red', { sql: () => sql`true` })]), [
      'box.open for red (own-colour) refuses Ann on 2, its SQL says the contrary',
    ]);
    assert.deepEqual(await faults([colour('red', { sql: () => sql`false` })]), [
      'box.open for red (own-colour) allows Ann on 1, its SQL says the contrary',
    ]);
  });

  it('finds each rule’s own fault even where another rule of the verb hides it', async () => {
    const everyone: Rule<Box> = colour('red', { allows: () => true, sql: () => sql`true` });
    assert.equal((await faults([everyone, colour('red', { sql: () => sql`false` })])).length, 1);
  });

  it('is not content with a rule that nothing tries, or that has no SQL', async () => {
    assert.match((await faults([colour('green')])).join(), /tried by nobody/);
    assert.match(
      (await faults([colour('red', { allows: () => false, sql: () => sql`false` })])).join(),
      /never allowed/,
    );
    const { sql: _, ...bare } = colour('red');
    assert.match((await faults([bare])).join(), /has no SQL twin/);
  });
});

describe('the check of strangers', () => {
  const policy = definePolicy<Box, 'open'>('box', { open: [colour('red'), colour('blue', { scope: 'all' })] });

  it('finds a right that reaches elsewhere, unless it is meant to', () => {
    assert.deepEqual(strangerFaults({ policy, actors, elsewhere: things, everywhere: new Set(['all']) }), [
      'box.open for red (own-colour) lets Ann reach 1',
    ]);
    const green = new Map([['3', { colour: 'green' }]]);
    assert.deepEqual(strangerFaults({ policy, actors, elsewhere: green, everywhere: new Set() }), []);
  });
});
