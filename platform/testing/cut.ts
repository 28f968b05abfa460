import pg from 'pg';
import { type Db, rowsOf, sql } from '../db/db.ts';
import { until } from './work.ts';

/** Holds a table of a test's database so that nobody else can read or write it; returns the way to let go. */
export async function holdTable(url: string, table: string): Promise<() => Promise<void>> {
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query(`begin; lock table ${table} in access exclusive mode`);
  return () => holder.end();
}

/** Cuts, as a server that goes down would, every connection of that name, once one of them waits for a table that is held. */
export async function cutOnceWaiting(db: Db, name: string): Promise<void> {
  const waiting = sql<{ pid: number }>`
    select pid from pg_stat_activity where application_name = ${name} and wait_event_type = 'Lock'`;
  await until(`${name} waits`, async () => (await rowsOf(db, waiting)).length > 0, 60_000);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${name}`.execute(db);
}
