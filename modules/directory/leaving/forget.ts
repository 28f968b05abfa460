import { type Db, sql } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/module.ts';

/**
 * What the directory's tables say of their retention: what a delivery had to say of each person goes after a year, how many there were of
 * each kind stays; so do links that never came, tellings, and rights and merges that are over, after a year. Tables that schools send have
 * their own sweep.
 */
export async function forgetNames(db: Db, now: Date): Promise<void> {
  const lastYear = sql`${now}::timestamptz - interval '12 months'`;
  await sql`
    with gone as (
      delete from directory.delivery_findings f using directory.deliveries d
      where d.id = f.delivery_id and d.started_at < ${lastYear} returning f.delivery_id, f.code),
    counted as (select delivery_id, code, count(*) as n from gone group by delivery_id, code),
    kept as (select delivery_id, jsonb_object_agg(code, n) as by_code from counted group by delivery_id)
    update directory.deliveries d
    set counts = d.counts || jsonb_build_object('findings', coalesce(d.counts -> 'findings', '{}') || kept.by_code)
    from kept where d.id = kept.delivery_id`.execute(db);
  await sql`delete from directory.pending_links where delivered_on < (${lastYear})::date`.execute(db);
  await sql`delete from directory.tellings where created_at < ${lastYear}`.execute(db);
  await sql`delete from directory.mandates where ends_on < (${lastYear})::date`.execute(db);
  await sql`delete from directory.merges where coalesce(undone_at, settled_at) < ${lastYear}`.execute(db);
}

/** At 3.51, after the other sweeps of the night. */
export const forgetNamesJob: Job = {
  name: 'directory.forget-names',
  cron: '51 3 * * *',
  run: ({ db, clock }) => forgetNames(db, clock.now()),
};
