import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Transaction } from '../../../platform/http/context.ts';
import { peopleOf } from '../../directory/index.ts';
import { topicsOfReaders } from './topics.ts';

/**
 * These persons are done with a subject (read, signed, answered): it leaves what they have to do and their unread count, stays in their
 * feed, and what was still to leave for them does not. A subject that was never told is no fault.
 */
export async function settle(
  tx: Transaction,
  subject: string,
  personIds: readonly string[] | 'everyone',
): Promise<void> {
  if (personIds === 'everyone') return settleForEveryone(tx, subject);
  if (personIds.length === 0) return;
  const persons = [...new Set(personIds)].sort();
  // Whoever is told as one of an audience has no row: it is made here, and says only that they are done.
  const settled = await rowsOf(
    tx.db,
    sql<{ person_id: string }>`
      with settled as (
        insert into notifications.recipients as r
          (entry_id, person_id, published_at, is_told, is_counted, is_todo, settled_at)
        select e.id, p.id, e.published_at, false, false, e.is_todo, now()
        from notifications.entries e cross join unnest(${persons}::uuid[]) as p (id)
        where e.subject = ${subject}
          and (exists (select 1 from notifications.recipients o where o.entry_id = e.id and o.person_id = p.id)
            or exists (select 1 from notifications.audiences a where a.entry_id = e.id))
        order by p.id
        on conflict (entry_id, person_id) do update set settled_at = coalesce(r.settled_at, excluded.settled_at)
        returning r.entry_id, r.person_id
      ), undelivered as (
        delete from notifications.deliveries d using settled
        where d.entry_id = settled.entry_id and d.person_id = settled.person_id and d.batch_id is null
      )
      select person_id from settled`,
  );
  tx.changed(...topicsOfReaders(settled.map((row) => row.person_id)));
}

/** These persons, who were done with it, are to do it again; nothing leaves anew for them. Who was never told is no fault. */
export async function reopen(tx: Transaction, subject: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  const reopened = await rowsOf(
    tx.db,
    sql<{ person_id: string }>`
      update notifications.recipients r set settled_at = null, is_todo = e.is_todo
      from notifications.entries e
      where e.subject = ${subject} and r.entry_id = e.id and r.person_id = any(${[...personIds]}::uuid[]) and r.settled_at is not null
      returning r.person_id`,
  );
  tx.changed(...topicsOfReaders(reopened.map((row) => row.person_id)));
}

/** Nothing is to be done by anybody any more. */
async function settleForEveryone(tx: Transaction, subject: string): Promise<void> {
  const entry = await firstOf(
    tx.db,
    sql<{ id: string; keys: string[] }>`
      with entry as (update notifications.entries set is_todo = false where subject = ${subject} returning id),
        shared as (
          update notifications.audiences a set is_todo = false, is_counted = false from entry where a.entry_id = entry.id returning a.key
        ),
        waiting as (delete from notifications.addressees w using entry where w.entry_id = entry.id),
        undelivered as (delete from notifications.deliveries d using entry where d.entry_id = entry.id and d.batch_id is null)
      select entry.id, coalesce((select array_agg(key) from shared), '{}') as keys from entry`,
  );
  if (!entry) return;
  const settled = await rowsOf(
    tx.db,
    sql<{ person_id: string }>`
      update notifications.recipients set settled_at = now() where entry_id = ${entry.id} and settled_at is null returning person_id`,
  );
  tx.changed(...entry.keys, ...topicsOfReaders(settled.map((row) => row.person_id)));
}

/**
 * Takes a subject out of every feed, at once: unpublished, recalled, or no longer true. What has not left yet does not leave. A subject that
 * was never told is no fault.
 */
export async function withdraw(tx: Transaction, subject: string): Promise<void> {
  const entry = await firstOf(
    tx.db,
    sql<{ id: string; keys: string[] }>`
      with entry as (delete from notifications.entries where subject = ${subject} returning id),
        shared as (delete from notifications.audiences a using entry where a.entry_id = entry.id returning a.key),
        waiting as (delete from notifications.addressees w using entry where w.entry_id = entry.id),
        undelivered as (delete from notifications.deliveries d using entry where d.entry_id = entry.id)
      select entry.id, coalesce((select array_agg(key) from shared), '{}') as keys from entry`,
  );
  if (!entry) return;
  const told = await rowsOf(
    tx.db,
    sql<{ person_id: string }>`delete from notifications.recipients where entry_id = ${entry.id} returning person_id`,
  );
  tx.changed(...entry.keys, ...topicsOfReaders(told.map((row) => row.person_id)));
}

/**
 * Of the audiences to which a subject is told, only these stay: it leaves the feed of the others at once, and what had not left yet for who
 * belongs to them alone does not leave. Told by name, one stays. @returns whether an audience was taken out
 */
export async function keepAudiences(
  tx: Transaction,
  subject: string,
  keys: readonly string[],
  today: string,
): Promise<boolean> {
  const entry = await firstOf(
    tx.db,
    sql<{ id: string; gone: string[] }>`
      with entry as (select id from notifications.entries where subject = ${subject}),
        gone as (
          delete from notifications.audiences a using entry where a.entry_id = entry.id and a.key <> all(${[...keys]}::text[]) returning a.key
        )
      select entry.id, coalesce((select array_agg(key) from gone), '{}') as gone from entry`,
  );
  if (!entry || entry.gone.length === 0) return false;
  const isOut = sql`
    t.entry_id = ${entry.id}::uuid
    and not exists (select 1 from (${peopleOf(keys, today)}) as p where p.person_id = t.person_id)
    and not exists (select 1 from notifications.recipients r where r.entry_id = t.entry_id and r.person_id = t.person_id and r.is_told)`;
  await sql`
    with waiting as (delete from notifications.addressees t where ${isOut})
    delete from notifications.deliveries t where ${isOut} and t.batch_id is null`.execute(tx.db);
  tx.changed(...entry.gone);
  return true;
}
