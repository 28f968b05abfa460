import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { type TestDatabase, testDatabase } from '../../../platform/testing/database.ts';
import { testKeys } from '../../../platform/testing/keys.ts';
import { forgetKeys, keysFor } from './keys.ts';
import { turnKey } from './turn.ts';

describe('the keys of SAML turn by hand', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.drop());

  const place = (minutes: number) => ({
    db: database.db,
    keys: testKeys,
    now: new Date(Date.parse('2026-11-24T07:00:00Z') + minutes * 60_000),
    publicUrl: 'https://ent.example.invalid',
  });

  it('prepare, pass, retire: two certificates stand in the metadata meanwhile, and each step is written down', async () => {
    const first = (await keysFor(place(0), 'assertions')).current.kid;
    assert.equal(await turnKey(place(1), 'assertions', 'pass'), undefined, 'nothing is prepared');
    assert.equal(await turnKey(place(1), 'assertions', 'retire'), undefined, 'nothing is former');
    const prepared = await turnKey(place(2), 'assertions', 'prepare');
    assert.deepEqual([prepared?.[0]?.kid, prepared?.length], [first, 2]);
    assert.equal(await turnKey(place(3), 'assertions', 'prepare'), undefined, 'one successor is enough');
    const passed = await turnKey(place(4), 'assertions', 'pass');
    assert.notEqual(passed?.[0]?.kid, first);
    assert.ok(
      passed?.some(({ kid }) => kid === first),
      'the former is published still',
    );
    const retired = await turnKey(place(5), 'assertions', 'retire');
    assert.equal(retired?.length, 1);
    forgetKeys(database.db);
    assert.notEqual((await keysFor(place(6), 'assertions')).current.kid, first);
    const lines = await firstOf(
      database.db,
      sql<{
        steps: string;
      }>`select string_agg(details ->> 'step', ' ' order by occurred_at) as steps from platform.audit_entries
                             where act = 'identity.key-turned'`,
    );
    assert.equal(lines?.steps, 'prepare pass retire');
  });

  it('of two operators who prepare at the same moment one does, and nothing counts as former that never served', async () => {
    await keysFor(place(0), 'decryption');
    const both = await Promise.all([1, 2].map(() => turnKey(place(7), 'decryption', 'prepare')));
    assert.equal(both.filter(Boolean).length, 1);
    assert.equal(await turnKey(place(8), 'decryption', 'retire'), undefined);
    assert.equal((await turnKey(place(9), 'decryption', 'pass'))?.length, 2);
    assert.equal((await turnKey(place(10), 'decryption', 'retire'))?.length, 1);
  });
});
