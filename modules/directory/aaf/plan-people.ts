import { type FoundRow, type PlanFrame, tell, valuesOf } from './plan-frame.ts';
import { analyze } from './staging.ts';

/** Who each object is: known, found again by INE or by a common child, or new; and whose links the delivery states in full. */
export async function planPeople(frame: PlanFrame): Promise<void> {
  const { connection } = frame;
  const values = valuesOf(frame);
  tell(frame, 'quarantine', 'duplicate-id', await connection.rows<FoundRow>(rejectDoubles));
  tell(frame, 'quarantine', 'duplicate-ine', await connection.rows<FoundRow>(rejectDoubleInes));
  await forgetRejected(frame);
  await connection.run(`select setval('directory_import.ordinal', 1, false)`);
  await connection.run(people, values);
  tell(frame, 'quarantine', 'ine-taken', await connection.rows<FoundRow>(rejectTakenInes));
  await forgetRejected(frame);
  await connection.run(homeOfPupils);
  await analyze(connection, ['plan_people']);
  await connection.run(joinAdults, values);
  if (await fromTables(frame)) await connection.run(joinColleagues);
  tell(frame, 'warning', 'ine-conflict', await connection.rows<FoundRow>(ineConflicts));
  if (frame.kind === 'full') await connection.run(absentees, values);
  tell(frame, 'info', 'deletion-unknown', await connection.rows<FoundRow>(unknownDeletions, values));
  await connection.run(deletions, values);
  await connection.run(scope, values);
  await analyze(connection, ['plan_departures', 'plan_scope']);
  if (frame.kind === 'full') {
    await connection.run(absentGuardians, values);
    await connection.run(departingGuardians, values);
    await connection.run(departingGuardiansScope);
  }
}

/** Two objects of one id that say different things: which is right nobody knows. Two that say the same are one. */
const rejectDoubles = `
with doubles as (
  select category, source_id, count(distinct digest) as versions from directory_import.people
  group by category, source_id having count(*) > 1
), repeated as (
  delete from directory_import.people p using doubles d
  where d.category = p.category and d.source_id = p.source_id and d.versions = 1
    and p.ctid <> (select min(o.ctid) from directory_import.people o where o.category = p.category and o.source_id = p.source_id)
), kept as (
  insert into directory_import.rejects (category, source_id)
  select category, source_id from doubles where versions > 1
)
select p.file, p.line, p.source_id, null::jsonb as details
from directory_import.people p join doubles d on d.category = p.category and d.source_id = p.source_id and d.versions > 1
order by p.file, p.line`;

/** One INE, two pupils of one delivery. */
const rejectDoubleInes = `
with doubles as (
  select ine from directory_import.people where category = 'pupil' and ine is not null group by ine having count(*) > 1
), kept as (
  insert into directory_import.rejects (category, source_id)
  select distinct p.category, p.source_id from directory_import.people p join doubles d on d.ine = p.ine
  where p.category = 'pupil'
)
select p.file, p.line, p.source_id, null::jsonb as details
from directory_import.people p join doubles d on d.ine = p.ine where p.category = 'pupil' order by p.file, p.line`;

async function forgetRejected({ connection }: PlanFrame): Promise<void> {
  const [found] = await connection.rows(`select 1 from directory_import.rejects where category <> 'school' limit 1`);
  if (!found) return;
  for (const [table, id, category] of [
    ['people', 'source_id', 'category'],
    ['memberships', 'person', 'category'],
    ['enrolments', 'pupil', "'pupil'"],
    ['kinships', 'pupil', "'pupil'"],
    ['functions', 'person', "'staff'"],
    ['plan_people', 'source_id', 'category'],
  ] as const) {
    await connection.run(
      `delete from directory_import.${table} t using directory_import.rejects r where r.source_id = t.${id} and r.category = ${
        category.startsWith("'") ? category : `t.${category}`
      }`,
    );
  }
}

/**
 * The academy's own key first. A pupil unknown by key is found by INE (école then collège, ONDE then academy), unless name and
 * birthday both speak against it. The unit is the school of attachment.
 */
const people = `
insert into directory_import.plan_people (category, source_id, person_id, act, unit, ine_conflict, ordinal)
select p.category, p.source_id, coalesce(s.person_id, i.id, directory.new_id()),
  case when s.person_id is not null then case when s.digest = p.digest and s.gone_on is null then 'same' else 'change' end
       when i.id is not null then 'link' else 'create' end,
  coalesce(u.unit, 0),
  h.id is not null and h.id <> coalesce(s.person_id, i.id, '00000000-0000-0000-0000-000000000000'),
  case when s.person_id is null and i.id is null then nextval('directory_import.ordinal') end
from directory_import.people p
left join directory.person_sources s on s.source = :source and s.category = p.category and s.source_id = p.source_id
left join directory.persons h on p.category = 'pupil' and h.ine = p.ine
left join directory.persons i on i.id = h.id and s.person_id is null
  and (i.birth_date is null or p.birth_date is null or i.birth_date = p.birth_date or i.sort_name = p.sort_name)
left join directory_import.plan_schools u on u.source_id = p.school`;

