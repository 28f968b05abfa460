-- The technical ground: facts that leave a transaction, the settings an operator changes while the product runs.
-- Locks: none, new tables only.

create schema platform;

create table platform.outbox (
  id          uuid primary key,
  name        text not null,
  payload     jsonb not null,
  occurred_at timestamptz not null default now()
);
comment on table platform.outbox is
  'Facts emitted by commands, written in the command''s own transaction; delivered by a job, then deleted. Payloads hold ids and dates, never a person''s data. Retention: 30 days after delivery failed for good.';

create table platform.audit_entries (
  id          uuid primary key,
  occurred_at timestamptz not null,
  actor_id    uuid,
  act         text not null,
  subject_id  uuid,
  school_id   uuid,
  details     jsonb not null default '{}',
  request_id  text
);
comment on table platform.audit_entries is
  'What administrators and sensitive commands did, append only. Retention: 12 months. Legal basis: security of processing (GDPR art. 32).';
create index audit_entries_subject on platform.audit_entries (subject_id, occurred_at desc);
create index audit_entries_actor on platform.audit_entries (actor_id, occurred_at desc);
