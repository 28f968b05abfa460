import { forgetActs } from '../../../platform/audit/journal.ts';
import type { Job } from '../../../platform/module.ts';

const DAYS_KEPT = 365;

/** At 3.41, after the other sweeps of the night: forgets acts after twelve months, as the table says. */
export const forgetOldActs: Job = {
  name: 'console.forget-old-acts',
  cron: '41 3 * * *',
  run: ({ db, clock }) => forgetActs(db, new Date(clock.now().getTime() - DAYS_KEPT * 24 * 3600_000)),
};
