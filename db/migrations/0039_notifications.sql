-- What modules tell people, at one place: the feed of the home page, what is to be done, and what leaves by mail or to a telephone.
-- A fact is one entry. Persons named one by one have a row each; an audience ("the families of CE1 Roux") has one row, read by all who are in
-- it: a fact for 130,000 people is written as fast as one for a class. Rows to read carry the entry's time, so that a page of the feed is a
-- walk along one index. They have no foreign key: checking one costs more than writing the row, and who withdraws an entry takes its rows along.
-- Locks: none, all tables are new.

create table notifications.entries (
  id           uuid primary key,
  subject      text not null unique,
  kind         text not null,
  school_id    uuid,
  href         text not null check (href ~ '^/'),
  title        text not null,
  words        text not null,
  author_id    uuid,
  author_name  text,
  urgent       text check (urgent in ('closing', 'transport', 'safety', 'health')),
  is_todo      boolean not null,
  published_at timestamptz not null,
  expires_at   timestamptz,
  collected_at timestamptz
);
comment on table notifications.entries is
  'A fact told to people, as the module of its subject (liaison.note:<uuid>) tells it: title and first words. published_at: nobody sees it before; collected_at: its addressees were handed to mail and push. Retention: until its module withdraws it or expires_at; one year at most.';
create index entries_by_age on notifications.entries (published_at);
create index entries_expiring on notifications.entries (expires_at) where expires_at is not null;
create index entries_author on notifications.entries (author_id) where author_id is not null;
create index entries_to_collect on notifications.entries (published_at) where collected_at is null;

create table notifications.recipients (
  entry_id     uuid not null,
  person_id    uuid not null,
  child_ids    uuid[] not null default '{}',
  published_at timestamptz not null,
  is_told      boolean not null default true,
  is_counted   boolean not null,
  is_todo      boolean not null,
  settled_at   timestamptz,
  primary key (entry_id, person_id)
);
comment on table notifications.recipients is
  'Whom an entry is for, one by one, and who is done with it (settled_at). is_told false: the person is in one of the entry''s audiences, and the row only says that they are done. child_ids: because of which children. is_counted: by the feed''s badge, not by another one. Retention: as the entry.';
create index recipients_feed on notifications.recipients (person_id, published_at desc, entry_id desc);
create index recipients_to_do on notifications.recipients (person_id, published_at, entry_id) where is_todo and settled_at is null;

create table notifications.audiences (
  key          text not null,
  published_at timestamptz not null,
  entry_id     uuid not null,
  labels       jsonb not null default '{}',
  is_counted   boolean not null,
  is_todo      boolean not null,
  primary key (key, published_at, entry_id)
);
comment on table notifications.audiences is
  'Whom an entry is for, as a whole: the key of an audience of the directory (group:<uuid>:families). Read by all who are in it on the day they read. labels: what it is called, by language, so that a feed asks nobody. Retention: as the entry.';
create index audiences_entry on notifications.audiences (entry_id);
create index audiences_to_do on notifications.audiences (key, published_at, entry_id) where is_todo;

create table notifications.readers (
  person_id  uuid primary key,
  read_until timestamptz not null
);
comment on table notifications.readers is
  'Until when a person marked everything of their feed as seen. Retention: as the person.';

create table notifications.choices (
  person_id uuid not null,
  kind      text not null,
  mail      text not null check (mail in ('now', 'evening', 'weekly', 'never')),
  is_pushed boolean not null,
  chosen_at timestamptz not null,
  primary key (person_id, kind)
);
comment on table notifications.choices is
  'How a person wants to be told, by kind of entry; the kind * holds for all kinds that have no row of their own. Without any row: as the kind proposes. Retention: as the person.';

create table notifications.addressees (
  entry_id  uuid not null,
  person_id uuid not null,
  child_ids uuid[] not null default '{}',
  primary key (entry_id, person_id)
);
comment on table notifications.addressees is
  'Persons of a published entry for whom mail and push are still to be decided; taken in slices, each in the transaction that writes its deliveries. Retention: minutes.';

create table notifications.deliveries (
  id         uuid primary key,
  person_id  uuid not null,
  entry_id   uuid not null,
  way        text not null check (way in ('mail', 'push')),
  pace       text not null check (pace in ('now', 'evening', 'weekly')),
  child_ids  uuid[] not null default '{}',
  due_at     timestamptz not null,
  batch_id   uuid,
  claimed_at timestamptz,
  unique (entry_id, person_id, way)
);
comment on table notifications.deliveries is
  'What is to leave by mail or push, and when: at once or with the others, never in the hours in which the person is left in peace. batch_id: the mail it leaves in, fixed before it is handed over, so that a second try is the same mail. Retention: until it left.';
create index deliveries_due on notifications.deliveries (way, due_at, id);
create index deliveries_person on notifications.deliveries (person_id);
create index deliveries_claimed on notifications.deliveries (claimed_at) where claimed_at is not null;

create table notifications.push_subscriptions (
  id         uuid primary key,
  person_id  uuid not null,
  endpoint   text not null unique,
  keys       text not null,
  device     text not null,
  created_at timestamptz not null,
  used_at    timestamptz
);
comment on table notifications.push_subscriptions is
  'A browser that a person lets us wake: the address of its maker''s push service and the keys under which what we send is encrypted, sealed. Retention: until the person or the push service ends it; as the person.';
create index push_subscriptions_person on notifications.push_subscriptions (person_id);

create table notifications.push_keys (
  only_one   boolean primary key default true check (only_one),
  public_key text not null,
  sealed     text not null,
  created_at timestamptz not null
);
comment on table notifications.push_keys is
  'The key pair by which push services know this product (VAPID), made once; the private half sealed. Retention: as the product.';

create table notifications.bounces (
  id         uuid primary key,
  person_id  uuid not null,
  address    text not null,
  is_hard    boolean not null,
  status     text not null,
  bounced_at timestamptz not null
);
comment on table notifications.bounces is
  'Mails that came back, or were refused at once: hard when the mailbox does not exist. Two hard ones stop mails to that address until the person confirms or replaces it. Retention: six months.';
create index bounces_person on notifications.bounces (person_id, address);
create index bounces_age on notifications.bounces (bounced_at);
