-- The console: what heads and operators keep of their tables, how far each school is with its assistants; and an audit that the
-- persons concerned can read, each act with everyone it concerns and who may know of it.
-- Locks: platform.audit_entries for the time of adding a column with a constant default and of building two indexes.

create schema console;

create table console.saved_views (
  id         uuid primary key,
  person_id  uuid not null references directory.persons,
  table_key  text not null,
  name       text not null,
  query      text not null,
  created_at timestamptz not null,
  unique (person_id, table_key, name)
);
comment on table console.saved_views is
  'Filters of a table that a person gave a name, as the query of its address. Nobody else sees them. Retention: until the person removes them, else as the person.';

create table console.progress (
  school_id   uuid not null,
  assistant   text not null,
  step        text not null,
  done        integer not null,
  total       integer not null,
  measured_at timestamptz not null,
  primary key (school_id, assistant, step)
);
comment on table console.progress is
  'How far a school is with each step of an assistant, in counts, measured every hour for the operator; a head sees theirs counted on the spot. Derived; no personal data. No foreign key: a row without a school shows nowhere. Retention: replaced at each measure.';

alter table platform.audit_entries
  add column visibility text not null default 'ordinary' check (visibility in ('ordinary', 'protection'));
comment on column platform.audit_entries.visibility is
  'ordinary: also for those it concerns. protection (closed access, reports): the head and the data-protection officer only.';
create index audit_entries_school on platform.audit_entries (school_id, occurred_at desc, id desc) where school_id is not null;
create index audit_entries_time on platform.audit_entries (occurred_at desc, id desc);

create table platform.audit_subjects (
  person_id   uuid not null,
  occurred_at timestamptz not null,
  entry_id    uuid not null references platform.audit_entries on delete cascade,
  primary key (person_id, occurred_at, entry_id)
);
comment on table platform.audit_subjects is
  'Everyone an audited act concerns, so that each can read what was done. Retention: as the entry, 12 months.';
create index audit_subjects_entry on platform.audit_subjects (entry_id);
insert into platform.audit_subjects (person_id, occurred_at, entry_id)
select subject_id, occurred_at, id from platform.audit_entries where subject_id is not null;
drop index platform.audit_entries_subject;

-- Lists ask of each person whether they may be one with another.
create index if not exists duplicate_proposals_right on directory.duplicate_proposals (right_id);
