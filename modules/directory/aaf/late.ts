import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { WorkContext } from '../../../platform/module.ts';

/** A delivery that is expected and does not come. */
export interface LateDelivery {
  readonly source: string;
  readonly everyDays: number;
  /** Day of the last one applied; null when none ever was. */
  readonly lastOn: string | null;
  /** Days since; null when none ever was. */
  readonly days: number | null;
  readonly warnedAt: Date | null;
}

/**
 * Says how often a source's deliveries are expected, in days; `null`: not any more. Until then nobody is warned of it.
 * @returns false when it was not expected anyway
 */
export async function expectDeliveries(db: Db, source: string, everyDays: number | null): Promise<boolean> {
  const { numAffectedRows } = await (everyDays === null
    ? sql`delete from directory.expected_deliveries where source = ${source}`
    : sql`insert into directory.expected_deliveries (source, every_days) values (${source}, ${everyDays})
          on conflict (source) do update set every_days = excluded.every_days, warned_at = null`
  ).execute(db);
  return Boolean(numAffectedRows);
}

/** Expected sources whose last applied delivery is older than it should be on `today` (`YYYY-MM-DD`), the latest first. */
export const lateDeliveries = (db: Db, today: string): Promise<LateDelivery[]> => rowsOf(db, lateSources(today));

/** SQL query: the same, to be put in a larger statement. */
export const lateSources = (today: string): RawBuilder<LateDelivery> => sql<LateDelivery>`
      select e.source, e.every_days as "everyDays", last.on_day as "lastOn", ${today}::date - last.on_day as days,
        e.warned_at as "warnedAt"
      from directory.expected_deliveries e
      left join lateral (
        select max(d.delivered_on) as on_day from directory.deliveries d
        where d.source = e.source and d.status in ('applied', 'failed')
      ) last on true
      where last.on_day is null or ${today}::date - last.on_day > e.every_days
      order by days desc nulls first, e.source`;

/**
 * Warns once per silence: a fact `directory.delivery-late` for each source that has become late, until a delivery comes again. Run
 * daily; run twice it warns once.
 */
export async function warnLateDeliveries(ctx: Pick<WorkContext, 'db' | 'clock' | 'log'>): Promise<LateDelivery[]> {
  const now = ctx.clock.now();
  const late = await lateDeliveries(ctx.db, dayOf(now));
  // What came again will be told anew: the day on a delivery may be older than the warning, so days are not compared.
  await sql`update directory.expected_deliveries set warned_at = null
            where warned_at is not null and source <> all (${late.map(({ source }) => source)}::text[])`.execute(
    ctx.db,
  );
  const fresh = late.filter((one) => one.warnedAt === null);
  for (const one of fresh) ctx.log('warn', 'directory.delivery-late', { source: one.source, days: one.days });
  if (fresh.length === 0) return [];
  await ctx.db.transaction().execute(async (tx) => {
    const sources = fresh.map((one) => one.source);
    await sql`update directory.expected_deliveries set warned_at = ${now} where source = any (${sources})`.execute(tx);
    const facts = fresh.map(({ source, days, lastOn }) => ({ source, days, lastOn }));
    await sql`insert into platform.outbox (id, name, payload)
              select directory.new_id(), 'directory.delivery-late', f from jsonb_array_elements(${JSON.stringify(facts)}::jsonb) f`.execute(
      tx,
    );
  });
  return fresh;
}
