-- What pupils write: whether those of a class may, and whether an adult of it reads first; for those adults, what was written.
-- Locks: none, new tables only.

create table messaging.class_modes (
  school_id uuid not null,
  group_id  uuid not null,
  mode      text collate "C" not null check (mode in ('closed', 'moderated', 'free')),
  chosen_by uuid not null,
  chosen_at timestamptz not null,
  primary key (school_id, group_id)
);
comment on table messaging.class_modes is
  'How the pupils of a class may write: not at all, each message read first by an adult of the class, or within the hours of the school. Without a row: moderated at an école, free at a collège. Retention: as the class.';

create table messaging.pupil_messages (
  school_id  uuid not null,
  circle_id  uuid not null,
  written_at timestamptz not null,
  message_id uuid not null references messaging.messages on delete cascade,
  primary key (school_id, circle_id, written_at, message_id)
);
comment on table messaging.pupil_messages is
  'What the pupils of a class wrote, for the adults of the class to read: circle_id is the class, or the school for a pupil without one. What is between a pupil and the head, the school life, the nurse, the psychologist or their family is not here. Retention: as the message.';
create index pupil_messages_message on messaging.pupil_messages (message_id);

create table messaging.decisions (
  message_id uuid primary key references messaging.messages on delete cascade,
  verdict    text collate "C" not null check (verdict in ('through', 'back')),
  words      text not null default '' check (length(words) <= 500),
  decided_by uuid not null,
  decided_at timestamptz not null
);
comment on table messaging.decisions is
  'What an adult decided of a message that waited to be read, and the words for its author. Retention: as the message.';
create index decisions_decider on messaging.decisions (decided_by);
