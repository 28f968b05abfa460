-- Identity: an account per person who may enter, the ways to prove oneself, and the open sessions.
-- Nothing here belongs to a school: keys begin with the person. No secret is kept in clear: passwords as peppered argon2id,
-- printed codes as a keyed hash (they are short), random tokens as SHA-256.
-- Locks: none, new tables only.

create schema identity;

create table identity.accounts (
  person_id       uuid primary key references directory.persons,
  login           text not null unique,
  login_base      text not null,
  login_number    integer not null check (login_number > 0),
  password        text,
  password_set_at timestamptz,
  activated_at    timestamptz,
  locale          text check (locale in ('fr', 'en')),
  created_at      timestamptz not null,
  unique (login_base, login_number),
  check ((password is null) = (password_set_at is null))
);
comment on table identity.accounts is
  'One account per person who may enter. To activate until activated_at is set. login: given.family in plain letters, a number after it on a clash; stable for life, never reused. password: PHC string, argon2id with a pepper. Retention: as the person.';

create table identity.retired_logins (
  base_digest bytea primary key,
  last_number integer not null
);
comment on table identity.retired_logins is
  'SHA-256 of the login base of erased persons and the highest number given, so that no login comes back. Retention: life of the platform; tombstones.';

create table identity.account_closures (
  id          uuid primary key,
  person_id   uuid not null references identity.accounts,
  closed_at   timestamptz not null,
  closed_by   uuid,
  reopened_at timestamptz,
  reopened_by uuid
);
comment on table identity.account_closures is
  'An account that somebody closed, and who opened it again. closed_by null: the command line. Retention: 12 months after it was opened again, else as the person.';
create unique index account_closures_open on identity.account_closures (person_id) where reopened_at is null;

create table identity.activation_codes (
  id           uuid primary key,
  person_id    uuid not null references identity.accounts,
  digest       bytea not null unique,
  issued_at    timestamptz not null,
  issued_by    uuid,
  expires_at   timestamptz not null,
  wrong_proofs smallint not null default 0,
  used_at      timestamptz,
  cancelled_at timestamptz
);
comment on table identity.activation_codes is
  'Codes printed for a person: eight characters, once, 45 days; a new one cancels the former. digest: HMAC-SHA-256 under the pepper, for eight characters alone could be tried out. Retention: 12 months after the issue.';
create unique index activation_codes_open on identity.activation_codes (person_id) where used_at is null and cancelled_at is null;

create table identity.mail_addresses (
  id          uuid primary key,
  person_id   uuid not null references identity.accounts,
  address     text not null check (address = lower(address)),
  added_at    timestamptz not null,
  verified_at timestamptz,
  unique (person_id, address)
);
comment on table identity.mail_addresses is
  'Addresses that a person gave; verified when the link sent there was followed. They sign in and get a forgotten password back. Retention: until the person removes it, else as the person; seven days when never verified.';
create index mail_addresses_verified on identity.mail_addresses (address) where verified_at is not null;

create table identity.mail_links (
  digest     bytea primary key,
  purpose    text not null check (purpose in ('verify', 'reset')),
  person_id  uuid not null references identity.accounts,
  address_id uuid not null references identity.mail_addresses on delete cascade,
  sent_at    timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
comment on table identity.mail_links is 'Links sent by mail, as SHA-256 of their token: once; an hour for a password, two days for an address. Retention: seven days.';
create index mail_links_person on identity.mail_links (person_id);

create unlogged table identity.passes (
  digest     bytea primary key,
  purpose    text not null check (purpose in ('activation', 'reset')),
  person_id  uuid not null,
  origin     bytea not null,
  proved_at  timestamptz,
  expires_at timestamptz not null
);
comment on table identity.passes is
  'Where somebody stands between two steps of activation or of a new password: SHA-256 of a cookie''s token; origin: digest of the code or link it came from. Lost in a crash, the steps begin again. Retention: 30 minutes.';

create table identity.sessions (
  id           uuid primary key,
  digest       bytea not null unique,
  person_id    uuid not null references identity.accounts,
  kind         text not null check (kind in ('administrator', 'staff', 'family', 'college', 'young', 'own', 'shared')),
  started_at   timestamptz not null,
  last_seen_at timestamptz not null,
  idle_until   timestamptz not null,
  ends_at      timestamptz not null,
  device       jsonb not null,
  charter_due  boolean not null default false
) with (fillfactor = 70);
comment on table identity.sessions is
  'Open sessions: SHA-256 of the cookie''s token, kind (which gives the lengths), browser and system in words. last_seen_at is written at most once a minute. Retention: deleted at sign-out or when over.';
create index sessions_person on identity.sessions (person_id);

create table identity.known_devices (
  person_id     uuid not null references identity.accounts,
  digest        bytea not null,
  first_used_at timestamptz not null,
  last_used_at  timestamptz not null,
  primary key (person_id, digest)
);
comment on table identity.known_devices is
  'Browsers from which a person signed in (SHA-256 of a random cookie): such a browser keeps its own count of wrong passwords, whatever others try elsewhere. Retention: one year after the last use.';

create unlogged table identity.throttles (
  key       bytea primary key,
  failures  integer not null,
  successes integer not null,
  since     timestamptz not null,
  open_at   timestamptz not null
) with (fillfactor = 70);
comment on table identity.throttles is
  'Counts of tries by account and device, by account and address, by address (keys are HMACs). Shared by all processes; empty after a crash. Retention: one day.';

create table identity.charters (
  audience     text not null check (audience in ('adult', 'college', 'young')),
  version      integer not null,
  published_at timestamptz not null,
  articles     jsonb,
  primary key (audience, version)
);
comment on table identity.charters is
  'Versions of the charter by audience. articles: {locale: [{title, text}]}; null: the text that comes with the product. Retention: life of the platform.';
insert into identity.charters (audience, version, published_at) values ('adult', 1, now()), ('college', 1, now()), ('young', 1, now());

create table identity.charter_acceptances (
  person_id   uuid not null references identity.accounts,
  audience    text not null,
  version     integer not null,
  accepted_at timestamptz not null,
  primary key (person_id, audience, version),
  foreign key (audience, version) references identity.charters
);
comment on table identity.charter_acceptances is 'Who accepted which version of the charter, and when. Retention: as the person, then five years as proof.';

create table identity.api_tokens (
  id           uuid primary key,
  person_id    uuid not null references identity.accounts,
  name         text not null,
  digest       bytea not null unique,
  may_write    boolean not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
comment on table identity.api_tokens is
  'Tokens a person made to reach the API with their own rights (SHA-256). Retention: 12 months after the end.';
create index api_tokens_person on identity.api_tokens (person_id, created_at desc);
