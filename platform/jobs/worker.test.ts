import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixedClock } from '../clock/clock.ts';
import { type Db, newId, rowsOf, sql } from '../db/db.ts';
import type { Job } from '../module.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { testWorker, until } from '../testing/work.ts';
import { WorkFailure } from './failure.ts';
import { failedJobs, giveUpJob, jobFigures, purgeFailedJobs, retryJobs } from './failures.ts';
import { freeDeadWorkers } from './heartbeat.ts';
import { enqueue } from './queue.ts';
import { startSchedule } from './schedule.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

/** Whether a queue hears what the database says. */
const listens = async (db: Db): Promise<boolean> =>
  (
    await rowsOf(
      db,
      sql`select 1 from pg_stat_activity
          where datname = current_database() and state = 'idle' and query like 'LISTEN "jobs:insert"%'`,
    )
  ).length > 0;

const job = (name: string, run: Job['run'], rest: Partial<Job> = {}): Job => ({ name, run, ...rest });

describe('the queue of orders', () => {
  it('carries out an order of a transaction that was kept, and none of one that was dropped', async () => {
    const done: unknown[] = [];
    const worker = await testWorker(database, [
      { jobs: [job('test.note', async (_ctx, { note }) => void done.push(note))] },
    ]);
    await database.db.transaction().execute((trx) => enqueue(trx, 'test.note', { note: 'kept' }));
    await database.db
      .transaction()
      .execute(async (trx) => {
        await enqueue(trx, 'test.note', { note: 'dropped' });
        throw new Error('the command failed');
      })
      .catch(() => undefined);
    await until('the kept order is done', () => done.length > 0);
    await until('nothing waits', async () => (await jobFigures(database.db)).waiting === 0);
    assert.deepEqual(done, ['kept']);
    await worker.stop();
  });

  it('keeps one waiting order a key: the later replaces the earlier', async () => {
    const later = new Date(Date.now() + 3_600_000);
    await enqueue(database.db, 'test.keyed', { turn: 1 }, { key: 'one', runAt: later });
    await enqueue(database.db, 'test.keyed', { turn: 2 }, { key: 'one' });
    const turns: unknown[] = [];
    const worker = await testWorker(database, [
      { jobs: [job('test.keyed', async (_ctx, { turn }) => void turns.push(turn))] },
    ]);
    await until('it is done', () => turns.length > 0);
    await worker.stop();
    assert.deepEqual(turns, [2]);
  });

  it('queues a further order within the transaction of a job', async () => {
    const seen: unknown[] = [];
    const worker = await testWorker(database, [
      {
        jobs: [
          job('test.first', (ctx) =>
            ctx.db.transaction().execute((trx) => ctx.enqueue('test.second', { from: 'first' }, { db: trx })),
          ),
          job('test.second', async (_ctx, payload) => void seen.push(payload)),
        ],
      },
    ]);
    await enqueue(database.db, 'test.first', {});
    await until('the second is done', () => seen.length > 0);
    await worker.stop();
    assert.deepEqual(seen, [{ from: 'first' }]);
  });

  it('refuses two jobs of one name at the start', async () => {
    const twice = job('test.twice', async () => undefined);
    await assert.rejects(
      testWorker(database, [{ jobs: [twice] }, { jobs: [twice] }]),
      /two jobs are called test.twice/,
    );
  });
});

