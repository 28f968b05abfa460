import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import type { Job } from '../../platform/module.ts';
import { inTransaction } from '../../platform/outbox/outbox.ts';
import { letGo } from './attachments.ts';

const BATCH = 500;

/** At 3.47, beside the other sweeps of the night: forgets posts after two years, and drafts that nobody touched for three months. */
export const sweepJob: Job = {
  name: 'news.sweep',
  cron: '47 3 * * *',
  async run({ db, clock, signal }) {
    while (!signal.aborted && (await sweep(db, clock.now())) === BATCH);
  },
};

/** Forgets a batch with all that hangs on it. @returns how many */
const sweep = (db: Db, now: Date): Promise<number> =>
  inTransaction(db, async (tx) => {
    const old = await rowsOf(
      tx.db,
      sql<{ id: string }>`
        select id from news.posts
        where publish_at < ${now}::timestamptz - interval '2 years'
           or (publish_at is null and changed_at < ${now}::timestamptz - interval '90 days')
        order by id limit ${BATCH} for update`,
    );
    const ids = old.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await letGo(tx, ids);
    await sql`delete from news.posts where id = any(${ids}::uuid[])`.execute(tx.db);
    return ids.length;
  });
