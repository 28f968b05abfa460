import { Gauge, type Registry } from 'prom-client';
import type { Db } from '../db/db.ts';
import { type JobFigures, jobFigures } from './failures.ts';

const helps: Readonly<Record<keyof JobFigures, readonly [name: string, help: string]>> = {
  waiting: ['preau_jobs_waiting', 'Jobs due and not begun'],
  retrying: ['preau_jobs_retrying', 'Jobs that failed and will be tried again'],
  failed: ['preau_jobs_failed', 'Jobs that used up their attempts and wait for a person'],
  oldestSeconds: ['preau_jobs_oldest_seconds', 'Seconds that the oldest due job has waited'],
  facts: ['preau_outbox_facts', 'Facts not yet handed to their readers'],
  workers: ['preau_workers', 'Worker processes seen within half a minute'],
};

/** Shows how the queue does, read from the database when the figures are asked for. While it is silent they keep their last value. */
export function watchJobs(registry: Registry, db: Db): void {
  let reading: Promise<JobFigures | null> | undefined;
  // The gauges are collected together: one statement serves them all.
  const read = (): Promise<JobFigures | null> => {
    reading ??= jobFigures(db)
      .catch(() => null)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  for (const [figure, [name, help]] of Object.entries(helps) as [keyof JobFigures, readonly [string, string]][]) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const figures = await read();
        if (figures) this.set(figures[figure]);
      },
    });
  }
}
