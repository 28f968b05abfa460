import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, firstOf, type RawBuilder, sql } from '../../../platform/db/db.ts';
import { closedTo } from '../../directory/index.ts';
import type { UrgentCategory } from '../quiet-hours/publication.ts';

/** An entry as one reader sees it. */
export interface FeedEntry {
  readonly id: string;
  readonly kind: string;
  readonly schoolId: string | null;
  readonly href: string;
  readonly title: string;
  readonly words: string;
  readonly authorName: string | null;
  readonly urgent: UrgentCategory | null;
  readonly isTodo: boolean;
  readonly publishedAt: Date;
  /** Read, signed, answered, or marked as seen with the rest. */
  readonly isDone: boolean;
  /** Because of which children, by id. */
  readonly childIds: readonly string[];
  /** The audiences through which the reader has it, with what they are called. */
  readonly audiences: readonly { readonly key: string; readonly labels: Readonly<Record<string, string>> }[];
}

/** Who reads, and of what. */
export interface FeedQuestion {
  readonly personId: string;
  readonly now: Date;
  /** Keys of the audiences that the reader belongs to, and is asking about. */
  readonly keys: readonly string[];
  /** Only what concerns this child. */
  readonly childId?: string | undefined;
  readonly schoolId?: string | undefined;
  readonly kind?: string | undefined;
  /** Comes after this one: its time and id. */
  readonly before?: Cursor | undefined;
  readonly limit: number;
}

export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

/** Entries further back than this are folded, and counted by no badge. */
export const FRESH_DAYS = 14;
/** No badge says more. */
const MOST_COUNTED = 100;
const MOST_TODO = 20;

const freshSince = (now: Date): Date => new Date(now.getTime() - FRESH_DAYS * 86_400_000);

/** Rows of entries (aliases `r` or `a`, by their entry) that the question is about, besides persons and keys. */
const asked = ({ schoolId, kind }: FeedQuestion, entryId: RawBuilder<unknown>): RawBuilder<unknown> =>
  schoolId || kind
    ? sql`and exists (
        select 1 from notifications.entries f where f.id = ${entryId}
          ${schoolId ? sql`and f.school_id = ${schoolId}` : sql``} ${kind ? sql`and f.kind = ${kind}` : sql``})`
    : sql``;

/** SQL condition: the row `r` tells the reader of a child that a decision keeps them from: it is not theirs any more. */
export const isKeptFrom = (personId: string, now: Date): RawBuilder<boolean> =>
  closedTo(sql`${personId}::uuid`, sql`r.child_ids`, dayOf(now));

