-- A second proof at the door: one-time passwords of an application, recovery codes, and how fresh a session's proof is.
-- Locks: two columns without rewriting identity.sessions (constant defaults).

create table identity.authenticators (
  id           uuid primary key,
  person_id    uuid not null references identity.accounts,
  sealed       text not null,
  created_at   timestamptz not null,
  confirmed_at timestamptz,
  last_step    bigint,
  last_used_at timestamptz
);
comment on table identity.authenticators is
  'Applications that give one-time passwords (RFC 6238): one in force per person, and at most one on trial until its first code. sealed: the seed, AES-256-GCM under the vault key. last_step: the last half-minute used, so that a code serves once. Retention: until the person removes it, else as the person; one day on trial.';
create unique index authenticators_in_force on identity.authenticators (person_id) where confirmed_at is not null;
create unique index authenticators_on_trial on identity.authenticators (person_id) where confirmed_at is null;

create table identity.recovery_codes (
  digest    bytea primary key,
  person_id uuid not null references identity.accounts,
  made_at   timestamptz not null,
  used_at   timestamptz
);
comment on table identity.recovery_codes is
  'Ten codes for the day the telephone is lost, each once. digest: HMAC-SHA-256 under the pepper. Retention: until new ones are made, else as the person.';
create index recovery_codes_person on identity.recovery_codes (person_id);

alter table identity.sessions
  add column factor text not null default 'none' check (factor in ('none', 'due', 'proved')),
  add column proved_at timestamptz;
comment on column identity.sessions.factor is
  'Second factor: none in force when the session began; due: the session opens nothing but the page that asks for it; proved.';
comment on column identity.sessions.proved_at is
  'When its person last proved who they are (password, and second factor where there is one): grave acts ask again after ten minutes.';
