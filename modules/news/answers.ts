import { notFound, Refusal, refuse } from '../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { courtesyName } from '../directory/rules.ts';
import { hoursPolicyOf, notify, settle } from '../notifications/index.ts';
import { publicationIn } from '../notifications/rules.ts';
import { refuseIfStopped } from '../safety/index.ts';
import { postPolicy, waitsForAdult } from './policy.ts';
import { shownNow } from './queries.ts';
import { headingOf, type ReactionKind } from './rules.ts';
import { notYetReaders, reminderOf, subjectOf } from './tell.ts';
import { texts } from './texts.ts';

/* What readers say to a post: that they have read it, a word, a vote, a comment. */

interface Open {
  readonly authorId: string;
  readonly asksReading: boolean;
  readonly takesReactions: boolean;
  readonly takesComments: boolean;
  readonly title: string;
  readonly words: string;
  readonly schoolIds: readonly string[];
}

/** A post that is shown to the actor now; for all others it does not exist. */
async function openPost(db: Db, { actor, now }: SessionContext, postId: string): Promise<Open> {
  const row = await firstOf(
    db,
    sql<Open>`
      select n.author_id as "authorId", n.asks_reading as "asksReading", n.takes_reactions as "takesReactions",
             n.takes_comments as "takesComments", n.title, left(n.words, 200) as words,
             array(select distinct a.school_id from news.post_audiences a where a.post_id = n.id and a.school_id is not null order by 1) as "schoolIds"
      from news.posts n
      where n.id = ${postId}::uuid and ${shownNow(now, actor.today)} and ${postPolicy.where(actor, 'read')}`,
  );
  return row ?? notFound();
}

/** Says that the actor has read a post that asks for it. */
export const acknowledge = (ctx: SessionContext, postId: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { asksReading } = await openPost(tx.db, ctx, postId);
    if (!asksReading) notFound();
    await sql`
      insert into news.acknowledgements (post_id, person_id, read_at) values (${postId}::uuid, ${ctx.actor.personId}, ${ctx.now})
      on conflict do nothing`.execute(tx.db);
    await settle(tx, subjectOf(postId), [ctx.actor.personId]);
    await settle(tx, reminderOf(postId), [ctx.actor.personId]);
  });

/** One neutral word under a post; the same again takes it back, another one replaces it. */
export const react = (ctx: SessionContext, postId: string, kind: ReactionKind): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { takesReactions } = await openPost(tx.db, ctx, postId);
    if (!takesReactions) notFound();
    const taken = await firstOf(
      tx.db,
      sql<{
        kind: string;
      }>`delete from news.reactions where post_id = ${postId}::uuid and person_id = ${ctx.actor.personId} and kind = ${kind} returning kind`,
    );
    if (taken) return;
    await sql`
      insert into news.reactions (post_id, person_id, kind, reacted_at) values (${postId}::uuid, ${ctx.actor.personId}, ${kind}, ${ctx.now})
      on conflict (post_id, person_id) do update set kind = excluded.kind, reacted_at = excluded.reacted_at`.execute(
      tx.db,
    );
  });

/**
 * Answers the poll of a post; answered again, the former answer is replaced.
 * @throws Refusal `news.choice-missing`, `news.poll-closed`
 */
export const vote = (ctx: SessionContext, postId: string, given: readonly string[]): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { actor, now } = ctx;
    await openPost(tx.db, ctx, postId);
    const poll = await firstOf(
      tx.db,
      sql<{ options: number; several: boolean; closesOn: string | null }>`
        select cardinality(options) as options, several, closes_on as "closesOn" from news.polls where post_id = ${postId}::uuid`,
    );
    if (!poll) notFound();
    if (poll.closesOn && poll.closesOn <= actor.today) refuse('news.poll-closed');
    const choices = [...new Set(given.map(Number))]
      .filter((choice) => choice < poll.options)
      .sort((one, other) => one - other);
    if (choices.length === 0 || (!poll.several && choices.length > 1))
      throw new Refusal('news.choice-missing', {}, [{ field: 'choice', code: 'news.choice-missing' }]);
    await sql`
      insert into news.votes (post_id, person_id, choices, voted_at)
      values (${postId}::uuid, ${actor.personId}, ${choices}::smallint[], ${now})
      on conflict (post_id, person_id) do update set choices = excluded.choices, voted_at = excluded.voted_at`.execute(
      tx.db,
    );
  });

