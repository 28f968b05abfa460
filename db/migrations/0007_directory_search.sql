-- Finding people and schools by the beginning of any word of their name, in any order.
-- Locks: schools is rewritten while small; the rest is new.

create function directory.fold_name(name text) returns text language sql immutable parallel safe strict as $$
  select btrim(regexp_replace(
    regexp_replace(normalize(replace(replace(lower(name), 'œ', 'oe'), 'æ', 'ae'), NFD), '[\u0300-\u036f]+', '', 'g'),
    '[^[:alnum:]]+', ' ', 'g'))
$$;
comment on function directory.fold_name(text) is 'A name without capitals, accents and signs, as foldName of modules/directory/rules.ts.';

alter table directory.schools
  add column search_name text collate "C"
  generated always as (' ' || directory.fold_name(name || ' ' || uai || ' ' || coalesce(city, ''))) stored;

-- Inside a school one looks through its people: they are some hundreds, side by side in this index.
create index profiles_people on directory.profiles (school_id, kind) include (person_id, ends_on);

-- Who is in a class: the partial index of open memberships does not serve dates to come.
create index memberships_group on directory.memberships (group_id);

create table directory.name_words (
  word      text collate "C" not null,
  person_id uuid not null references directory.persons on delete cascade,
  sort_name text collate "C" not null,
  primary key (word, sort_name, person_id)
);
comment on table directory.name_words is
  'Each word of each person''s name: lets the operator''s support find one person among all. Derived from persons.sort_name, refreshed when names change. Retention: as the person.';
create index name_words_person on directory.name_words (person_id);
