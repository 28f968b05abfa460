import { type Db, firstOf, type RawBuilder, sql } from '../../../platform/db/db.ts';
import { type AudienceRole, peopleOf, readAudience } from '../../directory/index.ts';
import type { AuthorRole } from '../rules.ts';

/** A message as it is kept, once everything about it is decided. */
export interface NewMessage {
  readonly id: string;
  readonly threadId: string;
  readonly repliesTo: string | null;
  readonly authorId: string;
  readonly authorRole: AuthorRole;
  /** In the name of which school, where there is one; and all that the message concerns: their hours and stops count. */
  readonly schoolId: string | null;
  readonly schoolIds: readonly string[];
  readonly subject: string;
  readonly body: unknown;
  /** First words, plain. */
  readonly words: string;
  /** Everything that a search may find it by, folded. */
  readonly searched: string;
  readonly persons: readonly string[];
  readonly audiences: readonly string[];
  readonly staffOnly: boolean;
  readonly hasFiles: boolean;
  readonly urgent: string | null;
  readonly writtenAt: Date;
  readonly requestKey: string;
}

/** Whom copies are made for. */
export interface Targets {
  readonly persons: readonly string[];
  readonly audiences: readonly string[];
  readonly authorId: string;
  /** Whom the message concerns: in them a parent who works elsewhere is a parent. */
  readonly schoolIds: readonly string[];
  readonly today: string;
  /** Copies of audiences are found by their key at first. */
  readonly wide: boolean;
}

/**
 * What a person is to those schools, as copies say it: a pupil, somebody's parent, or of the staff. Who is a parent in one of them and works
 * in none of them is a parent, whatever they are elsewhere: families learn nothing of each other.
 */
export const roleOf = (
  person: RawBuilder<unknown>,
  schoolIds: readonly string[],
  today: string,
): RawBuilder<unknown> => sql`(
  select case when bool_or(f.kind = 'pupil') then 'pupil'
              when bool_and(f.kind = 'guardian') then 'family'
              when bool_or(f.kind = 'guardian' and f.school_id = any(${[...schoolIds]}::uuid[]))
                   and not bool_or(f.kind <> 'guardian' and f.school_id = any(${[...schoolIds]}::uuid[])) then 'family'
              else 'staff' end
  from directory.school_profiles f where f.person_id = ${person} and (f.ends_on is null or f.ends_on > ${today}::date))`;

const COPY_ROLE: Readonly<Record<Exclude<AudienceRole, 'members'>, string>> = {
  families: 'family',
  pupils: 'pupil',
  staff: 'staff',
};

/** SQL query: `person_id`, `role`, `by_key` of everybody a message goes to, each once, its author left out. */
export function targetsOf({ persons, audiences, authorId, schoolIds, today, wide }: Targets): RawBuilder<unknown> {
  const byRole = new Map<AudienceRole, string[]>();
  for (const key of audiences) {
    const role = readAudience(key)?.role;
    if (role) byRole.set(role, [...(byRole.get(role) ?? []), key]);
  }
  const parts: RawBuilder<unknown>[] = [...byRole].map(([role, keys]) =>
    role === 'members'
      ? sql`select p.person_id, ${roleOf(sql`p.person_id`, schoolIds, today)} as role, ${wide}::boolean as by_key from (${peopleOf(keys, today)}) as p`
      : sql`select p.person_id, ${COPY_ROLE[role]}::text as role, ${wide}::boolean as by_key from (${peopleOf(keys, today)}) as p`,
  );
  if (persons.length > 0)
    parts.push(
      sql`select n.person_id, ${roleOf(sql`n.person_id`, schoolIds, today)} as role, false as by_key from unnest(${[...persons]}::uuid[]) as n (person_id)`,
    );
  const [only, ...others] = parts;
  if (!only) throw new Error('a message is for nobody');
  const all = others.length === 0 ? only : oneCopyEach(sql.join(parts, sql` union all `));
  return sql`select t.person_id, t.role, t.by_key from (${all}) as t where t.person_id <> ${authorId}::uuid`;
}

