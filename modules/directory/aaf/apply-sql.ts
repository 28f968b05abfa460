import { type PersonField, personFields } from '../person-fields.ts';

/**
 * The statements that write one unit of the plan. Each takes `:unit`, and whichever it needs of `:school`, `:source`, `:day`,
 * `:year`, `:uid_base`. Run again they write nothing: an interrupted import simply starts over.
 */

/** SQL types of the columns that are no text. */
const TYPES: Partial<Record<PersonField, string>> = { other_given_names: 'text[]', birth_date: 'date' };

const fieldList = personFields.join(', ');
const record = `jsonb_to_record(p.attributes) as a(${personFields.map((name) => `${name} ${TYPES[name] ?? 'text'}`).join(', ')})`;

const isOrganisation = `(p.category = 'guardian' and a.given_name is null and a.title is null)`;

const value = (name: string): string => {
  if (name === 'other_given_names') return `coalesce(a.other_given_names, '{}')`;
  if (name === 'ine') return `case when p.ine_conflict then null else a.ine end`;
  return `a.${name}`;
};

const insertPersons = `
insert into directory.persons (id, uid, ${fieldList}, is_organisation, sort_name)
select p.person_id, directory.uid_of(:uid_base + p.ordinal), ${personFields.map((name) => value(name)).join(', ')},
  ${isOrganisation}, p.sort_name
from directory_import.plan_writes p
cross join lateral ${record}
where p.unit = :unit and p.act = 'create' and not p.shared`;

/** Those whom several schools need: whichever comes first writes them. In one order, so that two schools never wait crosswise. */
const insertSharedPersons = `
${insertPersons.replace('not p.shared', 'p.shared')}
order by p.person_id
on conflict (id) do nothing`;

/** A person made by hand, met by the academy: its values replace those that the school had to type. */
const takeOver = `
update directory.persons q
set owners = coalesce((select jsonb_object_agg(key, value) from jsonb_each(q.owners) where value <> '"school"'), '{}')
from directory_import.plan_writes p
where p.unit = :unit and p.act = 'link' and q.id = p.person_id and q.owners::text like '%"school"%'
  and not exists (select from directory.person_sources s where s.person_id = q.id)`;

/** Of several feeds that know a person, the one whose values are in force: staff over family, collège over école. */
const rank = (category: string, source: string): string =>
  `(case ${category} when 'staff' then 4 when 'guardian' then 2 else 0 end + case when ${source} like '%2D' then 1 else 0 end)`;

const inForce = (name: string): string => {
  const fed = name === 'ine' ? `coalesce(${value('ine')}, q.ine)` : value(name);
  return `case when q.owners ? '${name}' then q.${name} else ${fed} end`;
};

const nextValues = personFields.map((name) => inForce(name)).join(', ');
const nextSortName = `case when q.owners ?| array['family_name', 'given_name'] then q.sort_name else p.sort_name end`;

const updatePersons = `
update directory.persons q
set (${fieldList}, is_organisation, sort_name) = row(${nextValues}, ${isOrganisation}, ${nextSortName})
from directory_import.plan_writes p
cross join lateral ${record}
where p.unit = :unit and p.act in ('change', 'link') and q.id = p.person_id
  and (${personFields.map((name) => `q.${name}`).join(', ')}, q.is_organisation, q.sort_name)
    is distinct from (${nextValues}, ${isOrganisation}, ${nextSortName})
  and not exists (
    select from directory.person_sources z
    where z.person_id = q.id and z.gone_on is null and ${rank('z.category', 'z.source')} > ${rank('p.category', ':source')})`;

const insertSources = `
insert into directory.person_sources (source, category, source_id, person_id, attributes, digest)
select :source, p.category, p.source_id, p.person_id, p.attributes, p.digest
from directory_import.plan_writes p
where p.unit = :unit and not p.shared and p.act = 'create'`;

const upsertSources = `
insert into directory.person_sources (source, category, source_id, person_id, attributes, digest)
select :source, p.category, p.source_id, p.person_id, p.attributes, p.digest
from directory_import.plan_writes p
where p.unit = :unit and (p.shared or p.act <> 'create')
order by p.category, p.source_id
on conflict (source, category, source_id) do update
set attributes = excluded.attributes, digest = excluded.digest, gone_on = null
where person_sources.digest <> excluded.digest or person_sources.gone_on is not null`;

