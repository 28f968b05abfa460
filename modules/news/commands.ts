import { recordAct } from '../../platform/audit/audit.ts';
import { notFound, refuse } from '../../platform/contract/refusal.ts';
import { firstOf, rowsOf, sql } from '../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../platform/http/context.ts';
import { countTogether } from '../directory/index.ts';
import { forgetUrgent, recordUrgent } from '../notifications/index.ts';
import { hang, letGo, sortFiles } from './attachments.ts';
import type { Typed } from './contract.ts';
import { settlePictures } from './image-rights.ts';
import { checkPictured } from './pictures.ts';
import { postPolicy } from './policy.ts';
import { type Prepared, prepare } from './prepare.ts';
import { headingOf, MAX_PINS } from './rules.ts';
import { locked, ofForm, type Standing, writeAll } from './store.ts';
import { announce, subjectOf, takeBack } from './tell.ts';

export interface Written {
  readonly id: string;
  /** Null for a draft. */
  readonly publishAt: Date | null;
}

/**
 * Tells something, or keeps it as a draft. The same form sent twice is one post: what was published by it is answered again as it is.
 * @throws Refusal as the contract of `writePost` lists
 */
export async function writePost(ctx: SessionContext, typed: Typed): Promise<Written> {
  const known = await firstOf(
    ctx.db,
    sql<Written & { authorId: string }>`
      select id, author_id as "authorId", publish_at as "publishAt" from news.posts where request_key = ${typed.key}::uuid`,
  );
  if (known && known.authorId !== ctx.actor.personId) notFound();
  if (known?.publishAt) return { id: known.id, publishAt: known.publishAt };
  const prepared = await prepare(ctx, typed);
  return write(ctx, typed, prepared, (tx) => ofForm(tx, ctx, typed.key), true);
}

/** Changes a post of one's own, shown or not; what readers had before is kept. */
export async function changePost(ctx: SessionContext, postId: string, typed: Typed): Promise<Written> {
  const known = await firstOf(
    ctx.db,
    sql<{ publishAt: Date | null }>`
      select n.publish_at as "publishAt" from news.posts n
      where n.id = ${postId}::uuid and n.withdrawn_at is null and n.hidden_at is null and ${postPolicy.where(ctx.actor, 'change')}`,
  );
  if (!known) notFound();
  const isShown = known.publishAt !== null && known.publishAt <= ctx.now;
  // What readers have seen cannot become a draft again.
  const wanted: Typed = isShown ? { ...typed, do: 'publish', publishOn: '', publishTime: '' } : typed;
  const prepared = await prepare(ctx, wanted);
  return write(ctx, wanted, prepared, async (tx) => (await locked(tx, postId)) ?? notFound());
}

async function write(
  ctx: SessionContext,
  typed: Typed,
  prepared: Prepared,
  find: (tx: Transaction) => Promise<Standing>,
  onlyDraft = false,
): Promise<Written> {
  const { actor, db, now } = ctx;
  const files = await sortFiles(db, actor.personId, typed.filesIds);
  const pictured = await checkPictured(
    db,
    actor,
    typed,
    prepared.audiences,
    files.pictures.length + files.films.length > 0,
  );
  return ctx.transaction(async (tx) => {
    const post = await find(tx);
    if (post.authorId !== actor.personId || post.withdrawnAt) notFound();
    // The same form was sent meanwhile, or keeps itself while it is sent: what it published stays as it is.
    if (onlyDraft && post.publishAt) return { id: post.id, publishAt: post.publishAt };
    const isShown = post.publishAt !== null && post.publishAt <= now;
    const isDraft = typed.do === 'draft' && !isShown;
    const publishAt = isShown ? post.publishAt : isDraft ? null : prepared.publication.at;
    await writeAll(tx, ctx, post, typed, prepared, pictured, publishAt);
    const schoolId = prepared.audiences.find((one) => one.schoolId)?.schoolId ?? null;
    await settlePictures(tx, post.id);
    await hang(tx, ctx, post.id, files, typed.picturesAlt, schoolId);
    if (publishAt)
      await announce(
        tx,
        ctx,
        { id: post.id, publishAt, isChange: isShown, asksReading: typed.asksReading === 'yes' },
        prepared,
      );
    else await takeBack(tx, post.id, now);
    if (post.wasUrgent && !prepared.urgent) await forgetUrgent(tx, subjectOf(post.id), now);
    if (publishAt && (!isShown || (prepared.urgent && !post.wasUrgent)))
      await noteInJournal(tx, ctx, post.id, prepared);
    return { id: post.id, publishAt };
  });
}

