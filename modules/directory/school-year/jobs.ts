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

/** After each school a pause so many times as long as its opening took: nine of ten readers of pages meet a database at rest. */
const PAUSE = 9;
/** In milliseconds: on a slow machine the seven hundred schools of a Métropole are all open within five minutes still. */
const LONGEST_PAUSE = 330;

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
    await pause(Math.min(PAUSE * (performance.now() - start), LONGEST_PAUSE), undefined, { signal: ctx.signal });
  }
  if (opened > 0 || failed.length > 0) ctx.log('info', 'directory.years-opened', { opened, failed: failed.length });
  if (failed.length > 0)
    throw new Error(`${failed.length} school years were not opened: ${failed.slice(0, 10).join(', ')}`);
  return opened;
}

/**
 * Where the academy now says the classes of an opened year, those of the draft that nobody is in end; and a year after the opening, who
 * was planned where is forgotten.
 */
export async function tidyDrafts({ db, clock }: Pick<WorkContext, 'db' | 'clock'>): Promise<void> {
  const today = dayOf(clock.now());
  await sql`
    update directory.groups g set ends_on = ${today}::date
    where g.source = 'draft' and g.owner = 'school' and g.ends_on is null
      and exists (select 1 from directory.groups o
                  where o.school_id = g.school_id and o.year = g.year and o.kind = 'class' and o.owner = 'academy' and o.ends_on is null)
      and not exists (select 1 from directory.memberships m where m.group_id = g.id and m.role = 'pupil' and m.ends_on is null)`.execute(
    db,
  );
  for (const table of ['year_draft_places', 'year_draft_teachers'])
    await sql`
      delete from ${sql.table(`directory.${table}`)} t using directory.year_drafts d
      where d.school_id = t.school_id and d.year = t.year and coalesce(d.opened_on, d.opens_on) < ${today}::date - 365`.execute(
      db,
    );
}

export const yearJobs: readonly Job[] = [
  {
    name: 'directory.turn-year',
    // 0.10: as soon as the day has begun at school, long before anybody comes; first those who arrive, then the years that open.
    cron: '10 0 * * *',
    async run(ctx) {
      await beginEnrolments(ctx);
      await openDueYears(ctx);
      await tidyDrafts(ctx);
    },
  },
];
