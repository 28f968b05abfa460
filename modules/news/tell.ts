import { sql } from '../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../platform/http/context.ts';
import { peopleOf } from '../directory/index.ts';
import { courtesyName } from '../directory/rules.ts';
import { notify, withdraw } from '../notifications/index.ts';
import type { Prepared } from './prepare.ts';
import { headingOf, instantAt } from './rules.ts';
import { texts } from './texts.ts';

export const subjectOf = (postId: string): string => `news.post:${postId}`;
export const reminderOf = (postId: string): string => `news.reminder:${postId}`;

/** Tells the circles of a post that it is there (or will be), in their feed; told again, it is brought up to date. */
export async function announce(
  tx: Transaction,
  { actor }: SessionContext,
  post: { readonly id: string; readonly publishAt: Date; readonly isChange: boolean; readonly asksReading: boolean },
  prepared: Pick<Prepared, 'title' | 'words' | 'audiences' | 'endsOn' | 'urgent' | 'event' | 'poll'>,
): Promise<void> {
  const { title, words, audiences, endsOn, urgent, event, poll } = prepared;
  const t = texts.fr;
  const heading = headingOf(title, words) || (poll ? poll.question : event ? t.kinds.event : t.kinds.pictures);
  const schools = [...new Set(audiences.map(({ schoolId }) => schoolId))];
  await notify(tx, {
    kind: 'news.post',
    subject: subjectOf(post.id),
    schoolId: schools.length === 1 ? (schools[0] ?? null) : null,
    href: `/news/${post.id}`,
    title: heading,
    words: title ? shortened(words) : '',
    author: { id: actor.personId, name: courtesyName(actor) },
    publishAt: post.publishAt,
    ...(endsOn ? { expiresAt: instantAt(endsOn, '00:00') } : {}),
    ...(urgent ? { urgent } : {}),
    to: { audiences: audiences.map(({ key }) => key) },
    ...(post.asksReading ? { todo: true } : {}),
  });
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

/** Nothing more is told of a post: it leaves every feed. */
export async function takeBack(tx: Transaction, postId: string): Promise<void> {
  await withdraw(tx, subjectOf(postId));
  await withdraw(tx, reminderOf(postId));
}

/** SQL query (`person_id`) of the people of these circles who have not said that they have read the post. */
export const notYetReaders = (postId: string, keys: readonly string[], today: string) => sql<{ person_id: string }>`
  select p.person_id from (${peopleOf(keys, today)}) as p
  where not exists (select 1 from news.acknowledgements k where k.post_id = ${postId}::uuid and k.person_id = p.person_id)`;
