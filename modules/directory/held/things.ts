import { sql } from '../../../platform/db/db.ts';
import type { HeldThing } from '../../../platform/personal-data/part.ts';

/** An adult whose access to the pupil of `k` is closed: not a word of it here, on either side. */
const notClosed = sql`not exists (
  select 1 from directory.access_suspensions x where x.adult_id = k.adult_id and x.pupil_id = k.pupil_id and x.lifted_at is null)`;

/** What the directory shows somebody of what it holds of them. */
export const things: readonly HeldThing[] = [
  {
    key: 'identity',
    query: (personId) => sql`
      select uid, title, family_name, given_name, civil_given_name, birth_name, other_given_names, birth_date, ine, email, phone, mobile, work_phone,
             street, postal_code, city, country, created_at, left_on
      from directory.persons where id = ${personId}::uuid`,
  },
  {
    key: 'profiles',
    query: (personId) => sql`
      select s.name as school, pr.kind, pr.function_label, pr.starts_on, pr.ends_on
      from directory.profiles pr join directory.schools s on s.id = pr.school_id
      where pr.person_id = ${personId}::uuid order by pr.starts_on desc, pr.id`,
  },
  {
    key: 'enrolments',
    query: (personId) => sql`
      select s.name as school, e.year, e.level_label, e.regime, e.canteen, e.transport, e.morning_care, e.evening_care, e.study,
             e.starts_on, e.ends_on
      from directory.enrolments e join directory.schools s on s.id = e.school_id
      where e.pupil_id = ${personId}::uuid order by e.starts_on desc, e.id`,
  },
  {
    key: 'memberships',
    query: (personId) => sql`
      select g.label as group, s.name as school, m.role, m.starts_on, m.ends_on
      from directory.memberships m
      join directory.groups g on g.school_id = m.school_id and g.id = m.group_id
      join directory.schools s on s.id = m.school_id
      where m.person_id = ${personId}::uuid order by m.starts_on desc, m.id`,
  },
  {
    key: 'nextYear',
    query: (personId) => sql`
      select s.name as school, d.year, c.label as class, d.leaves
      from directory.year_draft_places d join directory.schools s on s.id = d.school_id
      left join directory.year_draft_classes c on c.school_id = d.school_id and c.year = d.year and c.id = d.class_id
      where d.pupil_id = ${personId}::uuid and exists (
        select 1 from directory.year_drafts y where y.school_id = d.school_id and y.year = d.year and y.opened_at is not null)
      order by d.year desc, s.name, d.school_id`,
  },
  {
    key: 'adults',
    query: (personId) => sql`
      select concat_ws(' ', a.given_name, a.family_name) as name, k.relation, k.authority, k.is_payer, k.starts_on, k.ends_on
      from directory.kinships k join directory.persons a on a.id = k.adult_id
      where k.pupil_id = ${personId}::uuid and ${notClosed} order by k.authority <> 1, a.sort_name, k.id`,
  },
  {
    key: 'children',
    query: (personId) => sql`
      select concat_ws(' ', c.given_name, c.family_name) as name, k.relation, k.authority, k.starts_on, k.ends_on
      from directory.kinships k join directory.persons c on c.id = k.pupil_id
      where k.adult_id = ${personId}::uuid and ${notClosed} order by c.sort_name, k.id`,
  },
  {
    key: 'sources',
    query: (personId) => sql`
      select source, category, source_id, attributes, gone_on from directory.person_sources
      where person_id = ${personId}::uuid order by source, category, source_id`,
  },
  {
    key: 'keys',
    query: (personId) => sql`
      select s.name as school, t.kind, t.key from directory.table_keys t join directory.schools s on s.id = t.school_id
      where t.person_id = ${personId}::uuid order by s.name, t.kind, t.key`,
  },
  {
    key: 'changes',
    query: (personId) => sql`
      select s.name as school, i.file_name, i.applied_at, c.thing, c.act, c.field,
             case when c.thing = 'field' then c.before end as before, case when c.thing = 'field' then c.after end as after
      from directory.table_changes c
      join directory.table_imports i on i.id = c.table_id
      join directory.schools s on s.id = c.school_id
      where c.person_id = ${personId}::uuid order by i.applied_at desc nulls last, c.id`,
  },
  {
    key: 'mandates',
    query: (personId) => sql`
      select d.kind, coalesce(s.name, c.name) as place, d.duties, d.starts_on, d.ends_on
      from directory.mandates d
      left join directory.schools s on s.id = d.school_id
      left join directory.communes c on c.id = d.commune_id
      where d.person_id = ${personId}::uuid order by d.starts_on desc, d.id`,
  },
  {
    key: 'contacts',
    query: (personId) => sql`
      select item, audience, chosen_at from directory.contact_choices where person_id = ${personId}::uuid order by item`,
  },
  {
    key: 'readingLanguage',
    query: (personId) => sql`
      select language, chosen_at from directory.reading_languages where person_id = ${personId}::uuid`,
  },
  {
    key: 'photo',
    query: (personId) => sql`select added_at from directory.person_photos where person_id = ${personId}::uuid`,
  },
  {
    key: 'departures',
    query: (personId) => sql`
      select s.name as school, d.left_on, d.created_at, d.returned_at
      from directory.departures d join directory.schools s on s.id = d.school_id
      where d.person_id = ${personId}::uuid order by d.created_at desc, d.id`,
  },
  {
    key: 'tellings',
    query: (personId) => sql`
      select code, created_at, seen_at from directory.tellings
      where person_id = ${personId}::uuid order by created_at desc, id`,
  },
  {
    key: 'merges',
    query: (personId) => sql`
      select m.proof, m.created_at, m.undone_at from directory.merges m
      where m.into_id = ${personId}::uuid or m.from_id = ${personId}::uuid order by m.created_at desc, m.id`,
  },
];
