import { type Db, firstOf, rowsOf, sql } from '../db/db.ts';

/** A job that used up its attempts and waits for a person. */
export interface FailedJob {
  readonly id: string;
  /** The order, or `read:` and the reader of a fact. */
  readonly name: string;
  readonly attempts: number;
  /** Kind and place of the last error, without a person's data. */
  readonly failure: string;
  /** When the work was first asked for. */
  readonly since: Date;
}

/** Changes when a job fails for good, is retried or given up. */
export const JOBS_TOPIC = 'platform:jobs';

const failed = sql`attempts >= max_attempts and locked_at is null and last_error is not null`;

/** The failed jobs, oldest first, at most `limit`. */
export function failedJobs(db: Db, limit = 200): Promise<FailedJob[]> {
  return rowsOf(
    db,
    sql<FailedJob>`
      select id::text as id, task_identifier as name, attempts, last_error as failure, created_at as since
      from graphile_worker.jobs
      where ${failed}
      order by created_at, id
      limit ${limit}`,
  );
}

export interface JobFigures {
  /** Due now and not begun. */
  readonly waiting: number;
  /** Failed at least once, to be tried again. */
  readonly retrying: number;
  readonly failed: number;
  /** Seconds that the oldest due job has waited; 0 when none waits. */
  readonly oldestSeconds: number;
  /** Facts not yet handed to their readers. */
  readonly facts: number;
  /** Worker processes seen within half a minute. */
  readonly workers: number;
}

/** How the queue does, in one statement. */
export async function jobFigures(db: Db): Promise<JobFigures> {
  const row = await firstOf(
    db,
    sql<JobFigures>`
      select
        count(*) filter (where waits) as waiting,
        count(*) filter (where attempts > 0 and attempts < max_attempts and last_error is not null) as retrying,
        count(*) filter (where ${failed}) as failed,
        coalesce(extract(epoch from now() - min(run_at) filter (where waits)), 0)::float8 as "oldestSeconds",
        (select count(*) from platform.outbox) as facts,
        (select count(*) from platform.workers where seen_at > now() - interval '30 seconds') as workers
      from (
        select run_at, attempts, max_attempts, locked_at, last_error,
          run_at <= now() and locked_at is null and attempts < max_attempts as waits
        from graphile_worker.jobs
      ) as jobs`,
  );
  return row ?? { waiting: 0, retrying: 0, failed: 0, oldestSeconds: 0, facts: 0, workers: 0 };
}

/** Gives failed jobs all their attempts again, from now; all of them without `ids`. Returns how many. */
export async function retryJobs(db: Db, ids?: readonly string[]): Promise<number> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select retried.id
      from (
        select array_agg(id) as ids from graphile_worker.jobs
        where ${failed} and (${ids === undefined} or id = any(${ids ?? []}::bigint[]))
      ) as wanted,
        lateral graphile_worker.reschedule_jobs(wanted.ids, run_at => now(), attempts => 0) as retried`,
  );
  return rows.length;
}

/** Deletes one failed job for good: the work will not be done. False when it is not there any more. */
export async function giveUpJob(db: Db, id: string): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select dropped.id
      from (select array_agg(id) as ids from graphile_worker.jobs where ${failed} and id = ${id}::bigint) as wanted,
        lateral graphile_worker.complete_jobs(wanted.ids) as dropped`,
  );
  return rows.length > 0;
}

/** Deletes what failed more than 30 days ago. Returns how many. */
export async function purgeFailedJobs(db: Db): Promise<number> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select dropped.id
      from (
        select array_agg(id) as ids from graphile_worker.jobs
        where ${failed} and run_at < now() - interval '30 days'
      ) as wanted,
        lateral graphile_worker.complete_jobs(wanted.ids) as dropped`,
  );
  return rows.length;
}
