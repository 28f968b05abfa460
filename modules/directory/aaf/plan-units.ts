import { type PlanFrame, valuesOf } from './plan-frame.ts';
import { analyze } from './staging.ts';

/** Which transaction writes whom, and who leaves the schools altogether or comes back. */
export async function planUnits(frame: PlanFrame): Promise<void> {
  const { connection, beside } = frame;
  const values = valuesOf(frame);
  await Promise.all([connection.run(unitsByLinks), analyze(beside, ['plan_profiles'])]);
  await analyze(connection, ['plan_people_units']);
  await connection.run(unitsOfOthers);
  await Promise.all([connection.run(writes), beside.run(leavers, values).then(() => beside.run(returners, values))]);
}

/** A person is written with every school that needs the person, whichever comes first. */
const unitsByLinks = `
insert into directory_import.plan_people_units (unit, category, source_id, shared)
select l.unit, p.category, p.source_id, count(*) over (partition by p.category, p.source_id) > 1
from directory_import.plan_people p
join (
  select unit, person_id from directory_import.plan_profiles where act = 'create'
  union all
  select unit, person_id from directory_import.plan_memberships where act = 'create'
  union all
  select unit, pupil_id from directory_import.plan_enrolments where act = 'create'
  union all
  select unit, pupil_id from directory_import.plan_kinships where act = 'create'
  union all
  select unit, adult_id from directory_import.plan_kinships where act = 'create'
) l on l.person_id = p.person_id
where p.act <> 'same'
group by l.unit, p.category, p.source_id`;

/** Changed without a new link: one of their schools; else the school of attachment, else none (unit 0). */
const unitsOfOthers = `
insert into directory_import.plan_people_units (unit, category, source_id, shared)
select coalesce(
    (select min(u.unit) from directory.profiles r join directory_import.plan_schools u on u.school_id = r.school_id
     where r.person_id = p.person_id and r.ends_on is null),
    p.unit),
  p.category, p.source_id, false
from directory_import.plan_people p
where p.act <> 'same'
  and not exists (
    select from directory_import.plan_people_units u where u.category = p.category and u.source_id = p.source_id)`;

const writes = `
insert into directory_import.plan_writes (unit, shared, category, source_id, person_id, act, ine_conflict, ordinal, sort_name, digest,
  attributes)
select u.unit, u.shared, p.category, p.source_id, p.person_id, p.act, p.ine_conflict, p.ordinal, o.sort_name, o.digest, o.attributes
from directory_import.plan_people_units u
join directory_import.plan_people p on p.category = u.category and p.source_id = u.source_id
join directory_import.people o on o.category = u.category and o.source_id = u.source_id
order by u.unit`;

/** Gone from every feed and every school, without mandate; a pupil without any school has left even while a feed still names them. */
const leavers = `
insert into directory_import.plan_leavers (unit, person_id, act)
with concerned as (
  select person_id, min(unit) as unit from (
    select person_id, unit from directory_import.plan_departures
    union all
    select person_id, unit from directory_import.plan_profiles where act = 'close'
    union all
    select p.person_id, p.unit from directory_import.plan_people p
    where p.category = 'pupil' and p.act = 'create'
      and not exists (select from directory_import.plan_profiles r where r.person_id = p.person_id and r.act = 'create')
  ) as c group by person_id
)
select c.unit, c.person_id, 'leave'
from concerned c
left join directory.persons q on q.id = c.person_id
where q.left_on is null
  and not exists (
    select from directory.profiles r
    where r.person_id = c.person_id and r.ends_on is null
      and not exists (select from directory_import.plan_profiles p where p.id = r.id and p.act = 'close'))
  and not exists (select from directory_import.plan_profiles p where p.person_id = c.person_id and p.act = 'create')
  and not exists (select from directory.mandates m where m.person_id = c.person_id and (m.ends_on is null or m.ends_on > :day))
  and (
    exists (select from directory_import.plan_people p where p.person_id = c.person_id and p.category = 'pupil')
    or not exists (select from directory_import.plan_people p where p.person_id = c.person_id)
       and not exists (
         select from directory.person_sources s
         where s.person_id = c.person_id and s.gone_on is null
           and not exists (
             select from directory_import.plan_departures d
             where s.source = :source and d.category = s.category and d.source_id = s.source_id)))`;

const returners = `
insert into directory_import.plan_leavers (unit, person_id, act)
select min(p.unit), p.person_id, 'return'
from directory_import.plan_people_units u
join directory_import.plan_people p on p.category = u.category and p.source_id = u.source_id
join directory.persons q on q.id = p.person_id and q.left_on is not null
where p.category <> 'pupil' or exists (
  select from directory_import.plan_profiles r where r.person_id = p.person_id and r.act = 'create')
group by p.person_id`;