const after = (before: Cursor | undefined, at: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<unknown> =>
  before ? sql`and (${at}, ${id}) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``;

/**
 * SQL query of one JSON array: a page of the feed, the newest first. What is told to the reader and what is told to each audience are two
 * kinds of rows in the order of time, each read from its own index no further than the page needs, then merged.
 */
function pageOf(question: FeedQuestion): RawBuilder<unknown> {
  const { personId, now, keys, childId, before, limit } = question;
  return sql`
    select coalesce(json_agg(row_to_json(shown) order by shown."publishedAt" desc, shown.id desc), '[]') from (
      ${entriesOf(
        sql`
        select r.entry_id, r.published_at, r.child_ids, null::text as key, null::jsonb as labels
        from (
          select r.entry_id, r.published_at, r.child_ids from notifications.recipients r
          where r.person_id = ${personId}::uuid and r.is_told and r.published_at <= ${now}::timestamptz and not ${isKeptFrom(personId, now)}
            ${after(before, sql`r.published_at`, sql`r.entry_id`)}
            ${childId ? sql`and ${childId}::uuid = any(r.child_ids)` : sql``} ${asked(question, sql`r.entry_id`)}
          order by r.published_at desc, r.entry_id desc limit ${sql.lit(limit)}
        ) as r
        union all
        select s.entry_id, s.published_at, '{}', k.key, s.labels
        from unnest(${[...keys]}::text[]) as k (key)
        cross join lateral (
          select a.entry_id, a.published_at, a.labels from notifications.audiences a
          where a.key = k.key and a.published_at <= ${now}::timestamptz
            ${after(before, sql`a.published_at`, sql`a.entry_id`)} ${asked(question, sql`a.entry_id`)}
          order by a.published_at desc, a.entry_id desc limit ${sql.lit(limit)}
        ) as s`,
        { personId, now },
        sql`order by t.published_at desc, t.entry_id desc limit ${sql.lit(limit)}`,
      )}
    ) as shown`;
}

/** SQL query of one JSON array: what waits for the reader to do it, the longest waiting first. */
function todoOf({ personId, now, keys, childId, schoolId }: FeedQuestion): RawBuilder<unknown> {
  const about = { schoolId, kind: undefined } as FeedQuestion;
  return sql`
    select coalesce(json_agg(row_to_json(shown) order by shown."publishedAt", shown.id), '[]') from (
      ${entriesOf(
        sql`
        select r.entry_id, r.published_at, r.child_ids, null::text as key, null::jsonb as labels
        from notifications.recipients r
        where r.person_id = ${personId}::uuid and r.is_todo and r.settled_at is null and r.is_told and r.published_at <= ${now}::timestamptz
          and not ${isKeptFrom(personId, now)}
          ${childId ? sql`and ${childId}::uuid = any(r.child_ids)` : sql``} ${asked(about, sql`r.entry_id`)}
        union all
        select a.entry_id, a.published_at, '{}', a.key, a.labels
        from notifications.audiences a
        where a.key = any(${[...keys]}::text[]) and a.is_todo and a.published_at <= ${now}::timestamptz ${asked(about, sql`a.entry_id`)}
          and not exists (select 1 from notifications.recipients r
                          where r.entry_id = a.entry_id and r.person_id = ${personId}::uuid and r.settled_at is not null)`,
        { personId, now },
        sql`order by t.published_at, t.entry_id limit ${sql.lit(MOST_TODO)}`,
      )}
    ) as shown`;
}

/** SQL query of the entries of those rows, each once, with whether the reader is done with it. */
const entriesOf = (
  rows: RawBuilder<unknown>,
  { personId, now }: Pick<FeedQuestion, 'personId' | 'now'>,
  cut: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  select e.id, e.kind, e.school_id as "schoolId", e.href, e.title, e.words, e.author_name as "authorName", e.urgent,
         e.is_todo as "isTodo", page.published_at as "publishedAt",
         own.settled_at is not null or (not e.is_todo and page.published_at <= coalesce(reader.read_until, '-infinity')) as "isDone",
         coalesce(own.child_ids, '{}') as "childIds", page.audiences
  from (
    select t.entry_id, t.published_at,
           coalesce(json_agg(json_build_object('key', t.key, 'labels', t.labels) order by t.key) filter (where t.key is not null), '[]') as audiences
    from (${rows}) as t
    group by t.entry_id, t.published_at
    ${cut}
  ) as page
  join notifications.entries e on e.id = page.entry_id and (e.expires_at is null or e.expires_at > ${now}::timestamptz)
  left join notifications.recipients own on own.entry_id = page.entry_id and own.person_id = ${personId}::uuid
  left join notifications.readers reader on reader.person_id = ${personId}::uuid`;

/** SQL query of one count: what the reader has not seen of the last two weeks, and all that waits to be done. A hundred means more. */
export const unreadCount = ({
  personId,
  now,
  keys,
}: Pick<FeedQuestion, 'personId' | 'now' | 'keys'>): RawBuilder<unknown> => sql`
  select count(*)::int from (
    select r.entry_id from notifications.recipients r
    where r.person_id = ${personId}::uuid and r.is_told and r.is_counted and r.settled_at is null and not ${isKeptFrom(personId, now)}
      and r.published_at <= ${now}::timestamptz and r.published_at > ${seenUntil(personId, now)}
    union
    select r.entry_id from notifications.recipients r
    where r.person_id = ${personId}::uuid and r.is_todo and r.settled_at is null and r.is_told and r.is_counted and not ${isKeptFrom(personId, now)}
      and r.published_at <= ${now}::timestamptz
    union
    select a.entry_id from unnest(${[...keys]}::text[]) as k (key)
    join notifications.audiences a on a.key = k.key and a.is_counted
      and a.published_at <= ${now}::timestamptz and a.published_at > ${seenUntil(personId, now)}
    where not exists (select 1 from notifications.recipients r
                      where r.entry_id = a.entry_id and r.person_id = ${personId}::uuid and r.settled_at is not null)
    limit ${sql.lit(MOST_COUNTED)}
  ) as unread`;

const seenUntil = (personId: string, now: Date): RawBuilder<unknown> => sql`
  greatest(${freshSince(now)}::timestamptz,
           (select read_until from notifications.readers where person_id = ${personId}::uuid))`;

/** What JSON makes of an entry's instant. */
type Row = Omit<FeedEntry, 'publishedAt'> & { readonly publishedAt: string };
const entry = (row: Row): FeedEntry => ({ ...row, publishedAt: new Date(row.publishedAt) });

/** A page of the feed, in one statement. */
export async function readFeed(db: Db, question: FeedQuestion): Promise<readonly FeedEntry[]> {
  const row = await firstOf(db, sql<{ feed: Row[] }>`select (${pageOf(question)}) as feed`);
  return (row?.feed ?? []).map(entry);
}

/** All that "Aujourd'hui" shows, in one statement: what is to be done, the newest of the feed, and the counts of every badge. */
export async function readHome(
  db: Db,
  question: FeedQuestion,
  badges: readonly RawBuilder<unknown>[],
): Promise<{
  readonly todo: readonly FeedEntry[];
  readonly feed: readonly FeedEntry[];
  readonly counts: readonly number[];
}> {
  const counts =
    badges.length === 0 ? sql`'[]'::json` : sql`json_build_array(${sql.join(badges.map((query) => sql`(${query})`))})`;
  const row = await firstOf(
    db,
    sql<{ todo: Row[]; feed: Row[]; counts: number[] }>`
      select (${todoOf(question)}) as todo, (${pageOf(question)}) as feed, ${counts} as counts`,
  );
  return { todo: (row?.todo ?? []).map(entry), feed: (row?.feed ?? []).map(entry), counts: row?.counts ?? [] };
}
