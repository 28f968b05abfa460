-- Doors in by OpenID Connect: which outside identity providers the platform trusts, whose identity is linked to which account, and
-- what a browser carries on its way there and back.
-- Locks: identity.connections for the time of checking its lines; every other table is new.

alter table identity.connections
  drop constraint connections_means_check,
  add constraint connections_means_check check (means in ('password', 'pictures', 'provider'));

create table identity.providers (
  id              uuid primary key,
  key             text not null unique check (key ~ '^[a-z][a-z0-9-]{1,30}$'),
  kind            text not null check (kind in ('grandlyon', 'franceconnect', 'proconnect')),
  name            text not null,
  issuer          text not null,
  client_id       text not null,
  sealed_secret   text not null,
  client_auth     text not null check (client_auth in ('post', 'basic')),
  signed_alg      text not null check (signed_alg in ('RS256', 'PS256', 'ES256', 'ES384', 'EdDSA')),
  signed_userinfo boolean not null,
  scopes          text[] not null,
  acr_values      text[] not null,
  audiences       text[] not null check (audiences <@ array['family', 'school', 'town']),
  organisations   text[] not null,
  active          boolean not null,
  declared_at     timestamptz not null,
  changed_at      timestamptz not null
);
comment on table identity.providers is
  'Outside identity providers (OpenID Connect) whose word is taken at the door, declared by the operator. key: in addresses, and so in the redirect address registered there; never changed. sealed_secret: AES-256-GCM under the vault key. acr_values: levels asked for, one of which must come back; none: any. organisations: SIRET of the employers let in; none: any. Retention: as long as declared; one that is no longer used is switched off, not deleted.';

create table identity.linked_identities (
  id           uuid primary key,
  person_id    uuid not null references identity.accounts,
  provider_id  uuid not null references identity.providers,
  subject      text not null,
  source       text not null default '',
  label        text not null,
  organisation text,
  proof        text not null check (proof in ('password', 'session')),
  linked_at    timestamptz not null,
  last_used_at timestamptz,
  compared     jsonb,
  certified_at timestamptz,
  unique (provider_id, subject, source)
);
comment on table identity.linked_identities is
  'Which identity of a provider opens which account; one identity opens one account. subject, source: the provider''s own opaque names (source: the administration behind ProConnect). proof: what the person proved when it was linked. label: the name that the provider gave, for the person to recognise it. compared: for a certified identity, fact by fact, whether it was the same as ours; the facts themselves are not kept. Retention: until the person unlinks it or takes the account back by a code, else as the person.';
create index linked_identities_person on identity.linked_identities (person_id);

create table identity.departures (
  digest      bytea primary key,
  provider_id uuid not null references identity.providers,
  sealed      text not null,
  expires_at  timestamptz not null
);
comment on table identity.departures is
  'Browsers that left for a provider and are awaited back, once. digest: SHA-256 of the browser''s own cookie and of the state. sealed: nonce, proof key, where to go afterwards. Retention: 15 minutes.';

create table identity.arrivals (
  digest      bytea primary key,
  provider_id uuid not null references identity.providers,
  sealed      text not null,
  expires_at  timestamptz not null
);
comment on table identity.arrivals is
  'Identities that a provider vouched for and that no account is linked to yet: what the browser may link within half an hour, after a proof. sealed: what the provider said. Retention: 30 minutes.';

create table identity.federated_sessions (
  session_id  uuid primary key references identity.sessions on delete cascade,
  identity_id uuid not null references identity.linked_identities on delete cascade,
  sealed      text
);
comment on table identity.federated_sessions is
  'By which linked identity a session was opened. sealed: the provider''s token that a sign-out there asks for, when the provider has one. Retention: as the session.';
create index federated_sessions_identity on identity.federated_sessions (identity_id);
