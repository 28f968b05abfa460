-- Messages between the people of the schools: who wrote what to whom, when it goes out, and each person's own copy.
-- A thread belongs to no school. No foreign key leads to persons or messages: a message to a whole city writes 130,000 copies in one
-- statement, and as many checks would guard nothing that the module does not hold anyway.
-- Locks: none, new tables only.

create schema messaging;

create table messaging.messages (
  id           uuid primary key,
  thread_id    uuid not null,
  replies_to   uuid,
  author_id    uuid not null,
  author_role  text collate "C" not null check (author_role in ('staff', 'guardian', 'pupil', 'platform')),
  school_id    uuid,
  school_ids   uuid[] not null default '{}',
  subject      text not null check (length(subject) between 1 and 200),
  body         jsonb not null,
  words        text not null,
  lexemes      tsvector not null,
  to_persons   uuid[] not null default '{}',
  to_audiences text[] not null default '{}',
  staff_only   boolean not null,
  people       integer not null default 0,
  has_files    boolean not null default false,
  urgent       text collate "C" check (urgent in ('closing', 'transport', 'safety', 'health')),
  state        text collate "C" not null check (state in ('waiting', 'held', 'sent', 'cancelled', 'refused')),
  waits_for    text collate "C" check (waits_for in ('hours', 'chosen', 'cancelling', 'moderation')),
  written_at   timestamptz not null,
  publish_at   timestamptz not null,
  sent_at      timestamptz,
  recalled_at  timestamptz,
  hidden_at    timestamptz,
  told_at      timestamptz,
  request_key  uuid unique,
  check ((state = 'sent') = (sent_at is not null))
);
comment on table messaging.messages is
  'What was written, once, however many receive it. waiting: goes out at publish_at (quiet hours, a chosen moment, the minute in which a wide one may be cancelled); held: a moderator decides. to_persons, to_audiences: whom it was addressed to; the copies say whom it reached. lexemes: what a search finds it by. told_at: notifications were told. recalled_at, hidden_at: gone from who had not read it, gone from everybody; the row stays as evidence. Retention: three school years, then removed with its copies.';
create index messages_written on messaging.messages (author_id, written_at, id);
create index messages_thread on messaging.messages (thread_id, id);
create index messages_due on messaging.messages (publish_at, id) where state = 'waiting';
create index messages_untold on messaging.messages (id) where state = 'sent' and told_at is null;

create table messaging.recipients (
  message_id uuid not null,
  person_id  uuid not null,
  sent_at    timestamptz not null,
  read_at    timestamptz,
  moved_at   timestamptz,
  box        smallint not null default 0,
  role       text collate "C" not null check (role in ('staff', 'family', 'pupil')),
  by_key     boolean not null default false,
  primary key (message_id, person_id)
);
comment on table messaging.recipients is
  'Each person''s own copy of a message. role: as what it reached them; families never learn of each other. box: 0 inbox, 1 archive, 2 bin, from 10 the person''s own folders (messaging.folders). by_key: a copy of a wide message that is not filed in the person''s own list yet; it is found by messaging.wide until a job has filed it. Retention: as the message; thirty days in the bin.';
-- A wide message adds its copies at the end of the primary key alone, pages side by side: that is what makes 130,000 of them a second''s work.
create index recipients_box on messaging.recipients (person_id, box, sent_at, message_id) where not by_key;
create index recipients_unread on messaging.recipients (person_id) where read_at is null and box = 0 and not by_key;
create index recipients_binned on messaging.recipients (moved_at) where box = 2;

create table messaging.wide (
  key        text collate "C" not null,
  sent_at    timestamptz not null,
  message_id uuid not null,
  primary key (key, sent_at, message_id)
);
comment on table messaging.wide is
  'Under which audience the copies of a wide message are found until each is filed in its person''s own list. Retention: some minutes.';

create table messaging.drafts (
  id         uuid primary key,
  person_id  uuid not null,
  kind       text collate "C" not null default 'new' check (kind in ('new', 'reply', 'reply-all', 'forward')),
  replies_to uuid,
  subject    text not null,
  body       text not null,
  recipients text[] not null,
  files      uuid[] not null default '{}',
  saved_at   timestamptz not null
);
comment on table messaging.drafts is 'What is being written, as it was typed. Retention: until it is sent or thrown away, one year at most.';
create index drafts_person on messaging.drafts (person_id, saved_at, id);

create table messaging.folders (
  person_id uuid not null,
  number    smallint not null check (number between 10 and 59),
  label     text not null check (length(label) between 1 and 60),
  primary key (person_id, number)
);
comment on table messaging.folders is 'A person''s own folders. Retention: as the person, or until it is removed.';

create table messaging.blocks (
  person_id   uuid not null,
  from_id  uuid not null,
  blocked_at  timestamptz not null,
  primary key (person_id, from_id)
);
comment on table messaging.blocks is
  'From whom a person wants no message. What the school says to families, and staff to each other, comes all the same. Retention: as the person, or until it is lifted.';
create index blocks_from on messaging.blocks (from_id);

create table messaging.preferences (
  person_id uuid primary key,
  signature text not null default '' check (length(signature) <= 500)
);
comment on table messaging.preferences is 'What a person puts under their messages. Retention: as the person.';
