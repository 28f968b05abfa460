import { type Db, rowsOf, sql } from '../db/db.ts';
import type { WorkContext } from '../module.ts';

const BEAT_EVERY = 5_000;
/** Seconds without a beat after which a worker counts as dead and its jobs go to the others. */
const DEAD_AFTER = 30;

/** Shows that this worker lives, and frees what dead ones held. */
export interface Heartbeat {
  /** Milliseconds since the last beat that the database took. */
  age(): number;
  stop(): Promise<void>;
}

/**
 * Beats every five seconds. After `kill -9` or a power cut the queue would keep the dead worker's jobs locked for four hours:
 * here any living worker gives them back within the minute, and a job may then run twice, as every job can bear.
 */
export async function startHeartbeat(db: Db, holder: () => string, log: WorkContext['log']): Promise<Heartbeat> {
  let beatAt = performance.now();
  let running: Promise<void> = Promise.resolve();
  const beat = async (): Promise<void> => {
    await sql`
      insert into platform.workers (id, started_at, seen_at) values (${holder()}, now(), now())
      on conflict (id) do update set seen_at = now()`.execute(db);
    const freed = await freeDeadWorkers(db);
    beatAt = performance.now();
    if (freed.length > 0) log('warn', 'jobs.dead-worker', { workers: freed });
  };
  await beat();
  const timer = setInterval(() => {
    running = beat().catch((error: unknown) => log('error', 'jobs.heartbeat-failed', { error }));
  }, BEAT_EVERY);
  return {
    age: () => performance.now() - beatAt,
    stop: async () => {
      clearInterval(timer);
      await running;
      await sql`delete from platform.workers where id = ${holder()}`.execute(db).catch(() => undefined);
    },
  };
}

/** Gives back the jobs locked by workers that no longer beat; returns the workers found dead. */
export async function freeDeadWorkers(db: Db): Promise<string[]> {
  await sql`delete from platform.workers where seen_at < now() - make_interval(secs => ${DEAD_AFTER})`.execute(db);
  const dead = await rowsOf(
    db,
    sql<{ id: string }>`
      select distinct locked_by as id from graphile_worker.jobs
      where locked_by is not null
        and locked_at < now() - make_interval(secs => ${DEAD_AFTER})
        and not exists (select from platform.workers where workers.id = jobs.locked_by)
      order by id`,
  );
  const ids = dead.map((row) => row.id);
  if (ids.length > 0) await sql`select graphile_worker.force_unlock_workers(${ids}::text[])`.execute(db);
  return ids;
}
