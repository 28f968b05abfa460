-- SAML 2.0: services that read assertions of ours, what they asked and when, and whom to tell when a session ends.
-- Locks: none, new tables only.

create table identity.saml_services (
  relying_party_id       uuid primary key references identity.relying_parties,
  entity_id              text collate "C" not null unique check (length(entity_id) between 1 and 1024),
  metadata               text not null,
  doors                  jsonb not null,
  logout_doors           jsonb not null,
  certificates           text[] not null,
  encryption_certificate text,
  signs_requests         boolean not null,
  name_id                text not null check (name_id in ('transient', 'persistent', 'email', 'principal')),
  encrypts               boolean not null check (not encrypts or encryption_certificate is not null),
  unsolicited            boolean not null,
  fixed                  jsonb not null,
  changed_at             timestamptz not null
);
comment on table identity.saml_services is
  'What a service says of itself in its metadata (kept as it was pasted), and what the operator chose: doors: [{index, location, isDefault}] where answers go, by POST, and nowhere else; logout_doors: [{binding, location, answersAt}]; certificates: PEM, by which its messages are believed; name_id: how it knows a person; fixed: [{name, value}] that go to it about everybody (the number of the platform). Retention: as the service.';

create unlogged table identity.saml_requests (
  handle           uuid primary key,
  relying_party_id uuid not null,
  request_id       text collate "C",
  wish             jsonb not null,
  asked_at         timestamptz not null,
  answered_at      timestamptz,
  unique (relying_party_id, request_id)
);
comment on table identity.saml_requests is
  'What services asked, each request once: while its person signs in, and afterwards so that it cannot serve again. Lost in a crash, the service asks again. Retention: one hour, longer than a request is believed.';
create index saml_requests_time on identity.saml_requests (asked_at);

create table identity.saml_logins (
  session_index    text primary key,
  session_id       uuid not null,
  relying_party_id uuid not null references identity.relying_parties,
  name_id          text not null,
  name_id_format   text not null,
  at               timestamptz not null,
  tries            smallint not null default 0
);
comment on table identity.saml_logins is
  'Services to tell when a session ends, by the name under which each knows the person and its own name of the session. tries: how often it did not answer; the third time it is given up. Retention: told, then deleted; 92 days at most.';
create index saml_logins_session on identity.saml_logins (session_id);
