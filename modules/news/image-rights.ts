import { dayOf } from '../../platform/clock/clock.ts';
import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import type { Job, Subscription, WorkContext } from '../../platform/module.ts';
import { inTransaction } from '../../platform/outbox/outbox.ts';
import { hoursPolicyOf, notify, settle } from '../notifications/index.ts';
import { publicationIn } from '../notifications/rules.ts';
import { pictureVerdict } from '../safety/index.ts';
import { headingOf, type Support, supportOf } from './rules.ts';
import { texts } from './texts.ts';

/*
 * A picture is shown as long as every family of those in it allows it: what is withdrawn, or ends with the school year, takes it away.
 */

interface PicturedPost {
  readonly id: string;
  readonly authorId: string;
  readonly title: string;
  readonly words: string;
  readonly isPublic: boolean;
  readonly places: readonly string[];
  readonly schoolIds: readonly string[];
  readonly children: readonly string[];
}

/** Posts whose pictures are shown, or will be, with those in them; `personId`: only those with that child. By id, a page at a time. */
const picturedPosts = (db: Db, personId: string | null, after: string): Promise<PicturedPost[]> =>
  rowsOf(
    db,
    sql<PicturedPost>`
      select n.id, n.author_id as "authorId", n.title, left(n.words, 200) as words, n.is_public as "isPublic",
             array(select distinct a.place from news.post_audiences a where a.post_id = n.id order by 1) as places,
             array(select distinct a.school_id from news.post_audiences a where a.post_id = n.id and a.school_id is not null order by 1) as "schoolIds",
             array(select c.person_id from news.pictured c where c.post_id = n.id order by 1) as children
      from news.posts n
      where n.pictured = 'some' and n.pictures_withdrawn_at is null and n.publish_at is not null and n.withdrawn_at is null
        and (${personId}::uuid is null or exists (select 1 from news.pictured c where c.post_id = n.id and c.person_id = ${personId}::uuid))
        and n.id > ${after}::uuid
      order by n.id limit 200`,
  );

const FIRST = '00000000-0000-0000-0000-000000000000';

/** Takes away the pictures that may not be shown any more: of that child, or of everybody. @returns how many posts lost theirs */
export async function closePictures(
  ctx: Pick<WorkContext, 'db' | 'clock' | 'signal'>,
  personId: string | null,
): Promise<number> {
  const { db, clock, signal } = ctx;
  let closed = 0;
  let after = FIRST;
  while (!signal.aborted) {
    const posts = await picturedPosts(db, personId, after);
    const last = posts.at(-1);
    if (!last) break;
    const barred = await barredAmong(db, posts, dayOf(clock.now()));
    for (const post of barred) await close(db, post, clock.now());
    closed += barred.length;
    after = last.id;
  }
  return closed;
}

/** The posts in whose pictures somebody is not allowed to be seen; one statement for each reach. */
async function barredAmong(db: Db, posts: readonly PicturedPost[], today: string): Promise<PicturedPost[]> {
  const bySupport = new Map<Support, PicturedPost[]>();
  for (const post of posts) {
    const support = supportOf(post.places, post.schoolIds.length, post.isPublic);
    bySupport.set(support, [...(bySupport.get(support) ?? []), post]);
  }
  const barred: PicturedPost[] = [];
  for (const [support, those] of bySupport) {
    const children = [...new Set(those.flatMap((post) => post.children))];
    const verdicts = await pictureVerdict(db, { children, support, kind: 'image', today });
    const allowed = new Set(verdicts.filter(({ state }) => state === 'allowed').map(({ personId }) => personId));
    barred.push(...those.filter((post) => post.children.some((child) => !allowed.has(child))));
  }
  return barred;
}

/** Its pictures go at once; its author is told when the school publishes. */
async function close(db: Db, post: PicturedPost, now: Date): Promise<void> {
  const policies = await Promise.all(
    (post.schoolIds.length > 0 ? post.schoolIds : [null]).map((id) => hoursPolicyOf(db, id)),
  );
  const { at } = publicationIn(policies, { at: now, authorRole: 'platform', to: 'staff-only' });
  const t = texts.fr;
  await inTransaction(db, async (tx) => {
    const done = await rowsOf(
      tx.db,
      sql<{ id: string }>`
        update news.posts set pictures_withdrawn_at = ${now} where id = ${post.id}::uuid and pictures_withdrawn_at is null returning id`,
    );
    if (done.length === 0) return;
    await notify(tx, {
      kind: 'news.picture',
      subject: pictureSubject(post.id),
      schoolId: post.schoolIds.length === 1 ? (post.schoolIds[0] ?? null) : null,
      href: `/news/${post.id}`,
      title: t.picturesTakenAway.title(headingOf(post.title, post.words) || t.kinds.pictures),
      words: t.picturesTakenAway.words,
      publishAt: at,
      to: { persons: [post.authorId] },
      todo: true,
    });
  });
}

const pictureSubject = (postId: string): string => `news.picture:${postId}`;

/** The author said again who is in the pictures: nothing is left to do. */
export const settlePictures = (tx: Parameters<typeof settle>[0], postId: string): Promise<void> =>
  settle(tx, pictureSubject(postId), 'everyone');

/** A family answered: what it withdrew is gone within seconds. */
export const answerReader: Subscription = {
  fact: 'safety.image-answered',
  reader: 'news.close-pictures',
  async read(ctx, { personId }) {
    if (typeof personId === 'string') await closePictures(ctx, personId);
  },
};

/** At 0.20, when the day has turned: answers that held until yesterday hold no more. */
export const closePicturesJob: Job = {
  name: 'news.close-pictures-ended',
  cron: '20 0 * * *',
  async run(ctx) {
    await closePictures(ctx, null);
  },
};
