import { type PlanFrame, valuesOf } from './plan-frame.ts';
import { analyze } from './staging.ts';

/** Which transaction writes whom, and who leaves the schools altogether or comes back. */
export async function planUnits(frame: PlanFrame): Promise<void> {
  const { connection, beside } = frame;
  const values = valuesOf(frame);
  await Promise.all([
    connection
      .run(writesByLinks)
      .then(() => analyze(connection, ['plan_writes']))
      .then(() => connection.run(writesOfOthers)),
    analyze(beside, ['plan_profiles']).then(() => beside.run(leavers, values)),
  ]);
  await connection.run(returners, values);
}

const written = `p.category, p.source_id, p.person_id, p.act, p.ine_conflict, p.ordinal, o.sort_name, o.digest, o.attributes`;
const columns =
  'unit, shared, category, source_id, person_id, act, ine_conflict, ordinal, sort_name, digest, attributes';

/** A person is written with every school that needs the person, whichever comes first. */
const writesByLinks = `
insert into directory_import.plan_writes (${columns})
with needed as (
  select unit, person_id from directory_import.plan_profiles where act = 'create'
  union
  select unit, person_id from directory_import.plan_memberships where act = 'create'
  union
  select unit, pupil_id from directory_import.plan_enrolments where act = 'create'
  union
  select unit, pupil_id from directory_import.plan_kinships where act = 'create'
  union
  select unit, adult_id from directory_import.plan_kinships where act = 'create'
), often as (
  select person_id from needed group by person_id having count(*) > 1
)
select n.unit, f.person_id is not null, ${written}
from needed n
join directory_import.plan_people p on p.person_id = n.person_id and p.act <> 'same'
join directory_import.people o on o.category = p.category and o.source_id = p.source_id
left join often f on f.person_id = n.person_id`;

/** Changed without a new link: one of their schools; else the school of attachment, else none (unit 0). */
const writesOfOthers = `
insert into directory_import.plan_writes (${columns})
select coalesce(
    (select min(u.unit) from directory.profiles r join directory_import.plan_schools u on u.school_id = r.school_id
     where r.person_id = p.person_id and r.ends_on is null),
    p.unit),
  false, ${written}
from directory_import.plan_people p
join directory_import.people o on o.category = p.category and o.source_id = p.source_id
where p.act <> 'same'
  and not exists (
    select from directory_import.plan_writes w where w.category = p.category and w.source_id = p.source_id)`;

/** Gone from every feed and every school, without mandate; a pupil without any school has left even while a feed still names them. */
const leavers = `
insert into directory_import.plan_leavers (unit, person_id, act)
with named as materialized (
  select person_id, bool_or(category = 'pupil') as is_pupil from directory_import.plan_people group by person_id
), closing as materialized (
  select id, person_id, unit from directory_import.plan_profiles where act = 'close'
), arriving as materialized (
  select distinct person_id from directory_import.plan_profiles where act = 'create'
), concerned as (
  select person_id, min(unit) as unit from (
    select person_id, unit from directory_import.plan_departures
    union all
    select person_id, unit from closing
    union all
    select p.person_id, p.unit from directory_import.plan_people p
    left join arriving a on a.person_id = p.person_id
    where p.category = 'pupil' and p.act = 'create' and a.person_id is null
  ) as c group by person_id
)
select c.unit, c.person_id, 'leave'
from concerned c
left join directory.persons q on q.id = c.person_id
left join named n on n.person_id = c.person_id
left join arriving a on a.person_id = c.person_id
where q.left_on is null and a.person_id is null and coalesce(n.is_pupil, true)
  and not exists (
    select from directory.profiles r left join closing p on p.id = r.id
    where r.person_id = c.person_id and r.ends_on is null and p.id is null)
  and not exists (select from directory.mandates m where m.person_id = c.person_id and (m.ends_on is null or m.ends_on > :day))
  -- Announced in a school from a day to come.
  and not exists (select from directory.enrolments e where e.pupil_id = c.person_id and e.ends_on is null and e.starts_on > :day)
  and (n.is_pupil or not exists (
    select from directory.person_sources s
    left join directory_import.plan_departures d on s.source = :source and d.category = s.category and d.source_id = s.source_id
    where s.person_id = c.person_id and s.gone_on is null and d.source_id is null))`;

const returners = `
insert into directory_import.plan_leavers (unit, person_id, act)
select min(w.unit), w.person_id, 'return'
from directory_import.plan_writes w
join directory.persons q on q.id = w.person_id and q.left_on is not null
where w.category <> 'pupil' or exists (
  select from directory_import.plan_profiles r where r.person_id = w.person_id and r.act = 'create')
group by w.person_id`;
