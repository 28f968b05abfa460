import { type RawBuilder, rowsOf, sql } from '../../platform/db/db.ts';
import type { CampaignCriteria, FoundCopy, Reportable } from '../../platform/moderation/reportable.ts';
import { holdsFile } from '../files/index.ts';
import { DOCUMENTS, PICTURES } from './attachments.ts';

/* The same thing published again and again: posts with what was published or changed since then, whether shown yet or not; comments. */

type Find = NonNullable<Reportable['find']>;

const holds = (text: RawBuilder<unknown>, part: string): RawBuilder<boolean> =>
  sql<boolean>`position(lower(${part}) in lower(${text})) > 0`;

const of = (column: RawBuilder<unknown>, authorIds: CampaignCriteria['authorIds']) =>
  authorIds ? [sql`${column} = any(${[...authorIds]}::uuid[])`] : [];

/** Where a post belongs first. */
const school = sql`(select a.school_id from news.post_audiences a where a.post_id = n.id and a.school_id is not null order by a.key limit 1)`;

/** Posts of a campaign; to how many they are shown nobody wrote down, so it is not counted. */
export const findPosts: Find = (db, { words, link, sha256, authorIds, since, until }, most) => {
  const asked = [
    ...(words ? [sql`(${holds(sql`n.words`, words)} or ${holds(sql`n.title`, words)})`] : []),
    ...(link ? [sql`(position(${link} in n.words) > 0 or position(${link} in n.body::text) > 0)`] : []),
    ...(sha256 ? [sql`(${holdsFile(PICTURES, sql`n.id`, sha256)} or ${holdsFile(DOCUMENTS, sql`n.id`, sha256)})`] : []),
    ...of(sql`n.author_id`, authorIds),
  ];
  if (asked.length === 0) return Promise.resolve([]);
  return rowsOf(
    db,
    sql<FoundCopy>`
      select n.id as subject, n.author_id as "authorId", ${school} as "schoolId", n.changed_at as "sentAt", 0 as recipients, n.title, n.words
      from news.posts n
      where n.changed_at >= ${since} and n.changed_at < ${until} and n.publish_at is not null and n.withdrawn_at is null
        and n.hidden_at is null and ${sql.join(asked, sql` and `)}
      order by n.id limit ${most}`,
  );
};

/** Comments of a campaign; nothing hangs on them. */
export const findComments: Find = (db, { words, link, sha256, authorIds, since, until }, most) => {
  const asked = [
    ...(words ? [holds(sql`c.words`, words)] : []),
    ...(link ? [sql`position(${link} in c.words) > 0`] : []),
    ...of(sql`c.author_id`, authorIds),
  ];
  if (sha256 || asked.length === 0) return Promise.resolve([]);
  return rowsOf(
    db,
    sql<FoundCopy>`
      select c.id as subject, c.author_id as "authorId", ${school} as "schoolId", c.written_at as "sentAt", 0 as recipients, n.title, c.words
      from news.comments c join news.posts n on n.id = c.post_id
      where c.written_at >= ${since} and c.written_at < ${until} and c.removed_at is null and c.hidden_at is null
        and ${sql.join(asked, sql` and `)}
      order by c.id limit ${most}`,
  );
};
