import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { projectPath } from '../config/paths.ts';
import { firstOf, newId, rowsOf, sql } from '../db/db.ts';
import { openListener } from '../db/listen.ts';
import { failedJobs } from '../jobs/failures.ts';
import type { Subscription } from '../module.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { testWorker, until } from '../testing/work.ts';
import { announce, LIVE_CHANNEL, liveMessages, OUTBOX_CHANNEL } from './announce.ts';
import { inTransaction } from './outbox.ts';
import { relayFacts } from './relay.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

const reader = (name: string, fact: string, read: Subscription['read'] = async () => undefined): Subscription => ({
  reader: name,
  fact,
  read,
});

const emitting = (count: number, name = 'test.departed'): Promise<void> =>
  inTransaction(database.db, async (tx) => {
    for (let turn = 0; turn < count; turn += 1) await tx.emit({ name, payload: { personId: newId() } });
  });

const waitingFacts = async (): Promise<number> =>
  (await firstOf(database.db, sql<{ count: number }>`select count(*) as count from platform.outbox`))?.count ?? 0;

const clear = async (): Promise<void> => {
  await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(database.db);
};

describe('a fact', () => {
  it('reaches each of its readers, and a failing reader holds back no other', async () => {
    const seen: string[] = [];
    const payloads: unknown[] = [];
    const worker = await testWorker(database, [
      {
        subscriptions: [
          reader('test.close-account', 'test.departed', async (_ctx, payload) => {
            seen.push('close-account');
            payloads.push(payload);
          }),
          reader('test.breaks', 'test.departed', async () => {
            seen.push('breaks');
            throw new Error('the other side is down');
          }),
          reader('test.other', 'test.arrived', async () => void seen.push('other')),
        ],
      },
    ]);
    const personId = newId();
    await inTransaction(database.db, (tx) => tx.emit({ name: 'test.departed', payload: { personId } }));
    await until('both readers have it', () => seen.length === 2);
    assert.deepEqual(seen.sort(), ['breaks', 'close-account']);
    assert.deepEqual(payloads, [{ personId }]);
    await until('the fact is gone', async () => (await waitingFacts()) === 0);
    await worker.stop();
    await clear();
  });

  it('of a command that failed was never said', async () => {
    await inTransaction(database.db, async (tx) => {
      await tx.emit({ name: 'test.departed', payload: {} });
      throw new Error('the rule says no');
    }).catch(() => undefined);
    assert.equal(await waitingFacts(), 0);
  });

  it('is queued once for each reader, however many processes relay at once', async () => {
    await emitting(1_300);
    const readers = [reader('test.one', 'test.departed'), reader('test.two', 'test.departed')];
    let taken = 0;
    while ((await waitingFacts()) > 0) {
      const batches = await Promise.all([1, 2, 3].map(() => relayFacts(database.db, readers)));
      taken += batches.reduce((sum, batch) => sum + batch, 0);
    }
    assert.equal(taken, 1_300);
    const rows = await rowsOf(
      database.db,
      sql<{ task: string; jobs: number; keys: number }>`
        select task_identifier as task, count(*) as jobs, count(distinct key) as keys
        from graphile_worker.jobs group by 1 order by 1`,
    );
    assert.deepEqual(rows, [
      { task: 'read:test.one', jobs: 1_300, keys: 1_300 },
      { task: 'read:test.two', jobs: 1_300, keys: 1_300 },
    ]);
    await clear();
  });

  it('that nobody reads does not stay', async () => {
    await emitting(3, 'test.unheard');
    assert.equal(await relayFacts(database.db, [reader('test.one', 'test.departed')]), 3);
    assert.equal(await waitingFacts(), 0);
    assert.deepEqual(await failedJobs(database.db), []);
  });

  it('survives a process killed between its commit and the wake-up call', async () => {
    const module = (name: string): string =>
      JSON.stringify(pathToFileURL(projectPath('build', 'server', 'platform', name)).href);
    const dying = `
      const { createDb } = await import(${module('db/db.js')});
      const { inTransaction } = await import(${module('outbox/outbox.js')});
      const db = createDb(${JSON.stringify(database.url)});
      await inTransaction(db, (tx) => tx.emit({ name: 'test.departed', payload: { personId: 'p1' } }));
      process.kill(process.pid, 'SIGKILL');`;
    const ear = await openListener(database.url);
    let woken = 0;
    await ear.on(OUTBOX_CHANNEL, () => {
      woken += 1;
    });
    const signal = await new Promise((resolve) => {
      execFile(process.execPath, ['--input-type=module', '-e', dying], (error) => resolve(error?.signal));
    });
    assert.equal(signal, 'SIGKILL');
    assert.equal(await waitingFacts(), 1);
    assert.equal(woken, 0, 'nobody was told');
    const seen: unknown[] = [];
    const worker = await testWorker(database, [
      { subscriptions: [reader('test.reads', 'test.departed', async (_ctx, payload) => void seen.push(payload))] },
    ]);
    await until('the fact is read all the same', () => seen.length === 1);
    assert.deepEqual(seen, [{ personId: 'p1' }]);
    await worker.stop();
    await ear.close();
  });

  it('is found by the relay itself when the wake-up call is lost', async () => {
    const seen: unknown[] = [];
    const worker = await testWorker(database, [
      { subscriptions: [reader('test.reads', 'test.departed', async () => void seen.push(1))] },
    ]);
    await sql`insert into platform.outbox (id, name, payload) values (${newId()}, 'test.departed', '{}')`.execute(
      database.db,
    );
    await until('the relay looked', () => seen.length === 1);
    await worker.stop();
  });
});

