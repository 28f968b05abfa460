import type { JobHelpers, TaskList } from 'graphile-worker';
import { openStorage, type Storage } from '../blobs/storage.ts';
import type { Clock } from '../clock/clock.ts';
import type { Keys } from '../config/keys.ts';
import type { Db } from '../db/db.ts';
import { type Listener, openListener } from '../db/listen.ts';
import { extensionsOf } from '../extensions.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Job, Module, WorkContext, WorkSettings } from '../module.ts';
import { publishChange } from '../outbox/outbox.ts';
import { deliveryTo, startRelay } from '../outbox/relay.ts';
import { describeFailure } from './failure.ts';
import { JOBS_TOPIC, purgeFailedJobs } from './failures.ts';
import { startHeartbeat } from './heartbeat.ts';
import { DEFAULT_ATTEMPTS, enqueue } from './queue.ts';
import { migrateJobs } from './queue-schema.ts';
import { startRunner } from './runner.ts';
import { startSchedule } from './schedule.ts';

export interface WorkerOptions {
  /** A direct connection: LISTEN does not pass a pooler in transaction mode. */
  readonly databaseUrl: string;
  readonly db: Db;
  readonly clock: Clock;
  readonly settings: WorkSettings;
  readonly keys: Keys;
  readonly mailer: Mailer;
  readonly log: WorkContext['log'];
  readonly modules: readonly Pick<
    Module,
    'jobs' | 'subscriptions' | 'mergeParts' | 'personalData' | 'notificationKinds' | 'mailTargets'
  >[];
  /** Where people's files are kept; by default, on disk under the data folder. */
  readonly storage?: Storage;
  /** The process' ear, when it has one already (web and worker in one process). */
  readonly listener?: Listener;
  /** Jobs at a time; default 4. */
  readonly concurrency?: number;
  /** Milliseconds that a stop grants to the work in hand; default 20,000. */
  readonly patience?: number;
}

/** The part of a process that does what requests left to do. */
export interface Worker {
  /** True while it takes jobs and the database hears it. */
  ready(): boolean;
  /** Takes no more work, finishes what is in hand within the patience granted, gives the rest back. */
  stop(): Promise<void>;
}

/** Failed work is shown for a month, then forgotten: nobody will mend what nobody has looked at. */
const purge: Job = {
  name: 'platform.purge-failed-jobs',
  // Before the first people come, after the nightly backups.
  cron: '40 4 * * *',
  run: async ({ db, log }) => {
    const purged = await purgeFailedJobs(db);
    if (purged > 0) log('warn', 'jobs.failed-purged', { purged });
  },
};

/** Starts taking jobs, delivering facts and watching the clock. The queue's schema is brought up to date first. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { db, clock, settings, keys, mailer, log, modules, patience = 20_000 } = options;
  await migrateJobs(options.databaseUrl);
  const jobs = [purge, ...modules.flatMap((module) => module.jobs ?? [])];
  const subscriptions = modules.flatMap((module) => module.subscriptions ?? []);
  const attempts = new Map(jobs.map((job) => [job.name, job.attempts ?? DEFAULT_ATTEMPTS]));
  const stopping = new AbortController();
  const ctx: WorkContext = {
    db,
    clock,
    settings,
    keys,
    extensions: extensionsOf(modules),
    storage: options.storage ?? openStorage({ dataDir: settings.dataDir }),
    mailer,
    log,
    signal: stopping.signal,
    enqueue: (name, payload, { db: within = db, ...rest } = {}) =>
      enqueue(within, name, payload, { attempts: attempts.get(name) ?? DEFAULT_ATTEMPTS, ...rest }),
  };

  const tasks: TaskList = {};
  const carryOut = (name: string, work: (payload: Payload) => Promise<void>): void => {
    if (tasks[name]) throw new Error(`two jobs are called ${name}`);
    tasks[name] = taskOf(name, work, ctx);
  };
  for (const job of jobs) carryOut(job.name, (payload) => job.run(ctx, payload));
  for (const { reader, read } of subscriptions)
    carryOut(deliveryTo(reader), ({ payload }) => read(ctx, payload as Payload));

  const { databaseUrl, concurrency = 4 } = options;
  const runner = await startRunner({ databaseUrl, tasks, concurrency, log });
  const listener = options.listener ?? (await openListener(options.databaseUrl));
  const heartbeat = await startHeartbeat(db, runner.holder, log);
  const relay = await startRelay({ db, listener, subscriptions, log });
  const schedule = await startSchedule({ db, clock, jobs, log });

  return {
    ready: () => runner.running() && heartbeat.age() < 60_000,
    stop: async () => {
      await Promise.all([relay.stop(), schedule.stop()]);
      await runner.stop(stopping, patience);
      await heartbeat.stop();
      if (!options.listener) await listener.close();
    },
  };
}

type Payload = Readonly<Record<string, unknown>>;

/** A job as the queue runs it: an error leaves without its message, which may quote a person's data. */
function taskOf(
  name: string,
  work: (payload: Payload) => Promise<void>,
  { db, log }: Pick<WorkContext, 'db' | 'log'>,
): (payload: unknown, helpers: JobHelpers) => Promise<void> {
  return async (payload, { job }) => {
    try {
      await work((payload ?? {}) as Payload);
    } catch (error) {
      const failure = describeFailure(error);
      const last = job.attempts >= job.max_attempts;
      log(last ? 'error' : 'warn', last ? 'job.failed' : 'job.attempt-failed', {
        job: name,
        id: job.id,
        attempt: job.attempts,
        of: job.max_attempts,
        failure,
      });
      if (last) publishChange(db, JOBS_TOPIC);
      const shown = new Error(failure);
      delete shown.stack;
      throw shown;
    }
  };
}
