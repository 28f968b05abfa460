-- The door out: services that people enter with their account here, what each of them receives, the tickets of CAS, and the journal of
-- connections, which a person may read and which is kept apart from everything else.
-- What a service is for, and how it looks, belongs to the catalogue; who may enter it and what leaves is decided here.
-- Locks: none, new tables only.

create table identity.relying_parties (
  id               uuid primary key,
  protocol         text not null check (protocol in ('cas')),
  name             text not null check (length(name) between 1 and 80),
  principal        text not null,
  released         jsonb not null,
  form             text not null check (form in ('plain', 'attributes', 'flat', 'both')),
  list_style       text not null check (list_style in ('repeated', 'joined')),
  keeps_empty      boolean not null,
  audiences        text[] not null check (audiences <@ array['pupil', 'guardian', 'teacher', 'staff']),
  reach            text not null check (reach in ('every-school', 'chosen-schools')),
  single_logout    boolean not null,
  logout_address   text,
  may_proxy        boolean not null,
  accepts_proxy    boolean not null,
  notice_asked     boolean not null,
  is_active        boolean not null,
  created_at       timestamptz not null,
  changed_by       uuid not null,
  changed_at       timestamptz not null
);
comment on table identity.relying_parties is
  'Services entered with an account here. principal: attribute that names the person; released: [{attribute, as}], nothing by default; form: where attributes stand in the answer. notice_asked: the person is told what leaves before the first time. Retention: as long as the journal speaks of it; switched off, never deleted.';

create table identity.service_addresses (
  origin           text collate "C" not null,
  path             text collate "C" not null,
  is_prefix        boolean not null,
  relying_party_id uuid not null references identity.relying_parties,
  school_id        uuid references directory.schools,
  use              text not null check (use in ('service', 'callback')),
  primary key (origin, path, is_prefix, use)
);
comment on table identity.service_addresses is
  'Addresses that a service answers at: scheme, host and port to the letter, then a path, whole or as the beginning of others. school_id: the address of one school alone. callback: where tickets that open other services may be delivered. Two services never share one. Retention: as the service.';
create index service_addresses_party on identity.service_addresses (relying_party_id);

create table identity.relying_party_schools (
  school_id        uuid not null references directory.schools,
  relying_party_id uuid not null references identity.relying_parties,
  audiences        text[] check (audiences <@ array['pupil', 'guardian', 'teacher', 'staff']),
  switched_by      uuid not null,
  switched_at      timestamptz not null,
  primary key (school_id, relying_party_id)
);
comment on table identity.relying_party_schools is
  'Schools that opened a service, and for whom (null: all those the service is for). Retention: until switched off; the audit keeps both acts.';
create index relying_party_schools_party on identity.relying_party_schools (relying_party_id);

create table identity.pairwise_ids (
  relying_party_id uuid not null references identity.relying_parties,
  person_id        uuid not null references identity.accounts,
  value            text not null unique,
  primary key (relying_party_id, person_id)
);
comment on table identity.pairwise_ids is
  'The name under which one service alone knows a person, drawn at first use: two services cannot compare theirs. Retention: as the person.';

create table identity.service_notices (
  person_id        uuid not null references identity.accounts,
  relying_party_id uuid not null references identity.relying_parties,
  digest           bytea not null,
  read_at          timestamptz not null,
  primary key (person_id, relying_party_id)
);
comment on table identity.service_notices is
  'Who was told what a service receives, and when; digest: of the list that was shown, so that a longer list is told again. Retention: as the person.';

create unlogged table identity.cas_tickets (
  digest           bytea primary key,
  is_proxy         boolean not null,
  relying_party_id uuid not null,
  session_id       uuid not null,
  school_ids       uuid[] not null,
  service          text not null,
  from_new_login   boolean not null,
  proxies          text[] not null,
  expires_at       timestamptz not null,
  used_at          timestamptz
) with (fillfactor = 70);
comment on table identity.cas_tickets is
  'Service and proxy tickets of CAS as SHA-256: bound to one address, once, ten seconds. Lost in a crash, the browser asks for another. Retention: one hour.';
create index cas_tickets_expiry on identity.cas_tickets (expires_at);

create table identity.cas_grants (
  digest           bytea primary key,
  relying_party_id uuid not null references identity.relying_parties,
  session_id       uuid not null,
  school_ids       uuid[] not null,
  proxies          text[] not null,
  granted_at       timestamptz not null
);
comment on table identity.cas_grants is
  'Tickets by which a service opens other services in the person''s name (PGT), as SHA-256; proxies: the addresses they were delivered to, the last first. Good as long as the session. Retention: one day after the session.';
create index cas_grants_session on identity.cas_grants (session_id);

create table identity.service_logins (
  id               uuid primary key,
  session_id       uuid not null,
  relying_party_id uuid not null references identity.relying_parties,
  ticket           text not null,
  address          text not null,
  user_name        text not null,
  at               timestamptz not null,
  tries            smallint not null default 0
);
comment on table identity.service_logins is
  'Services to tell when a session ends. ticket: the ticket by which the service knows its own session; it was used and opens nothing any more. tries: how often it did not answer; the third time it is given up. Retention: told, then deleted; 92 days at most.';
create index service_logins_session on identity.service_logins (session_id);

create table identity.service_openings (
  id               uuid primary key,
  person_id        uuid not null references identity.accounts,
  opened_at        timestamptz not null,
  relying_party_id uuid not null references identity.relying_parties,
  way              text not null check (way in ('cas', 'cas-proxy')),
  released         text[] not null
);
comment on table identity.service_openings is
  'Beside the journal of connections: which service a person opened, when, and which attributes it received (their names, never their values). Read by the person. Retention: 12 months, deleted with the person.';
create index service_openings_person on identity.service_openings (person_id, opened_at desc);
create index service_openings_time on identity.service_openings (opened_at);
