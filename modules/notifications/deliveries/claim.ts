import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { closedTo } from '../../directory/index.ts';
import type { UrgentCategory } from '../quiet-hours/publication.ts';

/** What leaves for one person at once. */
export interface Batch {
  /** Fixed before it is handed over: a second try of the same batch is the same mail. */
  readonly id: string;
  readonly personId: string;
}

/** An entry of a batch, as it is told outside: no more than this leaves the house. */
export interface LeavingEntry {
  readonly deliveryId: string;
  readonly entryId: string;
  readonly kind: string;
  readonly title: string;
  readonly words: string;
  readonly urgent: UrgentCategory | null;
  readonly childIds: readonly string[];
}

type Way = 'mail' | 'push';

/** A batch in hand longer than this was left by a process that died. */
export const ABANDONED_AFTER = 600_000;

/** A batch that nobody took for five days is no news any more. */
const GIVEN_UP_AFTER = 5 * 86_400_000;

/**
 * Takes the next people for whom something is due, the longest waiting first: all that is due for each becomes one batch. Batches left by
 * who died come first. Two who claim at once never get the same.
 */
export async function claimBatches(db: Db, way: Way, now: Date, people: number): Promise<readonly Batch[]> {
  const abandoned = await rowsOf(
    db,
    sql<Batch>`
      with given_up as (
        delete from notifications.deliveries
        where way = ${way} and claimed_at < ${new Date(now.getTime() - ABANDONED_AFTER)} and due_at < ${new Date(now.getTime() - GIVEN_UP_AFTER)})
      update notifications.deliveries d set claimed_at = ${now}
      where d.batch_id = any(array(
          select s.batch_id from notifications.deliveries s
          where s.way = ${way} and s.claimed_at < ${new Date(now.getTime() - ABANDONED_AFTER)} order by s.claimed_at, s.batch_id limit ${sql.lit(50)}))
        and d.claimed_at < ${new Date(now.getTime() - ABANDONED_AFTER)} and d.due_at >= ${new Date(now.getTime() - GIVEN_UP_AFTER)}
      returning d.batch_id as id, d.person_id as "personId"`,
  );
  if (abandoned.length > 0) return distinct(abandoned);
  return db.transaction().execute(async (trx) => {
    const next = await rowsOf(
      trx,
      sql<{ personId: string }>`
        select n.person_id as "personId" from (
          select d.person_id, d.due_at, d.id from notifications.deliveries d
          where d.way = ${way} and d.due_at <= ${now} and d.batch_id is null
          order by d.due_at, d.id limit ${people}::int
        ) as n
        group by n.person_id order by min(n.due_at), min(n.id::text)`,
    );
    if (next.length === 0) return [];
    const batches = next.map(({ personId }) => ({ id: newId(), personId }));
    const claimed = await rowsOf(
      trx,
      sql<{ id: string }>`
        update notifications.deliveries d set batch_id = b.id, claimed_at = ${now}
        from unnest(${batches.map(({ id }) => id)}::uuid[], ${batches.map(({ personId }) => personId)}::uuid[]) as b (id, person_id)
        where d.person_id = b.person_id and d.way = ${way} and d.due_at <= ${now} and d.batch_id is null
        returning b.id`,
    );
    const ours = new Set(claimed.map(({ id }) => id));
    return batches.filter(({ id }) => ours.has(id));
  });
}

const distinct = (batches: readonly Batch[]): Batch[] => [
  ...new Map(batches.map((batch) => [batch.id, batch])).values(),
];

/**
 * What those batches hold: entries that still stand and with which their reader is not done, in the order of time. What is about a child from
 * whom a decision keeps the reader since then is not theirs any more.
 */
export async function contentsOf(
  db: Db,
  batchIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly LeavingEntry[]>> {
  const rows = await rowsOf(
    db,
    sql<LeavingEntry & { readonly batchId: string }>`
      select d.batch_id as "batchId", d.id as "deliveryId", e.id as "entryId", e.kind, e.title, e.words, e.urgent, d.child_ids as "childIds"
      from notifications.deliveries d
      join notifications.entries e on e.id = d.entry_id and (e.expires_at is null or e.expires_at > ${now})
      where d.batch_id = any(${[...batchIds]}::uuid[])
        and not exists (select 1 from notifications.recipients r
                        where r.entry_id = d.entry_id and r.person_id = d.person_id and r.settled_at is not null)
        and not ${closedTo(sql`d.person_id`, sql`d.child_ids`, dayOf(now))}
      order by e.published_at, e.id`,
  );
  const contents = new Map<string, LeavingEntry[]>();
  for (const { batchId, ...entry } of rows) contents.set(batchId, [...(contents.get(batchId) ?? []), entry]);
  return contents;
}

/** These batches left, or will not leave at all. */
export async function finish(db: Db, batchIds: readonly string[]): Promise<void> {
  await sql`delete from notifications.deliveries where batch_id = any(${[...batchIds]}::uuid[])`.execute(db);
}

/** These could not be handed over: they are the first to be taken the next time, as they are. */
export async function giveBack(db: Db, batchIds: readonly string[], now: Date): Promise<void> {
  await sql`
    update notifications.deliveries set claimed_at = ${new Date(now.getTime() - 2 * ABANDONED_AFTER)}
    where batch_id = any(${[...batchIds]}::uuid[])`.execute(db);
}
