import { setTimeout as wait } from 'node:timers/promises';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { WorkContext } from '../../../platform/module.ts';

const SLICE = 1_000;
/** Milliseconds between two slices: the others come first. */
const PAUSE = 30;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Files the copies of wide messages in each person's own list. Until a copy is filed it is found by the key of its audience, from then on
 * in the list: each is in one of the two at any instant, whenever this stops, is killed, or runs twice.
 */
export async function fileWide(
  { db, signal }: Pick<WorkContext, 'db' | 'signal'>,
  pause = PAUSE,
  slice = SLICE,
): Promise<void> {
  const messages = await rowsOf(
    db,
    sql<{ id: string }>`select distinct message_id as id from messaging.wide order by 1 limit 1000`,
  );
  for (const { id } of messages) {
    let after: string | undefined = FIRST;
    while (after !== undefined) {
      if (signal.aborted) return;
      after = await fileSlice(db, id, after, slice);
      if (after !== undefined && pause > 0) await wait(pause);
    }
    await sql`
      delete from messaging.wide w
      where w.message_id = ${id}::uuid
        and not exists (select from messaging.recipients c where c.message_id = ${id}::uuid and c.by_key)`.execute(db);
  }
}

/** One slice in the order of persons; the last one of it, undefined when there was none. */
async function fileSlice(db: Db, messageId: string, after: string, most: number): Promise<string | undefined> {
  const row = await firstOf(
    db,
    sql<{ last: string | null }>`
      with slice as materialized (
        select c.person_id from messaging.recipients c
        where c.message_id = ${messageId}::uuid and c.person_id > ${after}::uuid and c.by_key
        order by c.person_id limit ${most} for update skip locked
      ),
      filed as (
        update messaging.recipients c set by_key = false from slice
        where c.message_id = ${messageId}::uuid and c.person_id = slice.person_id returning 1
      )
      select (select s.person_id from slice s order by s.person_id desc limit 1) as last, (select count(*) from filed) as filed`,
  );
  return row?.last ?? undefined;
}
