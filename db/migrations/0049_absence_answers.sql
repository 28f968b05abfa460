-- Who is away says so to those who write to them.
-- Locks: none, new tables only.

create table messaging.absences (
  person_id uuid primary key,
  starts_on date not null,
  ends_on   date not null,
  words     text not null check (length(words) between 1 and 1000),
  chosen_at timestamptz not null,
  check (ends_on > starts_on)
);
comment on table messaging.absences is
  'When a person is away (ends_on exclusive), and what is answered in their name to who writes to them by name. Retention: until the day after its end.';
create index absences_ended on messaging.absences (ends_on);

create table messaging.absence_answers (
  person_id  uuid not null,
  author_id    uuid not null,
  message_id uuid not null references messaging.messages on delete cascade,
  told_at    timestamptz not null,
  primary key (person_id, author_id)
);
comment on table messaging.absence_answers is
  'Who was told of an absence, once, and by which message; an answer is never answered. Retention: as the absence.';
create index absence_answers_message on messaging.absence_answers (message_id);
create index absence_answers_told on messaging.absence_answers (author_id);