/** Writes a comment; the same form twice is one. A pupil's waits for an adult. @throws Refusal `safety.stopped` */
export async function comment(
  ctx: SessionContext,
  postId: string,
  given: { readonly key: string; readonly words: string },
): Promise<{ readonly id: string; readonly waits: boolean }> {
  const { actor, now, db } = ctx;
  const post = await openPost(db, ctx, postId);
  if (!post.takesComments) notFound();
  await refuseIfStopped(ctx, { schoolIds: post.schoolIds, act: 'write' });
  const waits = waitsForAdult(actor);
  const policies = await Promise.all(
    (post.schoolIds.length > 0 ? post.schoolIds : [null]).map((id) => hoursPolicyOf(db, id)),
  );
  const isFamily = actor.roles.every((role) => role === 'pupil' || role === 'guardian');
  const { at } = publicationIn(policies, {
    at: now,
    authorRole: actor.roles.includes('pupil') ? 'pupil' : isFamily ? 'guardian' : 'staff',
    to: 'anybody',
  });
  return ctx.transaction(async (tx) => {
    const id = newId();
    const made = await firstOf(
      tx.db,
      sql<{ id: string }>`
        insert into news.comments (id, request_key, post_id, author_id, words, written_at, approved_at)
        values (${id}, ${given.key}::uuid, ${postId}::uuid, ${actor.personId}, ${given.words}, ${now}, ${waits ? null : now})
        on conflict (request_key) do nothing returning id`,
    );
    if (!made) {
      const known = await firstOf(
        tx.db,
        sql<{ id: string; waits: boolean }>`
          select id, approved_at is null as waits from news.comments where request_key = ${given.key}::uuid and author_id = ${actor.personId}`,
      );
      return known ?? notFound();
    }
    if (post.authorId !== actor.personId)
      await notify(tx, {
        kind: 'news.comment',
        subject: `news.comment:${postId}`,
        schoolId: post.schoolIds[0] ?? null,
        href: `/news/${postId}#comments`,
        title: headingOf(post.title, post.words) || texts.fr.kinds.pictures,
        words: waits ? texts.fr.comments.toApprove : texts.fr.comments.oneMore,
        author: { id: actor.personId, name: courtesyName(actor) },
        publishAt: at,
        to: { persons: [post.authorId] },
        ...(waits ? { todo: true } : {}),
      });
    return { id, waits };
  });
}

/** Lets a pupil's comment through: who answers for the post does it. @throws Refusal `safety.stopped` */
export async function approveComment(ctx: SessionContext, commentId: string): Promise<{ postId: string }> {
  // What a pupil wrote reaches others only now.
  await refuseIfStopped(ctx, { schoolIds: [], act: 'write' });
  return ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{ postId: string }>`
        update news.comments c set approved_at = ${ctx.now}, approved_by = ${ctx.actor.personId}
        from news.posts n
        where c.id = ${commentId}::uuid and n.id = c.post_id and c.removed_at is null and ${postPolicy.where(ctx.actor, 'manage')}
        returning c.post_id as "postId"`,
    );
    if (!row) notFound();
    await settleComments(ctx, tx, row.postId);
    return row;
  });
}

/** Removes a comment: an adult their own, who answers for the post any. What a pupil wrote stays theirs to be seen by the adults. */
export const removeComment = (ctx: SessionContext, commentId: string): Promise<{ postId: string }> =>
  ctx.transaction(async (tx) => {
    const { actor, now } = ctx;
    const own = waitsForAdult(actor) ? sql`false` : sql`c.author_id = ${actor.personId}::uuid`;
    const row = await firstOf(
      tx.db,
      sql<{ postId: string }>`
        update news.comments c set removed_at = ${now}, removed_by = ${actor.personId}
        from news.posts n
        where c.id = ${commentId}::uuid and n.id = c.post_id and c.removed_at is null and (${own} or ${postPolicy.where(actor, 'manage')})
        returning c.post_id as "postId"`,
    );
    if (!row) notFound();
    await settleComments(ctx, tx, row.postId);
    return row;
  });

/** Once no comment waits any more, the author has nothing to do about them. */
async function settleComments(_ctx: SessionContext, tx: Parameters<typeof settle>[0], postId: string): Promise<void> {
  const waiting = await firstOf(
    tx.db,
    sql<{ id: string }>`
      select id from news.comments where post_id = ${postId}::uuid and approved_at is null and removed_at is null and hidden_at is null limit 1`,
  );
  if (!waiting) await settle(tx, `news.comment:${postId}`, 'everyone');
}

/** Names shown of those who have not read it yet, in the classes and schools that it is for; how many they are is said in any case. */
const NAMED = 120;

export interface Missing {
  readonly name: string;
  /** The child through whom the post is for them, for a guardian. */
  readonly child: string | null;
}

