-- What a person decides about themselves: the name they go by, who sees how to reach them, when they are left in peace, whose pictures may
-- be shown, what is left of the first run, and who may look at the product in their place.
-- Locks: persons gets one column without default (no rewrite); all the rest is new.

alter table directory.persons add column civil_given_name text;
comment on column directory.persons.civil_given_name is
  'The given name of civil status while another one is used (given_name then holds the name used, owners.given_name = person). Null: no other name is used.';

create table directory.contact_choices (
  person_id uuid not null references directory.persons,
  item      text not null check (item in ('email', 'phone')),
  audience  text not null check (audience in ('head', 'staff', 'class')),
  chosen_at timestamptz not null,
  primary key (person_id, item)
);
comment on table directory.contact_choices is
  'Who sees a person''s e-mail address or phone numbers when they chose something else than the default of what they are: nobody but the head, those who work at the school and with the child, the families of the class too. Retention: as the person.';

create schema safety;

create table safety.image_answers (
  id           uuid primary key,
  person_id    uuid not null references directory.persons,
  author_id    uuid not null references directory.persons,
  purpose      text not null check (purpose in ('class', 'public', 'press')),
  answer       text not null check (answer in ('allowed', 'refused', 'withdrawn')),
  text_version smallint not null,
  answered_at  timestamptz not null,
  ends_on      date not null,
  replaced_at  timestamptz
);
comment on table safety.image_answers is
  'What each legal guardian (author) answered about the pictures of a child, purpose by purpose; an adult answers for themselves. A new answer replaces the former, which stays as proof; ends_on: first day after the school year. text_version: the words that were shown. Retention: five years after ends_on.';
create unique index image_answers_in_force on safety.image_answers (person_id, author_id, purpose) where replaced_at is null;
create index image_answers_author on safety.image_answers (author_id);

create schema notifications;

create table notifications.quiet_hours (
  person_id   uuid primary key references directory.persons,
  quiet_from  smallint not null check (quiet_from between 720 and 1200),
  quiet_until smallint not null check (quiet_until between 420 and 720),
  quiet_days  smallint[] not null default '{}',
  chosen_at   timestamptz not null
);
comment on table notifications.quiet_hours is
  'When a person is left in peace, stricter than the platform''s 20:00 to 7:00 and week-ends: minutes of the day at the school''s clock, and week days (1 Monday to 5 Friday) quiet as a whole. No row: the platform''s. Retention: as the person.';

create table identity.first_runs (
  person_id   uuid primary key references identity.accounts,
  next_step   smallint not null check (next_step between 1 and 4),
  started_at  timestamptz not null,
  finished_at timestamptz
);
comment on table identity.first_runs is
  'The three screens of a guardian''s first entry: the next one to show (4: none is left); finished_at: all seen, or put away for good. Retention: as the account.';

create table identity.viewings (
  id           uuid primary key,
  viewer_id    uuid not null references identity.accounts,
  viewed_id    uuid not null references identity.accounts,
  school_id    uuid,
  reason       text not null check (length(reason) between 1 and 280),
  asked_at     timestamptz not null,
  asked_until  timestamptz not null,
  failures     smallint not null default 0,
  answered_by  uuid,
  answered_at  timestamptz,
  granted      boolean,
  session_id   uuid,
  started_at   timestamptz,
  ends_at      timestamptz,
  ended_at     timestamptz,
  ended_by     uuid
);
comment on table identity.viewings is
  'Somebody asks to see the product as another person does, read only, fifteen minutes: asked with a reason, answered by the person (a legal guardian for a pupil), begun in one session of the viewer, ended. failures: wrong codes given by phone; five close it. Retention: one year after the question.';
create index viewings_viewed on identity.viewings (viewed_id, asked_until);
create index viewings_viewer on identity.viewings (viewer_id, asked_until);
create unique index viewings_running on identity.viewings (session_id) where started_at is not null and ended_at is null;