const insertSchool = `
insert into directory.schools (id, uai, kind, degree, name, commune_id, street, postal_code, city, phone, email, source, source_id,
  attributes, digest)
select p.school_id, s.uai, s.kind, :degree, a.name, c.id, a.street, a.postal_code, a.city, a.phone, a.email, :source, s.source_id,
  s.attributes, s.digest
from directory_import.plan_schools p
join directory_import.schools s on s.source_id = p.source_id
cross join lateral jsonb_to_record(s.attributes) as a(name text, street text, postal_code text, city text, phone text, email text)
left join directory.communes c on c.id = directory_import.commune_of(s.insee, a.city, a.postal_code)
where p.unit = :unit and p.act = 'create'
on conflict (id) do nothing`;

const schoolField = (name: string): string =>
  `${name} = case when d.owners ? '${name}' then d.${name} else a.${name} end`;

const updateSchool = `
update directory.schools d
set uai = s.uai, kind = s.kind, source = :source, source_id = s.source_id, attributes = s.attributes, digest = s.digest,
  commune_id = coalesce(directory_import.commune_of(s.insee, a.city, a.postal_code), d.commune_id),
  ${['name', 'street', 'postal_code', 'city', 'phone', 'email'].map(schoolField).join(', ')}
from directory_import.plan_schools p
join directory_import.schools s on s.source_id = p.source_id
cross join lateral jsonb_to_record(s.attributes) as a(name text, street text, postal_code text, city text, phone text, email text)
where p.unit = :unit and p.act = 'change' and d.id = p.school_id and d.digest is distinct from s.digest`;

const insertGroups = `
insert into directory.groups (id, school_id, year, kind, code, label, owner, source, source_key, attributes)
select g.id, :school, :year, g.kind, g.code, g.label, 'academy', :source, g.code, g.attributes
from directory_import.plan_groups g
where g.unit = :unit and g.act = 'create'`;

const updateGroups = `
update directory.groups d
set label = case when d.owners ? 'label' then d.label else g.label end, attributes = g.attributes, ends_on = null, code = g.code,
  owner = 'academy', source = :source, source_key = g.code
from directory_import.plan_groups g
where g.unit = :unit and g.act = 'change' and d.school_id = :school and d.id = g.id`;

const closeGroups = `
update directory.groups d set ends_on = :day
from directory_import.plan_groups g
where g.unit = :unit and g.act = 'close' and d.school_id = :school and d.id = g.id and d.ends_on is null`;

const insertEnrolments = `
insert into directory.enrolments (id, school_id, pupil_id, year, level_code, level_label, mef_code, regime, canteen, transport,
  morning_care, evening_care, study, owner, source, starts_on)
select id, school_id, pupil_id, :year, level_code, level_label, mef_code, regime, canteen, transport, morning_care, evening_care,
  study, 'academy', :source, coalesce(since, :day)
from directory_import.plan_enrolments
where unit = :unit and act = 'create'`;

const updateEnrolments = `
update directory.enrolments d
set level_code = p.level_code, level_label = p.level_label, mef_code = p.mef_code, regime = p.regime, canteen = p.canteen,
  transport = p.transport, morning_care = p.morning_care, evening_care = p.evening_care, study = p.study, owner = 'academy',
  source = :source
from directory_import.plan_enrolments p
where p.unit = :unit and p.act = 'change' and d.id = p.id`;

const close = (table: string): string => `
update directory.${table} d set ends_on = greatest(:day, d.starts_on)
from directory_import.plan_${table} p
where p.unit = :unit and p.act = 'close' and d.id = p.id and d.ends_on is null`;

const insertProfiles = `
insert into directory.profiles (id, school_id, person_id, kind, function_code, function_label, owner, source, starts_on)
select id, school_id, person_id, kind, function_code, function_label, 'academy', :source, :day
from directory_import.plan_profiles
where unit = :unit and act = 'create'`;

const updateProfiles = `
update directory.profiles d
set function_code = p.function_code, function_label = p.function_label, owner = 'academy', source = :source
from directory_import.plan_profiles p
where p.unit = :unit and p.act = 'change' and d.id = p.id`;

const insertMemberships = `
insert into directory.memberships (id, school_id, group_id, person_id, role, subject_code, owner, source, starts_on)
select id, school_id, group_id, person_id, role, subject_code, 'academy', :source, coalesce(since, :day)
from directory_import.plan_memberships
where unit = :unit and act = 'create'`;

const insertKinships = `
insert into directory.kinships (id, pupil_id, adult_id, relation, relation_code, authority, is_payer, contact_rank, needs_review,
  owner, source, starts_on)
select id, pupil_id, adult_id, relation, relation_code, authority, is_payer, contact_rank, needs_review, 'academy', :source, :day
from directory_import.plan_kinships
where unit = :unit and act = 'create'`;

