import type { Job } from '../../platform/module.ts';
import { warnLateDeliveries } from './aaf/late.ts';
import { verifyCircles } from './visibility/refresh.ts';

export const jobs: readonly Job[] = [
  {
    name: 'directory.warn-late-deliveries',
    // Every day at 6:40: deliveries come at night, and the operator reads this before schools open.
    cron: '40 6 * * *',
    async run(ctx) {
      await warnLateDeliveries(ctx);
    },
  },
  verifyCircles,
];
