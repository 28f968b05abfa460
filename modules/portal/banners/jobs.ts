import { sql } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/module.ts';

/** At 3.41, beside the other sweeps of the night: forgets banners and words of welcome a year after their end. */
export const sweepJob: Job = {
  name: 'portal.sweep',
  cron: '41 3 * * *',
  async run({ db, clock }) {
    await sql`delete from portal.banners where ends_on < ${clock.now()}::date - 365`.execute(db);
    await sql`delete from portal.welcomes where ends_on < ${clock.now()}::date - 365`.execute(db);
  },
};
