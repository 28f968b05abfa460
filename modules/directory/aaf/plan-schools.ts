import { type FoundRow, type PlanFrame, tell, valuesOf } from './plan-frame.ts';
import { analyze } from './staging.ts';

/** Schools and their classes and groups: which are new, which changed, which are no longer there. */
export async function planSchools(frame: PlanFrame): Promise<void> {
  const { connection } = frame;
  const values = valuesOf(frame);
  tell(frame, 'quarantine', 'duplicate-id', await connection.rows<FoundRow>(rejectDoubleSchools));
  tell(frame, 'quarantine', 'uai-taken', await connection.rows<FoundRow>(rejectTakenUais, values));
  await connection.run(schools, values);
  await analyze(connection, ['plan_schools']);
  if (frame.kind === 'full' && frame.categories.has('school')) {
    tell(frame, 'warning', 'school-absent', await connection.rows<FoundRow>(absentSchools, values));
  }
  tell(frame, 'quarantine', 'circular-school', await connection.rows<FoundRow>(circularParents));
}

const rejectDoubleSchools = `
with doubles as (
  delete from directory_import.schools s
  where source_id in (select source_id from directory_import.schools group by source_id having count(*) > 1)
     or uai in (select uai from directory_import.schools group by uai having count(*) > 1)
  returning source_id, file, line, uai
), kept as (
  insert into directory_import.rejects (category, source_id) select distinct 'school', source_id from doubles
)
select file, line, source_id, jsonb_build_object('uai', uai) as details from doubles order by file, line`;

/** A UAI is one school: another feed's is not taken over. */
const rejectTakenUais = `
with taken as (
  delete from directory_import.schools s
  using directory.schools d
  where d.uai = s.uai and d.source is not null and d.source <> :source
  returning s.source_id, s.file, s.line, s.uai
), kept as (
  insert into directory_import.rejects (category, source_id) select 'school', source_id from taken
)
select file, line, source_id, jsonb_build_object('uai', uai) as details from taken order by file, line`;

const schools = `
insert into directory_import.plan_schools (unit, school_id, source_id, act, delivered)
select row_number() over (order by uai), school_id, source_id, act, delivered
from (
  select s.uai, coalesce(known.id, adopted.id, directory.new_id()) as school_id, s.source_id, true as delivered,
    case when coalesce(known.id, adopted.id) is null then 'create'
         when coalesce(known.digest, adopted.digest) = s.digest and known.source_id is not null then 'same'
         else 'change' end as act
  from directory_import.schools s
  left join directory.schools known on known.source = :source and known.source_id = s.source_id
  left join directory.schools adopted on adopted.uai = s.uai and known.id is null
  union all
  select d.uai, d.id, d.source_id, false, 'same'
  from directory.schools d
  where d.source = :source
    and not exists (select from directory_import.schools s where s.source_id = d.source_id or s.uai = d.uai)
) as all_schools`;

const absentSchools = `
select null::smallint as file, null::integer as line, p.source_id, jsonb_build_object('school', d.name, 'uai', d.uai) as details
from directory_import.plan_schools p join directory.schools d on d.id = p.school_id
where not p.delivered and d.closed_on is null
  and not exists (select from directory_import.rejects r where r.category = 'school' and r.source_id = p.source_id)
order by d.uai`;

/** A school attached to itself, or two to each other. */
const circularParents = `
with circular as (
  update directory_import.schools s set parent = null
  where s.parent = s.source_id
     or exists (select from directory_import.schools p where p.source_id = s.parent and p.parent = s.source_id)
  returning s.file, s.line, s.source_id
)
select file, line, source_id, null::jsonb as details from circular order by file, line`;

/** Runs once people are known: in 1D a class exists only through its pupils. */
export async function planGroups(frame: PlanFrame): Promise<void> {
  await frame.connection.run(groups, valuesOf(frame));
  await analyze(frame.connection, ['plan_groups']);
}

/**
 * 2D: a delivered school states all its classes. 1D: pupils state them, so that only a full delivery shows one gone. A group
 * renamed by its school keeps its label; the academy's own stays in the attributes. A full delivery of a new year closes the old.
 */
const groups = `
insert into directory_import.plan_groups (unit, year, kind, code, act, id, label, attributes)
with stated as (
  select distinct on (p.unit, g.kind, g.code) p.unit, p.school_id, g.kind, g.code, g.label, g.attributes
  from directory_import.groups g join directory_import.plan_schools p on p.source_id = g.school
  order by p.unit, g.kind, g.code, g.label
), lived as (
  select p.unit, p.school_id, m.kind, m.code, max(m.label) as label, jsonb_build_object('label', max(m.label)) as attributes
  from directory_import.memberships m join directory_import.plan_schools p on p.source_id = m.school
  where m.label is not null
  group by p.unit, p.school_id, m.kind, m.code
), wanted as (
  select * from stated where :degree = 2
  union all
  select * from lived where :degree = 1
), held as (
  select p.unit, p.delivered, g.id, g.school_id, g.year, g.kind, g.label,
    -- A class that a table or a draft of the year made without the academy's code is known again by its name.
    case when g.source in ('table', 'draft') then coalesce((
      select w.code from wanted w
      where w.unit = p.unit and w.kind = g.kind and directory.fold_name(w.label) = directory.fold_name(g.label)
        and not exists (select from wanted e where e.unit = p.unit and e.kind = g.kind and e.code = g.code)
        and not exists (select from directory.groups o where o.school_id = g.school_id and o.year = g.year and o.kind = g.kind and o.code = w.code)
      order by w.code limit 1), g.code) else g.code end as code, g.attributes, g.owner, g.source, g.ends_on
  from directory.groups g join directory_import.plan_schools p on p.school_id = g.school_id
  where g.kind in ('class', 'teaching') and (g.year = :year or g.year < :year and g.ends_on is null)
)
select coalesce(w.unit, h.unit), coalesce(h.year, :year), coalesce(w.kind, h.kind), coalesce(w.code, h.code),
  case
    when h.id is null then 'create'
    when w.unit is null then
      case when h.ends_on is null and h.owner = 'academy' and h.source = :source and h.delivered
                and (case when :degree = 2 and h.year = :year then 'school' = any (:categories)
                          else :full and 'pupil' = any (:categories) end)
           then 'close' else 'same' end
    when h.owner = 'academy' and (h.attributes is distinct from w.attributes or h.ends_on is not null) then 'change'
    when h.source in ('table', 'draft') then 'change'
    else 'same'
  end,
  coalesce(h.id, directory.new_id()), coalesce(w.label, h.label), coalesce(w.attributes, h.attributes)
from wanted w full join held h on h.unit = w.unit and h.kind = w.kind and h.code = w.code and h.year = :year
where w.unit is not null or h.ends_on is null`;
