import { type Db, firstOf, newId, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Transaction } from '../../../platform/http/context.ts';
import { locales } from '../../../platform/texts/texts.ts';
import { labelsOf } from '../../directory/index.ts';
import { firstWords, type ToldFact, type ToldTo, titleOf } from './fact.ts';
import { MOST_NAMED, topicsOfReaders } from './topics.ts';

/** Said when an entry has, or may have, new addressees whom mail and push are to reach once it is published. */
export const TOLD = 'notifications.told';

interface Written {
  readonly id: string;
  /** When it was to be published before this; null for a new one. */
  readonly former: Date | null;
  readonly collected: boolean;
}

/**
 * Tells people something, within the transaction of the command that makes it true: it stands in their feeds from `publishAt` on, and leaves
 * by mail and push at their hours and by the ways they chose. The same subject told again changes its words; with another `publishAt` it moves
 * there, and a later one makes it new for everybody. People only ever join: to leave some out, withdraw it first. @returns the entry's id
 */
export async function notify(tx: Transaction, fact: ToldFact): Promise<string> {
  const entry = await write(tx.db, fact);
  const moved = entry.former !== null && entry.former.getTime() !== fact.publishAt.getTime();
  if (moved) await move(tx.db, entry.id, fact, isNewer(entry.former, fact));
  const row = { entryId: entry.id, isCounted: !fact.isCountedElsewhere, fact, late: entry.collected && !moved };
  const named =
    'audiences' in fact.to
      ? await tellAudiences(tx.db, row, fact.to.audiences)
      : await tellPersons(tx.db, row, fact.to);
  tx.changed(...('audiences' in fact.to ? named : topicsOfReaders(named)));
  await tx.emit({ name: TOLD, payload: { entryIds: [entry.id] } });
  return entry.id;
}

/** When a subject is told, or was; undefined for what was never told. Told again at that instant it is new for those only who join. */
export const toldAt = async (db: Db, subject: string): Promise<Date | undefined> =>
  (
    await firstOf(
      db,
      sql<{ at: Date }>`select published_at as at from notifications.entries where subject = ${subject}`,
    )
  )?.at;

const isNewer = (former: Date | null, { publishAt }: ToldFact): boolean =>
  former !== null && former.getTime() < publishAt.getTime();

async function write(db: Db, fact: ToldFact): Promise<Written> {
  const { kind, subject, schoolId, href, author, publishAt, expiresAt, urgent, todo, dueOn } = fact;
  const row = await firstOf(
    db,
    sql<Written>`
      with former as (
        select id, published_at, collected_at from notifications.entries where subject = ${subject}
      ), written as (
        insert into notifications.entries as e
          (id, subject, kind, school_id, href, title, words, author_id, author_name, urgent, is_todo, due_on, published_at, expires_at)
        values (${newId()}, ${subject}, ${kind}, ${schoolId}, ${href}, ${titleOf(fact.title)}, ${firstWords(fact.words)},
                ${author?.id ?? null}, ${author?.name ?? null}, ${urgent ?? null}, ${todo ?? false}, ${dueOn ?? null}, ${publishAt}, ${expiresAt ?? null})
        on conflict (subject) do update set
          kind = excluded.kind, school_id = excluded.school_id, href = excluded.href, title = excluded.title, words = excluded.words,
          author_id = excluded.author_id, author_name = excluded.author_name, urgent = excluded.urgent, is_todo = excluded.is_todo,
          due_on = excluded.due_on,
          published_at = excluded.published_at, expires_at = excluded.expires_at,
          collected_at = case when excluded.published_at > e.published_at then null else e.collected_at end
        returning id, collected_at
      )
      select written.id, former.published_at as former, written.collected_at is not null as collected
      from written left join former on true`,
  );
  if (!row) throw new Error(`${subject} was not written`);
  return row;
}

/** The same entry at another time; `isNew`: nobody is done with it any more. */
async function move(db: Db, entryId: string, { publishAt, todo }: ToldFact, isNew: boolean): Promise<void> {
  await sql`
    update notifications.recipients
    set published_at = ${publishAt}, is_todo = ${todo ?? false}, settled_at = case when ${isNew}::boolean then null else settled_at end
    where entry_id = ${entryId}`.execute(db);
  await sql`
    update notifications.audiences set published_at = ${publishAt}, is_todo = ${todo ?? false} where entry_id = ${entryId}`.execute(
    db,
  );
}

interface Row {
  readonly entryId: string;
  readonly isCounted: boolean;
  readonly fact: ToldFact;
  /** The entry left already: who joins now is told by mail and push too. */
  readonly late: boolean;
}

const personsOf = (to: Exclude<ToldTo, { readonly audiences: readonly string[] }>): RawBuilder<unknown> =>
  'persons' in to
    ? sql`select p.id as person_id, '{}'::uuid[] as child_ids from unnest(${[...new Set(to.persons)]}::uuid[]) as p (id)`
    : sql`
        select q.person_id, coalesce(array_agg(distinct q.child_id) filter (where q.child_id is not null), '{}') as child_ids
        from (select f.person_id, (to_jsonb(f) ->> 'child_id')::uuid as child_id from (${to.query}) as f) as q
        group by q.person_id`;

/** A row each, in one statement. @returns those who had none, one more than are named one by one at most */
async function tellPersons(
  db: Db,
  { entryId, isCounted, fact, late }: Row,
  to: Exclude<ToldTo, { readonly audiences: readonly string[] }>,
): Promise<string[]> {
  const rows = await rowsOf(
    db,
    sql<{ person_id: string }>`
      with told as (
        insert into notifications.recipients as r (entry_id, person_id, child_ids, published_at, is_counted, is_todo)
        select ${entryId}::uuid, p.person_id, p.child_ids, ${fact.publishAt}::timestamptz, ${isCounted}::boolean, ${fact.todo ?? false}::boolean
        from (${personsOf(to)}) as p
        order by p.person_id
        on conflict (entry_id, person_id) do update set is_told = true, child_ids = excluded.child_ids
        returning r.person_id, r.child_ids, r.xmax = 0 as is_new
      ), late as (
        insert into notifications.addressees (entry_id, person_id, child_ids)
        select ${entryId}::uuid, told.person_id, told.child_ids from told where told.is_new and ${late}::boolean
        on conflict (entry_id, person_id) do nothing
      )
      select told.person_id from told limit ${MOST_NAMED + 1}::int`,
  );
  return rows.map((row) => row.person_id);
}

/** A row a key, with what it is called. @returns the keys */
async function tellAudiences(
  db: Db,
  { entryId, isCounted, fact }: Row,
  given: readonly string[],
): Promise<readonly string[]> {
  const keys = [...new Set(given)];
  const named = await Promise.all(locales.map(async (locale) => [locale, await labelsOf(db, keys, locale)] as const));
  const labels = keys.map((key) =>
    JSON.stringify(Object.fromEntries(named.map(([locale, words]) => [locale, words.get(key) ?? '']))),
  );
  await sql`
    insert into notifications.audiences (key, published_at, entry_id, labels, is_counted, is_todo)
    select k.key, ${fact.publishAt}::timestamptz, ${entryId}::uuid, k.labels::jsonb, ${isCounted}::boolean, ${fact.todo ?? false}::boolean
    from unnest(${keys}::text[], ${labels}::text[]) as k (key, labels)
    on conflict (key, published_at, entry_id) do nothing`.execute(db);
  return keys;
}
