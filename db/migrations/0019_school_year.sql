-- Next school year, prepared as a draft from June and opened on a date. A draft is apart from the directory on purpose: nothing that
-- reads groups and places can meet it before it is opened.
-- Locks: new tables only.

create table directory.year_drafts (
  school_id   uuid not null references directory.schools,
  year        smallint not null references directory.school_years,
  opens_on    date not null,
  prepared_by uuid,
  prepared_at timestamptz not null,
  shared_by   uuid,
  shared_at   timestamptz,
  opened_on   date,
  opened_by   uuid,
  opened_at   timestamptz,
  counts      jsonb not null default '{}',
  primary key (school_id, year),
  check ((shared_by is null) = (shared_at is null)),
  check ((opened_on is null) = (opened_at is null))
);
comment on table directory.year_drafts is
  'A school year that a school prepares before it begins (opened_at null), then opened: by whom (opened_by null: by itself, on the day set) and with what counts. shared: the teachers may read it. Retention: life of the school; the places in it go one year after the opening.';
create index year_drafts_due on directory.year_drafts (opens_on, school_id) where opened_at is null;

create table directory.year_draft_classes (
  school_id     uuid not null,
  year          smallint not null,
  id            uuid not null unique,
  label         text not null check (length(label) between 1 and 80),
  from_group_id uuid,
  group_id      uuid,
  primary key (school_id, year, id),
  foreign key (school_id, year) references directory.year_drafts
);
comment on table directory.year_draft_classes is
  'Classes of a year in preparation. from_group_id: the class of this year that it follows; group_id: what it became when the year was opened, the academy''s class of that name where there was one. Retention: as the draft.';

create table directory.year_draft_teachers (
  school_id uuid not null,
  year      smallint not null,
  class_id  uuid not null,
  person_id uuid not null references directory.persons,
  primary key (school_id, year, class_id, person_id),
  foreign key (school_id, year, class_id) references directory.year_draft_classes on delete cascade
);
comment on table directory.year_draft_teachers is 'Who will teach a class of a year in preparation. Retention: as the places.';
create index year_draft_teachers_person on directory.year_draft_teachers (person_id);

create table directory.year_draft_places (
  school_id  uuid not null,
  year       smallint not null,
  pupil_id   uuid not null references directory.persons,
  class_id   uuid,
  leaves     boolean not null default false,
  level_code text,
  decided_by uuid,
  primary key (school_id, year, pupil_id),
  foreign key (school_id, year) references directory.year_drafts,
  foreign key (school_id, year, class_id) references directory.year_draft_classes on delete set null (class_id),
  check (not (leaves and class_id is not null))
);
comment on table directory.year_draft_places is
  'Where a pupil will be next year: a class, or leaving the school, or to be placed (neither); with the level. decided_by: who said so, null while it is our proposal. Retention: one year after the opening (holds the proposal beside what the academy said).';
create index year_draft_places_pupil on directory.year_draft_places (pupil_id);

-- What the directory publishes of how long a group lasts, for those who keep things by group.
create view directory.group_terms as
  select g.id as group_id, g.school_id, g.year, g.ends_on from directory.groups g;
