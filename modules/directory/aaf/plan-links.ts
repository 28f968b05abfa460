import { type FoundRow, type PlanFrame, tell, valuesOf } from './plan-frame.ts';
import { analyze } from './staging.ts';

/**
 * Enrolments, memberships and profiles: what the delivery states against what the directory holds, as rows to create, change or
 * close. A row that a school made is never changed nor closed, and counts as stated; only a pupil's enrolment and profile made by
 * hand pass to the academy once it knows the pupil.
 */
export async function planLinks(frame: PlanFrame): Promise<void> {
  const { connection } = frame;
  const values = valuesOf(frame);
  tell(frame, 'quarantine', 'unknown-school', await connection.rows<FoundRow>(unknownSchools, values));
  tell(frame, 'quarantine', 'unknown-group', await connection.rows<FoundRow>(unknownGroups, values));
  tell(frame, 'warning', 'unknown-function', await connection.rows<FoundRow>(unknownFunctions));
  tell(frame, 'info', 'no-function', await connection.rows<FoundRow>(withoutFunction));
  await connection.run(pendingGroups);
  await connection.run(enrolments, values);
  await connection.run(memberships, values);
  tell(frame, 'info', 'draft-overruled', await connection.rows<FoundRow>(overruledDrafts));
  await connection.run(pupilProfiles, values);
  await connection.run(staffProfiles, values);
  await analyze(connection, ['plan_enrolments', 'plan_memberships', 'plan_profiles']);
}

/** A pupil none of whose schools we know. */
const unknownSchools = `
select p.file, p.line, p.source_id, jsonb_build_object('school', coalesce(p.school, '')) as details
from directory_import.people p
join directory_import.plan_people x on x.category = 'pupil' and x.source_id = p.source_id and x.unit = 0
where p.category = 'pupil'
order by p.file, p.line`;

const unknownGroups = `
select p.file, p.line, p.source_id, jsonb_build_object('group', m.code, 'kind', m.kind) as details
from directory_import.memberships m
join directory_import.plan_schools u on u.source_id = m.school
join directory_import.people p on p.category = m.category and p.source_id = m.person
where not exists (
  select from directory_import.plan_groups g
  where g.unit = u.unit and g.kind = m.kind and g.code = m.code and g.act <> 'close')
group by p.file, p.line, p.source_id, m.code, m.kind
order by p.file, p.line, m.code`;

const pendingGroups = `
insert into directory_import.plan_pending (category, source_id, target, target_id)
select distinct m.category, m.person, 'group', m.school || '$' || m.kind || '$' || m.code
from directory_import.memberships m
join directory_import.plan_schools u on u.source_id = m.school
where not exists (
  select from directory_import.plan_groups g
  where g.unit = u.unit and g.kind = m.kind and g.code = m.code and g.act <> 'close')`;

const unknownFunctions = `
select min(p.file)::smallint as file, min(p.line) as line, f.code as source_id,
  jsonb_build_object('function', f.code, 'label', max(f.label), 'count', count(*)) as details
from directory_import.functions f
join directory_import.plan_schools u on u.source_id = f.school
join directory_import.people p on p.category = 'staff' and p.source_id = f.person
where not exists (select from directory.function_profiles t where t.function_code = f.code)
group by f.code order by f.code`;

const withoutFunction = `
select p.file, p.line, p.source_id, null::jsonb as details
from directory_import.functions f
join directory_import.plan_schools u on u.source_id = f.school
join directory_import.people p on p.category = 'staff' and p.source_id = f.person
join directory_import.plan_people x on x.category = 'staff' and x.source_id = f.person and x.act <> 'same'
where f.code = '-' and not f.teaches
order by p.file, p.line`;

/** The school says that this person has left, ahead of the academy: what its file still states of them there counts for nothing. */
const stillThere = `not exists (
    select from directory.departures d
    where d.school_id = u.school_id and d.person_id = x.person_id and d.returned_at is null and d.settled_on is null)`;

/**
 * Announced in this school from a day to come while still a pupil of another (CM2 going to a collège): the enrolment is kept, and nothing
 * else of the pupil is here before that day.
 */
const announced = (enrolment: string): string => `${enrolment}.since > :day and exists (
    select from directory.profiles o
    where o.person_id = x.person_id and o.kind = 'pupil' and o.school_id <> u.school_id and (o.ends_on is null or o.ends_on > :day))`;

const begun = `not exists (
    select from directory_import.enrolments a where m.category = 'pupil' and a.pupil = m.person and a.school = m.school and ${announced('a')})`;

/**
 * The school has put this pupil in a class of its own choice this year: its word holds over the academy's class. A table is no choice, nor
 * is a year prepared as a draft: that was a plan.
 */
