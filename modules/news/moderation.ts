import { notFound } from '../../platform/contract/refusal.ts';
import { firstOf, type RawBuilder, rowsOf, sql } from '../../platform/db/db.ts';
import type { Held, Moderation } from '../../platform/moderation/held.ts';
import type { Evidence, Reportable } from '../../platform/moderation/reportable.ts';
import { type FileProof, proofsOf } from '../files/index.ts';
import { approveComment, removeComment } from './answers.ts';
import { DOCUMENTS, PICTURES } from './attachments.ts';
import { findComments, findPosts } from './campaigns.ts';
import { postPolicy } from './policy.ts';
import { headingOf } from './rules.ts';
import { announceAgain, takeBack } from './tell.ts';
import { texts } from './texts.ts';

/* What the people who answer for safety find of news: what was reported, and what waits for a word. */

interface EvidenceRow {
  readonly title: string;
  readonly text: string;
  readonly authorId: string;
  readonly authorName: string;
  readonly schoolId: string | null;
  readonly at: Date;
  readonly copy: Readonly<Record<string, unknown>>;
}

const evidenceOf = (row: EvidenceRow, attachments: readonly FileProof[]): Evidence => ({
  title: headingOf(row.title, row.text) || texts.fr.kinds.pictures,
  text: row.text,
  author: { id: row.authorId, name: row.authorName },
  schoolId: row.schoolId,
  at: row.at,
  ...(attachments.length > 0 ? { attachments } : {}),
  copy: row.copy,
});

/** Shown, by the database's own clock: a report is made while one reads. */
const shown = sql`
  (n.publish_at <= now() and n.withdrawn_at is null and n.hidden_at is null and (n.ends_on is null or n.ends_on > current_date))`;

const firstSchool = sql`
  (select a.school_id from news.post_audiences a where a.post_id = n.id and a.school_id is not null order by a.key limit 1)`;

/** A column of hidden things is set or cleared for these ids. */
const mark = (table: RawBuilder<unknown>, ids: readonly string[], by: string | null) => sql`
  update ${table} set hidden_at = case when ${by}::uuid is null then null else coalesce(hidden_at, now()) end, hidden_by = ${by}::uuid
  where id = any(${[...ids]}::uuid[])`;

export const reportables: readonly Reportable[] = [
  {
    place: 'news.post',
    label: (locale) => texts[locale].reported.post,
    // Two statements: what hangs on it is told by the files.
    load: async (db, actor, subject) => {
      const row = await firstOf(
        db,
        sql<EvidenceRow>`
          select n.title, n.words as text, n.author_id as "authorId", concat_ws(' ', w.given_name, w.family_name) as "authorName",
                 ${firstSchool} as "schoolId", n.publish_at as at,
                 jsonb_build_object('body', n.body, 'audiences', array(select a.key from news.post_audiences a where a.post_id = n.id order by a.key)) as copy
          from news.posts n join directory.persons w on w.id = n.author_id
          where n.id = ${subject}::uuid and ${shown} and ${postPolicy.where(actor, 'read')}`,
      );
      return row && evidenceOf(row, await proofsOf(db, [PICTURES, DOCUMENTS], subject));
    },
    find: findPosts,
    hide: async (tx, subjects, by) => {
      await mark(sql`news.posts`, subjects, by).execute(tx.db);
      for (const subject of subjects) await takeBack(tx, subject);
    },
    restore: async (tx, subjects) => {
      await mark(sql`news.posts`, subjects, null).execute(tx.db);
      for (const subject of subjects) await announceAgain(tx, subject);
    },
  },
  {
    place: 'news.comment',
    label: (locale) => texts[locale].reported.comment,
    load: async (db, actor, subject) => {
      const row = await firstOf(
        db,
        sql<EvidenceRow>`
          select n.title, c.words as text, c.author_id as "authorId", concat_ws(' ', w.given_name, w.family_name) as "authorName",
                 ${firstSchool} as "schoolId", c.written_at as at, jsonb_build_object('postId', n.id) as copy
          from news.comments c join news.posts n on n.id = c.post_id join directory.persons w on w.id = c.author_id
          where c.id = ${subject}::uuid and c.removed_at is null and c.hidden_at is null and ${shown} and ${postPolicy.where(actor, 'read')}
            and (c.approved_at is not null or ${postPolicy.where(actor, 'manage')})`,
      );
      return row && evidenceOf(row, []);
    },
    find: findComments,
    hide: async (tx, subjects, by) => {
      await mark(sql`news.comments`, subjects, by).execute(tx.db);
    },
    restore: async (tx, subjects) => {
      await mark(sql`news.comments`, subjects, null).execute(tx.db);
    },
  },
];

interface WaitingRow {
  readonly id: string;
  readonly words: string;
  readonly author: string;
  readonly title: string;
  readonly postWords: string;
  readonly since: Date;
}

/** Comments of pupils, for who answers for the post: its author, the head of its school. */
export const moderations: readonly Moderation[] = [
  {
    key: 'news.comments',
    label: (locale) => texts[locale].reported.held,
    async waiting({ db, actor, locale }) {
      const rows = await rowsOf(
        db,
        sql<WaitingRow>`
          select c.id, c.words, concat_ws(' ', w.given_name, w.family_name) as author, n.title, left(n.words, 200) as "postWords",
                 c.written_at as since
          from news.comments c join news.posts n on n.id = c.post_id join directory.persons w on w.id = c.author_id
          where c.approved_at is null and c.removed_at is null and c.hidden_at is null and n.withdrawn_at is null
            and ${postPolicy.where(actor, 'manage')}
          order by c.written_at, c.id limit 50`,
      );
      return rows.map((row): Held => {
        const heading = headingOf(row.title, row.postWords) || texts[locale].kinds.pictures;
        return { id: row.id, title: heading, text: row.words, author: row.author, to: heading, since: row.since };
      });
    },
    async decide(ctx, id, verdict) {
      if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) notFound();
      await (verdict.let === 'through' ? approveComment(ctx, id) : removeComment(ctx, id));
    },
  },
];
