import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createDb, type Db, sql } from '../../../platform/db/db.ts';
import { type TestDatabase, testDatabase } from '../../../platform/testing/database.ts';
import { testKeys } from '../../../platform/testing/keys.ts';
import { forgetKeys, type KeySet, keysFor } from './keys.ts';
import type { KeyUse } from './own-key.ts';

const NOVEMBER = new Date('2026-11-24T07:00:00Z');
const daysLater = (days: number): Date => new Date(NOVEMBER.getTime() + days * 24 * 3600_000);

describe('the keys that the platform signs with', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.drop());
  beforeEach(async () => {
    await sql`delete from identity.signing_keys`.execute(database.db);
    forgetKeys(database.db);
  });

  const keys = (use: KeyUse, now = NOVEMBER, db: Db = database.db): Promise<KeySet> =>
    keysFor({ db, keys: testKeys, now, publicUrl: 'https://ent.example.invalid' }, use);
  const kids = (set: KeySet): string[] => set.published.map(({ kid }) => kid);

  it('are made at first need, once for all processes', async () => {
    const others = [1, 2, 3].map(() => createDb(database.url, { poolSize: 2 }));
    try {
      const found = await Promise.all(others.map((db) => keys('tokens', NOVEMBER, db)));
      assert.equal(new Set(found.flatMap(kids)).size, 1);
    } finally {
      await Promise.all(others.map((db) => db.destroy()));
    }
  });

  it('lie sealed: nothing of the private key can be read in the row', async () => {
    const { current } = await keys('tokens');
    const { rows } = await sql<{ row: string }>`select to_jsonb(k)::text as row from identity.signing_keys k`.execute(
      database.db,
    );
    const { d } = current.key.export({ format: 'jwk' });
    assert.equal(rows.length, 1);
    assert.ok(d && !rows[0]?.row.includes(d));
    assert.equal(rows[0]?.row.includes('PRIVATE'), false);
  });

  it('turn by themselves for tokens: the successor is known a day before it signs, and the former still a while after', async () => {
    const first = (await keys('tokens')).current.kid;
    assert.deepEqual(kids(await keys('tokens', daysLater(89))), [first]);
    const announced = await keys('tokens', daysLater(90));
    assert.equal(announced.current.kid, first);
    assert.equal(announced.published.length, 2);
    const turned = await keys('tokens', daysLater(91.1));
    assert.notEqual(turned.current.kid, first);
    assert.ok(kids(turned).includes(first));
    assert.deepEqual(
      kids(await keys('tokens', daysLater(93.1))),
      [turned.current.kid],
      'two days later nobody believes it',
    );
  });

  it('do not turn by themselves where other houses keep a copy of the certificate', async () => {
    const { kid } = (await keys('assertions')).current;
    assert.deepEqual(kids(await keys('assertions', daysLater(1000))), [kid]);
  });

  it('come with a certificate of that very key where SAML wants one', async () => {
    for (const use of ['assertions', 'decryption'] as const) {
      const { current } = await keys(use);
      const certificate = new X509Certificate(current.certificate ?? '');
      assert.ok(certificate.checkPrivateKey(current.key));
      assert.ok(certificate.verify(certificate.publicKey));
      assert.match(certificate.subject, /CN=ent\.example\.invalid/);
      assert.ok(new Date(certificate.validTo) > daysLater(3600));
    }
    assert.equal((await keys('tokens')).current.certificate, null);
  });

  it('say so when the vault key that sealed them is gone, and are not made anew in silence', async () => {
    await keys('assertions');
    await sql`update identity.signing_keys set sealed = 'unknown1.AAAA'`.execute(database.db);
    forgetKeys(database.db);
    await assert.rejects(keys('assertions'), /sealed under a vault key that is not in the ring/);
  });
});
