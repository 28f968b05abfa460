-- Why somebody could not come in: the last refused tries of an account, and who was told about them. And which services have a card on
-- the home page.
-- Locks: connectors.services for the time of adding a column without default.

create unlogged table identity.refused_tries (
  id          uuid primary key,
  person_id   uuid not null,
  happened_at timestamptz not null,
  way         text not null check (way in ('password', 'code', 'pictures', 'factor', 'provider', 'passkey')),
  reason      text not null check (reason ~ '^[a-z][a-z-]{1,40}$'),
  open_at     timestamptz,
  browser     bytea not null,
  is_known    boolean not null,
  device      jsonb not null
);
comment on table identity.refused_tries is
  'The last tries to come in that were refused, of accounts that exist: when, by what way, why; never what was typed, never a try for a login that nobody has. open_at: until when a wait was asked. browser: SHA-256 of a random cookie of that browser, behind the number that its page shows. is_known: the person came in with it before; only then does reading that number out say that they consent to be helped. Unlogged and without foreign key, so that a refusal takes as long for nobody as for somebody; lost in a crash. Retention: 30 days, twenty a person from browsers known and twenty from others.';
create index refused_tries_person on identity.refused_tries (person_id, happened_at desc);

create table identity.doctor_visits (
  id        uuid primary key,
  person_id uuid not null references directory.persons,
  opened_by uuid not null,
  school_id uuid references directory.schools,
  ground    text not null check (ground in ('number', 'reason')),
  reason    text check (length(reason) between 5 and 280),
  opened_at timestamptz not null,
  ends_at   timestamptz not null,
  check ((ground = 'reason') = (reason is not null))
);
comment on table identity.doctor_visits is
  'Who looked why somebody could not sign in: with a number that was read out from a session or a known browser of the person, or for a reason that was typed. Read by the person. Retention: 12 months.';
create index doctor_visits_person on identity.doctor_visits (person_id, opened_at desc);
create index doctor_visits_opener on identity.doctor_visits (opened_by, opened_at desc);

alter table connectors.services add column card text check (card in ('pronote'));
comment on table connectors.services is
  'Catalogue of services that people enter with their account here: publisher, purpose and legal basis (register of processing), tile and where it leads; card: what it tells of a person on their home page, asked with a proxy ticket and never kept. Retention: as long as the service is declared.';
