-- Two records of one person become one, and may be parted again for thirty days: what was moved is kept that long.
-- Locks: persons for the time of adding a column without default; the rest is new.

alter table directory.persons add column merged_into uuid references directory.persons;
comment on column directory.persons.merged_into is 'The record that took this one over; its uid leads there.';
create index persons_merged on directory.persons (merged_into) where merged_into is not null;

create table directory.merges (
  id         uuid primary key,
  from_id    uuid not null references directory.persons,
  into_id    uuid not null references directory.persons,
  school_id  uuid references directory.schools,
  proof      text not null check (proof in ('school', 'both-sides')),
  created_by uuid not null,
  created_at timestamptz not null,
  undo_until timestamptz not null,
  moved      jsonb,
  undone_at  timestamptz,
  undone_by  uuid,
  settled_at timestamptz,
  check (from_id <> into_id)
);
comment on table directory.merges is
  'Records that were merged, by whom, and what each module moved (moved: rows, for thirty days, so that it can be undone). Retention: moved until settled or undone; the line 12 months.';
create unique index merges_standing on directory.merges (from_id) where undone_at is null;
create index merges_into on directory.merges (into_id, created_at desc);
create index merges_due on directory.merges (undo_until) where undone_at is null and settled_at is null;
