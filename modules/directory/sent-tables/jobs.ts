import type { Job } from '../../../platform/module.ts';
import { sweepTables } from './drafts.ts';

export const tableJobs: readonly Job[] = [
  {
    name: 'directory.sweep-tables',
    // At 3.31, when no head is at work on a draft.
    cron: '31 3 * * *',
    run: ({ db, clock }) => sweepTables(db, clock.now()),
  },
];
