import { type Db, type RawBuilder, sql, statement } from '../../../platform/db/db.ts';
import { badgeValues, countsQuery } from '../../../platform/http/badges.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { BadgeCount } from '../../../platform/module.ts';
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
  /** Last day on which it is to be done. */
  readonly dueOn: string | null;
  readonly publishedAt: Date;
  /** Read, signed, answered, or marked as seen with the rest. */
  readonly isDone: boolean;
  /** Because of which children, by id. */
  readonly childIds: readonly string[];
  /** The audiences through which the reader has it, with what they are called. */
  readonly audiences: readonly { readonly key: string; readonly labels: Readonly<Record<string, string>> }[];
}

/** Who reads, and when. */
export interface Reader {
  readonly personId: string;
  readonly now: Date;
  /** The day of `now` in the school. */
  readonly today: string;
  /** Keys of the audiences that the reader belongs to, and is asking about. */
  readonly keys: readonly string[];
}

/**
 * Who reads, and of what. The queries below are built once for every set of wishes that is present, and only given their values afterwards:
 * they may ask whether a wish is there, and must not look at it.
 */
export interface FeedQuestion extends Reader {
  /** Only what concerns this child. */
  readonly childId?: string | undefined;
  readonly schoolId?: string | undefined;
  readonly kind?: string | undefined;
  /** Comes after this one: its time and id. */
  readonly beforeAt?: Date | undefined;
  readonly beforeId?: string | undefined;
  readonly limit: number;
}

/** Entries further back than this are folded, and counted by no badge. */
export const FRESH_DAYS = 14;
/** No badge says more. */
const MOST_COUNTED = 100;
const MOST_TODO = 20;

/** Rows of entries (aliases `r` or `a`, by their entry) that the question is about, besides persons and keys. */
const asked = ({ schoolId, kind }: FeedQuestion, entryId: RawBuilder<unknown>): RawBuilder<unknown> =>
  schoolId || kind
    ? sql`and exists (
        select 1 from notifications.entries f where f.id = ${entryId}
          ${schoolId ? sql`and f.school_id = ${schoolId}` : sql``} ${kind ? sql`and f.kind = ${kind}` : sql``})`
    : sql``;

/** SQL condition: the row `r` tells the reader of a child that a decision keeps them from: it is not theirs any more. */
export const isKeptFrom = ({ personId, today }: Pick<Reader, 'personId' | 'today'>): RawBuilder<boolean> =>
  closedTo(sql`${personId}::uuid`, sql`r.child_ids`, today);

