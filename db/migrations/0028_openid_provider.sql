-- Services that speak OpenID Connect: how each proves itself and where it is answered; and what lies between an authorization request and
-- the claims: requests that wait for their person, codes, access tokens, assertions that were used.
-- Locks: none, new tables only.

create table identity.oidc_clients (
  relying_party_id      uuid primary key references identity.relying_parties,
  client_auth           text not null check (client_auth in ('private_key_jwt', 'client_secret_basic', 'client_secret_post', 'none')),
  secret_digest         bytea,
  secret_made_at        timestamptz,
  jwks                  jsonb,
  jwks_address          text,
  redirect_addresses    text[] not null check (cardinality(redirect_addresses) between 1 and 20),
  post_logout_addresses text[] not null check (cardinality(post_logout_addresses) <= 20),
  back_channel_address  text,
  front_channel_address text
);
comment on table identity.oidc_clients is
  'What OpenID Connect asks of a service beside its entry; the client_id is relying_party_id. Addresses are compared to the letter. secret_digest: SHA-256 of 256 random bits that were shown once. jwks or jwks_address: the public keys that its assertions are checked with. Retention: as the service.';

create unlogged table identity.oidc_requests (
  digest           bytea primary key,
  relying_party_id uuid not null,
  params           jsonb not null,
  prompt           text not null,
  asked_at         timestamptz not null,
  expires_at       timestamptz not null
);
comment on table identity.oidc_requests is
  'Authorization requests that wait for their person to sign in or to read a notice, under the SHA-256 of their name in the address. prompt: what they wait for. Lost in a crash, the service asks again. Retention: 15 minutes.';
create index oidc_requests_expiry on identity.oidc_requests (expires_at);

create unlogged table identity.oidc_codes (
  digest           bytea primary key,
  relying_party_id uuid not null,
  session_id       uuid not null,
  payload          jsonb not null,
  expires_at       timestamptz not null,
  used_at          timestamptz
) with (fillfactor = 70);
comment on table identity.oidc_codes is
  'Authorization codes as SHA-256: bound to one service and one session, once, thirty seconds. payload: what the library must find again (no name of the person). Retention: one hour.';
create index oidc_codes_expiry on identity.oidc_codes (expires_at);

create unlogged table identity.oidc_tokens (
  digest           bytea primary key,
  relying_party_id uuid not null,
  session_id       uuid not null,
  payload          jsonb not null,
  expires_at       timestamptz not null
);
comment on table identity.oidc_tokens is
  'Access tokens as SHA-256, good for the claims of one person at one service while the session lives, five minutes at most. Retention: one hour.';
create index oidc_tokens_expiry on identity.oidc_tokens (expires_at);
create index oidc_tokens_session on identity.oidc_tokens (session_id, relying_party_id);

create table identity.oidc_assertions (
  digest     bytea primary key,
  expires_at timestamptz not null
);
comment on table identity.oidc_assertions is
  'Assertions (private_key_jwt) that a service has proved itself with, as SHA-256 of issuer and name: each serves once. Kept in a crash, unlike the rest, or one could be played again. Retention: until they expire.';
create index oidc_assertions_expiry on identity.oidc_assertions (expires_at);

-- The catalogue shows what a service speaks.
create or replace view identity.known_services as
  select p.id as relying_party_id, p.name, p.audiences, p.reach, p.principal, p.released, p.form, p.is_active, p.protocol
  from identity.relying_parties p;
