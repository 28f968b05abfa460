import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Job, Subscription, WorkContext } from '../../../platform/module.ts';

/** What a refresh had to change in the index of circles. */
export interface Refreshed {
  readonly added: number;
  readonly removed: number;
}

/** Schools whose circles are brought up to date by one statement: short transactions, and few of them. */
const BATCH = 20;

/** Brings the circles of those schools to what the directory says on `today`; twice changes nothing. */
export async function refreshCircles(db: Db, schoolIds: readonly string[], today: string): Promise<Refreshed> {
  return db.transaction().execute(async (tx) => {
    // Two refreshes of one school at once would each undo what the other one has just seen.
    await sql`select pg_advisory_xact_lock(hashtext('directory.circles'))`.execute(tx);
    const row = await firstOf(
      tx,
      sql<{ added: number; removed: number }>`
        select added::int, removed::int from directory.refresh_circles(${[...schoolIds]}::uuid[], ${today}::date)`,
    );
    return row ?? { added: 0, removed: 0 };
  });
}

/** As many schools after the others as there are, some at a time; stops when the process has to. */
async function refreshMany(ctx: WorkContext, schoolIds: readonly string[]): Promise<Refreshed> {
  let added = 0;
  let removed = 0;
  for (let from = 0; from < schoolIds.length; from += BATCH) {
    ctx.signal.throwIfAborted();
    const done = await refreshCircles(ctx.db, schoolIds.slice(from, from + BATCH), dayOf(ctx.clock.now()));
    added += done.added;
    removed += done.removed;
  }
  return { added, removed };
}

/** A delivery that failed in some schools was applied in the others. */
const DELIVERIES = ['directory.delivery-applied', 'directory.delivery-partly-applied'] as const;

/** After each delivery of the academy: the circles of the schools in which it changed something. */
export const refreshAfterDelivery: readonly Subscription[] = DELIVERIES.map((fact) => ({
  fact,
  reader: `directory.refresh-circles-after-${fact.slice('directory.'.length)}`,
  async read(ctx, { deliveryId }) {
    const schools = await rowsOf(
      ctx.db,
      sql<{ id: string }>`
        select school_id as id from directory.delivery_schools where delivery_id = ${String(deliveryId)}::uuid order by school_id`,
    );
    const done = await refreshMany(
      ctx,
      schools.map(({ id }) => id),
    );
    ctx.log('info', 'directory.circles-refreshed', { schools: schools.length, ...done });
  },
}));

/** Facts after which the people of one school are others than before; their payload names it. */
const FACTS = [
  'directory.teacher-attached',
  'directory.circles-changed',
  'directory.table-applied',
  'directory.table-undone',
  'directory.person-created',
  'directory.class-changed',
  'directory.person-left',
  'directory.person-returned',
  'directory.post-given',
  'directory.post-ended',
] as const;

export const refreshAfterChange: readonly Subscription[] = FACTS.map((fact) => ({
  fact,
  reader: `directory.refresh-circles-after-${fact.slice('directory.'.length)}`,
  async read(ctx, { schoolId }) {
    await refreshCircles(ctx.db, [String(schoolId)], dayOf(ctx.clock.now()));
  },
}));

/** Compares the whole index with the directory and mends it; what was wrong is said, for somebody forgot to tell. */
export const verifyCircles: Job = {
  name: 'directory.verify-circles',
  // 3.50: after the night's clean-up, before the deliveries of the early morning; also when dated links end.
  cron: '50 3 * * *',
  async run(ctx) {
    const schools = await rowsOf(ctx.db, sql<{ id: string }>`select id from directory.schools order by id`);
    const mended = await refreshMany(
      ctx,
      schools.map(({ id }) => id),
    );
    ctx.log(mended.added + mended.removed > 0 ? 'warn' : 'info', 'directory.circles-verified', {
      schools: schools.length,
      ...mended,
    });
  },
};