/** An INE found on somebody whom this very delivery names under another key. */
const rejectTakenInes = `
with taken as (
  select l.source_id from directory_import.plan_people l
  join directory_import.plan_people o on o.category = 'pupil' and o.person_id = l.person_id and o.source_id <> l.source_id
  where l.category = 'pupil' and l.act = 'link'
), kept as (
  insert into directory_import.rejects (category, source_id) select distinct 'pupil', source_id from taken
)
select p.file, p.line, p.source_id, null::jsonb as details
from directory_import.people p join taken t on t.source_id = p.source_id where p.category = 'pupil' order by p.file, p.line`;

/** Attached outside our schools, but in a class of one. */
const homeOfPupils = `
update directory_import.plan_people p set unit = e.unit
from (
  select e.pupil, min(u.unit) as unit
  from directory_import.enrolments e join directory_import.plan_schools u on u.source_id = e.school group by e.pupil
) as e
where p.category = 'pupil' and p.unit = 0 and e.pupil = p.source_id`;

/**
 * One adult across 1D and 2D is joined by itself only with the same child, the same full name and the same relation, and only
 * when nobody else could be meant, on either side. A table of the school (ONDE) says no relation: there child and name do.
 */
const joinAdults = `
with candidates as (
  select distinct p.source_id, x.adult_id
  from directory_import.plan_people p
  join directory_import.people o on o.category = 'guardian' and o.source_id = p.source_id
  join directory_import.kinships k on k.adult = p.source_id
  join directory_import.plan_people c on c.category = 'pupil' and c.source_id = k.pupil and c.act <> 'create'
  join directory.kinships x on x.pupil_id = c.person_id and x.source is distinct from :source
    and (x.relation = k.relation or x.source = 'table' and x.relation_code is null and x.relation = 'other')
  join directory.persons a on a.id = x.adult_id and a.sort_name = o.sort_name
  where p.category = 'guardian' and p.act = 'create'
    and not exists (
      select from directory.person_sources s
      where s.person_id = x.adult_id and s.source = :source and s.category = 'guardian' and s.gone_on is null)
), sure as (
  select source_id, adult_id,
    count(*) over (partition by source_id) as adults, count(*) over (partition by adult_id) as claims
  from candidates
)
update directory_import.plan_people p set person_id = s.adult_id, act = 'link', ordinal = null
from sure s where s.adults = 1 and s.claims = 1 and p.category = 'guardian' and p.source_id = s.source_id`;

/** Whether any school ever sent a table: those who never did pay nothing for it. */
async function fromTables({ connection }: PlanFrame): Promise<boolean> {
  const [found] = await connection.rows(
    `select 1 from directory.profiles where source = 'table' and ends_on is null limit 1`,
  );
  return found !== undefined;
}

/**
 * Colleagues whom a table of the school (STS, ONDE) brought before the academy did: same school, same full name, no other birthday,
 * and nobody else who could be meant, on either side.
 */
const joinColleagues = `
with candidates as (
  select distinct p.source_id, a.id as person_id
  from directory_import.plan_people p
  join directory_import.people o on o.category = 'staff' and o.source_id = p.source_id
  join directory_import.functions f on f.person = p.source_id
  join directory_import.plan_schools u on u.source_id = f.school
  join directory.profiles r on r.school_id = u.school_id and r.ends_on is null and r.source = 'table' and r.kind not in ('pupil', 'guardian')
  join directory.persons a on a.id = r.person_id and a.sort_name = o.sort_name
    and (a.birth_date is null or o.birth_date is null or a.birth_date = o.birth_date)
  where p.category = 'staff' and p.act = 'create'
    and not exists (select from directory.person_sources s where s.person_id = a.id and s.category = 'staff' and s.gone_on is null)
), sure as (
  select source_id, person_id,
    count(*) over (partition by source_id) as persons, count(*) over (partition by person_id) as claims
  from candidates
)
update directory_import.plan_people p set person_id = s.person_id, act = 'link', ordinal = null
from sure s where s.persons = 1 and s.claims = 1 and p.category = 'staff' and p.source_id = s.source_id`;

