-- Pictures (of a person, of a school) written anew by us; levels among those for whom something of a portal is, and what the portal needs
-- to count them; the last two steps of the start of the year: the portal chosen, the word of welcome.
-- Locks: portal.looks and portal.items get columns without a default (no rewrite).

create table platform.pictures (
  id      uuid primary key,
  address text not null unique check (address ~ '^[A-Za-z0-9_-]{22}$'),
  shape   text not null check (shape in ('square', 'wide')),
  made_at timestamptz not null
);
comment on table platform.pictures is
  'Pictures that people sent, cut and written anew; who may see one is decided by the module whose row names it. address: made of what it shows, part of the web address, says nothing by itself. Retention: as the row that names it.';

create table platform.picture_sizes (
  picture_id uuid not null references platform.pictures on delete cascade,
  width      smallint not null check (width between 16 and 2048),
  height     smallint not null check (height between 16 and 2048),
  bytes      bytea not null,
  primary key (picture_id, width)
);
comment on table platform.picture_sizes is 'Each picture in the sizes that pages show, as WebP. Retention: as the picture.';
-- Already compressed: not tried again.
alter table platform.picture_sizes alter column bytes set storage external;

create table directory.person_photos (
  person_id  uuid primary key references directory.persons,
  picture_id uuid not null unique references platform.pictures,
  added_by   uuid references directory.persons,
  added_at   timestamptz not null
);
comment on table directory.person_photos is
  'The photo of a person, by whom it was added. Of a pupil it shows only while the consent to that purpose stands. Retention: as the person, or until it is removed.';

alter table portal.looks
  add column picture_id  uuid references platform.pictures,
  add column picture_alt text check (length(picture_alt) <= 200),
  add constraint looks_picture_check check ((picture_id is null) = (picture_alt is null));
comment on column portal.looks.picture_alt is 'What the picture shows, in words; empty: it only decorates.';

alter table portal.items add column level_codes text[];
comment on column portal.items.level_codes is 'Levels (MEFSTAT4) of the pupils it is for, and of those around them; null: all.';

create table portal.choices (
  school_id uuid primary key references directory.schools,
  chosen_by uuid not null,
  chosen_at timestamptz not null
);
comment on table portal.choices is
  'When a school last said what its portal shows, by changing it or by keeping it as it is: a step of the start of the year. Retention: as the school.';
insert into portal.choices (school_id, chosen_by, chosen_at)
  select distinct on (c.school_id) c.school_id, c.changed_by, c.changed_at
  from (select school_id, changed_by, changed_at from portal.looks
        union all select school_id, changed_by, changed_at from portal.items) as c
  order by c.school_id, c.changed_at desc;

create table portal.welcomes (
  school_id  uuid not null references directory.schools,
  id         uuid not null,
  words      text not null check (length(words) between 1 and 1500),
  signature  text not null check (length(signature) between 1 and 80),
  audiences  text[] check (audiences <@ array['pupil', 'guardian', 'teacher', 'staff']),
  ends_on    date not null,
  written_by uuid not null,
  written_at timestamptz not null,
  removed_by uuid,
  removed_at timestamptz,
  primary key (school_id, id)
);
comment on table portal.welcomes is
  'The word of welcome of a school, on the first page of those it is for, until ends_on (first day without it). A new one replaces the former. Retention: one year after the end.';
create unique index welcomes_standing on portal.welcomes (school_id) where removed_at is null;

-- What the directory publishes of who is what in a school, for counting whom something reaches. Dated: readers ask for their day.
create view directory.school_profiles as
  select pr.school_id, pr.person_id, pr.kind, pr.starts_on, pr.ends_on from directory.profiles pr
  union all
  select d.school_id, d.person_id, d.kind, d.starts_on, d.ends_on from directory.mandates d where d.school_id is not null;

create view directory.school_members as
  select m.school_id, m.group_id, m.person_id, m.role, m.starts_on, m.ends_on from directory.memberships m;

create view directory.pupil_levels as
  select e.school_id, e.pupil_id, e.level_code, coalesce(l.label, e.level_label, e.level_code) as level, coalesce(l.rank, 999) as rank,
         e.starts_on, e.ends_on
  from directory.enrolments e left join directory.levels l on l.code = e.level_code
  where e.level_code is not null;

create view directory.pupil_guardians as
  select k.pupil_id, k.adult_id, k.starts_on, k.ends_on from directory.kinships k where k.authority = 1;

-- That an access is closed, never why.
create view directory.closed_accesses as
  select x.pupil_id, x.adult_id, x.starts_on, x.ends_on from directory.access_suspensions x where x.lifted_at is null;