/** What goes beyond a class stands in the journal; what is urgent also across the pages of its schools. */
async function noteInJournal(
  tx: Transaction,
  ctx: SessionContext,
  postId: string,
  { urgent, audiences, title, words }: Prepared,
): Promise<void> {
  const schoolIds = [...new Set(audiences.flatMap(({ schoolId }) => (schoolId ? [schoolId] : [])))];
  if (urgent) {
    const recipients = await countTogether(
      tx.db,
      audiences.map(({ key }) => key),
      ctx.actor.today,
    );
    for (const schoolId of schoolIds)
      await recordUrgent(tx, ctx, {
        schoolId,
        category: urgent,
        title: headingOf(title, words),
        subject: `${subjectOf(postId)}:${schoolId}`,
        href: `/news/${postId}`,
        recipients,
      });
    return;
  }
  if (audiences.every(({ place }) => place.startsWith('group:'))) return;
  await recordAct(tx.db, {
    act: 'news.post-published',
    at: ctx.now,
    actorId: ctx.actor.personId,
    schoolId: schoolIds[0],
    details: { postId, circles: audiences.length },
    requestId: ctx.requestId,
  });
}

/**
 * Takes back what nobody has seen yet: it is a draft again.
 * @throws Refusal `news.too-late` once it is shown
 */
export const undoPost = (ctx: SessionContext, postId: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const post = await locked(tx, postId);
    if (!post || post.authorId !== ctx.actor.personId || post.withdrawnAt) notFound();
    if (!post.publishAt) return;
    if (post.publishAt <= ctx.now) refuse('news.too-late');
    await sql`update news.posts set publish_at = null, changed_at = ${ctx.now} where id = ${postId}`.execute(tx.db);
    await sql`update news.post_audiences set publish_at = null where post_id = ${postId}`.execute(tx.db);
    await takeBack(tx, postId, ctx.now);
  });

/** Takes a post away from all its readers; a draft is thrown away. For others than those who answer for it it does not exist. */
export const withdrawPost = (ctx: SessionContext, postId: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { actor, now, requestId } = ctx;
    const row = await firstOf(
      tx.db,
      sql<{ authorId: string; publishAt: Date | null; schoolId: string | null }>`
        select n.author_id as "authorId", n.publish_at as "publishAt",
               (select a.school_id from news.post_audiences a where a.post_id = n.id and a.school_id is not null order by a.key limit 1) as "schoolId"
        from news.posts n
        where n.id = ${postId}::uuid and n.withdrawn_at is null and ${postPolicy.where(actor, 'manage')} for update`,
    );
    if (!row || (!row.publishAt && row.authorId !== actor.personId)) notFound();
    if (row.publishAt)
      await sql`update news.posts set withdrawn_at = ${now}, withdrawn_by = ${actor.personId} where id = ${postId}`.execute(
        tx.db,
      );
    else {
      await letGo(tx, [postId]);
      await sql`delete from news.posts where id = ${postId}`.execute(tx.db);
    }
    await takeBack(tx, postId, now);
    if (row.authorId !== actor.personId)
      await recordAct(tx.db, {
        act: 'news.post-withdrawn',
        at: now,
        actorId: actor.personId,
        subjectId: row.authorId,
        schoolId: row.schoolId ?? undefined,
        details: { postId },
        requestId,
      });
    await tx.emit({ name: 'news.post-withdrawn', payload: { postId } });
  });

/**
 * Keeps a post on top of each of its places, for those who answer for it.
 * @throws Refusal `news.pins-full` when a place holds two already
 */
export const pinPost = (ctx: SessionContext, postId: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { actor, now } = ctx;
    const places = await rowsOf(
      tx.db,
      sql<{ place: string; pinned: number }>`
        select distinct a.place,
               (select count(*) from news.pins i join news.posts o on o.id = i.post_id
                where i.place = a.place and o.id <> n.id and o.withdrawn_at is null and o.hidden_at is null
                  and (o.ends_on is null or o.ends_on > ${actor.today}::date)) as pinned
        from news.posts n join news.post_audiences a on a.post_id = n.id
        where n.id = ${postId}::uuid and n.withdrawn_at is null and n.publish_at is not null and ${postPolicy.where(actor, 'manage')}
        order by a.place`,
    );
    if (places.length === 0) notFound();
    if (places.some(({ pinned }) => pinned >= MAX_PINS)) refuse('news.pins-full');
    await sql`
      insert into news.pins (place, post_id, pinned_by, pinned_at)
      select p, ${postId}::uuid, ${actor.personId}::uuid, ${now}::timestamptz from unnest(${places.map(({ place }) => place)}::text[]) as p
      on conflict do nothing`.execute(tx.db);
  });

export const unpinPost = (ctx: SessionContext, postId: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{
        id: string;
      }>`select n.id from news.posts n where n.id = ${postId}::uuid and ${postPolicy.where(ctx.actor, 'manage')}`,
    );
    if (!row) notFound();
    await sql`delete from news.pins where post_id = ${postId}::uuid`.execute(tx.db);
  });
