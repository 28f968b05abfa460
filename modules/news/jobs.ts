import { sql } from '../../platform/db/db.ts';
import type { Job } from '../../platform/module.ts';

/** At 3.47, beside the other sweeps of the night: forgets posts after two years, and drafts that nobody touched for three months. */
export const sweepJob: Job = {
  name: 'news.sweep',
  cron: '47 3 * * *',
  async run({ db, clock }) {
    await sql`
      delete from news.posts
      where publish_at < ${clock.now()}::timestamptz - interval '2 years'
         or (publish_at is null and changed_at < ${clock.now()}::timestamptz - interval '90 days')`.execute(db);
  },
};
