import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/module.ts';

const DAY = 86_400_000;
const ENTRY_LIFE = 365 * DAY;
const BOUNCE_LIFE = 183 * DAY;

/** Entries a transaction: one for a whole territory has many rows. */
const SLICE = 200;

/** Takes away what was told more than a year ago, what expired, urgent notices of a year ago, bounces older than six months. @returns entries taken away */
export async function forget(db: Db, now: Date): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const row = await firstOf(
      db,
      sql<{ entries: number }>`
        with gone as (
          delete from notifications.entries where id = any(array(
            select id from notifications.entries
            where published_at < ${new Date(now.getTime() - ENTRY_LIFE)} or expires_at < ${now} limit ${sql.lit(SLICE)}))
          returning id
        ),
          recipients as (delete from notifications.recipients r using gone where r.entry_id = gone.id),
          audiences as (delete from notifications.audiences a using gone where a.entry_id = gone.id),
          addressees as (delete from notifications.addressees w using gone where w.entry_id = gone.id),
          deliveries as (delete from notifications.deliveries d using gone where d.entry_id = gone.id)
        select count(*) as entries from gone`,
    );
    forgotten += row?.entries ?? 0;
    if (!row || row.entries === 0) break;
  }
  await sql`delete from notifications.urgent_notices where sent_at < ${new Date(now.getTime() - ENTRY_LIFE)}`.execute(
    db,
  );
  await sql`delete from notifications.bounces where bounced_at < ${new Date(now.getTime() - BOUNCE_LIFE)}`.execute(db);
  return forgotten;
}

/** At 3.50, after the backups and before the first people come. */
export const forgetJob: Job = {
  name: 'notifications.forget',
  cron: '50 3 * * *',
  async run({ db, clock, log }) {
    const entries = await forget(db, clock.now());
    if (entries > 0) log('info', 'notifications.forgotten', { entries });
  },
};