/** Who is met twice has the copy in which they learn least: as family before staff. Who was named finds it among their own at once. */
const oneCopyEach = (parts: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select distinct on (u.person_id) u.person_id, u.role, u.by_key from (${parts}) as u order by u.person_id, u.by_key, u.role`;

/** What a search finds: stemmed as French where it is, as it stands where it is a name. */
export const lexemes = (folded: string): RawBuilder<unknown> =>
  sql`to_tsvector('pg_catalog.french', ${folded}) || to_tsvector('pg_catalog.simple', ${folded})`;

const columns = sql`
  id, thread_id, replies_to, author_id, author_role, school_id, school_ids, subject, body, words, lexemes, to_persons, to_audiences, staff_only,
  has_files, urgent, written_at, request_key`;

const valuesOf = (message: NewMessage): RawBuilder<unknown> => sql`
  ${message.id}::uuid, ${message.threadId}::uuid, ${message.repliesTo}::uuid, ${message.authorId}::uuid, ${message.authorRole}::text,
  ${message.schoolId}::uuid, ${[...message.schoolIds]}::uuid[], ${message.subject}::text, ${JSON.stringify(message.body)}::jsonb, ${message.words}::text,
  ${lexemes(message.searched)}, ${[...message.persons]}::uuid[], ${[...message.audiences]}::text[], ${message.staffOnly}::boolean,
  ${message.hasFiles}::boolean, ${message.urgent}::text, ${message.writtenAt}::timestamptz, ${message.requestKey}::uuid`;

/**
 * Keeps a message with a copy for each of its people, in one statement: both or neither, however many they are. Undefined when the same
 * request was kept before.
 */
export const writeSent = (
  db: Db,
  message: NewMessage,
  targets: Targets,
): Promise<{ readonly people: number } | undefined> =>
  firstOf(
    db,
    sql<{ people: number }>`
      with targets as materialized (${targetsOf(targets)}),
      message as (
        insert into messaging.messages (${columns}, people, state, publish_at, sent_at)
        select ${valuesOf(message)}, (select count(*) from targets), 'sent', ${message.writtenAt}::timestamptz, ${message.writtenAt}::timestamptz
        on conflict (request_key) do nothing
        returning id, sent_at, people
      ),
      ${copies(targets)}
      select people from message`,
  );

/** SQL: the copies of the one row of `message` (id, sent_at), for the rows of `targets`. */
const copies = ({ wide, audiences }: Targets): RawBuilder<unknown> => sql`
  copies as (
    insert into messaging.recipients (message_id, person_id, sent_at, role, by_key)
    select message.id, t.person_id, message.sent_at, t.role, t.by_key from message cross join targets t order by t.person_id
  ),
  keys as (
    insert into messaging.wide (key, sent_at, message_id)
    select k.key, message.sent_at, message.id from message cross join unnest(${wide ? [...audiences] : []}::text[]) as k (key)
  )`;

/** Said when a message waits for its hour: whoever sends it then is woken. */
export const WAITING = 'messaging.message-waits';

/** When a message goes out that does not at once. */
export interface Waiting {
  readonly state: 'waiting' | 'held';
  readonly waitsFor: 'hours' | 'chosen' | 'cancelling' | 'moderation';
  readonly publishAt: Date;
  /** How many it would reach today. */
  readonly people: number;
}

/** Keeps a message that goes out later, without copies. Undefined when the same request was kept before. */
export const writeWaiting = (
  db: Db,
  message: NewMessage,
  waiting: Waiting,
): Promise<{ readonly people: number } | undefined> =>
  firstOf(
    db,
    sql<{ people: number }>`
      insert into messaging.messages (${columns}, people, state, waits_for, publish_at)
      select ${valuesOf(message)}, ${waiting.people}::int, ${waiting.state}::text, ${waiting.waitsFor}::text, ${waiting.publishAt}::timestamptz
      on conflict (request_key) do nothing
      returning people`,
  );

/** Sends a message that waited: its copies, in the same statement as the end of its waiting. Undefined when it does not wait any more. */
export const sendWaiting = (
  db: Db,
  messageId: string,
  at: Date,
  targets: Targets,
): Promise<{ readonly people: number } | undefined> =>
  firstOf(
    db,
    sql<{ people: number }>`
      with targets as materialized (${targetsOf(targets)}),
      message as (
        update messaging.messages set state = 'sent', waits_for = null, sent_at = ${at}::timestamptz, people = (select count(*) from targets)
        where id = ${messageId}::uuid and state = 'waiting'
        returning id, sent_at, people
      ),
      ${copies(targets)}
      select people from message`,
  );