const after = (
  { beforeAt, beforeId }: FeedQuestion,
  at: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  beforeAt && beforeId ? sql`and (${at}, ${id}) < (${beforeAt}::timestamptz, ${beforeId}::uuid)` : sql``;

/**
 * SQL query of one JSON array: a page of the feed, the newest first. What is told to the reader and what is told to each audience are two
 * kinds of rows in the order of time, each read from its own index no further than the page needs, then merged.
 */
function pageOf(question: FeedQuestion): RawBuilder<unknown> {
  const { personId, now, keys, childId, limit } = question;
  return sql`
    select coalesce(json_agg(row_to_json(shown) order by shown."publishedAt" desc, shown.id desc), '[]') from (
      ${entriesOf(
        sql`
        select r.entry_id, r.published_at, r.child_ids, null::text as key, null::jsonb as labels
        from (
          select r.entry_id, r.published_at, r.child_ids from notifications.recipients r
          where r.person_id = ${personId}::uuid and r.is_told and r.published_at <= ${now}::timestamptz and not ${isKeptFrom(question)}
            ${after(question, sql`r.published_at`, sql`r.entry_id`)}
            ${childId ? sql`and ${childId}::uuid = any(r.child_ids)` : sql``} ${asked(question, sql`r.entry_id`)}
          order by r.published_at desc, r.entry_id desc limit ${limit}::int
        ) as r
        union all
        select s.entry_id, s.published_at, '{}', k.key, s.labels
        from unnest(${keys}::text[]) as k (key)
        cross join lateral (
          select a.entry_id, a.published_at, a.labels from notifications.audiences a
          where a.key = k.key and a.published_at <= ${now}::timestamptz
            ${after(question, sql`a.published_at`, sql`a.entry_id`)} ${asked(question, sql`a.entry_id`)}
          order by a.published_at desc, a.entry_id desc limit ${limit}::int
        ) as s`,
        question,
        sql`order by t.published_at desc, t.entry_id desc limit ${limit}::int`,
      )}
    ) as shown`;
}

/** SQL query of one JSON array: what waits for the reader to do it: what is due first, then what waits longest. */
function todoOf(question: FeedQuestion): RawBuilder<unknown> {
  const { personId, now, keys, childId } = question;
  const about = { ...question, kind: undefined };
  return sql`
    select coalesce(json_agg(row_to_json(shown) order by shown."dueOn", shown."publishedAt", shown.id), '[]') from (
      ${entriesOf(
        sql`
        select r.entry_id, r.published_at, r.child_ids, null::text as key, null::jsonb as labels
        from notifications.recipients r
        where r.person_id = ${personId}::uuid and r.is_todo and r.settled_at is null and r.is_told and r.published_at <= ${now}::timestamptz
          and not ${isKeptFrom(question)}
          ${childId ? sql`and ${childId}::uuid = any(r.child_ids)` : sql``} ${asked(about, sql`r.entry_id`)}
        union all
        select a.entry_id, a.published_at, '{}', a.key, a.labels
        from notifications.audiences a
        where a.key = any(${keys}::text[]) and a.is_todo and a.published_at <= ${now}::timestamptz ${asked(about, sql`a.entry_id`)}
          and not exists (select 1 from notifications.recipients r
                          where r.entry_id = a.entry_id and r.person_id = ${personId}::uuid and r.settled_at is not null)`,
        question,
        sql`order by (select d.due_on from notifications.entries d where d.id = t.entry_id), t.published_at, t.entry_id limit ${sql.lit(MOST_TODO)}`,
      )}
    ) as shown`;
}

/** SQL query of the entries of those rows, each once, with whether the reader is done with it. */
const entriesOf = (
  rows: RawBuilder<unknown>,
  { personId, now }: Reader,
  cut: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  select e.id, e.kind, e.school_id as "schoolId", e.href, e.title, e.words, e.author_name as "authorName", e.urgent,
         e.is_todo as "isTodo", e.due_on as "dueOn", page.published_at as "publishedAt",
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

/** What a count of unread entries needs. */
export type Counted = Pick<Reader, keyof Reader> & {
  /** What is older is counted only while it waits to be done. */
  readonly since: Date;
};

export const freshSince = (now: Date): Date => new Date(now.getTime() - FRESH_DAYS * 86_400_000);

/** SQL query of one count: what the reader has not seen of the last two weeks, and all that waits to be done. A hundred means more. */
export function unreadCount(counted: Counted): RawBuilder<unknown> {
  const { personId, now, keys, since } = counted;
  const seenUntil = sql`
    greatest(${since}::timestamptz, (select read_until from notifications.readers where person_id = ${personId}::uuid))`;
  return sql`
    select count(*)::int from (
      select r.entry_id from notifications.recipients r
      where r.person_id = ${personId}::uuid and r.is_told and r.is_counted and r.settled_at is null and not ${isKeptFrom(counted)}
        and r.published_at <= ${now}::timestamptz and r.published_at > ${seenUntil}
      union
      select r.entry_id from notifications.recipients r
      where r.person_id = ${personId}::uuid and r.is_todo and r.settled_at is null and r.is_told and r.is_counted
        and not ${isKeptFrom(counted)} and r.published_at <= ${now}::timestamptz
      union
      select a.entry_id from unnest(${keys}::text[]) as k (key)
      join notifications.audiences a on a.key = k.key and a.is_counted
        and a.published_at <= ${now}::timestamptz and a.published_at > ${seenUntil}
      where not exists (select 1 from notifications.recipients r
                        where r.entry_id = a.entry_id and r.person_id = ${personId}::uuid and r.settled_at is not null)
      limit ${sql.lit(MOST_COUNTED)}
    ) as unread`;
}

/** What JSON makes of an entry's instant. */
type Row = Omit<FeedEntry, 'publishedAt'> & { readonly publishedAt: string };
const entry = (row: Row): FeedEntry => ({ ...row, publishedAt: new Date(row.publishedAt) });

/** The wishes that are there, as values by name. */
const given = (question: FeedQuestion): Record<string, unknown> =>
  Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined));

/** A statement for each set of names: the wishes that are there decide its text. */
function byWishes<Row>(write: (slots: FeedQuestion & Record<string, unknown>) => RawBuilder<Row>) {
  const made = new Map<string, ReturnType<typeof statement<Record<string, unknown>, Row>>>();
  return (db: Db, values: Record<string, unknown>): Promise<Row[]> => {
    const names = Object.keys(values).sort();
    const key = names.join();
    const ask =
      made.get(key) ?? statement(names, (slots) => write(slots as unknown as FeedQuestion & Record<string, unknown>));
    made.set(key, ask);
    return ask(db, values);
  };
}

const askFeed = byWishes((question) => sql<{ feed: Row[] }>`select (${pageOf(question)}) as feed`);

/** A page of the feed, in one statement. */
export async function readFeed(db: Db, question: FeedQuestion): Promise<readonly FeedEntry[]> {
  const [row] = await askFeed(db, given(question));
  return (row?.feed ?? []).map(entry);
}

interface HomeRow {
  readonly todo: Row[];
  readonly feed: Row[];
  readonly counts: number[];
}

const homes = new WeakMap<readonly BadgeCount[], ReturnType<typeof byWishes<HomeRow>>>();
const askHome = (badges: readonly BadgeCount[]): ReturnType<typeof byWishes<HomeRow>> =>
  byWishes(
    (question) => sql<HomeRow>`
      select (${todoOf(question)}) as todo, (${pageOf(question)}) as feed, ${countsQuery(badges, question)} as counts`,
  );

/** All that "Aujourd'hui" shows, in one statement: what is to be done, the newest of the feed, and the counts of every badge. */
export async function readHome(
  ctx: SessionContext,
  question: FeedQuestion,
): Promise<{
  readonly todo: readonly FeedEntry[];
  readonly feed: readonly FeedEntry[];
  readonly counts: readonly number[];
}> {
  const { badges } = ctx.extensions;
  const ask = homes.get(badges) ?? askHome(badges);
  homes.set(badges, ask);
  const [row] = await ask(ctx.db, { ...given(question), ...badgeValues(ctx) });
  return { todo: (row?.todo ?? []).map(entry), feed: (row?.feed ?? []).map(entry), counts: row?.counts ?? [] };
}
