-- Pupils who cannot read yet come in by the class's poster, their animal and three pictures, while an adult of the class keeps a class
-- session open, or at home with a card. Older pupils of the école may have a phrase of three words instead of a password.
-- Locks: accounts and sessions are altered with constant defaults, no rewrite; the new check reads sessions once, a small table.

alter table identity.accounts add column secret_kind text not null default 'password' check (secret_kind in ('password', 'phrase'));

alter table identity.sessions add column class_session_id uuid;
alter table identity.sessions drop constraint sessions_kind_check;
alter table identity.sessions add constraint sessions_kind_check check
  (kind in ('administrator', 'staff', 'family', 'college', 'young', 'own', 'shared', 'tablet', 'solo', 'card'));
create index sessions_class on identity.sessions (class_session_id) where class_session_id is not null;

create table identity.class_posters (
  school_id uuid not null,
  group_id  uuid not null,
  token     text not null unique,
  made_at   timestamptz not null,
  made_by   uuid not null,
  primary key (school_id, group_id)
);
comment on table identity.class_posters is
  'The address behind the square of a class''s poster. In clear: it hangs on the wall, and shows nothing unless a class session is open. A new one replaces it. Retention: as the class.';

create table identity.class_sessions (
  school_id uuid not null,
  id        uuid not null unique,
  group_id  uuid not null,
  mode      text not null check (mode in ('shared', 'solo')),
  opened_by uuid not null,
  opened_at timestamptz not null,
  ends_at   timestamptz not null,
  closed_at timestamptz,
  primary key (school_id, id)
);
comment on table identity.class_sessions is
  'An adult of the class lets its pupils come in by pictures: from, until, by whom, on shared tablets or one each. Closes by itself at ends_at. Retention: 12 months after the opening.';
create unique index class_sessions_open on identity.class_sessions (group_id) where closed_at is null;

create table identity.class_animals (
  school_id uuid not null,
  group_id  uuid not null,
  person_id uuid not null references identity.accounts,
  animal    text not null,
  tint      smallint not null check (tint between 0 and 5),
  primary key (school_id, group_id, person_id),
  unique (group_id, animal, tint)
);
comment on table identity.class_animals is
  'The animal by which each pupil of a class is known on the poster''s page; no two alike in a class. Retention: as the class.';
create index class_animals_person on identity.class_animals (person_id);

create table identity.picture_secrets (
  person_id uuid primary key references identity.accounts,
  digest    bytea not null,
  chosen_at timestamptz not null,
  failures  smallint not null default 0
);
comment on table identity.picture_secrets is
  'The three ordered pictures of a pupil, as HMAC under the pepper (1,728 could be tried out). failures: wrong tries since the last right one or since an adult unlocked; five lock. Retention: as the person.';

create table identity.home_cards (
  id         uuid primary key,
  person_id  uuid not null references identity.accounts,
  school_id  uuid not null,
  digest     bytea not null unique,
  issued_at  timestamptz not null,
  issued_by  uuid not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
comment on table identity.home_cards is
  'Cards with which a pupil comes in from home, with the three pictures: SHA-256 of the token in the square, one year, revocable. Retention: 12 months after the end.';
create unique index home_cards_open on identity.home_cards (person_id) where revoked_at is null;
