import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { BIN_DAYS, boxes } from '../rules.ts';

/** Puts the actor's own copies of these messages into one of their boxes. Returns how many were moved. */
export async function moveCopies(db: Db, actor: Actor, ids: readonly string[], box: number, at: Date): Promise<number> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      update messaging.recipients c set box = ${box}::smallint, moved_at = ${at}, by_key = false
      where c.message_id = any(${[...ids]}::uuid[]) and c.person_id = ${actor.personId}::uuid and c.box <> ${box}::smallint
        and (${box}::smallint < 10 or exists (select from messaging.folders f where f.person_id = c.person_id and f.number = ${box}::smallint))
      returning c.message_id as id`,
  );
  return rows.length;
}

/** Notes the actor's own copies as read, or as not read yet. */
export async function markCopies(db: Db, actor: Actor, ids: readonly string[], readAt: Date | null): Promise<number> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      update messaging.recipients c set read_at = ${readAt}::timestamptz
      from messaging.messages m
      where m.id = c.message_id and c.message_id = any(${[...ids]}::uuid[]) and c.person_id = ${actor.personId}::uuid
        and (c.read_at is null) = (${readAt}::timestamptz is not null) and m.hidden_at is null and m.recalled_at is null
      returning c.message_id as id`,
  );
  return rows.length;
}

/** Copies that have lain in a bin for thirty days go; the others' stay. A slice at a time; returns how many went. */
export async function emptyBins(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - BIN_DAYS * 86_400_000);
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      delete from messaging.recipients c
      using (select message_id, person_id from messaging.recipients where box = ${boxes.bin}::smallint and moved_at < ${before} limit 5000) as old
      where c.message_id = old.message_id and c.person_id = old.person_id and c.box = ${boxes.bin}::smallint returning c.message_id as id`,
  );
  return rows.length;
}