describe('a failure', () => {
  it('is tried again, shown after the last attempt without personal data, and done once retried', async () => {
    let broken = true;
    let done = 0;
    const worker = await testWorker(database, [
      {
        jobs: [
          job(
            'test.breaks',
            async () => {
              if (broken) throw new TypeError('no mailbox for lea.martin@famille.invalid');
              done += 1;
            },
            { attempts: 2 },
          ),
        ],
      },
    ]);
    await enqueue(database.db, 'test.breaks', { personId: newId() }, { attempts: 2 });
    await until('it failed once', async () => (await jobFigures(database.db)).retrying === 1);
    assert.deepEqual(await failedJobs(database.db), [], 'a first failure is not shown yet');

    await sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())`.execute(
      database.db,
    );
    await until('it failed for good', async () => (await failedJobs(database.db)).length === 1);
    const [shown] = await failedJobs(database.db);
    assert.equal(shown?.name, 'test.breaks');
    assert.equal(shown?.attempts, 2);
    assert.match(shown?.failure ?? '', /^TypeError at platform\/jobs\/worker\.test\.ts:\d+$/);
    assert.ok(shown && shown.since.getTime() <= Date.now());
    assert.deepEqual(
      worker.lines.filter((line) => line.event.startsWith('job.')).map((line) => [line.level, line.event]),
      [
        ['warn', 'job.attempt-failed'],
        ['error', 'job.failed'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(worker.lines), /lea\.martin/);

    broken = false;
    assert.equal(await retryJobs(database.db, [shown?.id ?? '']), 1);
    await until('it is done', () => done === 1);
    await until('it is gone', async () => (await failedJobs(database.db)).length === 0);
    await worker.stop();
  });

  it('with a code for the operator shows the code', async () => {
    const worker = await testWorker(database, [
      {
        jobs: [
          job('test.coded', async () => {
            throw new WorkFailure('mail.server-silent', new Error('secret'));
          }),
        ],
      },
    ]);
    await enqueue(database.db, 'test.coded', {}, { attempts: 1 });
    await until('it failed', async () => (await failedJobs(database.db)).length === 1);
    const [shown] = await failedJobs(database.db);
    assert.equal(shown?.failure, 'mail.server-silent');
    assert.equal(await giveUpJob(database.db, shown?.id ?? ''), true);
    assert.equal(await giveUpJob(database.db, shown?.id ?? ''), false);
    assert.deepEqual(await failedJobs(database.db), []);
    await worker.stop();
  });

  it('of more than a month ago is forgotten, a younger one stays', async () => {
    await enqueue(database.db, 'test.old', {}, { attempts: 1 });
    await enqueue(database.db, 'test.young', {}, { attempts: 1 });
    await sql`select graphile_worker.permanently_fail_jobs(array(select id from graphile_worker.jobs), 'failed')`.execute(
      database.db,
    );
    await sql`
      select graphile_worker.reschedule_jobs(
        array(select id from graphile_worker.jobs where task_identifier = 'test.old'), run_at => now() - interval '31 days')
    `.execute(database.db);
    assert.equal(await purgeFailedJobs(database.db), 1);
    assert.deepEqual(
      (await failedJobs(database.db)).map(({ name }) => name),
      ['test.young'],
    );
    assert.equal(await retryJobs(database.db), 1);
    assert.equal((await jobFigures(database.db)).failed, 0);
    await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(database.db);
  });
});

describe('a worker that stops', () => {
  it('finishes what it has in hand', async () => {
    let finished = false;
    let begun = false;
    const worker = await testWorker(database, [
      {
        jobs: [
          job('test.slow', async () => {
            begun = true;
            await new Promise((resolve) => setTimeout(resolve, 300));
            finished = true;
          }),
        ],
      },
    ]);
    await enqueue(database.db, 'test.slow', {});
    await until('it began', () => begun);
    await worker.stop();
    assert.equal(finished, true);
    assert.equal((await jobFigures(database.db)).waiting, 0);
  });

  it('past its patience gives the work back, for another to do', { timeout: 60_000 }, async () => {
    let begun = false;
    let aborted = false;
    const worker = await testWorker(
      database,
      [
        {
          jobs: [
            job('test.endless', (ctx) => {
              begun = true;
              return new Promise((_, reject) => {
                ctx.signal.addEventListener('abort', () => {
                  aborted = true;
                  reject(new Error('told to stop'));
                });
              });
            }),
          ],
        },
      ],
      { patience: 200 },
    );
    await enqueue(database.db, 'test.endless', {});
    await until('it began', () => begun);
    await worker.stop();
    assert.equal(aborted, true);
    const figures = await jobFigures(database.db);
    assert.equal(figures.waiting + figures.retrying, 1, 'the order is still there');
    assert.equal(figures.workers, 0);
    await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(database.db);
  });

  it('does not wait for work that hears nothing', { timeout: 60_000 }, async () => {
    let begun = false;
    const deaf = job('test.deaf', () => {
      begun = true;
      return new Promise(() => undefined);
    });
    const worker = await testWorker(database, [{ jobs: [deaf] }], { patience: 100 });
    await enqueue(database.db, 'test.deaf', {});
    await until('it began', () => begun);
    await worker.stop();
    assert.equal((await jobFigures(database.db)).retrying, 1, 'the order is still there');
    await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(database.db);
  });

  it('by kill -9 leaves its orders to the living', async () => {
    await enqueue(database.db, 'test.orphan', {});
    await sql`
      update graphile_worker._private_jobs set locked_by = 'pool-of-a-dead-process', locked_at = now() - interval '1 minute',
        attempts = 1`.execute(database.db);
    let done = false;
    const worker = await testWorker(database, [
      {
        jobs: [
          job('test.orphan', async () => {
            done = true;
          }),
        ],
      },
    ]);
    await until('it is done by another', () => done);
    assert.equal(worker.ready(), true);
    await worker.stop();
  });

  it('because its queue gave up starts again by itself', async (t) => {
    const seen: unknown[] = [];
    const worker = await testWorker(database, [{ jobs: [job('test.after', async () => void seen.push(1))] }]);
    t.after(() => worker.stop());
    assert.equal(worker.ready(), true);
    // It begins to listen a moment after it began to work: what is said before is not heard.
    await until('the queue listens', () => listens(database.db));
    // What the queue's library says when a newer version has changed its tables: it stops taking jobs, and sets an exit code.
    await sql`select pg_notify('worker:migrate', '{"breaking": true}')`.execute(database.db);
    await until('it ended', () => !worker.ready());
    process.exitCode = undefined;
    await enqueue(database.db, 'test.after', {});
    await until('it is back and did the work', () => seen.length > 0);
    assert.equal(worker.ready(), true);
    assert.ok(worker.lines.some((line) => line.event === 'jobs.queue-ended'));
  });

  it('is not taken for dead while it lives', async () => {
    await sql`insert into platform.workers (id, started_at, seen_at) values ('alive', now(), now())`.execute(
      database.db,
    );
    await enqueue(database.db, 'test.held', {});
    await sql`
      update graphile_worker._private_jobs set locked_by = 'alive', locked_at = now() - interval '1 hour'`.execute(
      database.db,
    );
    assert.deepEqual(await freeDeadWorkers(database.db), []);
    await sql`update platform.workers set seen_at = now() - interval '31 seconds'`.execute(database.db);
    assert.deepEqual(await freeDeadWorkers(database.db), ['alive']);
    await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(database.db);
  });
});

describe('a recurring job', () => {
  it('is queued once by all processes together, at its hour', async () => {
    const clock = fixedClock('2026-09-07T04:00:00Z');
    const jobs = [job('test.morning', async () => undefined, { cron: '30 6 * * *' })];
    const options = { db: database.db, clock, jobs, log: () => undefined };
    const [one, other] = [await startSchedule(options), await startSchedule(options)];
    assert.deepEqual([await one.tick(), await other.tick()], [[], []]);
    clock.set('2026-09-07T04:30:10Z');
    const queued = await Promise.all([one.tick(), other.tick()]);
    assert.deepEqual(queued.flat(), ['test.morning']);
    assert.deepEqual([await one.tick(), await other.tick()], [[], []]);
    clock.set('2026-09-09T03:00:00Z');
    assert.deepEqual(await one.tick(), ['test.morning'], 'a missed run is made up for once');
    assert.deepEqual(await one.tick(), []);
    await Promise.all([one.stop(), other.stop()]);
  });
});
