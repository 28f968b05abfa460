-- What a person allows to be done with what is known of them: consents without which a service receives nothing, and what a municipal
-- service may reuse instead of asking it again. Both keep the exact words that were shown, as proof.
-- Locks: relying_parties and linked_identities get one column each without default (no rewrite); all the rest is new.

alter table identity.relying_parties add column consent jsonb;
comment on column identity.relying_parties.consent is
  'For a service whose legal basis is consent: {purpose, recipient, months}, as people are asked. Null: nothing is asked. Without a consent in force no attribute leaves.';
update identity.relying_parties p
set consent = jsonb_build_object('purpose', k.purpose, 'recipient', coalesce(k.publisher, p.name), 'months', 12)
from connectors.services k where k.relying_party_id = p.id and k.legal_basis = 'consent';

alter table identity.linked_identities add column compared_with jsonb;
comment on column identity.linked_identities.compared_with is
  'Fact by fact, a digest of what we held on the day of the comparison: a fact that changed since is no longer called verified. Null: linked before 0032.';

create table identity.shown_words (
  digest         bytea primary key,
  words          text not null,
  first_shown_at timestamptz not null
);
comment on table identity.shown_words is
  'The exact words to which people answered, once each; digest: SHA-256 of their UTF-8. Names nobody. Retention: as long as an answer keeps them.';

create table identity.consents (
  id               uuid primary key,
  person_id        uuid not null references directory.persons,
  author_id        uuid not null references directory.persons,
  relying_party_id uuid not null references identity.relying_parties,
  answer           text not null check (answer in ('given', 'refused', 'withdrawn')),
  terms            bytea not null,
  words            bytea not null references identity.shown_words,
  answered_at      timestamptz not null,
  ends_on          date not null,
  replaced_at      timestamptz
);
comment on table identity.consents is
  'Answers about what a service may receive of a person, each by its author: the person, and for a child under fifteen a legal guardian too. A new answer replaces the former, which stays as proof. terms: digest of purpose, recipient, data and duration, so that other terms are asked again; ends_on: first day on which it holds no more. Retention: five years after ends_on.';
create unique index consents_in_force on identity.consents (person_id, relying_party_id, author_id) where replaced_at is null;
create index consents_author on identity.consents (author_id);
create index consents_words on identity.consents (words);
create index consents_end on identity.consents (ends_on);

create table identity.reuse_requests (
  id          uuid primary key,
  commune_id  uuid not null references directory.communes,
  title       text not null check (length(title) between 1 and 80),
  purpose     text not null check (length(purpose) between 1 and 500),
  recipients  text not null check (length(recipients) between 1 and 300),
  facts       text[] not null check (facts <@ array['address', 'phone', 'email', 'children'] and cardinality(facts) > 0),
  months      smallint not null check (months between 1 and 24),
  declared_by uuid not null,
  declared_at timestamptz not null,
  closed_by   uuid,
  closed_at   timestamptz
);
comment on table identity.reuse_requests is
  'A municipal service asks the families of its commune to let it reuse named facts instead of asking them again. Never changed once declared: people agreed to these words. Retention: life of the platform (names agents only by id).';
create index reuse_requests_commune on identity.reuse_requests (commune_id);

create table identity.reuse_answers (
  id          uuid primary key,
  request_id  uuid not null references identity.reuse_requests,
  person_id   uuid not null references directory.persons,
  answer      text not null check (answer in ('agreed', 'refused', 'withdrawn')),
  words       bytea not null references identity.shown_words,
  answered_at timestamptz not null,
  ends_on     date not null,
  replaced_at timestamptz
);
comment on table identity.reuse_answers is
  'What each person answered to a request of a municipal service. Only agreed, not replaced and before ends_on lets anything be read. Retention: five years after ends_on.';
create unique index reuse_answers_in_force on identity.reuse_answers (request_id, person_id) where replaced_at is null;
create index reuse_answers_person on identity.reuse_answers (person_id);
create index reuse_answers_words on identity.reuse_answers (words);

create table identity.reuse_uses (
  id         uuid primary key,
  answer_id  uuid not null references identity.reuse_answers on delete cascade,
  read_by    uuid not null,
  read_at    timestamptz not null,
  facts      text[] not null,
  by_program boolean not null
);
comment on table identity.reuse_uses is
  'Each time that somebody of a municipal service read what a person agreed to: who, when, which facts (their names, never their values). Read by the person. Retention: 24 months, or as the answer.';
create index reuse_uses_answer on identity.reuse_uses (answer_id, read_at desc);
create index reuse_uses_time on identity.reuse_uses (read_at);
