-- What a school shows of itself and in which order: its accent and hours, its services and links, what each person keeps at hand; and
-- banners for some profiles only, or that say that the school is closed.
-- Locks: a constraint of portal.banners is replaced (a small table).

create or replace view directory.school_places as
  select s.id as school_id, s.uai, s.name as school_name, s.commune_id, c.name as commune_name,
         s.kind, s.street, s.postal_code, s.city, s.phone, s.closed_on
  from directory.schools s left join directory.communes c on c.id = s.commune_id;

alter table portal.banners
  add column audiences text[],
  drop constraint banners_kind_check,
  add constraint banners_kind_check check (kind in ('information', 'maintenance', 'incident', 'closed', 'summer')),
  add constraint banners_audiences_check check (audiences <@ array['pupil', 'guardian', 'teacher', 'staff']),
  add constraint banners_closed_check check (kind not in ('closed', 'summer') or school_id is not null);
comment on column portal.banners.audiences is 'Profiles it is for; null: everyone. closed, summer: the school''s services and links rest meanwhile.';

create table portal.looks (
  school_id  uuid primary key references directory.schools,
  shown_name text check (length(shown_name) between 1 and 80),
  accent     text check (accent in ('abricot', 'framboise', 'tilleul', 'azur', 'lilas', 'ardoise')),
  hours      text check (length(hours) <= 1000),
  changed_by uuid not null,
  changed_at timestamptz not null
);
comment on table portal.looks is 'How a school shows itself: name used, accent, opening hours on its public page. Retention: as the school.';

create table portal.items (
  school_id  uuid not null references directory.schools,
  key        text not null,
  position   smallint not null,
  is_on      boolean not null default true,
  label      text check (length(label) between 1 and 60),
  audiences  text[] check (audiences <@ array['pupil', 'guardian', 'teacher', 'staff']),
  group_ids  uuid[],
  address    text check (address ~ '^https://'),
  icon       text,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (school_id, key),
  check ((address is not null) = (key like 'link:%'))
);
comment on table portal.items is
  'What a school changed of its services (key of a tile) and its links to elsewhere (link:<uuid>): order, on or off, name, for which profiles and groups (null: all). Retention: as the school.';

create table portal.pins (
  person_id uuid not null references directory.persons,
  key       text not null,
  pinned_at timestamptz not null,
  primary key (person_id, key)
);
comment on table portal.pins is 'What a person keeps at hand, above all the rest. Retention: as the person.';

-- What the directory publishes of open classes and groups.
create view directory.school_groups as
  select g.id as group_id, g.school_id, g.kind, g.label from directory.groups g where g.ends_on is null;
