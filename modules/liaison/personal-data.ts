import { sql } from '../../platform/db/db.ts';
import { archive } from '../../platform/personal-data/archive.ts';
import type { PersonalDataPart } from '../../platform/personal-data/part.ts';
import { words } from './texts-held.ts';

/** What the liaison book holds: signatures are proofs, and are archived before they go. */
export const liaisonPersonalData: PersonalDataPart = {
  key: 'liaison',
  columns: [
    { table: 'liaison.notes', column: 'author_id', fate: 'tombstone' },
    { table: 'liaison.notes', column: 'withdrawn_by', fate: 'tombstone' },
    { table: 'liaison.note_versions', column: 'written_by', fate: 'tombstone' },
    { table: 'liaison.note_pupils', column: 'pupil_id', fate: 'deleted' },
    { table: 'liaison.copies', column: 'pupil_id', fate: 'deleted' },
    { table: 'liaison.copies', column: 'guardian_id', fate: 'deleted' },
    { table: 'liaison.answers', column: 'pupil_id', fate: 'deleted' },
    { table: 'liaison.answers', column: 'guardian_id', fate: 'tombstone' },
    { table: 'liaison.paper_returns', column: 'pupil_id', fate: 'deleted' },
    { table: 'liaison.paper_returns', column: 'ticked_by', fate: 'tombstone' },
    { table: 'liaison.paper_returns', column: 'undone_by', fate: 'tombstone' },
    { table: 'liaison.relaunches', column: 'relaunched_by', fate: 'tombstone' },
    { table: 'liaison.act_choices', column: 'chosen_by', fate: 'tombstone' },
    { table: 'liaison.phrase_reviews', column: 'reviewed_by', fate: 'tombstone' },
    { table: 'liaison.phrase_reviews', column: 'undone_by', fate: 'tombstone' },
    { table: 'liaison.school_phrases', column: 'written_by', fate: 'tombstone' },
    { table: 'liaison.school_phrases', column: 'removed_by', fate: 'tombstone' },
    { table: 'liaison.family_words', column: 'author_id', fate: 'deleted' },
    { table: 'liaison.family_words', column: 'pupil_id', fate: 'deleted' },
    { table: 'liaison.family_words', column: 'received_by', fate: 'tombstone' },
  ],
  things: [
    {
      key: 'answers',
      query: (personId) => sql`
        select v.title, a.outcome, (select string_agg(g.answer, ' · ') from jsonb_array_elements_text(a.given) as g (answer)) as given,
               split_part(a.means, ':', 1) as means, a.answered_at, a.replaced_at
        from liaison.answers a
        join liaison.note_versions v on v.school_id = a.school_id and v.note_id = a.note_id and v.version = a.version
        where a.guardian_id = ${personId}::uuid order by a.answered_at, a.id`,
    },
    {
      key: 'copies',
      query: (personId) => sql`
        select v.title, c.delivered_at, c.seen_at
        from liaison.copies c
        join liaison.notes n on n.school_id = c.school_id and n.id = c.note_id
        join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
        where c.guardian_id = ${personId}::uuid order by c.delivered_at, c.note_id, c.pupil_id`,
    },
    {
      key: 'about',
      query: (personId) => sql`
        select v.title, np.added_at, np.acknowledged_at
        from liaison.note_pupils np
        join liaison.notes n on n.school_id = np.school_id and n.id = np.note_id
        join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
        where np.pupil_id = ${personId}::uuid order by np.added_at, np.note_id`,
    },
    {
      key: 'written',
      query: (personId) => sql`
        select v.title, n.created_at, n.withdrawn_at
        from liaison.notes n
        join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
        where n.author_id = ${personId}::uuid order by n.created_at, n.id`,
    },
    {
      key: 'words',
      query: (personId) => sql`
        select w.kind, w.words, w.starts_on, w.ends_on, w.sent_at
        from liaison.family_words w where w.author_id = ${personId}::uuid order by w.sent_at, w.id`,
    },
  ],
  words,
  async erase(db, { persons, at }) {
    await archive(
      db,
      'consent',
      sql`select p.id as person_id, p.uid, concat_ws(' ', p.given_name, p.family_name) as holder, a.answered_at as happened_at,
                 jsonb_build_object('note', v.title, 'digest', a.digest, 'seal', a.seal, 'outcome', a.outcome, 'given', a.given,
                                    'means', a.means, 'about', c.uid, 'by', g.uid) as content
          from liaison.answers a
          join liaison.note_versions v on v.school_id = a.school_id and v.note_id = a.note_id and v.version = a.version
          join directory.persons p on p.id in (a.pupil_id, a.guardian_id)
          join directory.persons c on c.id = a.pupil_id
          join directory.persons g on g.id = a.guardian_id
          where p.id = any(${[...persons]}::uuid[])`,
      at,
    );
    // An answer in a guardian's own words goes with them; that they signed stays.
    await sql`update liaison.answers set given = '[]' where guardian_id = any(${[...persons]}::uuid[])`.execute(db);
  },
};
