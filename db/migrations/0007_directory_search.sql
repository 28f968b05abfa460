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

-- Writes the words of the given persons where they differ from what is there; twice writes nothing. Returns rows written.
create function directory.index_names(ids uuid[]) returns bigint language sql as $$
  with wanted as (
    select distinct word, p.id as person_id, p.sort_name
    from directory.persons p, unnest(string_to_array(p.sort_name, ' ')) as word
    where p.id = any(ids) and p.left_on is null and word <> ''),
  stale as (
    delete from directory.name_words w
    where w.person_id = any(ids)
      and not exists (select from wanted n where n.word = w.word and n.sort_name = w.sort_name and n.person_id = w.person_id)
    returning 1),
  fresh as (
    insert into directory.name_words (word, sort_name, person_id)
    select n.word, n.sort_name, n.person_id from wanted n
    where not exists (
      select from directory.name_words w where w.word = n.word and w.sort_name = n.sort_name and w.person_id = n.person_id)
    order by n.word, n.sort_name, n.person_id
    on conflict do nothing
    returning 1)
  select (select count(*) from stale) + (select count(*) from fresh)
$$;
comment on function directory.index_names(uuid[]) is 'Called after names of persons were written, or persons left or came back.';
