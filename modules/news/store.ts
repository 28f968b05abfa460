import { refuse } from '../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../platform/http/context.ts';
import type { Typed } from './contract.ts';
import type { Pictured } from './pictures.ts';
import type { Prepared } from './prepare.ts';
import type { PostPoll } from './rules.ts';

/** A post as it stood, its row locked. */
export interface Standing {
  readonly id: string;
  readonly authorId: string;
  readonly title: string;
  readonly words: string;
  readonly publishAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly wasUrgent: boolean;
}

const standing = sql`
  n.id, n.author_id as "authorId", n.title, n.words, n.publish_at as "publishAt", n.withdrawn_at as "withdrawnAt",
  n.urgent is not null as "wasUrgent"`;

/** The post of a form, made empty when there is none: sent twice at once, the second waits here for the first. */
export async function ofForm(tx: Transaction, { actor, now }: SessionContext, key: string): Promise<Standing> {
  await sql`
    insert into news.posts (id, request_key, author_id, author_role, title, words, written_at, changed_at)
    values (${newId()}, ${key}::uuid, ${actor.personId}, '', '', '', ${now}, ${now})
    on conflict (request_key) do nothing`.execute(tx.db);
  return (await firstOf(
    tx.db,
    sql<Standing>`select ${standing} from news.posts n where n.request_key = ${key}::uuid for update`,
  )) as Standing;
}

export const locked = (tx: Transaction, id: string): Promise<Standing | undefined> =>
  firstOf(tx.db, sql<Standing>`select ${standing} from news.posts n where n.id = ${id}::uuid for update`);

/** Writes all that a post says and for whom it is; what it said before to readers is kept. `publishAt` null: a draft. */
export async function writeAll(
  tx: Transaction,
  { actor, now }: SessionContext,
  post: Standing,
  typed: Typed,
  prepared: Prepared,
  pictured: Pictured,
  publishAt: Date | null,
): Promise<void> {
  const { title, body, words, audiences, event, poll } = prepared;
  const wasShown = post.publishAt !== null && post.publishAt <= now;
  if (wasShown && (post.title !== title || post.words !== words))
    await sql`
      insert into news.revisions (post_id, number, title, body, words, changed_by, changed_at)
      select n.id, 1 + (select count(*) from news.revisions r where r.post_id = n.id), n.title, n.body, n.words, ${actor.personId}, ${now}
      from news.posts n where n.id = ${post.id}`.execute(tx.db);
  await sql`
    update news.posts set author_role = ${prepared.authorRole}, title = ${title}, body = ${body ? JSON.stringify(body) : null}::jsonb,
      words = ${words}, publish_at = ${publishAt}, ends_on = ${prepared.endsOn}::date, urgent = ${prepared.urgent},
      is_public = ${prepared.isPublic}, asks_reading = ${typed.asksReading === 'yes'}, takes_reactions = ${typed.reactions === 'yes'},
      takes_comments = ${typed.comments === 'yes'}, pictured = ${pictured.answer}, pictures_alt = ${typed.picturesAlt || null},
      pictures_withdrawn_at = null, changed_at = ${now}
    where id = ${post.id}`.execute(tx.db);
  await sql`delete from news.post_audiences where post_id = ${post.id}`.execute(tx.db);
  await sql`
    insert into news.post_audiences (post_id, key, place, school_id, publish_at)
    select ${post.id}::uuid, a.key, a.place, a."schoolId", ${publishAt}
    from json_to_recordset(${JSON.stringify(audiences)}::json) as a (key text, place text, "schoolId" uuid)`.execute(
    tx.db,
  );
  await sql`delete from news.pins i where i.post_id = ${post.id}
            and not exists (select 1 from news.post_audiences a where a.post_id = i.post_id and a.place = i.place)`.execute(
    tx.db,
  );
  await sql`delete from news.events where post_id = ${post.id}`.execute(tx.db);
  if (event)
    await sql`
      insert into news.events (post_id, starts_on, starts_at, last_day, ends_at, place_name)
      values (${post.id}, ${event.startsOn}::date, ${event.startsAt}::time, ${event.lastDay}::date, ${event.endsAt}::time, ${event.place})`.execute(
      tx.db,
    );
  await writePoll(tx, post.id, poll);
  await sql`delete from news.pictured where post_id = ${post.id}`.execute(tx.db);
  await sql`insert into news.pictured (post_id, person_id)
            select ${post.id}::uuid, unnest(${[...pictured.children]}::uuid[])`.execute(tx.db);
}

/** A poll that somebody answered keeps its question and its choices: an answer must stay one to what was asked. */
async function writePoll(tx: Transaction, postId: string, poll: PostPoll | null): Promise<void> {
  const known = await firstOf(
    tx.db,
    sql<{ question: string; options: string[]; several: boolean; votes: number }>`
      select q.question, q.options, q.several, (select count(*) from news.votes v where v.post_id = q.post_id) as votes
      from news.polls q where q.post_id = ${postId}`,
  );
  const isSame =
    known &&
    poll &&
    known.question === poll.question &&
    known.several === poll.several &&
    JSON.stringify(known.options) === JSON.stringify(poll.options);
  if (known && known.votes > 0 && !isSame) refuse('news.poll-answered');
  if (!poll) {
    await sql`delete from news.polls where post_id = ${postId}`.execute(tx.db);
    return;
  }
  await sql`
    insert into news.polls (post_id, question, options, several, closes_on)
    values (${postId}, ${poll.question}, ${[...poll.options]}::text[], ${poll.several}, ${poll.closesOn}::date)
    on conflict (post_id) do update
      set question = excluded.question, options = excluded.options, several = excluded.several, closes_on = excluded.closes_on`.execute(
    tx.db,
  );
}