const updateKinships = `
update directory.kinships d
set relation = p.relation, relation_code = p.relation_code, authority = p.authority, is_payer = p.is_payer,
  contact_rank = p.contact_rank, needs_review = p.needs_review, owner = 'academy', source = :source
from directory_import.plan_kinships p
where p.unit = :unit and p.act = 'change' and d.id = p.id and (d.owner = 'academy' or d.source = 'table')`;

const departSources = `
update directory.person_sources s set gone_on = :day
from directory_import.plan_departures d
where d.unit = :unit and s.source = :source and s.category = d.category and s.source_id = d.source_id and s.gone_on is null`;

const leave = `
update directory.persons q set left_on = :day
from directory_import.plan_leavers l
where l.unit = :unit and l.act = 'leave' and q.id = l.person_id and q.left_on is null`;

const comeBack = `
update directory.persons q set left_on = null
from directory_import.plan_leavers l
where l.unit = :unit and l.act = 'return' and q.id = l.person_id and q.left_on is not null`;

/** One step: which rows of the plan call for it, and the statement. */
export interface Step {
  readonly name: string;
  /** `table act`, as `countSteps` counts them. */
  readonly on: readonly string[];
  readonly text: string;
  /**
   * An insert that may meet a row written since the plan was made (a head at work): then the school is written again, leaving such
   * rows as they are. Not from the start: it costs a third more.
   */
  readonly retried?: true;
}

/** In the order in which they are sent: what is referred to comes first. */
export const steps: readonly Step[] = [
  { name: 'school-insert', on: ['plan_schools create'], text: insertSchool },
  { name: 'school-update', on: ['plan_schools change'], text: updateSchool },
  { name: 'groups-insert', on: ['plan_groups create'], text: insertGroups, retried: true },
  { name: 'groups-update', on: ['plan_groups change'], text: updateGroups },
  { name: 'groups-close', on: ['plan_groups close'], text: closeGroups },
  { name: 'persons-insert', on: ['people create'], text: insertPersons, retried: true },
  { name: 'persons-insert-shared', on: ['people create'], text: insertSharedPersons },
  { name: 'persons-take-over', on: ['people link'], text: takeOver },
  { name: 'persons-update', on: ['people link', 'people change'], text: updatePersons },
  { name: 'sources-insert', on: ['people create'], text: insertSources, retried: true },
  { name: 'sources-upsert', on: ['people create', 'people link', 'people change'], text: upsertSources },
  { name: 'enrolments-close', on: ['plan_enrolments close'], text: close('enrolments') },
  { name: 'enrolments-insert', on: ['plan_enrolments create'], text: insertEnrolments, retried: true },
  { name: 'enrolments-update', on: ['plan_enrolments change'], text: updateEnrolments },
  { name: 'profiles-close', on: ['plan_profiles close'], text: close('profiles') },
  { name: 'profiles-insert', on: ['plan_profiles create'], text: insertProfiles, retried: true },
  { name: 'profiles-update', on: ['plan_profiles change'], text: updateProfiles },
  { name: 'memberships-close', on: ['plan_memberships close'], text: close('memberships') },
  { name: 'memberships-insert', on: ['plan_memberships create'], text: insertMemberships, retried: true },
  { name: 'kinships-close', on: ['plan_kinships close'], text: close('kinships') },
  { name: 'kinships-insert', on: ['plan_kinships create'], text: insertKinships, retried: true },
  { name: 'kinships-update', on: ['plan_kinships change'], text: updateKinships },
  { name: 'sources-depart', on: ['plan_departures depart'], text: departSources },
  { name: 'persons-leave', on: ['plan_leavers leave'], text: leave },
  { name: 'persons-return', on: ['plan_leavers return'], text: comeBack },
];

/** How many rows of the plan wait in each unit, by table and act. */
export const countSteps = `
select unit, 'plan_schools ' || act as step from directory_import.plan_schools where act <> 'same'
union all
select unit, 'plan_groups ' || act from directory_import.plan_groups where act <> 'same' group by unit, act
union all
select unit, 'people ' || act from directory_import.plan_writes group by unit, act
union all
select unit, 'plan_enrolments ' || act from directory_import.plan_enrolments group by unit, act
union all
select unit, 'plan_profiles ' || act from directory_import.plan_profiles group by unit, act
union all
select unit, 'plan_memberships ' || act from directory_import.plan_memberships group by unit, act
union all
select unit, 'plan_kinships ' || act from directory_import.plan_kinships group by unit, act
union all
select unit, 'plan_departures depart' from directory_import.plan_departures group by unit
union all
select unit, 'plan_leavers ' || act from directory_import.plan_leavers group by unit, act`;
