import { dayOf } from '../../platform/clock/clock.ts';
import type { Job } from '../../platform/module.ts';
import { purgeArchive } from '../../platform/personal-data/archive.ts';

/** At 4.05, after the erasures of the night: forgets what the archive has kept long enough. */
export const purgeJob: Job = {
  name: 'privacy.purge-archive',
  cron: '5 4 * * *',
  async run({ db, clock, log }) {
    const purged = await purgeArchive(db, dayOf(clock.now()));
    if (purged > 0) log('info', 'privacy.archive-purged', { purged });
  },
};
