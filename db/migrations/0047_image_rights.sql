-- Image rights say where, and what: five supports from the class to the press, and apart for pictures, for the voice, for what the child made.
-- A school may ask about one occasion; its answer counts for that occasion alone, before the one for the year.
-- Locks: image_answers gets two columns without rewrite; its unique index is built anew under a lock against writes, some seconds on a Métropole.

create table safety.image_requests (
  id          uuid primary key,
  school_id   uuid not null references directory.schools,
  group_id    uuid not null,
  title       text not null check (length(title) between 1 and 80),
  details     text not null check (length(details) <= 1000),
  support     text not null check (support in ('class', 'school', 'between', 'public', 'press')),
  kinds       text[] not null check (kinds <@ array['image', 'voice', 'production'] and cardinality(kinds) > 0),
  occasion_on date not null,
  ends_on     date not null,
  asked_by    uuid not null references directory.persons,
  asked_at    timestamptz not null,
  closed_at   timestamptz,
  closed_by   uuid references directory.persons,
  request_key uuid not null unique,
  check (ends_on > occasion_on)
);
comment on table safety.image_requests is
  'What a class asks its families about one occasion: what of the child would be shown, where, until when (ends_on, excluded). Never changed once asked: guardians answered to these words. Retention: five years after ends_on.';
create index image_requests_group on safety.image_requests (school_id, group_id, asked_at desc, id);
create index image_requests_end on safety.image_requests (ends_on);
create index image_requests_by on safety.image_requests (asked_by);

alter table safety.image_answers
  add column kind text not null default 'image' check (kind in ('image', 'voice', 'production')),
  add column request_id uuid references safety.image_requests on delete cascade,
  drop constraint image_answers_purpose_check,
  add constraint image_answers_purpose_check check (purpose in ('class', 'school', 'between', 'public', 'press'));
comment on table safety.image_answers is
  'What each legal guardian (author) answered about a child: where something may be seen (purpose), what of the child (kind), for the year or for one occasion (request_id); an adult answers for themselves. A new answer replaces the former, which stays as proof; ends_on: first day on which it holds no more. text_version: the words that were shown. Retention: five years after ends_on.';

drop index safety.image_answers_in_force;
create unique index image_answers_in_force on safety.image_answers (person_id, author_id, purpose, kind)
  where replaced_at is null and request_id is null;
create unique index image_answers_of_request on safety.image_answers (request_id, person_id, author_id, kind)
  where replaced_at is null and request_id is not null;
