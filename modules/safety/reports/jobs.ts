import { type Db, sql } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/module.ts';

/** Forgets reports, with their evidence, twelve months after they were closed. */
export async function forgetReports(db: Db, now: Date): Promise<void> {
  await sql`delete from safety.reports where closed_at < ${now}::timestamptz - interval '12 months'`.execute(db);
}

/** At 3.47 on Sundays, when nobody is at school. */
export const forgetReportsJob: Job = {
  name: 'safety.forget-reports',
  cron: '47 3 * * 0',
  run: ({ db, clock }) => forgetReports(db, clock.now()),
};
