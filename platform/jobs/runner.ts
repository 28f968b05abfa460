import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Logger, type Runner, run, type TaskList, type WorkerEvents, type WorkerPool } from 'graphile-worker';
import type { WorkContext } from '../module.ts';

export interface RunnerOptions {
  readonly databaseUrl: string;
  readonly tasks: TaskList;
  readonly concurrency: number;
  readonly log: WorkContext['log'];
}

/** The queue's taker of jobs, started again should it end by itself. */
export interface QueueRunner {
  /** Under which name it holds jobs at present. */
  holder(): string;
  running(): boolean;
  /** Takes no more jobs and waits for those in hand; past `patience` (milliseconds) aborts `stopping`, then lets go. */
  stop(stopping: AbortController, patience: number): Promise<void>;
}

interface Run {
  readonly runner: Runner;
  readonly pool: WorkerPool;
}

/** Milliseconds before it is started again. */
const PAUSE = 2_000;
/** Milliseconds for work that was told to abort to do so by itself. */
const LAST_CALL = 1_000;

export async function startRunner(options: RunnerOptions): Promise<QueueRunner> {
  let current = await begin(options);
  let running = true;
  let stopped = false;
  const watch = async (): Promise<void> => {
    const error: unknown = await current.runner.promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    running = false;
    while (!stopped && !running) {
      options.log('error', 'jobs.queue-ended', { error });
      await wait(PAUSE, undefined, { ref: false });
      if (stopped) return;
      try {
        current = await begin(options);
        running = true;
      } catch (reason) {
        options.log('error', 'jobs.queue-not-restarted', { error: reason });
      }
    }
    if (!stopped) void watch();
  };
  void watch();

  return {
    holder: () => current.pool.id,
    running: () => running,
    stop: async (stopping, patience) => {
      stopped = true;
      if (!running) return;
      const { runner, pool } = current;
      const drained = runner.stop().then(
        () => true,
        () => true,
      );
      const within = (milliseconds: number): Promise<boolean> =>
        Promise.race([drained, wait(milliseconds, false, { ref: false })]);
      if (await within(patience)) return;
      stopping.abort();
      if (await within(LAST_CALL)) return;
      await Promise.resolve(pool.forcefulShutdown('given back: the process had to stop')).catch(() => undefined);
      await within(LAST_CALL);
    },
  };
}

async function begin({ databaseUrl, tasks, concurrency, log }: RunnerOptions): Promise<Run> {
  const events = new EventEmitter() as WorkerEvents;
  let pool: WorkerPool | undefined;
  events.once('pool:create', (event) => {
    pool = event.workerPool;
  });
  const runner = await run({
    connectionString: databaseUrl,
    // One listens, the others take jobs and tell how they ended; the work itself runs on the process' own pool.
    maxPoolSize: 4,
    taskList: tasks,
    parsedCronItems: [],
    concurrency,
    noHandleSignals: true,
    logger: queueLogger(log),
    events,
    // Without a batch the end of a job is told without waiting or retrying: a stop or a lost connection would lose it.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  if (!pool) throw new Error('the queue did not say under which name it takes jobs');
  return { runner, pool };
}

/** The queue's own warnings and errors, except those about a failed attempt, which the worker tells better. */
const queueLogger = (log: WorkContext['log']): Logger =>
  new Logger(() => (level, message, meta) => {
    if (meta.failure || (level !== 'error' && level !== 'warning')) return;
    log(level === 'error' ? 'error' : 'warn', 'jobs.queue', { message });
  });