const noOtherClassBySchool = `not (g.kind = 'class' and m.role = 'pupil' and exists (
    select from directory.memberships o
    join directory.groups og on og.id = o.group_id and og.kind = 'class' and og.year = :year and og.id <> g.id
    where o.person_id = x.person_id and o.school_id = u.school_id and o.role = 'pupil' and o.owner = 'school' and o.ends_on is null
      and (o.source is null or o.source not in ('table', 'draft'))))`;

const enrolments = `
insert into directory_import.plan_enrolments (unit, act, id, school_id, pupil_id, level_code, level_label, mef_code, regime, canteen,
  transport, morning_care, evening_care, study, since)
with stated as (
  select distinct on (u.unit, x.person_id) u.unit, u.school_id, x.person_id as pupil_id,
    coalesce(e.level_code, left(t.stat11, 4), left(m.attributes ->> 'stat11', 4)) as level_code,
    coalesce(e.level_label, t.label, m.label) as level_label,
    e.mef_code, e.regime, e.canteen, e.transport, e.morning_care, e.evening_care, e.study, e.since
  from directory_import.enrolments e
  join directory_import.plan_schools u on u.source_id = e.school
  join directory_import.plan_people x on x.category = 'pupil' and x.source_id = e.pupil
  left join (select distinct on (code) code, label, stat11 from directory_import.terms where kind = 'mef' order by code, label) t
    on t.code = e.mef_code
  left join directory.mefs m on m.source = :source and m.code = e.mef_code
  where ${stillThere}
  order by u.unit, x.person_id, e.since
), held as (
  select e.*, u.unit, u.delivered
  from directory.enrolments e
  join directory_import.plan_scope c on c.category = 'pupil' and c.person_id = e.pupil_id
  join directory_import.plan_schools u on u.school_id = e.school_id
  where e.ends_on is null
)
select coalesce(s.unit, h.unit),
  case when h.id is null then 'create' when s.unit is null then 'close' else 'change' end,
  coalesce(h.id, directory.new_id()), coalesce(s.school_id, h.school_id), coalesce(s.pupil_id, h.pupil_id),
  s.level_code, s.level_label, s.mef_code, s.regime, s.canteen, s.transport, s.morning_care, s.evening_care, s.study, s.since
from stated s full join held h on h.unit = s.unit and h.pupil_id = s.pupil_id and h.year = :year
where h.id is null
   or s.unit is null and h.owner = 'academy' and h.source = :source and (h.delivered or not :full)
   or s.unit is not null
      and (h.owner, h.source, h.level_code, h.level_label, h.mef_code, h.regime, h.canteen, h.transport, h.morning_care,
           h.evening_care, h.study)
        is distinct from ('academy', :source, s.level_code, s.level_label, s.mef_code, s.regime, s.canteen, s.transport,
           s.morning_care, s.evening_care, s.study)`;

const memberships = `
insert into directory_import.plan_memberships (unit, act, id, school_id, group_id, person_id, role, subject_code, since)
with stated as (
  select distinct on (g.id, x.person_id, m.role, m.subject)
    u.unit, u.school_id, g.id as group_id, x.person_id, m.role, m.subject, m.since
  from directory_import.memberships m
  join directory_import.plan_schools u on u.source_id = m.school
  join directory_import.plan_groups g on g.unit = u.unit and g.kind = m.kind and g.code = m.code and g.act <> 'close'
  join directory_import.plan_people x on x.category = m.category and x.source_id = m.person
  where ${stillThere} and ${noOtherClassBySchool} and ${begun}
  order by g.id, x.person_id, m.role, m.subject, m.since
), held as (
  select m.*, u.unit, u.delivered
  from directory.memberships m
  join directory_import.plan_scope c on c.person_id = m.person_id
    and c.category = case when m.role = 'pupil' then 'pupil' when m.role in ('teacher', 'main_teacher') then 'staff' end
  join directory_import.plan_schools u on u.school_id = m.school_id
  where m.ends_on is null
)
select coalesce(s.unit, h.unit), case when h.id is null then 'create' else 'close' end,
  coalesce(h.id, directory.new_id()), coalesce(s.school_id, h.school_id), coalesce(s.group_id, h.group_id),
  coalesce(s.person_id, h.person_id), coalesce(s.role, h.role), coalesce(s.subject, h.subject_code), s.since
from stated s full join held h
  on h.group_id = s.group_id and h.person_id = s.person_id and h.role = s.role
  and coalesce(h.subject_code, '') = coalesce(s.subject, '')
where h.id is null
   or s.unit is null and h.owner = 'academy' and h.source = :source and (h.delivered or not :full)
   -- Where a table or a draft had put the pupil, until the academy says the class.
   or s.unit is null and h.owner = 'school' and h.source in ('table', 'draft') and h.role = 'pupil' and exists (
     select from stated t
     join directory_import.plan_groups tg on tg.id = t.group_id and tg.kind = 'class'
     join directory.groups hg on hg.id = h.group_id and hg.kind = 'class'
     where t.person_id = h.person_id and t.school_id = h.school_id and t.role = 'pupil')`;

