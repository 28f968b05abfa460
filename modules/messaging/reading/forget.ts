import { type Db, leastIdAt, rowsOf, sql } from '../../../platform/db/db.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { schoolYearOf } from '../../directory/rules.ts';
import { release } from '../../files/index.ts';
import { NOTIFICATION } from '../notices.ts';
import { YEARS_KEPT } from '../rules.ts';

const MESSAGES = 200;
const COPIES = 5_000;

/** The first instant that is kept on `today`: the start of the school year that lies three whole ones before this one. */
export const keptSince = (today: string): Date => new Date(`${schoolYearOf(today) - YEARS_KEPT}-08-01T00:00:00Z`);

/**
 * Deletes messages of before that instant with every copy and what hangs on them: a slice at a time, the oldest first. What was hidden stays:
 * it is evidence, and whoever hid it lets it go. Stopped in the middle, the next night goes on.
 * @returns how many messages went
 */
export async function forgetMessages(db: Db, before: Date, signal: AbortSignal): Promise<number> {
  let gone = 0;
  while (!signal.aborted) {
    const ids = await oldest(db, before);
    if (ids.length === 0) break;
    while (!signal.aborted && (await deleteCopies(db, ids)) === COPIES);
    if (signal.aborted) break;
    await inTransaction(db, async (tx) => {
      await release(tx, NOTIFICATION, ids);
      await sql`delete from messaging.recipients where message_id = any(${ids}::uuid[])`.execute(tx.db);
      await sql`delete from messaging.messages where id = any(${ids}::uuid[])`.execute(tx.db);
    });
    gone += ids.length;
  }
  return gone;
}

async function oldest(db: Db, before: Date): Promise<string[]> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select m.id from messaging.messages m
      where m.id < ${leastIdAt(before)}::uuid and m.hidden_at is null and m.state not in ('waiting', 'held')
        and coalesce(m.sent_at, m.written_at) < ${before}
      order by m.id limit ${MESSAGES}`,
  );
  return rows.map(({ id }) => id);
}

/** Some thousands at a time: a message to a city has more copies than one transaction should hold. */
async function deleteCopies(db: Db, ids: readonly string[]): Promise<number> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      delete from messaging.recipients c
      using (select message_id, person_id from messaging.recipients where message_id = any(${[...ids]}::uuid[])
             order by message_id, person_id limit ${COPIES}) as old
      where c.message_id = old.message_id and c.person_id = old.person_id returning c.message_id as id`,
  );
  return rows.length;
}
