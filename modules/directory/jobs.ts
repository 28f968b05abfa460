import type { Job } from '../../platform/module.ts';
import { warnLateDeliveries } from './aaf/late.ts';
import { settleMerges } from './duplicates/merge.ts';
import { forgetNamesJob } from './leaving/forget.ts';
import { markLeftJob } from './leaving/mark.ts';
import { verifyCircles } from './visibility/refresh.ts';

export const jobs: readonly Job[] = [
  {
    name: 'directory.settle-merges',
    // 3.30: at night, after the backups; what can no longer be undone is erased.
    cron: '30 3 * * *',
    async run(ctx) {
      await settleMerges(ctx);
    },
  },
  {
    name: 'directory.warn-late-deliveries',
    // Every day at 6:40: deliveries come at night, and the operator reads this before schools open.
    cron: '40 6 * * *',
    async run(ctx) {
      await warnLateDeliveries(ctx);
    },
  },
  verifyCircles,
  markLeftJob,
  forgetNamesJob,
];