/** Pupils whom a school had placed in a draft of the year, and whom the academy puts elsewhere. */
const overruledDrafts = `
select null::smallint as file, null::integer as line, u.source_id, jsonb_build_object('school', s.name, 'uai', s.uai, 'count', count(*)) as details
from directory_import.plan_memberships p
join directory.memberships m on m.id = p.id and m.source = 'draft'
join directory_import.plan_schools u on u.unit = p.unit
join directory.schools s on s.id = u.school_id
where p.act = 'close'
group by u.source_id, s.name, s.uai order by s.uai`;

/** Where a pupil is enrolled or in a group, the pupil has a profile. */
const pupilProfiles = `
insert into directory_import.plan_profiles (unit, act, id, school_id, person_id, kind)
with stated as (
  select u.unit, u.school_id, x.person_id
  from directory_import.enrolments e
  join directory_import.plan_schools u on u.source_id = e.school
  join directory_import.plan_people x on x.category = 'pupil' and x.source_id = e.pupil
  where ${stillThere} and (${announced('e')}) is not true
  union
  select u.unit, u.school_id, x.person_id
  from directory_import.memberships m
  join directory_import.plan_schools u on u.source_id = m.school
  join directory_import.plan_people x on x.category = 'pupil' and x.source_id = m.person
  where m.category = 'pupil' and ${stillThere} and ${begun}
), held as (
  select r.*, u.unit, u.delivered
  from directory.profiles r
  join directory_import.plan_scope c on c.category = 'pupil' and c.person_id = r.person_id
  join directory_import.plan_schools u on u.school_id = r.school_id
  where r.ends_on is null and r.kind = 'pupil'
)
select coalesce(s.unit, h.unit),
  case when h.id is null then 'create' when s.unit is null then 'close' else 'change' end,
  coalesce(h.id, directory.new_id()), coalesce(s.school_id, h.school_id), coalesce(s.person_id, h.person_id), 'pupil'
from stated s full join held h on h.unit = s.unit and h.person_id = s.person_id
where h.id is null
   or s.unit is null and h.owner = 'academy' and h.source = :source and (h.delivered or not :full)
   or s.unit is not null and (h.owner <> 'academy' or h.source is distinct from :source)`;

/** One profile per school and kind; the operator's table says which kind a function is. A teacher without function still teaches. */
const staffProfiles = `
insert into directory_import.plan_profiles (unit, act, id, school_id, person_id, kind, function_code, function_label)
with stated as (
  select distinct on (u.unit, x.person_id, kind) u.unit, u.school_id, x.person_id,
    case when f.code = '-' and f.teaches then 'teacher'
         else coalesce(t.profile, case when f.teaches then 'teacher' else 'staff' end) end as kind,
    f.code, nullif(f.label, '') as label
  from directory_import.functions f
  join directory_import.plan_schools u on u.source_id = f.school
  join directory_import.plan_people x on x.category = 'staff' and x.source_id = f.person
  left join directory.function_profiles t on t.function_code = f.code
  where ${stillThere}
  order by u.unit, x.person_id, kind, f.code, f.label desc
), held as (
  select r.*, u.unit, u.delivered
  from directory.profiles r
  join directory_import.plan_scope c on c.category = 'staff' and c.person_id = r.person_id
  join directory_import.plan_schools u on u.school_id = r.school_id
  where r.ends_on is null and r.kind not in ('pupil', 'guardian')
)
select coalesce(s.unit, h.unit),
  case when h.id is null then 'create' when s.unit is null then 'close' else 'change' end,
  coalesce(h.id, directory.new_id()), coalesce(s.school_id, h.school_id), coalesce(s.person_id, h.person_id),
  coalesce(s.kind, h.kind), s.code, s.label
from stated s full join held h on h.unit = s.unit and h.person_id = s.person_id and h.kind = s.kind
where h.id is null
   or s.unit is null and h.owner = 'academy' and h.source = :source and (h.delivered or not :full)
   or s.unit is not null and (h.owner = 'academy' and h.source = :source or h.source = 'table')
      and (h.source, h.function_code, h.function_label) is distinct from (:source, s.code, s.label)`;
