-- The emergency stop of writing, campaigns of the same message that are found and hidden, and how much somebody usually sends.
-- Locks: new tables; identity.accounts for the time of adding a column without default.

create table safety.stops (
  id            uuid primary key,
  place         text not null check (place in ('platform', 'commune', 'school')),
  commune_id    uuid references directory.communes,
  school_id     uuid references directory.schools,
  school_ids    uuid[],
  roles         text[] check (roles <@ array['pupil', 'guardian', 'staff'] and roles <> '{}'),
  level_code    text collate "C",
  level_label   text,
  group_ids     uuid[],
  stops_reading boolean not null,
  is_drill      boolean not null,
  words         text check (length(words) between 1 and 280),
  reason        text not null check (length(reason) between 5 and 500),
  started_as    text not null check (started_as in ('head', 'academy', 'platform')),
  started_by    uuid not null,
  started_at    timestamptz not null,
  ends_at       timestamptz not null check (ends_at > started_at),
  ended_by      uuid,
  ended_at      timestamptz,
  check ((place = 'commune') = (commune_id is not null) and (place = 'school') = (school_id is not null)),
  check ((place = 'platform') = (school_ids is null)),
  check ((level_code is null) = (group_ids is null))
);
comment on table safety.stops is
  'Emergency stops: where, for whom (roles null: everybody), for which level (its classes when it began), until when. school_ids: the schools meant, null for all. words: across the top of their pages. reason: for the journal. started_as: a head lifts what heads began. ended_at: lifted before its time. Retention: five years, for they say what a school could not read or write.';
create index stops_open on safety.stops (ends_at) where ended_at is null;
create index stops_started on safety.stops (started_at desc, id desc);

create table safety.campaigns (
  id            uuid primary key,
  criteria      jsonb not null,
  reason        text not null check (length(reason) between 5 and 500),
  started_by    uuid not null,
  started_at    timestamptz not null,
  messages      integer not null,
  recipients    bigint not null,
  schools       integer not null,
  senders       integer not null,
  seal          bytea not null,
  hidden_at     timestamptz,
  restored_by   uuid,
  restored_at   timestamptz,
  doors_closed  integer not null default 0,
  doors_closed_at timestamptz,
  doors_closed_by uuid
);
comment on table safety.campaigns is
  'The same thing sent again and again by accounts that were stolen: by what it was found, how far it went, when every copy was hidden, whether that was a mistake. criteria: digests, accounts and times, never the text. seal: SHA-256 over the digests of all copies in their order. Retention: five years, evidence of an attack.';
create index campaigns_started on safety.campaigns (started_at desc, id desc);

create table safety.campaign_copies (
  campaign_id uuid not null references safety.campaigns,
  place       text collate "C" not null,
  subject     uuid not null,
  author_id   uuid not null,
  school_id   uuid,
  sent_at     timestamptz not null,
  recipients  integer not null,
  digest      bytea not null,
  primary key (campaign_id, place, subject)
);
comment on table safety.campaign_copies is
  'Each copy of a campaign: where it lies, who sent it, to how many, SHA-256 of its title and text. Retention: as the campaign.';
create index campaign_copies_author on safety.campaign_copies (author_id);

create table safety.campaign_texts (
  campaign_id uuid not null references safety.campaigns,
  digest      bytea not null,
  content     jsonb not null,
  primary key (campaign_id, digest)
);
comment on table safety.campaign_texts is
  'What was sent, once a text: title, words, names and digests of files. Sealed evidence, read by the operator and the academy. Retention: as the campaign.';

create table safety.closed_doors (
  campaign_id uuid not null references safety.campaigns,
  person_id   uuid not null references directory.persons,
  closed_at   timestamptz not null,
  primary key (campaign_id, person_id)
);
comment on table safety.closed_doors is
  'Whose sessions were ended and whose password was cancelled because their account had sent a campaign. Retention: as the campaign.';
create index closed_doors_person on safety.closed_doors (person_id);

create table safety.send_rates (
  kind       text collate "C" not null check (kind in ('person', 'school')),
  id         uuid not null,
  hour       timestamptz not null,
  sends      integer not null,
  recipients bigint not null,
  primary key (kind, id, hour)
);
comment on table safety.send_rates is
  'How many messages an account or a school sent in an hour, to how many: what is usual for it. Counts only. Retention: 60 days.';
create index send_rates_hour on safety.send_rates (hour);

create table safety.send_alarms (
  id         uuid primary key,
  kind       text not null check (kind in ('person', 'school')),
  of_id      uuid not null,
  school_id  uuid,
  hour       timestamptz not null,
  sends      integer not null,
  recipients bigint not null,
  usual      integer not null,
  raised_at  timestamptz not null,
  seen_by    uuid,
  seen_at    timestamptz,
  unique (kind, of_id, hour)
);
comment on table safety.send_alarms is
  'An account or a school that sent far more than usual in an hour; told to the operator and to the head. Retention: one year.';
create index send_alarms_raised on safety.send_alarms (raised_at desc, id desc);

alter table identity.accounts add column password_cancelled_at timestamptz;
comment on table identity.accounts is
  'One account per person who may enter. To activate until activated_at is set. login: given.family in plain letters, a number after it on a clash; stable for life, never reused. password: PHC string, argon2id with a pepper. password_cancelled_at: the password was taken away because somebody else used the account; until a new one is chosen by mail or with a printed code. Retention: as the person.';
