import { sql } from '../../platform/db/db.ts';
import { archive } from '../../platform/personal-data/archive.ts';
import type { PersonalDataPart } from '../../platform/personal-data/part.ts';
import { stopColumns } from './stop/held.ts';
import { words } from './texts-held.ts';

/**
 * Answers about pictures, of the person and those that they gave for a child: proofs, archived before they go. Reports stay until their own
 * clock ends, for the sake of the others whom they protect; whose name they bore is then in the archive alone.
 */
export const safetyPersonalData: PersonalDataPart = {
  key: 'safety',
  columns: [
    { table: 'safety.image_answers', column: 'person_id', fate: 'deleted' },
    { table: 'safety.image_answers', column: 'author_id', fate: 'tombstone' },
    { table: 'safety.image_requests', column: 'asked_by', fate: 'tombstone' },
    { table: 'safety.image_requests', column: 'closed_by', fate: 'tombstone' },
    ...stopColumns,
    { table: 'safety.reports', column: 'reporter_id', fate: 'kept' },
    { table: 'safety.report_persons', column: 'person_id', fate: 'kept' },
    { table: 'safety.report_entries', column: 'by_id', fate: 'kept' },
  ],
  things: [
    {
      key: 'answers',
      query: (personId) => sql`
        select case when ia.person_id = ${personId}::uuid then 'self' else 'child' end as about, ia.purpose, ia.kind, q.title as occasion, ia.answer, ia.text_version,
               ia.answered_at, ia.ends_on, ia.replaced_at
        from safety.image_answers ia left join safety.image_requests q on q.id = ia.request_id
        where ia.person_id = ${personId}::uuid or ia.author_id = ${personId}::uuid
        order by ia.answered_at, ia.id`,
    },
    {
      key: 'reports',
      query: (personId) => sql`
        select r.created_at as sent_at, s.name as school, e.content::jsonb -> 'said' ->> 'words' as words, r.closed_at
        from safety.reports r join safety.report_entries e on e.report_id = r.id and e.rank = 1
        left join directory.schools s on s.id = r.school_id
        where r.reporter_id = ${personId}::uuid order by r.created_at, r.id`,
    },
  ],
  words,
  async erase(db, { persons, at }) {
    await archive(
      db,
      'consent',
      sql`select p.id as person_id, p.uid, concat_ws(' ', p.given_name, p.family_name) as holder, ia.answered_at as happened_at,
                 jsonb_build_object('image', ia.purpose, 'kind', ia.kind, 'occasion', q.title, 'answer', ia.answer, 'textVersion', ia.text_version, 'endsOn', ia.ends_on,
                                    'about', c.uid, 'by', a.uid) as content
          from safety.image_answers ia left join safety.image_requests q on q.id = ia.request_id
          join directory.persons p on p.id in (ia.person_id, ia.author_id)
          join directory.persons c on c.id = ia.person_id
          join directory.persons a on a.id = ia.author_id
          where p.id = any(${[...persons]}::uuid[])`,
      at,
    );
    await archive(
      db,
      'report',
      sql`select p.id as person_id, p.uid, concat_ws(' ', p.given_name, p.family_name) as holder, r.created_at as happened_at,
                 jsonb_build_object('report', r.id, 'as', c.kind, 'school', r.school_id, 'entries',
                   (select jsonb_agg(jsonb_build_object('rank', e.rank, 'content', e.content::jsonb, 'seal', encode(e.seal, 'hex')) order by e.rank)
                    from safety.report_entries e where e.report_id = r.id)) as content
          from (select id as report_id, reporter_id as person_id, 'reporter' as kind from safety.reports
                union all select report_id, person_id, 'concerned' from safety.report_persons) as c
          join safety.reports r on r.id = c.report_id
          join directory.persons p on p.id = c.person_id
          where c.person_id = any(${[...persons]}::uuid[])`,
      at,
    );
  },
};
