import { type Db, sql } from '../db/db.ts';

/** Attempts of a job that does not say: with growing pauses (3 s, 7 s, 20 s … 2 h 15), some three and a half hours. */
export const DEFAULT_ATTEMPTS = 10;

export interface EnqueueOptions {
  /** One waiting job a key: the later order replaces the earlier one that has not begun. */
  readonly key?: string;
  /** Not before; the database's clock decides. */
  readonly runAt?: Date;
  readonly attempts?: number;
}

/**
 * Queues an order. Given a transaction's `db`, the order is kept or dropped with it. The queue wakes its workers by a NOTIFY in
 * that same transaction, which makes commits wait for one another: a command that many people run at once emits a fact instead
 * (docs/decisions/0008).
 */
export async function enqueue(
  db: Db,
  name: string,
  payload: Readonly<Record<string, unknown>>,
  options: EnqueueOptions = {},
): Promise<void> {
  await sql`
    select 1 from graphile_worker.add_job(
      identifier => ${name}::text,
      payload => ${JSON.stringify(payload)}::json,
      run_at => ${options.runAt ?? null}::timestamptz,
      max_attempts => ${options.attempts ?? DEFAULT_ATTEMPTS}::int,
      job_key => ${options.key ?? null}::text
    )`.execute(db);
}
