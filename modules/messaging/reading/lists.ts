import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { audiencesOf, personsById } from '../../directory/index.ts';
import { boxes, folded, searchQuery } from '../rules.ts';

/** Messages on one page of a list. */
export const PAGE = 20;

/** A line of a list of messages. */
export interface Line {
  readonly id: string;
  readonly subject: string;
  readonly words: string;
  readonly authorId: string;
  /** Null when the person is erased. */
  readonly author: string | null;
  readonly authorRole: string;
  readonly sentAt: Date;
  readonly isRead: boolean;
  readonly hasFiles: boolean;
  readonly urgent: string | null;
  readonly people: number;
  readonly audiences: readonly string[];
  /** Of what one sent: whom it named, three at most. */
  readonly named: readonly string[];
  /** Written by the one who reads the list. */
  readonly isOwn: boolean;
}

/** A place in a list by time: after this message. */
export interface TimeMark {
  readonly at: string;
  readonly id: string;
}

export interface ListWishes {
  readonly order: 'newest' | 'oldest';
  readonly only: 'all' | 'unread' | 'files';
  readonly after: TimeMark | undefined;
}

const lineColumns = (readAt: RawBuilder<unknown>, actor: Actor): RawBuilder<unknown> => sql`
  m.id, m.subject, m.words, m.author_id as "authorId", m.author_role as "authorRole", m.sent_at as "sentAt", ${readAt} is not null as "isRead",
  m.has_files as "hasFiles", m.urgent, m.people, m.to_audiences as audiences,
  case when m.author_id = ${actor.personId}::uuid then m.to_persons[1:3] else '{}' end as named, m.author_id = ${actor.personId}::uuid as "isOwn"`;

/** Nobody reads what was hidden; what was taken back stays for who had read it. */
const stands = sql`m.hidden_at is null and (m.recalled_at is null or c.read_at is not null)`;

/** SQL: in the order asked for, from the mark on. */
function paging(
  { order, after }: Pick<ListWishes, 'order' | 'after'>,
  at: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
) {
  const way = order === 'newest' ? sql`desc` : sql`asc`;
  const beyond = order === 'newest' ? sql`<` : sql`>`;
  return {
    from: after ? sql`(${at}, ${id}) ${beyond} (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`,
    order: sql`order by ${at} ${way}, ${id} ${way}`,
  };
}

const filtered = (only: ListWishes['only']): RawBuilder<unknown> =>
  only === 'unread' ? sql`c.read_at is null` : only === 'files' ? sql`m.has_files` : sql`true`;

/**
 * SQL query of the actor's own copies that fit `where` (aliases `c` the copy, `m` the message), with `columns`: those filed in their own list,
 * and those of wide messages that are still found by their key. Each part is cut at `limit` in its own order before they are put together.
 */
function ownCopies(
  actor: Actor,
  part: {
    readonly columns: RawBuilder<unknown>;
    readonly where: RawBuilder<unknown>;
    readonly paging?: ReturnType<typeof paging>;
    readonly limit: number;
  },
): RawBuilder<unknown> {
  const order = part.paging?.order ?? sql``;
  const from = part.paging?.from ?? sql`true`;
  return sql`
    (select ${part.columns} from messaging.recipients c join messaging.messages m on m.id = c.message_id
     where c.person_id = ${actor.personId}::uuid and not c.by_key and ${part.where} and ${stands} and ${from} ${order} limit ${part.limit})
    union all
    (select ${part.columns}
     from (select distinct w.message_id from messaging.wide w where w.key = any(${[...audiencesOf(actor)]}::text[])) as w
     join messaging.recipients c on c.message_id = w.message_id and c.person_id = ${actor.personId}::uuid and c.by_key
     join messaging.messages m on m.id = c.message_id
     where ${part.where} and ${stands} and ${from} ${order} limit ${part.limit})`;
}

const withAuthors = (lines: RawBuilder<unknown>, order: RawBuilder<unknown>): RawBuilder<Line> => sql<Line>`
  select l.*, case when a.erased_on is null then a.full_name end as author
  from (${lines}) as l left join (${personsById}) as a on a.person_id = l."authorId" ${order}`;

const finalOrder = (order: ListWishes['order'], limit: number): RawBuilder<unknown> =>
  order === 'newest'
    ? sql`order by l."sentAt" desc, l.id desc limit ${limit}`
    : sql`order by l."sentAt" asc, l.id asc limit ${limit}`;

/** A page of one of the actor's boxes or folders; one more line than a page when there is another. One statement. */
export const linesOf = (db: Db, actor: Actor, box: number, wishes: ListWishes): Promise<Line[]> =>
  rowsOf(db, linesQuery(actor, box, wishes));

