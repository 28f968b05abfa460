-- Doors in by SAML: EduConnect for families, the guichet agents (ARENA) for the staff of Éducation nationale. People are recognised by the
-- academy's file each time they come; no link is kept.
-- Locks: identity.providers, identity.sessions and identity.connections for the time of a catalogue change (a constant default, a column
-- without default, lines of identity.providers checked); directory.person_sources while the index of staff addresses is built.

alter table identity.providers
  drop constraint providers_kind_check,
  add constraint providers_kind_check check (kind in ('grandlyon', 'franceconnect', 'proconnect', 'educonnect', 'agents')),
  alter column client_id drop not null,
  alter column sealed_secret drop not null,
  alter column client_auth drop not null,
  alter column signed_alg drop not null,
  alter column signed_userinfo drop not null,
  add constraint providers_protocol_check check ((kind in ('educonnect', 'agents')) = (client_id is null));
comment on column identity.providers.issuer is 'The issuer of OpenID Connect, or the entityID of SAML.';

create table identity.saml_providers (
  provider_id        uuid primary key references identity.providers,
  sso_address        text not null,
  slo_address        text,
  slo_answer_address text,
  slo_binding        text check (slo_binding in ('redirect', 'post')),
  certificates       text[] not null check (cardinality(certificates) between 1 and 4),
  encrypted          boolean not null,
  unsolicited        boolean not null,
  return_hosts       text[] not null,
  mail_domains       text[] not null,
  vector_types       jsonb not null,
  check ((slo_address is null) = (slo_binding is null))
);
comment on table identity.saml_providers is
  'What a provider that speaks SAML has beside its line in providers, from the metadata that the operator pasted. certificates: PEM, whose signatures are believed; two while it turns its key. encrypted: an assertion in clear is refused. unsolicited: answers that nobody asked for are taken. return_hosts: hosts to which FrEduUrlRetour may lead. mail_domains: academic domains of the agents. vector_types: what each type of FrEduVecteur says. Retention: as the provider.';

create table identity.saml_answers (
  digest     bytea primary key,
  expires_at timestamptz not null
);
comment on table identity.saml_answers is
  'Assertions and logout requests that served, so that none serves twice in any process. digest: SHA-256 of the provider and of the message''s ID. Retention: until the message would be refused as too old.';
create index saml_answers_expiry on identity.saml_answers (expires_at);

create table identity.saml_passages (
  digest      bytea primary key,
  provider_id uuid not null references identity.providers,
  sealed      text not null,
  expires_at  timestamptz not null
);
comment on table identity.saml_passages is
  'What a verified answer said, between the form that brought it and the page that opens a session (2 minutes), while its person chooses among several accounts (15 minutes), and while joining those accounts is offered (10 minutes). digest: SHA-256 of the token in the address or in the browser''s cookie. Retention: those minutes.';
create index saml_passages_expiry on identity.saml_passages (expires_at);

create table identity.saml_sessions (
  session_id   uuid primary key references identity.sessions on delete cascade,
  provider_id  uuid not null references identity.providers,
  name_digest  bytea not null,
  index_digest bytea,
  sealed       text not null
);
comment on table identity.saml_sessions is
  'Which session of a SAML provider a session here was opened by, so that each ends with the other. name_digest, index_digest: SHA-256 of the provider''s transient name and session index. sealed: the same in clear, and where to go after signing out. Retention: as the session.';
create index saml_sessions_name on identity.saml_sessions (provider_id, name_digest);

create table identity.profile_choices (
  person_id  uuid primary key references identity.accounts,
  chosen_at  timestamptz not null,
  offered_at timestamptz
);
comment on table identity.profile_choices is
  'Somebody whom a provider knows under several accounts chose this one; they enter it without being asked again. offered_at: when joining the accounts was offered, which is done once. Retention: as the account.';

alter table identity.sessions
  add column withheld_schools uuid[] not null default '{}';
comment on column identity.sessions.withheld_schools is
  'Schools whose direction this session does not have: the guichet agents sent FrEduRneResp without them.';

alter table identity.connections
  add column provider_id uuid references identity.providers;
comment on column identity.connections.provider_id is 'Which outside provider vouched, when one did.';

create index person_sources_staff_email on directory.person_sources (lower(attributes ->> 'email'))
  where category = 'staff' and gone_on is null;
