-- Tables that a school sends (ONDE, SIECLE, STS, its own spreadsheets): the draft between the file and the directory, what was written
-- by which table so that it can be undone for a day, and what the school taught us about its headings.
-- Locks: none, new tables only.

create table directory.table_imports (
  id           uuid not null unique,
  school_id    uuid not null references directory.schools,
  year         smallint not null,
  format       text not null,
  whole        boolean not null default false,
  file_name    text not null,
  -- kind, encoding, separator, sheet, epoch, and what the reader repaired.
  reading      jsonb not null,
  -- For each heading, the field it holds and who said so.
  columns      jsonb not null,
  status       text not null check (status in ('draft', 'applied', 'undone')),
  counts       jsonb not null default '{}',
  -- What was said line by line when it was applied.
  notes        jsonb not null default '[]',
  started_at   timestamptz not null,
  started_by   uuid not null references directory.persons,
  applied_at   timestamptz,
  applied_by   uuid references directory.persons,
  undone_at    timestamptz,
  undone_by    uuid references directory.persons,
  primary key (school_id, id)
);
comment on table directory.table_imports is
  'A table sent by a school: draft (columns recognised, differences looked at), applied, undone. Retention: a draft seven days; file name and notes (they hold names) one year; counts for ever.';
create index table_imports_recent on directory.table_imports (school_id, started_at desc);
create index table_imports_drafts on directory.table_imports (started_at) where status = 'draft';

create table directory.table_rows (
  table_id uuid not null references directory.table_imports (id) on delete cascade,
  line     integer not null,
  ordinal  integer not null,
  cells    text[] not null,
  primary key (table_id, ordinal)
);
comment on table directory.table_rows is
  'The rows of a draft as the file holds them, so that a head may go on later or on another device. Retention: until the table is applied or dropped, seven days at most.';

create table directory.table_changes (
  school_id uuid not null,
  id        uuid not null,
  table_id  uuid not null references directory.table_imports (id),
  person_id uuid,
  line      integer,
  thing     text not null check (thing in ('person', 'field', 'profile', 'enrolment', 'group', 'membership', 'kinship', 'key')),
  act       text not null check (act in ('open', 'change', 'close', 'leave', 'return')),
  row_id    uuid,
  field     text,
  before    jsonb,
  after     jsonb,
  outcome   text check (outcome in ('undone', 'kept')),
  primary key (school_id, id)
);
comment on table directory.table_changes is
  'Each row that a table wrote, with the values before and after: what undoing reverts, and what the report shows. Retention: one year (holds values of persons).';
create index table_changes_table on directory.table_changes (table_id, person_id);

create table directory.table_mappings (
  school_id uuid not null references directory.schools,
  format    text not null,
  headings  jsonb not null,
  primary key (school_id, format)
);
comment on table directory.table_mappings is
  'What a heading means in a school''s tables of one format, as somebody chose: folded heading -> field. Retention: life of the school; not personal data.';

create table directory.table_keys (
  school_id uuid not null references directory.schools,
  kind      text not null,
  key       text not null,
  person_id uuid not null references directory.persons,
  primary key (school_id, kind, key)
);
comment on table directory.table_keys is
  'The number that a school''s own program gives a person (SIECLE, STS, externalid): ties guardians to pupils and one table to the next. Retention: as the person.';
create index table_keys_person on directory.table_keys (person_id);
