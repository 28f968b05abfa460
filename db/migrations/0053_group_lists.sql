-- The mailing list of a free group: its adults write to all of them; who runs the group may read first, or close it.
-- Locks: none, new tables only.

create table messaging.group_lists (
  school_id uuid not null,
  group_id  uuid not null,
  mode      text collate "C" not null check (mode in ('closed', 'moderated', 'open')),
  chosen_by uuid not null,
  chosen_at timestamptz not null,
  primary key (group_id)
);
comment on table messaging.group_lists is
  'How the adults of a free group write to all of its adults at once: not at all, each message read first by who runs the group, or freely. Without a row: freely. Retention: as the group.';
create index group_lists_chooser on messaging.group_lists (chosen_by);

create table messaging.list_messages (
  message_id uuid primary key references messaging.messages on delete cascade,
  school_id  uuid not null,
  group_id   uuid not null
);
comment on table messaging.list_messages is
  'What was written to a moderated list, for those who run the group to read first. Retention: as the message.';
create index list_messages_group on messaging.list_messages (group_id);
