-- Who leaves is told, then kept out, and is erased within three months; what the law wants kept longer lies apart, each kind with its own
-- clock, for the data-protection officer alone.
-- Locks: persons for the time of adding columns without default; mandates and one small constraint of it; the rest is new.

alter table directory.persons
  add column erased_on date,
  add column erasure_reason text check (erasure_reason in ('left', 'asked', 'operator', 'merged'));
comment on column directory.persons.erased_on is
  'A tombstone since then: uid, days and erasure_reason, no name and nothing else. Never cleared: who comes back is a new person.';
update directory.persons p set erased_on = m.settled_at::date, erasure_reason = 'merged'
from directory.merges m where m.from_id = p.id and m.settled_at is not null;
create index persons_left on directory.persons (left_on) where left_on is not null and erased_on is null;

alter table directory.mandates
  drop constraint mandates_kind_check,
  add constraint mandates_kind_check check (kind in ('platform', 'academy', 'commune', 'after_school', 'delegate', 'dpo'));
comment on table directory.mandates is
  'Mandates that no academic file gives: Métropole administrators, the data-protection officer (dpo), academy, municipal agents of a commune, after-school coordinators of a school, and delegates to whom a head entrusts duties, for a school or one class of it. Dated, revoked by an earlier ends_on. Retention: 12 months after the end.';

create table identity.connections (
  id          uuid primary key,
  person_id   uuid not null references identity.accounts,
  happened_at timestamptz not null,
  means       text not null check (means in ('password', 'pictures')),
  kind        text not null,
  address     text not null,
  device      jsonb not null
);
comment on table identity.connections is
  'The connection journal: who came in, when, from which address and browser, as the law asks of who runs such a service. The person reads it. Retention: 12 months, in the restricted archive once the person is erased.';
create index connections_person on identity.connections (person_id, happened_at desc);
create index connections_time on identity.connections (happened_at);

create schema archive;

create table archive.records (
  id          uuid primary key,
  kind        text not null check (kind in ('connection', 'consent')),
  person_id   uuid not null,
  uid         text not null,
  holder      text not null,
  happened_at timestamptz not null,
  content     jsonb not null,
  archived_on date not null,
  kept_until  date not null
);
comment on table archive.records is
  'What must outlive an erased person, named in docs/operate/retention.md: read by the data-protection officer alone, each reading noted. holder: the name as it was. kept_until: first day without it. Retention: connections 12 months after each; consents (charter) 5 years after the erasure.';
create index records_uid on archive.records (uid, happened_at);
create index records_due on archive.records (kept_until);

create schema privacy;

create table privacy.leaves (
  id           uuid primary key,
  person_id    uuid not null references directory.persons,
  left_on      date not null,
  erase_on     date not null,
  told_at      timestamptz,
  disabled_at  timestamptz,
  reminded_at  timestamptz,
  choice       text check (choice in ('keep', 'erase')),
  chosen_by    uuid,
  chosen_at    timestamptz,
  returned_at  timestamptz,
  erased_at    timestamptz,
  check ((choice is null) = (chosen_at is null))
);
comment on table privacy.leaves is
  'The way out of somebody who left: told, kept out, reminded, erased on erase_on, and what they chose meanwhile; returned_at: they came back and all is cancelled. Ids and days only. Retention: returned ones 12 months; erased ones for ever, they name nobody.';
create unique index leaves_standing on privacy.leaves (person_id) where returned_at is null and erased_at is null;
create index leaves_due on privacy.leaves (erase_on) where returned_at is null and erased_at is null;

create table privacy.holds (
  id         uuid primary key,
  person_id  uuid not null references directory.persons,
  reason     text not null check (length(reason) between 1 and 500),
  placed_by  uuid not null,
  placed_at  timestamptz not null,
  lifted_by  uuid,
  lifted_at  timestamptz
);
comment on table privacy.holds is
  'A procedure asks that the data of a person stay: nothing erases them meanwhile. Placed and lifted by the data-protection officer. Retention: 12 months after it was lifted; else as the person.';
create unique index holds_standing on privacy.holds (person_id) where lifted_at is null;

create table privacy.requests (
  id          uuid primary key,
  person_id   uuid not null references directory.persons,
  asked_by    uuid not null references directory.persons,
  kind        text not null check (kind in ('rectify', 'erase', 'oppose', 'limit', 'other')),
  words       text not null check (length(words) between 1 and 2000),
  asked_at    timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  answer      text check (length(answer) between 1 and 2000),
  check ((answered_at is null) = (answer is null))
);
comment on table privacy.requests is
  'What somebody asked of the data-protection officer about their data or a child''s, and the answer, shown to who asked. Retention: 12 months after the answer; words go with the person.';
create index requests_person on privacy.requests (person_id, asked_at desc);
create index requests_open on privacy.requests (asked_at) where answered_at is null;
