-- The liaison book: notes that families sign, with the proof of each signature, and short words from families to the school.
-- A note is read through the pupils it is about and the guardians of today, so that a guardian who comes later finds it and one whose
-- access is closed does not; copies say what each guardian has seen. Locks: none, new objects only.

create schema liaison;

create table liaison.notes (
  school_id          uuid not null references directory.schools,
  id                 uuid not null unique,
  author_id          uuid not null references directory.persons,
  request_key        uuid not null unique,
  act                text collate "C" not null,
  rule               text not null check (rule in ('one', 'all')),
  audience           text not null check (audience in ('all', 'chosen', 'after-school')),
  group_id           uuid,
  due_on             date,
  pupils_acknowledge boolean not null default false,
  version            smallint not null default 1,
  created_at         timestamptz not null,
  publish_at         timestamptz not null,
  withdrawn_at       timestamptz,
  withdrawn_by       uuid references directory.persons,
  primary key (school_id, id)
);
comment on table liaison.notes is
  'Notes to families. group_id: the class or group it is for, null for the school; audience: all its pupils (those who come later too), chosen ones, or those of the after-school. rule: one legal guardian is enough, or all of them. publish_at: not before it, by quiet hours. version: the text in force. Retention: five years after the end of their school year, as proof.';
create index notes_school on liaison.notes (school_id, publish_at desc, id desc);
create index notes_group on liaison.notes (group_id, publish_at desc, id desc);
create index notes_author on liaison.notes (author_id, publish_at desc, id desc);
create index notes_due on liaison.notes (due_on) where withdrawn_at is null;

create table liaison.note_versions (
  school_id  uuid not null,
  note_id    uuid not null,
  version    smallint not null,
  title      text not null,
  words      jsonb not null,
  plain      text not null,
  questions  jsonb not null,
  phrase     text,
  digest     text not null,
  written_by uuid not null references directory.persons,
  written_at timestamptz not null,
  primary key (school_id, note_id, version),
  foreign key (school_id, note_id) references liaison.notes on delete cascade
);
comment on table liaison.note_versions is
  'Each text of a note, as families read it: a correction is a new version and asks again; signatures stay proof of the text they were given to. digest: SHA-256 of title, words and questions, in hexadecimal. phrase: the sentence of the phrase bank it came from. Retention: as the note.';

create table liaison.note_pupils (
  school_id       uuid not null,
  note_id         uuid not null,
  pupil_id        uuid not null references directory.persons,
  added_at        timestamptz not null,
  left_at         timestamptz,
  acknowledged_at timestamptz,
  primary key (school_id, note_id, pupil_id),
  foreign key (school_id, note_id) references liaison.notes on delete cascade
);
comment on table liaison.note_pupils is
  'The pupils a note is about. left_at: no longer in that class or school, and no longer waited for. acknowledged_at: the pupil said that they read it. Retention: as the note; a pupil who is erased leaves it, their proof goes to the archive.';
create index note_pupils_pupil on liaison.note_pupils (pupil_id, note_id);

create table liaison.copies (
  school_id    uuid not null,
  note_id      uuid not null,
  pupil_id     uuid not null references directory.persons,
  guardian_id  uuid not null references directory.persons,
  delivered_at timestamptz not null,
  seen_at      timestamptz,
  seen_version smallint,
  primary key (school_id, note_id, pupil_id, guardian_id),
  foreign key (school_id, note_id) references liaison.notes on delete cascade
);
comment on table liaison.copies is
  'The copy of each legal guardian, child by child: when it was given to them, when they first opened it. Retention: as the note.';
create index copies_guardian on liaison.copies (guardian_id, note_id);
create index copies_pupil on liaison.copies (pupil_id);

