-- The directory: who is in which school, with whom, since when, and who says so.
-- Keys: what a school owns begins with school_id; persons, kinships and suspended accesses belong to no school.
-- Profiles and enrolments do not check their school and year: neither is ever deleted, and half a million checks at each first
-- import would guard nothing. What refers to a person always checks.
-- Codes and keys are collated "C": they are compared, never read in a dictionary's order, and that is three times as fast.
-- Locks: none, new tables only.

create schema directory;

create table directory.communes (
  id          uuid primary key,
  insee       text not null unique check (insee ~ '^[0-9][0-9AB][0-9]{3}$'),
  name        text not null,
  population  integer
);
comment on table directory.communes is 'Communes of the territory (INSEE code). Retention: life of the platform.';

create table directory.schools (
  id               uuid primary key,
  uai              text collate "C" not null unique check (uai ~ '^[0-9]{7}[A-HJ-NPR-Z]$'),
  kind             text not null check (kind in ('nursery', 'elementary', 'primary', 'college', 'segpa', 'other')),
  degree           smallint not null check (degree in (1, 2)),
  name             text not null,
  commune_id       uuid references directory.communes,
  parent_school_id uuid references directory.schools,
  street           text,
  postal_code      text,
  city             text,
  phone            text,
  email            text,
  source           text collate "C",
  source_id        text collate "C",
  attributes       jsonb not null default '{}',
  owners           jsonb not null default '{}',
  digest           bytea,
  closed_on        date,
  unique (source, source_id)
);
comment on table directory.schools is
  'Schools by UAI. source/source_id: the academy''s key (ENTStructureJointure). attributes: the academy''s last values; owners: field -> school when the school changed it. Retention: life of the platform.';
create index schools_commune on directory.schools (commune_id, name);

create table directory.school_years (
  year      smallint primary key,
  starts_on date not null,
  ends_on   date not null check (ends_on > starts_on)
);
comment on table directory.school_years is 'A school year is named by the year in which it starts. Retention: life of the platform.';

create table directory.levels (
  code  text primary key,
  label text not null,
  cycle smallint,
  rank  smallint not null
);
comment on table directory.levels is 'Levels by MEFSTAT4 (1121 = CP, 2111 = 6e...). Reference data.';

create table directory.mefs (
  source     text not null,
  code       text not null,
  label      text not null,
  level_code text,
  attributes jsonb not null default '{}',
  primary key (source, code)
);
comment on table directory.mefs is 'Training modules (MEF, 11 characters) as the academy delivers them. Reference data.';

create table directory.subjects (
  source     text not null,
  code       text not null,
  label      text not null,
  attributes jsonb not null default '{}',
  primary key (source, code)
);
comment on table directory.subjects is 'Subjects as the academy delivers them (ENTMatJointure). Reference data.';

create table directory.persons (
  id                uuid primary key,
  uid               text collate "C" not null unique check (uid ~ '^[A-Z][0-9][A-Z]{2}[0-9]{4}$'),
  family_name       text not null,
  given_name        text,
  birth_name        text,
  other_given_names text[] not null default '{}',
  title             text,
  birth_date        date,
  ine               text collate "C",
  is_organisation   boolean not null default false,
  email             text,
  phone             text,
  mobile            text,
  work_phone        text,
  street            text,
  postal_code       text,
  city              text,
  country           text,
  sort_name         text not null,
  owners            jsonb not null default '{}',
  left_on           date,
  created_at        timestamptz not null default now()
);
comment on table directory.persons is
  'Persons, once each, whatever their schools. Columns hold the value in force; owners says, field by field, which value the school or the person entered (absent = the academy''s); the academy''s own last value stays in person_sources. uid: opaque SDET form, never reused. Retention: three months after the last profile ends, then a tombstone.';
create unique index persons_ine on directory.persons (ine) where ine is not null;
create index persons_sort on directory.persons (sort_name, id);

create table directory.retired_uids (
  uid        text primary key,
  retired_on date not null
);
comment on table directory.retired_uids is 'uids of erased persons, so that none is ever given again. Retention: life of the platform; not personal data.';

create table directory.person_sources (
  source     text collate "C" not null,
  category   text collate "C" not null check (category in ('pupil', 'guardian', 'staff')),
  source_id  text collate "C" not null,
  person_id  uuid not null references directory.persons,
  attributes jsonb not null,
  digest     bytea not null,
  gone_on    date,
  primary key (source, category, source_id)
);
comment on table directory.person_sources is
  'The academy''s key of a person (source such as 10-1D, ENTPersonJointure) and the last values it sent. One person may have several: école then collège, guardian and staff. Retention: as the person.';
