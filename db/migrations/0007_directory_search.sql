-- Finding people and schools by the beginning of any word of their name, in any order.
-- Locks: schools is rewritten while small; the rest is new.

-- Marks are taken off before capitals are: then neither step depends on the collation of what it is given.
create function directory.fold_name(name text) returns text language sql immutable parallel safe strict as $$
  select btrim(lower(regexp_replace(
    regexp_replace(
      normalize(replace(replace(replace(replace(name, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), NFD),
      '[\u0300-\u036f]+', '', 'g'),
    '[^a-zA-Z0-9]+', ' ', 'g')))
$$;
comment on function directory.fold_name(text) is 'A name without capitals, accents and signs, as foldName of modules/directory/rules.ts.';

alter table directory.schools
  add column search_name text collate "C"
  generated always as (' ' || directory.fold_name(name || ' ' || uai || ' ' || coalesce(city, ''))) stored;

-- "Open on a day" is `ends_on is null or ends_on > day`. The unique indexes of open rows serve its first half; these serve the second,
-- so that both together find a school's people, a group's members, a pupil's adults. A first import writes nothing in them.
create index profiles_ended on directory.profiles (school_id) where ends_on is not null;
create index enrolments_ended on directory.enrolments (school_id) where ends_on is not null;
create index memberships_ended on directory.memberships (group_id) where ends_on is not null;
create index kinships_ended on directory.kinships (pupil_id) where ends_on is not null;

create table directory.name_words (
  word      text collate "C" not null,
  sort_name text collate "C" not null,
  person_id uuid not null,
  primary key (word, sort_name, person_id)
);
comment on table directory.name_words is
  'Each word of each person''s name: lets the operator''s support find one person among all. Derived from persons.sort_name; a row whose person has another name by now, or left, counts for nothing. No foreign key: half a million checks at each first import would guard nothing. Retention: as the person.';

-- Lets the given persons be found by the words of their present names; twice writes nothing.
create function directory.index_names(ids uuid[]) returns void language sql as $$
  insert into directory.name_words (word, sort_name, person_id)
  select distinct word, p.sort_name, p.id
  from directory.persons p, unnest(string_to_array(p.sort_name, ' ')) as word
  where p.id = any(ids) and word <> ''
    and not exists (
      select from directory.name_words w
      where w.word = split_part(p.sort_name, ' ', 1) and w.sort_name = p.sort_name and w.person_id = p.id)
  order by 1, 2, 3
  on conflict do nothing
$$;
comment on function directory.index_names(uuid[]) is 'Called after names of persons were written.';
