import { dayOf } from '../../../platform/clock/clock.ts';
import type { Job, Subscription, WorkContext } from '../../../platform/module.ts';
import { measureAll } from './progress.ts';
import { type Assistant, RENTREE } from './read.ts';

const measureNow = ({ steps }: Assistant, { db, clock }: WorkContext): Promise<number> => {
  const now = clock.now();
  return db.transaction().execute((tx) => measureAll(tx, RENTREE, steps, { today: dayOf(now), now }));
};

/** At seven past every hour, beside the other jobs of the hour: how far every school is, for the operator's table. */
export const measureJob = (assistant: Assistant): Job => ({
  name: 'console.measure-progress',
  cron: '7 * * * *',
  async run(work) {
    await measureNow(assistant, work);
  },
});

/** After a delivery of the academy, without waiting for the hour: many schools have moved. */
export const measureAfterDelivery = (assistant: Assistant): Subscription => ({
  fact: 'directory.delivery-applied',
  reader: 'console.measure-progress-after-delivery',
  async read(work) {
    await measureNow(assistant, work);
  },
});
