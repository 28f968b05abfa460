-- Passkeys (WebAuthn): a second factor, and a way in for adults who choose so; the challenges that browsers sign.
-- Locks: identity.connections for the time of checking its lines; the other tables are new.

alter table identity.connections
  drop constraint connections_means_check,
  add constraint connections_means_check check (means in ('password', 'pictures', 'provider', 'passkey'));

create table identity.passkeys (
  id              uuid primary key,
  person_id       uuid not null references identity.accounts,
  credential_id   bytea not null unique check (octet_length(credential_id) between 1 and 1023),
  handle          bytea not null check (octet_length(handle) = 32),
  public_key      bytea not null,
  sign_count      bigint not null check (sign_count >= 0),
  transports      text[] not null,
  backup_eligible boolean not null,
  backed_up       boolean not null,
  name            text not null,
  opens_alone     boolean not null,
  added_at        timestamptz not null,
  last_used_at    timestamptz,
  suspect_at      timestamptz
);
comment on table identity.passkeys is
  'Public keys of passkeys, each in force from its first answer on. handle: 32 random bytes that stand for the account on the person''s devices, the same for all their passkeys; it names nobody. public_key: COSE. sign_count: last count of a key that counts, 0 for those that do not. backup_eligible, backed_up: whether the device may keep, and keeps, a copy elsewhere. name: what the person calls it. opens_alone: also without password. suspect_at: it answered with a count that had served, a copy may be about. No attestation is kept. Retention: until the person removes it, else as the person.';
create index passkeys_person on identity.passkeys (person_id, added_at);

create unlogged table identity.passkey_challenges (
  digest     bytea primary key,
  purpose    text not null check (purpose in ('add', 'enter', 'prove')),
  session_id uuid,
  handle     bytea,
  expires_at timestamptz not null,
  check ((session_id is null) = (purpose = 'enter')),
  check ((handle is null) = (purpose <> 'add'))
);
comment on table identity.passkey_challenges is
  'What a browser was asked to sign, once. digest: SHA-256 of the browser''s own cookie and of the challenge. handle: the one that a new passkey will bear. Lost in a crash, the person presses again. Retention: 5 minutes.';
create index passkey_challenges_expires on identity.passkey_challenges (expires_at);