export function linesQuery(actor: Actor, box: number, wishes: ListWishes): RawBuilder<Line> {
  const lines = ownCopies(actor, {
    columns: lineColumns(sql`c.read_at`, actor),
    where: sql`c.box = ${box}::smallint and ${filtered(wishes.only)}`,
    paging: paging(wishes, sql`c.sent_at`, sql`c.message_id`),
    limit: PAGE + 1,
  });
  return withAuthors(lines, finalOrder(wishes.order, PAGE + 1));
}

/** What the actor sent, the newest first. */
export function sentLines(db: Db, actor: Actor, wishes: ListWishes): Promise<Line[]> {
  const { from, order } = paging(wishes, sql`m.written_at`, sql`m.id`);
  const files = wishes.only === 'files' ? sql`m.has_files` : sql`true`;
  return rowsOf(
    db,
    withAuthors(
      sql`select ${lineColumns(sql`m.sent_at`, actor)} from messaging.messages m
          where m.author_id = ${actor.personId}::uuid and m.state = 'sent' and m.hidden_at is null and ${files} and ${from} ${order} limit ${PAGE + 1}`,
      finalOrder(wishes.order, PAGE + 1),
    ),
  );
}

/** SQL: the message holds every word looked for, in its text or its attachments' names, or all of them begin words of its author's name. */
function matches(words: string): RawBuilder<unknown> {
  const query = searchQuery(words);
  const named = folded(words)
    .split(' ')
    .filter(Boolean)
    .map((word) => sql`' ' || a.sort_name like ${`% ${word}%`}`);
  return sql`(m.lexemes @@ (to_tsquery('pg_catalog.french', ${query}) || to_tsquery('pg_catalog.simple', ${query}))
              or exists (select from (${personsById}) as a where a.person_id = m.author_id and ${sql.join(named, sql` and `)} offset 0))`;
}

/**
 * What the actor received (the bin left out) or sent and that holds these words. It walks the actor's own messages and no others: some dozens,
 * and what was sent a second ago is among them.
 */
export async function searchLines(db: Db, actor: Actor, words: string, wishes: ListWishes): Promise<Line[]> {
  if (folded(words) === '') return [];
  const received = ownCopies(actor, {
    columns: lineColumns(sql`c.read_at`, actor),
    where: sql`c.box <> ${boxes.bin}::smallint and ${filtered(wishes.only)} and ${matches(words)}`,
    paging: paging(wishes, sql`c.sent_at`, sql`c.message_id`),
    limit: PAGE + 1,
  });
  const { from, order } = paging(wishes, sql`m.sent_at`, sql`m.id`);
  const sent = sql`(select ${lineColumns(sql`m.sent_at`, actor)} from messaging.messages m
    where m.author_id = ${actor.personId}::uuid and m.state = 'sent' and m.hidden_at is null and ${wishes.only === 'unread' ? sql`false` : sql`true`}
      and ${matches(words)} and ${from} ${order} limit ${PAGE + 1})`;
  return rowsOf(db, withAuthors(sql`${received} union all ${sent}`, finalOrder(wishes.order, PAGE + 1)));
}

/** SQL query of one count: unread messages of the inbox that can be opened, as far as a badge says it. */
export const unreadQuery = ({
  personId,
  keys,
}: {
  readonly personId: string;
  readonly keys: readonly string[];
}): RawBuilder<unknown> => sql`
  select (select count(*) from (
            select 1 from messaging.recipients c join messaging.messages m on m.id = c.message_id
            where c.person_id = ${personId}::uuid and c.read_at is null and c.box = 0 and not c.by_key and ${stands} limit ${MOST_COUNTED}) as own)
       + (select count(*) from (select distinct w.message_id from messaging.wide w where w.key = any(${keys}::text[])) as w
          join messaging.recipients c on c.message_id = w.message_id and c.person_id = ${personId}::uuid
          join messaging.messages m on m.id = c.message_id
          where c.by_key and c.read_at is null and c.box = 0 and ${stands}) as unread`;
const MOST_COUNTED = 100;

/** A message that waits to go out, as its author sees it. */
export interface WaitingLine {
  readonly id: string;
  readonly subject: string;
  readonly words: string;
  readonly people: number;
  readonly state: 'waiting' | 'held';
  readonly waitsFor: string;
  readonly publishAt: Date;
  readonly audiences: readonly string[];
}

/** What the actor wrote that is not out yet, the next first. */
export const waitingLines = (db: Db, actor: Actor): Promise<WaitingLine[]> =>
  rowsOf(
    db,
    sql<WaitingLine>`
      select m.id, m.subject, m.words, m.people, m.state, m.waits_for as "waitsFor", m.publish_at as "publishAt", m.to_audiences as audiences
      from messaging.messages m
      where m.author_id = ${actor.personId}::uuid and m.state in ('waiting', 'held') and m.hidden_at is null
      order by m.publish_at, m.id limit 100`,
  );
