import { sql } from '../../../platform/db/db.ts';
import { archive } from '../../../platform/personal-data/archive.ts';
import type { PersonalDataPart } from '../../../platform/personal-data/part.ts';
import { stopColumns } from '../stop/held.ts';
import { words } from './texts-held.ts';

/** Answers about pictures: of the person, and those that they gave for a child. They are proofs: archived before they go. */
export const safetyPersonalData: PersonalDataPart = {
  key: 'safety',
  columns: [
    { table: 'safety.image_answers', column: 'person_id', fate: 'deleted' },
    { table: 'safety.image_answers', column: 'author_id', fate: 'tombstone' },
    ...stopColumns,
  ],
  things: [
    {
      key: 'answers',
      query: (personId) => sql`
        select case when ia.person_id = ${personId}::uuid then 'self' else 'child' end as about, ia.purpose, ia.answer, ia.text_version,
               ia.answered_at, ia.ends_on, ia.replaced_at
        from safety.image_answers ia where ia.person_id = ${personId}::uuid or ia.author_id = ${personId}::uuid
        order by ia.answered_at, ia.id`,
    },
  ],
  words,
  async erase(db, { persons, at }) {
    await archive(
      db,
      'consent',
      sql`select p.id as person_id, p.uid, concat_ws(' ', p.given_name, p.family_name) as holder, ia.answered_at as happened_at,
                 jsonb_build_object('image', ia.purpose, 'answer', ia.answer, 'textVersion', ia.text_version, 'endsOn', ia.ends_on,
                                    'about', c.uid, 'by', a.uid) as content
          from safety.image_answers ia
          join directory.persons p on p.id in (ia.person_id, ia.author_id)
          join directory.persons c on c.id = ia.person_id
          join directory.persons a on a.id = ia.author_id
          where p.id = any(${[...persons]}::uuid[])`,
      at,
    );
  },
};
