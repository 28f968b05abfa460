-- Sentences across the top of every page (maintenance, incidents, information), announced ahead, by school, commune or platform.
-- Locks: none, new objects only.

create schema portal;

-- What the directory publishes of where schools lie.
create view directory.school_places as
  select s.id as school_id, s.uai, s.name as school_name, s.commune_id, c.name as commune_name
  from directory.schools s left join directory.communes c on c.id = s.commune_id;

create table portal.banners (
  id         uuid primary key,
  school_id  uuid references directory.schools,
  commune_id uuid references directory.communes,
  kind       text not null check (kind in ('information', 'maintenance', 'incident')),
  words      text not null check (length(words) between 1 and 280),
  starts_on  date not null,
  ends_on    date not null,
  author_id  uuid not null,
  written_at timestamptz not null,
  removed_by uuid,
  removed_at timestamptz,
  check (ends_on > starts_on),
  check (school_id is null or commune_id is null)
);
comment on table portal.banners is
  'Banners: of one school, of a commune''s schools, or of the whole platform (both null). ends_on: first day without it. Retention: one year after the end.';
create index banners_ends on portal.banners (ends_on) where removed_at is null;