create table liaison.answers (
  school_id   uuid not null,
  id          uuid not null,
  note_id     uuid not null,
  version     smallint not null,
  pupil_id    uuid not null references directory.persons,
  guardian_id uuid not null references directory.persons,
  outcome     text not null check (outcome in ('signed', 'refused')),
  given       jsonb not null,
  digest      text not null,
  seal        text not null,
  means       text not null,
  answered_at timestamptz not null,
  replaced_at timestamptz,
  primary key (school_id, id),
  foreign key (school_id, note_id, version) references liaison.note_versions on delete cascade
);
comment on table liaison.answers is
  'Signatures and answers of guardians; a changed answer is a new row and the former stays. digest: of the text signed; seal: SHA-256 of text, child, guardian, answer and instant; means: how the session began (password, provider...). Retention: as the note, in the restricted archive for five years when a person is erased.';
create unique index answers_in_force on liaison.answers (school_id, note_id, version, pupil_id, guardian_id) where replaced_at is null;
create index answers_guardian on liaison.answers (guardian_id);
create index answers_pupil on liaison.answers (pupil_id);

create table liaison.paper_returns (
  school_id uuid not null,
  id        uuid not null,
  note_id   uuid not null,
  version   smallint not null,
  pupil_id  uuid not null references directory.persons,
  outcome   text not null check (outcome in ('signed', 'refused')),
  ticked_by uuid not null references directory.persons,
  ticked_at timestamptz not null,
  undone_by uuid references directory.persons,
  undone_at timestamptz,
  primary key (school_id, id),
  foreign key (school_id, note_id, version) references liaison.note_versions on delete cascade
);
comment on table liaison.paper_returns is
  'Notes that came back on paper, ticked by a member of staff; a tick by mistake is undone and stays. Retention: as the note.';
create unique index paper_returns_in_force on liaison.paper_returns (school_id, note_id, version, pupil_id) where undone_at is null;
create index paper_returns_pupil on liaison.paper_returns (pupil_id);

create table liaison.reminders (
  school_id uuid not null,
  note_id   uuid not null,
  version   smallint not null,
  step      text not null check (step in ('two-days', 'one-day')),
  sent_at   timestamptz not null,
  primary key (school_id, note_id, version, step),
  foreign key (school_id, note_id) references liaison.notes on delete cascade
);
comment on table liaison.reminders is 'Reminders sent by themselves, once a step and text. Retention: as the note.';

create table liaison.relaunches (
  school_id     uuid not null,
  id            uuid not null,
  note_id       uuid not null,
  relaunched_by uuid not null references directory.persons,
  relaunched_at timestamptz not null,
  told          integer not null,
  primary key (school_id, id),
  foreign key (school_id, note_id) references liaison.notes on delete cascade
);
comment on table liaison.relaunches is 'Who asked the families again that had not answered, when, and how many were told. Retention: as the note.';
create index relaunches_note on liaison.relaunches (school_id, note_id, relaunched_at desc);

create table liaison.act_choices (
  school_id uuid not null references directory.schools,
  act       text collate "C" not null,
  rule      text not null check (rule in ('one', 'all')),
  chosen_by uuid not null references directory.persons,
  chosen_at timestamptz not null,
  primary key (school_id, act)
);
comment on table liaison.act_choices is
  'For which acts a school asks one legal guardian or all of them, where it is not the product''s own rule. Retention: life of the school.';

create table liaison.family_words (
  school_id   uuid not null references directory.schools,
  id          uuid not null unique,
  author_id   uuid not null references directory.persons,
  request_key uuid not null unique,
  pupil_id    uuid not null references directory.persons,
  group_id    uuid,
  kind        text collate "C" not null check (kind in ('absence', 'pick-up', 'health', 'other')),
  words       text not null,
  starts_on   date not null,
  ends_on     date not null check (ends_on > starts_on),
  sent_at     timestamptz not null,
  received_by uuid references directory.persons,
  received_at timestamptz,
  primary key (school_id, id)
);
comment on table liaison.family_words is
  'Short words of families: an absence announced, who fetches the child, health, anything else. group_id: the class of the child then. ends_on: first day it is no longer about. received_by: the member of staff who said that it was read. Retention: one year after it was sent.';
create index family_words_group on liaison.family_words (group_id, sent_at desc, id desc);
create index family_words_school on liaison.family_words (school_id, sent_at desc, id desc);
create index family_words_author on liaison.family_words (author_id, sent_at desc, id desc);
create index family_words_pupil on liaison.family_words (pupil_id);
