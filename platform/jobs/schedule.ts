import type { Clock } from '../clock/clock.ts';
import { type Db, rowsOf, sql } from '../db/db.ts';
import type { Job, WorkContext } from '../module.ts';
import { type CronLine, lastDue, parseCron } from './cron.ts';
import { DEFAULT_ATTEMPTS } from './queue.ts';

/** Queues the recurring jobs when they are due, once for all processes. */
export interface Schedule {
  /** Looks at the clock once; returns the names queued by this process. */
  tick(): Promise<string[]>;
  stop(): Promise<void>;
}

export interface ScheduleOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly jobs: readonly Job[];
  readonly log: WorkContext['log'];
}

interface Entry {
  readonly job: string;
  readonly line: CronLine;
  readonly attempts: number;
}

/**
 * Starts looking at the beginning of every minute. The times are the school's: 6:30 is half past six in summer and in winter, which
 * the queue's own recurring jobs, in UTC, cannot say.
 */
export async function startSchedule({ db, clock, jobs, log }: ScheduleOptions): Promise<Schedule> {
  const entries = jobs.flatMap((job): Entry[] =>
    job.cron ? [{ job: job.name, line: parseCron(job.cron), attempts: job.attempts ?? DEFAULT_ATTEMPTS }] : [],
  );
  if (entries.length === 0) return { tick: async () => [], stop: async () => undefined };
  // A job seen for the first time has missed nothing.
  await sql`
    insert into platform.cron_runs (job, last_due_at)
    select job, ${clock.now()}::timestamptz from unnest(${entries.map(({ job }) => job)}::text[]) as known (job)
    on conflict (job) do nothing`.execute(db);

  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    running = queueDue(db, clock.now(), entries)
      .catch((error: unknown) => log('error', 'jobs.schedule-failed', { error }))
      .finally(plan);
  };
  const plan = (): void => {
    if (!stopped) timer = setTimeout(look, 60_000 - (Date.now() % 60_000) + 50);
  };
  look();
  return {
    tick: () => queueDue(db, clock.now(), entries),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function queueDue(db: Db, now: Date, entries: readonly Entry[]): Promise<string[]> {
  const rows = await rowsOf(
    db,
    sql<{ job: string; last: Date }>`
      select job, last_due_at as last from platform.cron_runs
      where job = any(${entries.map(({ job }) => job)}::text[])`,
  );
  const last = new Map(rows.map((row) => [row.job, row.last]));
  const due = entries.flatMap(({ job, line, attempts }) => {
    const at = lastDue(line, last.get(job) ?? now, now);
    return at ? [{ job, at, attempts }] : [];
  });
  if (due.length === 0) return [];
  // Of all processes that saw it, the one whose update moves the row queues the job.
  const queued = await rowsOf(
    db,
    sql<{ job: string }>`
      with due as (
        select job, at, attempts from json_to_recordset(${JSON.stringify(due)}::json)
          as due (job text, at timestamptz, attempts int)
      ), moved as (
        update platform.cron_runs set last_due_at = due.at from due
        where cron_runs.job = due.job and cron_runs.last_due_at < due.at
        returning due.job, due.attempts
      )
      select moved.job
      from moved,
        lateral graphile_worker.add_job(
          identifier => moved.job, payload => '{}'::json, max_attempts => moved.attempts, job_key => 'cron:' || moved.job
        ) as added
      order by moved.job`,
  );
  return queued.map((row) => row.job);
}
