import { type Db, sql } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/module.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';

/**
 * Forgets what has served its time: stops and campaigns, with their evidence, after five years; searches after thirty days (that somebody
 * looked stays in the journal of acts).
 */
export async function forgetOld(db: Db, now: Date): Promise<void> {
  await sql`delete from safety.stops where coalesce(ended_at, ends_at) < ${now}::timestamptz - interval '5 years'`.execute(
    db,
  );
  await sql`delete from safety.campaign_searches where made_at < ${now}::timestamptz - interval '30 days'`.execute(db);
  await inTransaction(db, async (tx) => {
    const old = sql`(select id from safety.campaigns where started_at < ${now}::timestamptz - interval '5 years')`;
    await sql`delete from safety.campaign_copies where campaign_id in ${old}`.execute(tx.db);
    await sql`delete from safety.campaign_texts where campaign_id in ${old}`.execute(tx.db);
    await sql`delete from safety.closed_doors where campaign_id in ${old}`.execute(tx.db);
    await sql`delete from safety.campaigns where started_at < ${now}::timestamptz - interval '5 years'`.execute(tx.db);
  });
}

/** At 3.32 on Sundays, between the other sweeps of the night. */
export const forgetOldJob: Job = {
  name: 'safety.forget-old',
  cron: '32 3 * * 0',
  run: ({ db, clock }) => forgetOld(db, clock.now()),
};