create index person_sources_person on directory.person_sources (person_id);

create table directory.profiles (
  id             uuid primary key,
  school_id      uuid not null,
  person_id      uuid not null references directory.persons,
  kind           text not null check (kind in ('pupil', 'guardian', 'teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school', 'academy')),
  function_code  text,
  function_label text,
  owner          text not null check (owner in ('academy', 'school')),
  source         text,
  starts_on      date not null,
  ends_on        date
);
comment on table directory.profiles is
  'What a person is in a school, dated. A guardian''s profile in a school follows from the children; it is a row so that lists and search need no walk. Retention: as the person.';
create unique index profiles_open on directory.profiles (school_id, person_id, kind) where ends_on is null;
create index profiles_person on directory.profiles (person_id);

create table directory.enrolments (
  id           uuid primary key,
  school_id    uuid not null,
  pupil_id     uuid not null references directory.persons,
  year         smallint not null,
  level_code   text,
  level_label  text,
  mef_code     text,
  regime       text,
  canteen      boolean,
  transport    boolean,
  morning_care boolean,
  evening_care boolean,
  study        boolean,
  owner        text not null check (owner in ('academy', 'school')),
  source       text,
  starts_on    date not null,
  ends_on      date
);
comment on table directory.enrolments is
  'A pupil''s place in a school for a year: level, boarding, and the after-school facts of AAF 1D (canteen, care, study, transport), readable by the after-school staff only. Retention: as the person.';
create unique index enrolments_open on directory.enrolments (school_id, pupil_id, year) where ends_on is null;
create index enrolments_pupil on directory.enrolments (pupil_id);

create table directory.groups (
  id         uuid not null unique,
  school_id  uuid not null references directory.schools,
  year       smallint not null references directory.school_years,
  kind       text collate "C" not null check (kind in ('class', 'teaching', 'free')),
  code       text collate "C" not null,
  label      text not null,
  owner      text not null check (owner in ('academy', 'school')),
  source     text,
  source_key text,
  attributes jsonb not null default '{}',
  owners     jsonb not null default '{}',
  ends_on    date,
  primary key (school_id, id)
);
comment on table directory.groups is
  'Classes, teaching groups and free groups of a school, by year. code: the academy''s key inside the school (class code in 2D, stable class id in 1D). Retention: read-only after the year, erased with the last member''s data.';
create unique index groups_code on directory.groups (school_id, year, kind, code);

create table directory.memberships (
  id           uuid primary key,
  school_id    uuid not null,
  group_id     uuid not null,
  person_id    uuid not null references directory.persons,
  role         text not null check (role in ('pupil', 'teacher', 'main_teacher', 'member', 'owner')),
  subject_code text,
  owner        text not null check (owner in ('academy', 'school')),
  source       text,
  starts_on    date not null,
  ends_on      date,
  foreign key (school_id, group_id) references directory.groups (school_id, id)
);
comment on table directory.memberships is 'Who belongs to a group, as what, since when, and who says so. Retention: as the group.';
create unique index memberships_open on directory.memberships (group_id, person_id, role, coalesce(subject_code, '')) where ends_on is null;
create index memberships_person on directory.memberships (person_id);

create table directory.kinships (
  id              uuid primary key,
  pupil_id        uuid not null references directory.persons,
  adult_id        uuid not null references directory.persons,
  relation        text not null check (relation in ('mother', 'father', 'guardian', 'child_services', 'sibling', 'grandparent', 'relative', 'educator', 'foster_family', 'childminder', 'self', 'other')),
  relation_code   text,
  authority       smallint not null check (authority between 0 and 3),
  is_payer        boolean not null default false,
  contact_rank    smallint,
  needs_review    boolean not null default false,
  reviewed_at     timestamptz,
  owner           text not null check (owner in ('academy', 'school')),
  source          text,
  starts_on       date not null,
  ends_on         date
);
comment on table directory.kinships is
  'Adult of a pupil. authority: 1 legal representative (account and access), 2 in charge, 0 and 3 contact without access. needs_review: the feed carries no authority (AAF 1D), to be confirmed by the head. Retention: as the pupil.';
create unique index kinships_open on directory.kinships (pupil_id, adult_id) where ends_on is null;
create index kinships_adult on directory.kinships (adult_id);

