-- The catalogue of outside services: what each is for, on what ground it receives data, how its tile looks. Who may enter it and what
-- leaves lies with identity, which publishes two views for it.
-- Locks: none, new objects only.

create schema connectors;

create table connectors.services (
  relying_party_id uuid primary key references identity.relying_parties,
  category         text not null check (category in ('academic', 'municipal', 'publisher', 'school-life', 'tool')),
  icon             text not null,
  publisher        text check (length(publisher) between 1 and 120),
  purpose          text not null check (length(purpose) between 1 and 500),
  legal_basis      text not null check (legal_basis in ('public-task', 'legal-obligation', 'contract', 'consent')),
  start_address    text not null check (start_address ~ '^https?://'),
  changed_by       uuid not null,
  changed_at       timestamptz not null
);
comment on table connectors.services is
  'Catalogue of services that people enter with their account here: publisher, purpose and legal basis (register of processing), tile and where it leads. Retention: as long as the service is declared.';

-- What identity publishes of declared services.
create view identity.known_services as
  select p.id as relying_party_id, p.name, p.audiences, p.reach, p.principal, p.released, p.form, p.is_active
  from identity.relying_parties p;

-- What identity publishes of the schools that opened them, with the address of a school's own installation.
create view identity.opened_services as
  select o.school_id, o.relying_party_id, o.audiences, o.switched_at,
         (select a.origin || a.path || case when a.is_prefix then '*' else '' end from identity.service_addresses a
          where a.relying_party_id = o.relying_party_id and a.school_id = o.school_id and a.use = 'service'
          order by a.origin, a.path limit 1) as own_address
  from identity.relying_party_schools o;

-- What identity publishes to each person of the services they opened: never to somebody else.
create view identity.last_openings as
  select o.person_id, o.relying_party_id, max(o.opened_at) as opened_at, count(*) as times
  from identity.service_openings o group by o.person_id, o.relying_party_id;
