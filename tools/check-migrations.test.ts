import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf } from './check-migrations.ts';

const good = {
  name: '0001_start.sql',
  sql: "-- Why.\ncreate table a.b ();\ncomment on table a.b is 'B. Retention: 1 year.';",
};

test('a numbered, explained, commented migration passes', () => {
  assert.deepEqual(faultsOf([good]), []);
});

test('a gap in the numbers is named', () => {
  assert.deepEqual(faultsOf([good, { name: '0003_next.sql', sql: '-- Why.' }]), [
    'db/migrations/0003_next.sql should be number 0002',
  ]);
});

test('two migrations with one number are named', () => {
  assert.equal(faultsOf([good, { name: '0001_zz.sql', sql: '-- Why.' }]).length, 1);
});

test('a missing reason, a table without comment and one without retention are named', () => {
  const found = faultsOf([
    { name: '0001_a.sql', sql: "create table x.y ();\ncreate table x.z ();\ncomment on table x.z is 'Z.';" },
  ]);
  assert.deepEqual(found, [
    'db/migrations/0001_a.sql does not open with a comment that says why',
    'db/migrations/0001_a.sql: x.y has no "comment on table"',
    'db/migrations/0001_a.sql: the comment of x.z does not say how long rows are kept (Retention: …)',
  ]);
});
