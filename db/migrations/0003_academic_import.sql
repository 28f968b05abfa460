-- The academic import: where a delivery waits before it is applied, the reference data it needs, and ids made by the server in
-- set-based statements (the floor, PostgreSQL 15, has no uuidv7()).
-- Locks: none, new tables only; the schema is unlogged on purpose: a crash empties it and the import starts again.

create function directory.new_id() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((date_part('epoch', clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
comment on function directory.new_id() is 'A UUID v7, for rows made inside one statement; elsewhere ids are made in Node.';

create function directory.uid_of(number bigint) returns text language sql immutable parallel safe as $$
  -- A walk over all 6,760,000 pairs of letters and four digits that never meets itself (the step is coprime with their number).
  -- One expression, so that the server computes it in place.
  select 'P' || (1 + number / 6760000)
    || chr(65 + ((number % 6760000 * 4410023 + 1234567) % 6760000 / 260000)::int)
    || chr(65 + ((number % 6760000 * 4410023 + 1234567) % 6760000 / 10000 % 26)::int)
    || substr((10000 + (number % 6760000 * 4410023 + 1234567) % 10000)::text, 2)
$$;
comment on function directory.uid_of(bigint) is
  'The uid of a number of directory.uid_counters: SDET form LxxCiiii, opaque, one to one.';

create table directory.uid_counters (
  name text primary key,
  next bigint not null
);
comment on table directory.uid_counters is
  'How many uids were given: uids are taken by blocks, so that none is ever given twice. Retention: life of the platform; not personal data.';
insert into directory.uid_counters (name, next) values ('uid', 0);

insert into directory.function_profiles (function_code, profile, label) values
  ('DIR', 'head', 'Direction'),
  ('DEC', 'head', 'Décharge de direction'),
  ('DECPR', 'head', 'Décharge partielle de direction'),
  ('DSES', 'head', 'Direction adjointe de SEGPA'),
  ('ENS', 'teacher', 'Enseignement'),
  ('BED', 'teacher', 'BED'),
  ('FCA', 'teacher', 'Formation continue des adultes'),
  ('FCP', 'teacher', 'FCP'),
  ('FIJ', 'teacher', 'Formation et insertion des jeunes'),
  ('IS', 'teacher', 'IS'),
  ('ISES', 'teacher', 'ISES'),
  ('PPA', 'teacher', 'PPA'),
  ('RH1D', 'teacher', 'RH1D'),
  ('RPL', 'teacher', 'Remplacement'),
  ('UPI', 'teacher', 'UPI'),
  ('DOC', 'librarian', 'Documentation'),
  ('AED', 'school_life', 'Assistance d''éducation'),
  ('AES', 'school_life', 'Accompagnement d''élèves en situation de handicap'),
  ('AEH', 'school_life', 'Accompagnement d''élèves en situation de handicap'),
  ('EDU', 'school_life', 'Éducation (CPE)'),
  ('SUR', 'school_life', 'Surveillance'),
  ('INS', 'academy', 'Inspection'),
  ('INJ', 'academy', 'INJ'),
  ('ADA', 'staff', 'ADA'),
  ('ADF', 'staff', 'Personnel administratif'),
  ('ADM', 'staff', 'Administration'),
  ('ALB', 'staff', 'Aide de laboratoire'),
  ('ACP', 'staff', 'ACP'),
  ('ASE', 'staff', 'Assistance sociale'),
  ('ASH', 'staff', 'ASH'),
  ('CFC', 'staff', 'Conseil en formation continue'),
  ('CPD', 'staff', 'Conseil pédagogique départemental'),
  ('CTR', 'staff', 'Chef de travaux'),
  ('LAB', 'staff', 'Laboratoire'),
  ('MDS', 'staff', 'Personnel médico-social'),
  ('ORI', 'staff', 'Orientation (PsyEN)'),
  ('OUV', 'staff', 'Personnel ouvrier'),
  ('PSY', 'staff', 'Psychologue'),
  ('TEC', 'staff', 'Personnel technique'),
  ('-', 'staff', 'Sans objet')
on conflict (function_code) do nothing;

create schema directory_import;
comment on schema directory_import is
  'A delivery between its reading and its application. Unlogged, emptied before and after each import: it holds personal data only while one runs.';

-- The import itself keeps their statistics.

-- What was read.

create unlogged table directory_import.people (
  category   text collate "C" not null,
  source_id  text collate "C" not null,
  file       smallint not null,
  line       integer not null,
  school     text collate "C",
  sort_name  text collate "C" not null,
  birth_date date,
  ine        text collate "C",
  digest     bytea not null,
  -- Absent when the directory holds this very content.
  attributes jsonb
) with (autovacuum_enabled = false);
-- Content is never compared: no sample of it is worth its time.
alter table directory_import.people alter column attributes set statistics 0, alter column digest set statistics 0;

create unlogged table directory_import.enrolments (
  pupil        text collate "C" not null,
  school       text collate "C" not null,
  level_code   text collate "C",
  level_label  text collate "C",
  mef_code     text collate "C",
  regime       text collate "C",
  canteen      boolean,
  transport    boolean,
  morning_care boolean,
  evening_care boolean,
  study        boolean,
  since        date
) with (autovacuum_enabled = false);

create unlogged table directory_import.memberships (
  category text collate "C" not null,
  person   text collate "C" not null,
  school   text collate "C" not null,
  kind     text collate "C" not null,
  code     text collate "C" not null,
  label    text collate "C",
  role     text collate "C" not null,
  subject  text collate "C",
  since    date
) with (autovacuum_enabled = false);

create unlogged table directory_import.kinships (
  pupil         text collate "C" not null,
  adult         text collate "C" not null,
  relation      text collate "C" not null,
  relation_code text collate "C" not null,
  authority     smallint not null,
  is_payer      boolean not null,
  contact_rank  smallint,
  needs_review  boolean not null
) with (autovacuum_enabled = false);

create unlogged table directory_import.functions (
  person  text collate "C" not null,
  school  text collate "C" not null,
  code    text collate "C" not null,
  label   text collate "C" not null,
  teaches boolean not null
) with (autovacuum_enabled = false);

create unlogged table directory_import.schools (
  source_id  text collate "C" not null,
  file       smallint not null,
  line       integer not null,
  uai        text collate "C" not null,
  parent     text collate "C",
  kind       text collate "C" not null,
  insee      text collate "C",
  digest     bytea not null,
  attributes jsonb not null
) with (autovacuum_enabled = false);

create unlogged table directory_import.groups (
  school     text collate "C" not null,
  kind       text collate "C" not null,
  code       text collate "C" not null,
  label      text collate "C" not null,
  attributes jsonb not null
) with (autovacuum_enabled = false);

create unlogged table directory_import.terms (
  kind       text collate "C" not null,
  code       text collate "C" not null,
  label      text collate "C" not null,
  stat11     text collate "C",
  attributes jsonb not null
) with (autovacuum_enabled = false);

create unlogged table directory_import.deletions (
  category  text collate "C" not null,
  source_id text collate "C" not null,
  file      smallint not null,
  line      integer not null
) with (autovacuum_enabled = false);

-- Objects set aside: left as they are in the directory, neither changed nor gone.
create unlogged table directory_import.rejects (
  category  text collate "C" not null,
  source_id text collate "C" not null
) with (autovacuum_enabled = false);

create unlogged sequence directory_import.ordinal;

-- What will be done: the difference with the directory, by unit. A unit is a school and one transaction; unit 0 is those whom no
-- school of ours knows.

create unlogged table directory_import.plan_schools (
  unit      integer primary key,
  school_id uuid not null unique,
  source_id text collate "C" not null unique,
  act       text collate "C" not null,
  delivered boolean not null
) with (autovacuum_enabled = false);

create unlogged table directory_import.plan_people (
  category     text collate "C" not null,
  source_id    text collate "C" not null,
  person_id    uuid not null,
  act          text collate "C" not null,
  unit         integer not null,
  ine_conflict boolean not null,
  -- Rank among the new, from which the uid comes.
  ordinal      bigint
) with (autovacuum_enabled = false);

-- People to write, with each unit that needs them, and all that is to be written.
create unlogged table directory_import.plan_writes (
  unit         integer not null,
  -- Another unit needs the person too.
  shared       boolean not null,
  category     text collate "C" not null,
  source_id    text collate "C" not null,
  person_id    uuid not null,
  act          text collate "C" not null,
  ine_conflict boolean not null,
  ordinal      bigint,
  sort_name    text collate "C" not null,
  digest       bytea not null,
  attributes   jsonb not null
) with (autovacuum_enabled = false);
create index plan_writes_unit on directory_import.plan_writes (unit);

-- Persons whose links this delivery states in full: what is not stated is closed.
create unlogged table directory_import.plan_scope (
  category  text collate "C" not null,
  person_id uuid not null,
  unit      integer not null
) with (autovacuum_enabled = false);

create unlogged table directory_import.plan_groups (
  unit       integer not null,
  year       smallint not null,
  kind       text collate "C" not null,
  code       text collate "C" not null,
  act        text collate "C" not null,
  id         uuid not null,
  label      text collate "C" not null,
  attributes jsonb not null,
  primary key (unit, kind, code, year)
) with (autovacuum_enabled = false);

create unlogged table directory_import.plan_enrolments (
  unit         integer not null,
  act          text collate "C" not null,
  id           uuid not null,
  school_id    uuid not null,
  pupil_id     uuid not null,
  level_code   text collate "C",
  level_label  text collate "C",
  mef_code     text collate "C",
  regime       text collate "C",
  canteen      boolean,
  transport    boolean,
  morning_care boolean,
  evening_care boolean,
  study        boolean,
  since        date
) with (autovacuum_enabled = false);
create index plan_enrolments_unit on directory_import.plan_enrolments (unit);

create unlogged table directory_import.plan_profiles (
  unit           integer not null,
  act            text collate "C" not null,
  id             uuid not null,
  school_id      uuid not null,
  person_id      uuid not null,
  kind           text collate "C" not null,
  function_code  text collate "C",
  function_label text collate "C"
) with (autovacuum_enabled = false);
create index plan_profiles_unit on directory_import.plan_profiles (unit);

create unlogged table directory_import.plan_memberships (
  unit         integer not null,
  act          text collate "C" not null,
  id           uuid not null,
  school_id    uuid not null,
  group_id     uuid not null,
  person_id    uuid not null,
  role         text collate "C" not null,
  subject_code text collate "C",
  since        date
) with (autovacuum_enabled = false);
create index plan_memberships_unit on directory_import.plan_memberships (unit);

create unlogged table directory_import.plan_kinships (
  unit          integer not null,
  act           text collate "C" not null,
  id            uuid not null,
  pupil_id      uuid not null,
  adult_id      uuid not null,
  relation      text collate "C",
  relation_code text collate "C",
  authority     smallint,
  is_payer      boolean,
  contact_rank  smallint,
  needs_review  boolean
) with (autovacuum_enabled = false);
create index plan_kinships_unit on directory_import.plan_kinships (unit);

-- Source records that are gone (deleted, or absent from a full delivery).
create unlogged table directory_import.plan_departures (
  unit      integer not null,
  category  text collate "C" not null,
  source_id text collate "C" not null,
  person_id uuid not null,
  primary key (category, source_id)
) with (autovacuum_enabled = false);
create index plan_departures_unit on directory_import.plan_departures (unit);

-- Persons who leave the platform's schools altogether, or come back.
create unlogged table directory_import.plan_leavers (
  unit      integer not null,
  person_id uuid not null,
  act       text collate "C" not null
) with (autovacuum_enabled = false);
create index plan_leavers_unit on directory_import.plan_leavers (unit);

-- Links whose other end nobody knows.
create unlogged table directory_import.plan_pending (
  category  text collate "C" not null,
  source_id text collate "C" not null,
  target    text collate "C" not null,
  target_id text collate "C" not null
) with (autovacuum_enabled = false);

create function directory_import.commune_of(insee text, city text, postal_code text) returns uuid language sql stable as $$
  -- By INSEE code; 2D carries none: by name, within the département of the postal code, when it is the only one.
  select c.id from directory.communes c where c.insee = commune_of.insee
  union all
  select (array_agg(c.id))[1] from directory.communes c
  where commune_of.insee is null
    and translate(lower(c.name), 'àâäçéèêëîïôöùûüÿ''-', 'aaaceeeeiioouuuy  ') = translate(lower(city), 'àâäçéèêëîïôöùûüÿ''-', 'aaaceeeeiioouuuy  ')
    and left(c.insee, 2) = left(postal_code, 2)
  having count(*) = 1
  limit 1
$$;
