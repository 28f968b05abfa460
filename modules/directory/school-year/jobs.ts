import { setTimeout as pause } from 'node:timers/promises';
import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Job, WorkContext } from '../../../platform/module.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { beginEnrolments } from './arrivals.ts';
import { openYear } from './open.ts';
import { yearToPrepare } from './rules.ts';

interface Due {
  readonly schoolId: string;
  readonly schoolUai: string;
  readonly year: number;
}

const listDue = (db: Db, today: string): Promise<Due[]> =>
  rowsOf(
    db,
    sql<Due>`
      select d.school_id as "schoolId", s.uai as "schoolUai", d.year
      from directory.year_drafts d join directory.schools s on s.id = d.school_id
      where d.opened_at is null and d.opens_on <= ${today}::date and d.year = ${yearToPrepare(today)}::smallint order by s.uai`,
  );

/** As long as the work before it took, at most this: those who read their pages meanwhile get half of the database's time at least. */
const LONGEST_PAUSE = 500;

/**
 * Opens every year whose day has come, school by school, each in a transaction of its own: killed halfway, the next run opens the rest.
 * A school that fails stays as it was and does not keep the others; the run then fails, and is tried again.
 * @returns how many were opened
 */
export async function openDueYears(ctx: Pick<WorkContext, 'db' | 'clock' | 'signal' | 'log'>): Promise<number> {
  const now = ctx.clock.now();
  const day = dayOf(now);
  let opened = 0;
  const failed: string[] = [];
  for (const due of await listDue(ctx.db, day)) {
    ctx.signal.throwIfAborted();
    const start = performance.now();
    try {
      if (await inTransaction(ctx.db, (tx) => openYear(tx, { ...due, day, by: null, at: now }))) opened += 1;
    } catch (error) {
      failed.push(due.schoolUai);
      ctx.log('error', 'directory.year-not-opened', { school: due.schoolUai, reason: String(error) });
    }
    await pause(Math.min(performance.now() - start, LONGEST_PAUSE), undefined, { signal: ctx.signal });
  }
  if (opened > 0 || failed.length > 0) ctx.log('info', 'directory.years-opened', { opened, failed: failed.length });
  if (failed.length > 0)
    throw new Error(`${failed.length} school years were not opened: ${failed.slice(0, 10).join(', ')}`);
  return opened;
}

export const yearJobs: readonly Job[] = [
  {
    name: 'directory.turn-year',
    // 0.10: as soon as the day has begun at school, long before anybody comes; first those who arrive, then the years that open.
    cron: '10 0 * * *',
    async run(ctx) {
      await beginEnrolments(ctx);
      await openDueYears(ctx);
    },
  },
];
