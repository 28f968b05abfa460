import { type Db, sql } from '../../../platform/db/db.ts';
import { archive } from '../../../platform/personal-data/archive.ts';
import type { HeldThing } from '../../../platform/personal-data/part.ts';

/** What a person may read of their answers to services, and of those that they or others gave about them. */
export const consentThing: HeldThing = {
  key: 'consents',
  query: (personId) => sql`
    select p.name as service, c.person_id = ${personId}::uuid as about_oneself, c.author_id = ${personId}::uuid as by_oneself, c.answer,
           c.answered_at, c.ends_on, c.replaced_at, w.words, encode(c.words, 'hex') as fingerprint
    from identity.consents c
    join identity.relying_parties p on p.id = c.relying_party_id
    join identity.shown_words w on w.digest = c.words
    where c.person_id = ${personId}::uuid or c.author_id = ${personId}::uuid
    order by c.answered_at, c.id`,
};

/** Proofs of consent outlive the person in the restricted archive, with the words that were shown. */
export const archiveConsents = (db: Db, persons: readonly string[], at: Date): Promise<void> =>
  archive(
    db,
    'consent',
    sql`select p.id as person_id, p.uid, concat_ws(' ', p.given_name, p.family_name) as holder, c.answered_at as happened_at,
               jsonb_build_object('service', r.name, 'answer', c.answer, 'words', w.words, 'sha256', encode(c.words, 'hex'),
                                  'endsOn', c.ends_on, 'replacedAt', c.replaced_at, 'about', a.uid, 'by', b.uid) as content
        from identity.consents c
        join identity.relying_parties r on r.id = c.relying_party_id
        join identity.shown_words w on w.digest = c.words
        join directory.persons p on p.id in (c.person_id, c.author_id)
        join directory.persons a on a.id = c.person_id
        join directory.persons b on b.id = c.author_id
        where p.id = any(${[...persons]}::uuid[])`,
    at,
  );