/** Who has not said yet that they have read a post, by name, with the child for a guardian; for who answers for the post. */
export async function readersOf(
  ctx: SessionContext,
  postId: string,
): Promise<{ heading: string; readers: number; people: number; missing: Missing[]; more: number }> {
  const { db, actor } = ctx;
  const post = await managed(ctx, postId);
  const missing = await rowsOf(
    db,
    sql<Missing & { total: number }>`
      select count(*) over () as total, concat_ws(' ', p.given_name, p.family_name) as name,
             (select concat_ws(' ', c.given_name, c.family_name)
              from directory.pupil_guardians g join directory.persons c on c.id = g.pupil_id
              where g.adult_id = p.id and (g.ends_on is null or g.ends_on > ${actor.today}::date)
                and g.pupil_id in (${childrenAddressed(postId)})
              order by c.sort_name, c.id limit 1) as child
      from (${notYetReaders(postId, post.keys, actor.today)}) as m join directory.persons p on p.id = m.person_id
      where p.id <> ${actor.personId}::uuid
      order by p.sort_name, p.id limit ${NAMED}`,
  );
  // Who speaks to a whole commune, or to everybody, knows none of its families by name.
  const isOfSchools = post.keys.every((key) => key.startsWith('group:') || key.startsWith('school:'));
  const named = isOfSchools ? missing.map(({ name, child }) => ({ name, child })) : [];
  return {
    heading: headingOf(post.title, post.words) || texts[ctx.locale].kinds.pictures,
    readers: post.readers,
    people: post.readers + (missing[0]?.total ?? 0),
    missing: named,
    more: Math.max(0, (missing[0]?.total ?? 0) - named.length),
  };
}

/** SQL query: pupils of the groups and schools of a post. */
const childrenAddressed = (postId: string) => sql`
  select m.person_id from news.post_audiences a join directory.school_members m on a.place = 'group:' || m.group_id and m.school_id = a.school_id
  where a.post_id = ${postId}::uuid and m.role = 'pupil'
  union
  select s.person_id from news.post_audiences a join directory.school_profiles s on a.place = 'school:' || s.school_id and s.school_id = a.school_id
  where a.post_id = ${postId}::uuid and s.kind = 'pupil'`;

interface Managed {
  readonly title: string;
  readonly words: string;
  readonly readers: number;
  readonly keys: readonly string[];
  readonly schoolIds: readonly string[];
  readonly isShown: boolean;
}

/** A post that asks to be read, for who answers for it. */
async function managed({ db, actor, now }: SessionContext, postId: string): Promise<Managed> {
  const row = await firstOf(
    db,
    sql<Managed>`
      select n.title, left(n.words, 200) as words, ${shownNow(now, actor.today)} as "isShown",
             (select count(*) from news.acknowledgements k where k.post_id = n.id) as readers,
             array(select a.key from news.post_audiences a where a.post_id = n.id order by a.key) as keys,
             array(select distinct a.school_id from news.post_audiences a where a.post_id = n.id and a.school_id is not null order by 1) as "schoolIds"
      from news.posts n
      where n.id = ${postId}::uuid and n.asks_reading and n.publish_at is not null and n.withdrawn_at is null
        and ${postPolicy.where(actor, 'manage')}`,
  );
  return row ?? notFound();
}

/** Tells again those who have not said that they have read a post, at the next opening of quiet hours. @throws Refusal `safety.stopped` */
export async function remind(ctx: SessionContext, postId: string): Promise<void> {
  const { actor, now, db } = ctx;
  const post = await managed(ctx, postId);
  // What waits, is over or is hidden is told to nobody.
  if (!post.isShown) notFound();
  await refuseIfStopped(ctx, { schoolIds: post.schoolIds, act: 'publish' });
  const policies = await Promise.all(
    (post.schoolIds.length > 0 ? post.schoolIds : [null]).map((id) => hoursPolicyOf(db, id)),
  );
  const { at } = publicationIn(policies, { at: now, authorRole: 'staff', to: 'anybody' });
  await ctx.transaction((tx) =>
    notify(tx, {
      kind: 'news.post',
      subject: reminderOf(postId),
      schoolId: post.schoolIds.length === 1 ? (post.schoolIds[0] ?? null) : null,
      href: `/news/${postId}`,
      title: texts.fr.reminder(headingOf(post.title, post.words) || texts.fr.kinds.pictures),
      words: '',
      author: { id: actor.personId, name: courtesyName(actor) },
      publishAt: at,
      to: { query: notYetReaders(postId, post.keys, actor.today) },
      todo: true,
    }),
  );
}