const ineConflicts = `
select p.file, p.line, p.source_id, null::jsonb as details
from directory_import.plan_people x join directory_import.people p on p.category = x.category and p.source_id = x.source_id
where x.ine_conflict order by p.file, p.line`;

const unknownDeletions = `
select d.file, d.line, d.source_id, null::jsonb as details
from directory_import.deletions d
where not exists (
    select from directory.person_sources s where s.source = :source and s.category = d.category and s.source_id = d.source_id)
  and not exists (select from directory_import.people p where p.category = d.category and p.source_id = d.source_id)
order by d.file, d.line`;

const deletions = `
insert into directory_import.plan_departures (unit, category, source_id, person_id)
select coalesce(min(u.unit), 0), s.category, s.source_id, s.person_id
from directory_import.deletions d
join directory.person_sources s on s.source = :source and s.category = d.category and s.source_id = d.source_id and s.gone_on is null
left join directory.profiles r on r.person_id = s.person_id and r.ends_on is null
left join directory_import.plan_schools u on u.school_id = r.school_id
where not exists (select from directory_import.people p where p.category = d.category and p.source_id = d.source_id)
group by s.category, s.source_id, s.person_id
on conflict do nothing`;

/**
 * Pupils and staff absent from a full delivery have left, unless a school that the delivery does not hold still has them. Those
 * set aside are neither here nor gone.
 */
const absentees = `
insert into directory_import.plan_departures (unit, category, source_id, person_id)
select coalesce(min(u.unit), 0), s.category, s.source_id, s.person_id
from directory.person_sources s
left join directory.profiles r on r.person_id = s.person_id and r.ends_on is null and r.source = :source
left join directory_import.plan_schools u on u.school_id = r.school_id
where s.source = :source and s.gone_on is null and s.category in ('pupil', 'staff') and s.category = any (:categories)
  and not exists (select from directory_import.plan_people p where p.category = s.category and p.source_id = s.source_id)
  and not exists (select from directory_import.rejects j where j.category = s.category and j.source_id = s.source_id)
group by s.category, s.source_id, s.person_id
having bool_and(coalesce(u.delivered, true))`;

/** Everyone whom the delivery speaks of, by presence or by absence. */
const scope = `
insert into directory_import.plan_scope (category, person_id, unit)
select category, person_id, max(unit) from (
select category, person_id, unit from directory_import.plan_people
union all
select category, person_id, unit from directory_import.plan_departures
union all
select s.category, s.person_id, 0
from directory.person_sources s
where :full and s.source = :source and s.gone_on is null and s.category in ('pupil', 'staff') and s.category = any (:categories)
  and not exists (select from directory_import.plan_people p where p.category = s.category and p.source_id = s.source_id)
  and not exists (select from directory_import.rejects j where j.category = s.category and j.source_id = s.source_id)
) as all_spoken_of group by category, person_id`;

/** Guardians absent from a full delivery whom no pupil of it names and no pupil outside it has. */
const absentGuardians = `
insert into directory_import.plan_departures (unit, category, source_id, person_id)
select 0, s.category, s.source_id, s.person_id
from directory.person_sources s
where s.source = :source and s.gone_on is null and s.category = 'guardian' and 'guardian' = any (:categories)
  and 'pupil' = any (:categories)
  and not exists (select from directory_import.plan_people p where p.category = 'guardian' and p.source_id = s.source_id)
  and not exists (select from directory_import.rejects j where j.category = 'guardian' and j.source_id = s.source_id)
  and not exists (select from directory_import.kinships k where k.adult = s.source_id)
  and not exists (
    select from directory.kinships x
    where x.adult_id = s.person_id and x.ends_on is null and x.source = :source
      and not exists (select from directory_import.plan_scope c where c.category = 'pupil' and c.person_id = x.pupil_id))`;

/** The unit of a departing guardian: a school of one of the children. */
const departingGuardians = `
update directory_import.plan_departures d set unit = f.unit
from (
  select d.source_id, min(u.unit) as unit
  from directory_import.plan_departures d
  join directory.profiles r on r.person_id = d.person_id and r.ends_on is null
  join directory_import.plan_schools u on u.school_id = r.school_id
  where d.category = 'guardian' group by d.source_id
) as f
where d.category = 'guardian' and d.unit = 0 and d.source_id = f.source_id`;

const departingGuardiansScope = `
insert into directory_import.plan_scope (category, person_id, unit)
select distinct on (d.person_id) d.category, d.person_id, d.unit
from directory_import.plan_departures d
where d.category = 'guardian'
  and not exists (select from directory_import.plan_scope c where c.category = 'guardian' and c.person_id = d.person_id)
order by d.person_id, d.unit`;
