import type { Actor } from '../../../platform/authz/policy.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { personsById } from '../../directory/index.ts';
import { messagePolicy } from '../policy.ts';
import type { CopyRole } from '../rules.ts';

/** A message as somebody may read it. */
export interface OpenMessage {
  readonly id: string;
  readonly threadId: string;
  readonly repliesTo: string | null;
  readonly authorId: string;
  readonly authorUid: string | null;
  readonly author: string | null;
  readonly authorRole: string;
  readonly schoolId: string | null;
  readonly subject: string;
  readonly body: unknown;
  readonly people: number;
  readonly audiences: readonly string[];
  readonly staffOnly: boolean;
  readonly hasFiles: boolean;
  readonly urgent: string | null;
  readonly state: string;
  readonly waitsFor: string | null;
  readonly writtenAt: Date;
  readonly publishAt: Date;
  readonly sentAt: Date | null;
  readonly recalledAt: Date | null;
  /** The reader's own copy; null for what they wrote. */
  readonly copyRole: CopyRole | null;
  readonly readAt: Date | null;
  readonly box: number | null;
}

const columns = sql`
  m.id, m.thread_id as "threadId", m.replies_to as "repliesTo", m.author_id as "authorId", m.author_role as "authorRole", m.school_id as "schoolId",
  m.subject, m.body, m.people, m.to_audiences as audiences, m.staff_only as "staffOnly", m.has_files as "hasFiles", m.urgent, m.state,
  m.waits_for as "waitsFor", m.written_at as "writtenAt", m.publish_at as "publishAt", m.sent_at as "sentAt", m.recalled_at as "recalledAt",
  c.role as "copyRole", c.read_at as "readAt", c.box,
  case when a.erased_on is null then a.uid end as "authorUid", case when a.erased_on is null then a.full_name end as author`;

/** SQL condition: the actor may read `m`, with their copy `c` where they have one. What was hidden is gone from everybody. */
export const readable = (actor: Actor): RawBuilder<unknown> => sql`
  m.hidden_at is null and ${messagePolicy.where(actor, 'read')}
  and (m.author_id = ${actor.personId}::uuid or (m.state = 'sent' and (m.recalled_at is null or c.read_at is not null)))`;

const from = (actor: Actor): RawBuilder<unknown> => sql`
  messaging.messages m
  left join messaging.recipients c on c.message_id = m.id and c.person_id = ${actor.personId}::uuid
  left join (${personsById}) as a on a.person_id = m.author_id`;

/** A message that the actor wrote or received; for others it does not exist. */
export const findMessage = async (db: Db, actor: Actor, id: string): Promise<OpenMessage> =>
  (await firstOf(
    db,
    sql<OpenMessage>`select ${columns} from ${from(actor)} where m.id = ${id}::uuid and ${readable(actor)}`,
  )) ?? notFound();

/** The latest messages of a thread that the actor wrote or received, the oldest first; fifty at most. */
export const threadOf = async (db: Db, actor: Actor, threadId: string): Promise<OpenMessage[]> =>
  (
    await rowsOf(
      db,
      sql<OpenMessage>`
        select ${columns} from ${from(actor)} where m.thread_id = ${threadId}::uuid and ${readable(actor)}
        order by coalesce(m.sent_at, m.publish_at) desc, m.id desc limit 50`,
    )
  ).reverse();

/** Notes as read what of the thread the actor had not opened yet. Returns which. */
export async function markThreadRead(db: Db, actor: Actor, threadId: string, at: Date): Promise<string[]> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      update messaging.recipients c set read_at = ${at}
      from messaging.messages m
      where m.thread_id = ${threadId}::uuid and m.state = 'sent' and c.message_id = m.id and c.person_id = ${actor.personId}::uuid and c.read_at is null
        and m.hidden_at is null and m.recalled_at is null
      returning c.message_id as id`,
  );
  return rows.map(({ id }) => id);
}

/** A colleague who received a message. */
export interface ColleagueCopy {
  readonly id: string;
  readonly uid: string;
  readonly name: string;
  readonly readAt: Date | null;
}

/** The colleagues who received a message: whom staff see, and who may be answered all together. Families are never among them. */
export const colleaguesOf = (db: Db, messageId: string): Promise<ColleagueCopy[]> =>
  rowsOf(
    db,
    sql<ColleagueCopy>`
      select a.person_id as id, a.uid, a.full_name as name, c.read_at as "readAt"
      from messaging.recipients c join (${personsById}) as a on a.person_id = c.person_id and a.erased_on is null
      where c.message_id = ${messageId}::uuid and c.role = 'staff' order by a.sort_name, a.person_id limit 100`,
  );

/** Persons named one by one in a message, for its author: who it was for is theirs to know. */
export const namedIn = (
  db: Db,
  messageId: string,
): Promise<{ uid: string; name: string; role: CopyRole; readAt: Date | null }[]> =>
  rowsOf(
    db,
    sql<{ uid: string; name: string; role: CopyRole; readAt: Date | null }>`
      select a.uid, a.full_name as name, coalesce(c.role, 'staff') as role, c.read_at as "readAt"
      from messaging.messages m cross join unnest(m.to_persons) as n (id)
      join (${personsById}) as a on a.person_id = n.id and a.erased_on is null
      left join messaging.recipients c on c.message_id = m.id and c.person_id = n.id
      where m.id = ${messageId}::uuid order by a.sort_name, a.person_id limit 200`,
  );

/** How many have a copy, and how many of them read it, by what they are. */
export const readingOf = (db: Db, messageId: string): Promise<{ role: CopyRole; people: number; read: number }[]> =>
  rowsOf(
    db,
    sql<{ role: CopyRole; people: number; read: number }>`
      select c.role, count(*)::int as people, count(c.read_at)::int as read from messaging.recipients c
      where c.message_id = ${messageId}::uuid group by c.role order by c.role`,
  );