describe('the wake-up call', () => {
  it('is one for many commands, and comes after commit', async () => {
    const ear = await openListener(database.url);
    let calls = 0;
    const topics: string[] = [];
    await ear.on(OUTBOX_CHANNEL, () => {
      calls += 1;
    });
    await ear.on(LIVE_CHANNEL, (message) => topics.push(...(JSON.parse(message) as string[])));
    await Promise.all(
      Array.from({ length: 40 }, (_, turn) =>
        inTransaction(database.db, async (tx) => {
          await tx.emit({ name: 'test.unheard', payload: {} });
          tx.changed(`group:${turn % 4}`, 'school:1');
        }),
      ),
    );
    await until('the topics came', () => new Set(topics).size === 5);
    assert.ok(calls >= 1 && calls <= 40, `${calls} calls for 40 commands`);
    // However slow the machine: what ends in one breath is told in one call.
    await until('the last call came', async () => {
      const before = calls;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return calls === before;
    });
    calls = 0;
    for (let turn = 0; turn < 40; turn += 1) announce(database.db, true, [`class:${turn}`]);
    await until('all was told', () => topics.filter((topic) => topic.startsWith('class:')).length === 40);
    await until('the call came', () => calls === 1);
    await ear.close();
    await relayFacts(database.db, []);
  });

  it('is not sent by a command that failed', async () => {
    const ear = await openListener(database.url);
    const heard: string[] = [];
    await ear.on(LIVE_CHANNEL, (message) => heard.push(message));
    await inTransaction(database.db, async (tx) => {
      tx.changed('group:secret');
      throw new Error('no');
    }).catch(() => undefined);
    announce(database.db, false, ['group:public']);
    await until('the other topic came', () => heard.some((message) => message.includes('group:public')));
    assert.doesNotMatch(heard.join(), /secret/);
    await ear.close();
  });

  it('fits into what PostgreSQL accepts, whatever the number of topics', () => {
    const topics = new Set(Array.from({ length: 4_800 }, (_, turn) => `group:${newId()}:${turn}:é`));
    const messages = liveMessages(topics);
    assert.ok(messages.every((message) => Buffer.byteLength(message) < 8_000));
    assert.deepEqual(
      messages.flatMap((message) => JSON.parse(message) as string[]),
      [...topics],
    );
    assert.deepEqual(liveMessages(new Set(Array.from({ length: 5_001 }, (_, turn) => `t${turn}`))), ['*']);
    assert.deepEqual(liveMessages(new Set()), []);
  });
});

describe('the ear on the database', () => {
  it('mends itself when its connection is cut, and says that it may have missed something', async () => {
    const ear = await openListener(database.url);
    const heard: string[] = [];
    let missed = 0;
    await ear.on(
      'test_channel',
      (message) => heard.push(message),
      () => {
        missed += 1;
      },
    );
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'preau-listener' and datname = current_database()`.execute(database.db);
    await until('it hears again', () => missed === 1);
    await sql`select pg_notify('test_channel', 'again')`.execute(database.db);
    await until('the message came', () => heard.length === 1);
    assert.deepEqual(heard, ['again']);
    await ear.close();
  });
});
