import { firstOf, sql } from '../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../platform/http/context.ts';
import { peopleOf } from '../directory/index.ts';
import { courtesyName } from '../directory/rules.ts';
import { forgetUrgent, keepAudiences, notify, withdraw } from '../notifications/index.ts';
import type { Prepared } from './prepare.ts';
import { headingOf, instantAt } from './rules.ts';
import { texts } from './texts.ts';

export const subjectOf = (postId: string): string => `news.post:${postId}`;
export const reminderOf = (postId: string): string => `news.reminder:${postId}`;

/**
 * Tells the circles of a post that it is there (or will be), in their feed; told again, it is brought up to date, and a circle for which it
 * is no longer hears nothing more of it.
 */
export async function announce(
  tx: Transaction,
  { actor }: SessionContext,
  post: { readonly id: string; readonly publishAt: Date; readonly isChange: boolean; readonly asksReading: boolean },
  prepared: Pick<Prepared, 'title' | 'words' | 'audiences' | 'endsOn' | 'urgent' | 'event' | 'poll'>,
): Promise<void> {
  const { title, words, audiences, endsOn, urgent, event, poll } = prepared;
  const schools = [...new Set(audiences.map(({ schoolId }) => schoolId))];
  const keys = audiences.map(({ key }) => key);
  await notify(tx, {
    kind: 'news.post',
    subject: subjectOf(post.id),
    schoolId: schools.length === 1 ? (schools[0] ?? null) : null,
    href: `/news/${post.id}`,
    title: toldTitle(title, words, poll?.question ?? null, event !== null),
    words: title ? shortened(words) : '',
    author: { id: actor.personId, name: courtesyName(actor) },
    publishAt: post.publishAt,
    ...(endsOn ? { expiresAt: instantAt(endsOn, '00:00') } : {}),
    ...(urgent ? { urgent } : {}),
    to: { audiences: keys },
    ...(post.asksReading ? { todo: true } : {}),
  });
  if (await keepAudiences(tx, subjectOf(post.id), keys, actor.today)) await withdraw(tx, reminderOf(post.id));
  if (!post.isChange)
    await tx.emit({
      name: 'news.post-published',
      payload: { postId: post.id, publishAt: post.publishAt.toISOString() },
    });
}

const shortened = (words: string): string => {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length <= 140 ? line : `${line.slice(0, 139).replace(/\s+\S*$/, '')}…`;
};

/** Nothing more is told of a post: it leaves every feed, and the top of the pages where it was urgent. */
export async function takeBack(tx: Transaction, postId: string, now?: Date): Promise<void> {
  await forgetUrgent(tx, subjectOf(postId), now);
  await withdraw(tx, subjectOf(postId));
  await withdraw(tx, reminderOf(postId));
}

/** SQL query (`person_id`) of the people of these circles who have not said that they have read the post. */
export const notYetReaders = (postId: string, keys: readonly string[], today: string) => sql<{ person_id: string }>`
  select p.person_id from (${peopleOf(keys, today)}) as p
  where not exists (select 1 from news.acknowledgements k where k.post_id = ${postId}::uuid and k.person_id = p.person_id)`;

/** Tells again, as it was, a post that is no longer hidden; one that is not to be shown stays untold. */
export async function announceAgain(tx: Transaction, postId: string): Promise<void> {
  const row = await firstOf(
    tx.db,
    sql<{
      title: string;
      words: string;
      publishAt: Date;
      endsOn: string | null;
      urgent: Prepared['urgent'];
      asksReading: boolean;
      authorId: string;
      author: { readonly title: string | null; readonly givenName: string | null; readonly familyName: string };
      keys: string[];
      schoolIds: string[];
      question: string | null;
      isEvent: boolean;
    }>`
      select n.title, n.words, n.publish_at as "publishAt", n.ends_on as "endsOn", n.urgent, n.asks_reading as "asksReading",
             n.author_id as "authorId",
             json_build_object('title', w.title, 'givenName', w.given_name, 'familyName', w.family_name) as author,
             array(select a.key from news.post_audiences a where a.post_id = n.id order by a.key) as keys,
             array(select distinct a.school_id from news.post_audiences a where a.post_id = n.id and a.school_id is not null order by 1) as "schoolIds",
             (select q.question from news.polls q where q.post_id = n.id) as question,
             exists (select 1 from news.events e where e.post_id = n.id) as "isEvent"
      from news.posts n join directory.persons w on w.id = n.author_id
      where n.id = ${postId}::uuid and n.publish_at is not null and n.withdrawn_at is null and n.hidden_at is null`,
  );
  if (!row) return;
  await notify(tx, {
    kind: 'news.post',
    subject: subjectOf(postId),
    schoolId: row.schoolIds.length === 1 ? (row.schoolIds[0] ?? null) : null,
    href: `/news/${postId}`,
    title: toldTitle(row.title, row.words, row.question, row.isEvent),
    words: row.title ? shortened(row.words) : '',
    author: { id: row.authorId, name: courtesyName(row.author) },
    publishAt: row.publishAt,
    ...(row.endsOn ? { expiresAt: instantAt(row.endsOn, '00:00') } : {}),
    ...(row.urgent ? { urgent: row.urgent } : {}),
    to: { audiences: row.keys },
    ...(row.asksReading ? { todo: true } : {}),
  });
}

/** Under what a post stands in feeds: its title, its first words, else what it is. */
const toldTitle = (title: string, words: string, question: string | null, isEvent: boolean): string =>
  headingOf(title, words) || question || (isEvent ? texts.fr.kinds.event : texts.fr.kinds.pictures);
