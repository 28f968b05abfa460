-- What a school does by hand to people, groups and rights: its word holds against the academy's files, dated, with its author.
-- Locks: mandates, groups and access_suspensions change while small; the rest is new.

create table directory.departures (
  id          uuid primary key,
  school_id   uuid not null references directory.schools,
  person_id   uuid not null references directory.persons,
  left_on     date not null,
  created_by  uuid,
  created_at  timestamptz not null,
  returned_at timestamptz,
  returned_by uuid,
  settled_on  date,
  closed      jsonb not null default '{}'
);
comment on table directory.departures is
  'The school says that somebody has left, before the academy''s file does: while it stands, no delivery brings them back there. settled_on: the file said so too; closed: ids of the rows that it ended, for a return. Retention: as the person.';
create unique index departures_standing on directory.departures (school_id, person_id) where returned_at is null and settled_on is null;
create index departures_person on directory.departures (person_id);

-- The school's own class of a pupil: a delivery that states another does not bring it back.
create index memberships_by_school on directory.memberships (person_id) where owner = 'school' and ends_on is null;

alter table directory.groups add column created_by uuid, add column created_at timestamptz;

alter table directory.mandates
  add column duties text[] not null default '{}',
  add column group_id uuid references directory.groups (id),
  add column revoked_by uuid,
  add column revoked_at timestamptz,
  drop constraint mandates_kind_check,
  drop constraint mandates_check1,
  add constraint mandates_kind_check check (kind in ('platform', 'academy', 'commune', 'after_school', 'delegate')),
  add constraint mandates_school_check check ((kind in ('after_school', 'delegate')) = (school_id is not null)),
  add constraint mandates_duties_check check ((kind = 'delegate') = (cardinality(duties) > 0)),
  add constraint mandates_group_check check (group_id is null or kind = 'delegate');
comment on table directory.mandates is
  'Mandates that no academic file gives: Métropole administrators, academy, municipal agents of a commune, after-school coordinators of a school, and delegates to whom a head entrusts duties, for a school or one class of it. Dated, revoked by an earlier ends_on. Retention: 12 months after the end.';
create index mandates_school on directory.mandates (school_id) where school_id is not null;

alter table directory.access_suspensions
  add column school_id uuid references directory.schools;
comment on column directory.access_suspensions.school_id is 'The school whose head said so.';
create index access_suspensions_pupil on directory.access_suspensions (pupil_id);

create table directory.tellings (
  id         uuid primary key,
  person_id  uuid not null references directory.persons,
  code       text not null,
  details    jsonb not null default '{}',
  created_at timestamptz not null,
  seen_at    timestamptz
);
comment on table directory.tellings is
  'What a person has to be told of what others did about them: shown on their home page until they have seen it, and sent by mail. details: names of schools and duties, days. Retention: 12 months.';
create index tellings_unseen on directory.tellings (person_id, created_at) where seen_at is null;
