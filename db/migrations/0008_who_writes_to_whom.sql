-- Who sees whom and who may write to whom: what the platform and each school decided, and the index of circles that serves lists.
-- The rules themselves are code (modules/directory/visibility/catalogue.ts); rows here only say where a setting differs from it.
-- Locks: new tables only; filling circle_members reads the directory once.

create table directory.platform_rule_choices (
  stage      text collate "C" not null check (stage in ('nursery', 'elementary', 'college')),
  rule       text collate "C" not null,
  verb       text collate "C" not null check (verb in ('see', 'write')),
  starts_on  date not null,
  choice     text collate "C" not null check (choice in ('never', 'closed', 'open', 'always')),
  decided_by uuid references directory.persons,
  decided_at timestamptz not null,
  primary key (stage, rule, verb, starts_on)
);
comment on table directory.platform_rule_choices is
  'What the operator decided of a rule of seeing or writing for one kind of school, from a day on; the last row that has begun counts, the catalogue where there is none. never: no school may open it; closed: closed, a school may open it; open: open, a school may close it; always: open everywhere. Retention: life of the platform.';

create table directory.school_rule_choices (
  school_id  uuid not null references directory.schools,
  rule       text collate "C" not null,
  verb       text collate "C" not null check (verb in ('see', 'write')),
  starts_on  date not null,
  choice     text collate "C" not null check (choice in ('closed', 'open', 'default')),
  decided_by uuid references directory.persons,
  decided_at timestamptz not null,
  primary key (school_id, rule, verb, starts_on)
);
comment on table directory.school_rule_choices is
  'What the head of a school decided of a rule, from a day on, within what the platform leaves open; default: as the platform says. The last row that has begun counts. Retention: life of the platform.';

create table directory.circle_members (
  school_id uuid not null,
  circle_id uuid not null,
  role      text collate "C" not null,
  sort_name text collate "C" not null,
  person_id uuid not null,
  primary key (school_id, circle_id, role, sort_name, person_id)
);
comment on table directory.circle_members is
  'Who is what in each circle of a school, in the order of names: the school itself (circle_id = school_id) and each class or group. guardian: legal representative of a pupil of the circle; contact: another adult of such a pupil. Derived from profiles, memberships, kinships and mandates by refresh_circles, no truth of its own: it proposes people to lists, and the policy decides on each. No foreign keys: a million checks would guard nothing. Retention: as the person.';

-- Brings the circles of the given schools to what the directory says on that day; twice writes nothing.
create function directory.refresh_circles(schools uuid[], on_day date) returns table (added bigint, removed bigint) language sql as $$
  with belongs as materialized (
    select pr.school_id, pr.school_id as circle_id, pr.kind as role, pr.person_id
    from directory.profiles pr
    where pr.school_id = any(schools) and (pr.ends_on is null or pr.ends_on > on_day)
    union
    select m.school_id, m.group_id,
           case m.role when 'main_teacher' then 'teacher' when 'owner' then 'member' else m.role end, m.person_id
    from directory.memberships m
    where m.school_id = any(schools) and (m.ends_on is null or m.ends_on > on_day)
    union
    select d.school_id, d.school_id, 'after_school', d.person_id
    from directory.mandates d
    where d.kind = 'after_school' and d.school_id = any(schools) and d.starts_on <= on_day and (d.ends_on is null or d.ends_on > on_day)
  ),
  adults as materialized (
    select distinct b.school_id, b.circle_id, case when k.authority = 1 then 'guardian' else 'contact' end as role, k.adult_id as person_id
    from belongs b join directory.kinships k on k.pupil_id = b.person_id and (k.ends_on is null or k.ends_on > on_day)
    where b.role = 'pupil' or b.circle_id <> b.school_id
  ),
  wanted as materialized (
    select w.school_id, w.circle_id, w.role, p.sort_name collate "C" as sort_name, w.person_id
    from (
      select school_id, circle_id, role, person_id from belongs where role <> 'guardian'
      union all
      select school_id, circle_id, role, person_id from adults
      union all
      -- A guardian's profile may outlast the last child: the school still sees it.
      select b.school_id, b.circle_id, 'contact', b.person_id from belongs b
      where b.role = 'guardian'
        and not exists (select from adults a where a.circle_id = b.circle_id and a.person_id = b.person_id)
    ) as w
    join directory.persons p on p.id = w.person_id and p.left_on is null
  ),
  gone as (
    delete from directory.circle_members c
    where c.school_id = any(schools)
      and not exists (
        select from wanted w
        where w.school_id = c.school_id and w.circle_id = c.circle_id and w.role = c.role and w.sort_name = c.sort_name
          and w.person_id = c.person_id)
    returning 1
  ),
  come as (
    insert into directory.circle_members (school_id, circle_id, role, sort_name, person_id)
    select w.school_id, w.circle_id, w.role, w.sort_name, w.person_id from wanted w
    where not exists (
      select from directory.circle_members c
      where c.school_id = w.school_id and c.circle_id = w.circle_id and c.role = w.role and c.sort_name = w.sort_name
        and c.person_id = w.person_id)
    order by w.school_id, w.circle_id, w.role, w.sort_name, w.person_id
    on conflict do nothing
    returning 1
  )
  select (select count(*) from come), (select count(*) from gone)
$$;
comment on function directory.refresh_circles(uuid[], date) is 'Called after people of those schools changed, and for every school each night.';

select directory.refresh_circles(array(select id from directory.schools), current_date);