create table directory.access_suspensions (
  id         uuid primary key,
  pupil_id   uuid not null references directory.persons,
  adult_id   uuid not null references directory.persons,
  starts_on  date not null,
  ends_on    date,
  created_by uuid references directory.persons,
  created_at timestamptz not null default now(),
  lifted_by  uuid references directory.persons,
  lifted_at  timestamptz
);
comment on table directory.access_suspensions is
  'A court decision closes an adult''s access to one child. Dated, never lifted by an import, invisible to others. Retention: until the child leaves the platform.';
create index access_suspensions_pair on directory.access_suspensions (adult_id, pupil_id);

create table directory.access_suspension_reasons (
  suspension_id uuid primary key references directory.access_suspensions,
  reason        text not null
);
comment on table directory.access_suspension_reasons is 'The reason, kept apart: head and data-protection officer only. Retention: as the suspension.';

create table directory.mandates (
  id         uuid primary key,
  person_id  uuid not null references directory.persons,
  kind       text not null check (kind in ('platform', 'academy', 'commune', 'after_school')),
  commune_id uuid references directory.communes,
  school_id  uuid references directory.schools,
  starts_on  date not null,
  ends_on    date,
  created_by uuid references directory.persons,
  check ((kind = 'commune') = (commune_id is not null)),
  check ((kind = 'after_school') = (school_id is not null))
);
comment on table directory.mandates is
  'Mandates that no school gives: Métropole administrators, academy, municipal agents of a commune, after-school coordinators of a school. Dated. Retention: 12 months after the end.';
create index mandates_person on directory.mandates (person_id);

create table directory.function_profiles (
  function_code text primary key,
  profile       text not null check (profile in ('teacher', 'head', 'librarian', 'school_life', 'staff', 'academy', 'after_school')),
  label         text not null
);
comment on table directory.function_profiles is 'AAF function code -> profile: the operator''s editable table (SDET 6.3 ch. 4.7 by default). Reference data.';

create table directory.deliveries (
  id            uuid primary key,
  source        text not null,
  kind          text not null check (kind in ('full', 'delta')),
  delivered_on  date not null,
  name          text not null,
  digest        bytea,
  status        text not null check (status in ('reading', 'refused', 'previewed', 'held', 'applying', 'applied', 'failed')),
  versions      jsonb not null default '{}',
  counts        jsonb not null default '{}',
  started_at    timestamptz not null,
  finished_at   timestamptz
);
comment on table directory.deliveries is
  'Each delivery of the academic directory: what was read, what the preview counted, what was applied. held: the volume guard stopped it. Retention: counts for ever.';
create index deliveries_source on directory.deliveries (source, delivered_on desc);

create table directory.delivery_schools (
  delivery_id uuid not null references directory.deliveries,
  school_id   uuid not null,
  counts      jsonb not null,
  applied_at  timestamptz,
  primary key (delivery_id, school_id)
);
comment on table directory.delivery_schools is 'Per school: counts of the preview and when its transaction was committed (an interrupted import resumes after these). A school may be previewed before it exists: no foreign key. Retention: as the delivery.';

create table directory.delivery_findings (
  id          uuid primary key,
  delivery_id uuid not null references directory.deliveries,
  school_id   uuid,
  severity    text not null check (severity in ('refusal', 'quarantine', 'warning', 'info')),
  code        text not null,
  file        text,
  line        integer,
  object_id   text,
  details     jsonb not null default '{}'
);
comment on table directory.delivery_findings is 'What the import had to say, with file and line. Retention: one year (holds names).';
create index delivery_findings_delivery on directory.delivery_findings (delivery_id, severity, code, id);

create table directory.pending_links (
  id         uuid primary key,
  source     text not null,
  category   text not null,
  source_id  text not null,
  target     text not null,
  target_id  text not null,
  attributes jsonb not null default '{}',
  delivered_on date not null,
  unique (source, category, source_id, target, target_id)
);
comment on table directory.pending_links is 'Links whose other end has not been delivered yet, tried again at each delivery. Retention: one year.';

create table directory.duplicate_proposals (
  id         uuid primary key,
  left_id    uuid not null references directory.persons,
  right_id   uuid not null references directory.persons,
  reason     text not null,
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  decision   text check (decision in ('merged', 'different')),
  unique (left_id, right_id)
);
comment on table directory.duplicate_proposals is 'Persons who may be one, for a human to decide. Retention: as the persons.';

create table directory.expected_deliveries (
  source      text primary key,
  every_days  smallint not null check (every_days > 0),
  warned_at   timestamptz
);
comment on table directory.expected_deliveries is 'How often a source is expected; somebody is warned when it does not come. Operator''s setting.';
