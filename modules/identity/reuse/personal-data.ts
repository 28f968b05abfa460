import { type Db, sql } from '../../../platform/db/db.ts';
import { archive } from '../../../platform/personal-data/archive.ts';
import type { HeldThing } from '../../../platform/personal-data/part.ts';

/** What a person may read of their answers to municipal services, and of each use. */
export const reuseThings: readonly HeldThing[] = [
  {
    key: 'reuseAnswers',
    query: (personId) => sql`
      select c.name as commune, r.title, x.answer, x.answered_at, x.ends_on, x.replaced_at, w.words, encode(x.words, 'hex') as fingerprint
      from identity.reuse_answers x
      join identity.reuse_requests r on r.id = x.request_id
      join directory.communes c on c.id = r.commune_id
      join identity.shown_words w on w.digest = x.words
      where x.person_id = ${personId}::uuid order by x.answered_at, x.id`,
  },
  {
    key: 'reuseUses',
    query: (personId) => sql`
      select c.name as commune, r.title, u.read_at, array_to_string(u.facts, ', ') as facts, u.by_program
      from identity.reuse_answers x
      join identity.reuse_uses u on u.answer_id = x.id
      join identity.reuse_requests r on r.id = x.request_id
      join directory.communes c on c.id = r.commune_id
      where x.person_id = ${personId}::uuid order by u.read_at, u.id`,
  },
];

/** The proof of what was agreed to outlives the person in the restricted archive. */
export const archiveReuse = (db: Db, persons: readonly string[], at: Date): Promise<void> =>
  archive(
    db,
    'consent',
    sql`select p.id as person_id, p.uid, concat_ws(' ', p.given_name, p.family_name) as holder, x.answered_at as happened_at,
               jsonb_build_object('commune', c.name, 'request', r.title, 'answer', x.answer, 'words', w.words,
                                  'sha256', encode(x.words, 'hex'), 'endsOn', x.ends_on, 'replacedAt', x.replaced_at) as content
        from identity.reuse_answers x
        join identity.reuse_requests r on r.id = x.request_id
        join directory.communes c on c.id = r.commune_id
        join identity.shown_words w on w.digest = x.words
        join directory.persons p on p.id = x.person_id
        where p.id = any(${[...persons]}::uuid[])`,
    at,
  );
