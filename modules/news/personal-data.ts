import { sql } from '../../platform/db/db.ts';
import { columnName, giveBackRows, moveRows, type PersonColumn } from '../../platform/merge/rows.ts';
import type { MergePart } from '../../platform/module.ts';
import type { PersonalDataPart } from '../../platform/personal-data/part.ts';
import { words } from './texts-held.ts';

const columns: readonly PersonColumn[] = [
  { table: 'news.posts', column: 'author_id', key: ['id'] },
  { table: 'news.posts', column: 'withdrawn_by', key: ['id'] },
  { table: 'news.posts', column: 'hidden_by', key: ['id'] },
  { table: 'news.revisions', column: 'changed_by', key: ['post_id', 'number'] },
  { table: 'news.pins', column: 'pinned_by', key: ['place', 'post_id'] },
  { table: 'news.pictured', column: 'person_id', key: ['post_id'], once: { per: ['post_id'] } },
  { table: 'news.votes', column: 'person_id', key: ['post_id'], once: { per: ['post_id'] } },
  { table: 'news.acknowledgements', column: 'person_id', key: ['post_id'], once: { per: ['post_id'] } },
  { table: 'news.reactions', column: 'person_id', key: ['post_id'], once: { per: ['post_id'] } },
  { table: 'news.comments', column: 'author_id', key: ['id'] },
  { table: 'news.comments', column: 'approved_by', key: ['id'] },
  { table: 'news.comments', column: 'removed_by', key: ['id'] },
  { table: 'news.comments', column: 'hidden_by', key: ['id'] },
];

/** What somebody wrote and answered follows them when two records are merged. */
export const newsMergePart: MergePart = {
  key: 'news',
  columns: columns.map(columnName),
  move: ({ db }, merge) => moveRows(db, columns, merge),
  undo: (db, merge, moved) => giveBackRows(db, columns, merge, moved),
};

/** Posts are their school's; what a reader answered, and a child's place in a picture, go with them. */
export const newsPersonalData: PersonalDataPart = {
  key: 'news',
  columns: [
    { table: 'news.posts', column: 'author_id', fate: 'tombstone' },
    { table: 'news.posts', column: 'withdrawn_by', fate: 'tombstone' },
    { table: 'news.posts', column: 'hidden_by', fate: 'tombstone' },
    { table: 'news.revisions', column: 'changed_by', fate: 'tombstone' },
    { table: 'news.pins', column: 'pinned_by', fate: 'tombstone' },
    { table: 'news.pictured', column: 'person_id', fate: 'deleted' },
    { table: 'news.votes', column: 'person_id', fate: 'deleted' },
    { table: 'news.acknowledgements', column: 'person_id', fate: 'deleted' },
    { table: 'news.reactions', column: 'person_id', fate: 'deleted' },
    { table: 'news.comments', column: 'author_id', fate: 'deleted' },
    { table: 'news.comments', column: 'approved_by', fate: 'tombstone' },
    { table: 'news.comments', column: 'removed_by', fate: 'tombstone' },
    { table: 'news.comments', column: 'hidden_by', fate: 'tombstone' },
  ],
  things: [
    {
      key: 'posts',
      query: (personId) => sql`
        select n.title, n.words, n.publish_at, n.withdrawn_at from news.posts n
        where n.author_id = ${personId}::uuid order by n.written_at, n.id`,
    },
    {
      key: 'comments',
      query: (personId) => sql`
        select c.words, c.written_at from news.comments c where c.author_id = ${personId}::uuid order by c.written_at, c.id`,
    },
    {
      key: 'answers',
      query: (personId) => sql`
        select n.title, a.answer, a.answered_at
        from (select k.post_id, 'read' as answer, k.read_at as answered_at from news.acknowledgements k where k.person_id = ${personId}::uuid
              union all
              select r.post_id, r.kind, r.reacted_at from news.reactions r where r.person_id = ${personId}::uuid
              union all
              select v.post_id, (select string_agg(q.options[o + 1], ', ' order by o) from news.polls q, unnest(v.choices) as o where q.post_id = v.post_id), v.voted_at
              from news.votes v where v.person_id = ${personId}::uuid) as a
        join news.posts n on n.id = a.post_id order by a.answered_at, n.id, a.answer`,
    },
    {
      key: 'pictured',
      query: (personId) => sql`
        select n.title, n.publish_at from news.pictured c join news.posts n on n.id = c.post_id
        where c.person_id = ${personId}::uuid order by n.publish_at, n.id`,
    },
  ],
  words,
  /** A child who is erased is in no picture any more: those where they are go out of sight before their name does. */
  async erase(db, { persons, at }) {
    await sql`
      update news.posts n set pictures_withdrawn_at = ${at}
      where n.pictures_withdrawn_at is null
        and n.id in (select c.post_id from news.pictured c where c.person_id = any(${[...persons]}::uuid[]))`.execute(
      db,
    );
  },
};
