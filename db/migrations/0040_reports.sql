-- What people report because something is wrong: who may read it, the sealed copy of what it is about, and each step that was taken.
-- Locks: none on existing tables but a check added to archive.records below, over rows that satisfy it.

create table safety.reports (
  id          uuid primary key,
  reporter_id uuid not null references directory.persons,
  school_id   uuid references directory.schools,
  at_school   boolean not null,
  outside     boolean not null,
  about       text not null check (about in ('content', 'person', 'situation')),
  cause       text not null check (cause in ('pupil', 'staff', 'elsewhere', 'unknown')),
  place       text,
  subject     text,
  urgent      boolean not null,
  request_key uuid not null unique,
  created_at  timestamptz not null,
  closed_at   timestamptz,
  check (at_school or outside),
  check (school_id is not null or not at_school),
  check ((about = 'content') = (place is not null and subject is not null))
);
comment on table safety.reports is
  'What somebody reported, and who reads it: at_school the head, school life and who was entrusted with it there; outside the academy and the platform, for what is about a member of staff. cause: who is behind it, as the reporter said. place, subject: the content it is about. Words and steps are in report_entries. Retention: twelve months after it was closed.';
create index reports_open_school on safety.reports (school_id, urgent desc, created_at desc, id) where at_school;
create index reports_open_outside on safety.reports (urgent desc, created_at desc, id) where outside;
create index reports_reporter on safety.reports (reporter_id, created_at desc, id);
create index reports_content on safety.reports (place, subject) where place is not null;
create index reports_closed on safety.reports (closed_at) where closed_at is not null;

create table safety.report_persons (
  report_id uuid not null references safety.reports on delete cascade,
  person_id uuid not null references directory.persons,
  primary key (report_id, person_id)
);
comment on table safety.report_persons is
  'Whom a report is about, as far as a record of theirs is known: they and their guardians never read it, whatever their office. Retention: as the report.';
create index report_persons_person on safety.report_persons (person_id);

create table safety.report_entries (
  report_id uuid not null references safety.reports on delete cascade,
  rank      smallint not null check (rank > 0),
  kind      text not null check (kind in ('reported', 'evidence', 'added', 'taken', 'noted', 'hidden', 'restored', 'warned', 'family', 'handed-on', 'answered', 'closed', 'reopened')),
  by_id     uuid not null references directory.persons,
  at        timestamptz not null,
  content   text not null,
  seal      bytea not null,
  primary key (report_id, rank)
);
comment on table safety.report_entries is
  'What was reported, the copy of the content as it stood then, and each step, in their order; never changed. content: JSON with sorted keys. seal: SHA-256 over the seal before it and this entry, so that a change shows; the last seal is in the journal of acts too. Retention: as the report.';
create index report_entries_by on safety.report_entries (by_id);

alter table archive.records
  drop constraint records_kind_check,
  add constraint records_kind_check check (kind in ('connection', 'consent', 'report'));
