import { dayOf } from '../../platform/clock/clock.ts';
import { sql } from '../../platform/db/db.ts';
import type { Job } from '../../platform/module.ts';
import { purgeArchive } from '../../platform/personal-data/archive.ts';
import { disableLeavers, eraseLeavers, remindLeavers, tellLeavers } from './leaving/steps.ts';

/** The steps of the way out, one after another in the night, after the directory has said who left (2.10). */
export const leavingJobs: readonly Job[] = [
  {
    name: 'privacy.tell-leavers',
    cron: '20 2 * * *',
    async run(ctx) {
      const { told, back } = await tellLeavers(ctx);
      if (told + back > 0) ctx.log('info', 'privacy.leavers-told', { told, back });
    },
  },
  {
    name: 'privacy.disable-leavers',
    cron: '30 2 * * *',
    async run(ctx) {
      const disabled = await disableLeavers(ctx);
      if (disabled > 0) ctx.log('info', 'privacy.leavers-disabled', { disabled });
    },
  },
  {
    name: 'privacy.remind-leavers',
    cron: '40 2 * * *',
    async run(ctx) {
      const reminded = await remindLeavers(ctx);
      if (reminded > 0) ctx.log('info', 'privacy.leavers-reminded', { reminded });
    },
  },
  {
    name: 'privacy.erase-leavers',
    cron: '50 2 * * *',
    async run(ctx) {
      const erased = await eraseLeavers(ctx);
      if (erased > 0) ctx.log('info', 'privacy.leavers-erased', { erased });
    },
  },
];

/** At 4.05, after the erasures of the night: forgets what the archive, and this module, have kept long enough. */
export const purgeJob: Job = {
  name: 'privacy.purge-archive',
  cron: '5 4 * * *',
  async run({ db, clock, log }) {
    const now = clock.now();
    const purged = await purgeArchive(db, dayOf(now));
    const lastYear = sql`${now}::timestamptz - interval '12 months'`;
    await sql`delete from privacy.leaves where returned_at < ${lastYear}`.execute(db);
    await sql`delete from privacy.holds where lifted_at < ${lastYear}`.execute(db);
    await sql`delete from privacy.requests where answered_at < ${lastYear}`.execute(db);
    if (purged > 0) log('info', 'privacy.archive-purged', { purged });
  },
};
