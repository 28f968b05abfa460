import { type FoundRow, type PlanFrame, tell, valuesOf } from './plan-frame.ts';
import { analyze } from './staging.ts';

/** Who is whose adult. Reads nothing that the plan of places writes: the two run side by side. */
export async function planKinships(frame: PlanFrame): Promise<void> {
  const connection = frame.beside;
  const values = valuesOf(frame);
  tell(frame, 'quarantine', 'circular-kinship', await connection.rows<FoundRow>(circularKinships));
  tell(frame, 'warning', 'unknown-guardian', await connection.rows<FoundRow>(unknownGuardians, values));
  await connection.run(pendingGuardians, values);
  await connection.run(kinships, values);
  await connection.run(kinshipsOfDeleted, values);
  await analyze(connection, ['plan_kinships']);
}

/** The guardians' profiles that follow: one in each school of a child over whom they have authority. */
export async function planGuardians(frame: PlanFrame): Promise<void> {
  const { connection } = frame;
  await connection.run(guardianProfiles, valuesOf(frame));
  tell(frame, 'info', 'guardian-without-pupil', await connection.rows<FoundRow>(withoutPupil));
}

/** Adults by the academy's key: those of this delivery, else those whom the directory knows and this delivery does not take away. */
const adults = `
adults as (
  select source_id, person_id from directory_import.plan_people where category = 'guardian'
  union all
  select s.source_id, s.person_id from directory.person_sources s
  where s.source = :source and s.category = 'guardian' and s.gone_on is null
    and s.source_id in (select adult from directory_import.kinships)
    and not exists (select from directory_import.plan_people p where p.category = 'guardian' and p.source_id = s.source_id)
    and not exists (select from directory_import.plan_departures d where d.category = 'guardian' and d.source_id = s.source_id)
)`;

/** A pupil who is a guardian of himself by the very same record. */
const circularKinships = `
with circular as (
  delete from directory_import.kinships k where k.pupil = k.adult returning k.pupil
)
select p.file, p.line, p.source_id, null::jsonb as details
from circular c join directory_import.people p on p.category = 'pupil' and p.source_id = c.pupil
order by p.file, p.line`;

const unknownGuardians = `
with ${adults}
select p.file, p.line, p.source_id, jsonb_build_object('guardian', k.adult) as details
from directory_import.kinships k
join directory_import.people p on p.category = 'pupil' and p.source_id = k.pupil
where not exists (select from adults a where a.source_id = k.adult)
order by p.file, p.line, k.adult`;

const pendingGuardians = `
insert into directory_import.plan_pending (category, source_id, target, target_id)
with ${adults}
select distinct 'pupil', k.pupil, 'guardian', k.adult
from directory_import.kinships k
where not exists (select from adults a where a.source_id = k.adult)`;

/**
 * One adult named several times for one pupil: the strongest authority holds. What 2D says of a pupil holds over 1D; what a school
 * decided holds over both. A head's review is not asked for again.
 */
const kinships = `
insert into directory_import.plan_kinships (unit, act, id, pupil_id, adult_id, relation, relation_code, authority, is_payer,
  contact_rank, needs_review)
with ${adults}, stated as (
  select distinct on (x.person_id, a.person_id) x.unit, x.person_id as pupil_id, a.person_id as adult_id,
    k.relation, k.relation_code, k.authority, k.is_payer, k.contact_rank, k.needs_review
  from directory_import.kinships k
  join directory_import.plan_people x on x.category = 'pupil' and x.source_id = k.pupil
  join adults a on a.source_id = k.adult
  where x.person_id <> a.person_id
  order by x.person_id, a.person_id, case k.authority when 1 then 1 when 2 then 2 else 3 end, k.relation_code, k.is_payer desc
), held as (
  select k.*, c.unit
  from directory.kinships k
  join directory_import.plan_scope c on c.category = 'pupil' and c.person_id = k.pupil_id
  where k.ends_on is null
)
select coalesce(s.unit, h.unit),
  case when h.id is null then 'create' when s.pupil_id is null then 'close' else 'change' end,
  coalesce(h.id, directory.new_id()), coalesce(s.pupil_id, h.pupil_id), coalesce(s.adult_id, h.adult_id),
  s.relation, s.relation_code, s.authority, s.is_payer, s.contact_rank,
  case when h.reviewed_at is null then s.needs_review else false end
from stated s full join held h on h.pupil_id = s.pupil_id and h.adult_id = s.adult_id
where h.id is null
   or s.pupil_id is null and h.owner = 'academy' and h.source = :source
      and (not :full or not exists (
        select from directory.profiles r join directory_import.plan_schools u on u.school_id = r.school_id
        where r.person_id = h.pupil_id and r.kind = 'pupil' and r.ends_on is null and not u.delivered))
   or s.pupil_id is not null and (h.owner = 'academy' or h.source = 'table' and h.reviewed_at is null)
      and (h.source, h.relation, h.relation_code, h.authority, h.is_payer, h.contact_rank)
        is distinct from (:source, s.relation, s.relation_code, s.authority, s.is_payer, s.contact_rank)
      and (h.source = :source or :degree = 2 or not exists (
        select from directory.person_sources z
        where z.person_id = h.pupil_id and z.category = 'pupil' and z.source = h.source and z.gone_on is null))`;

/** A guardian deleted by a delta: the pupils' own records are not in it. */
const kinshipsOfDeleted = `
insert into directory_import.plan_kinships (unit, act, id, pupil_id, adult_id)
select d.unit, 'close', k.id, k.pupil_id, k.adult_id
from directory_import.plan_departures d
join directory.kinships k on k.adult_id = d.person_id and k.ends_on is null and k.owner = 'academy' and k.source = :source
where d.category = 'guardian'
  and not exists (select from directory_import.plan_kinships p where p.id = k.id)
  and not exists (
    select from directory_import.plan_people o where o.category = 'guardian' and o.person_id = d.person_id)`;

/**
 * A full delivery looks at every family, a delta at those it touches: the guardians of the kinships planned and of the pupils who
 * come or go. Places and kinships are taken as they will be.
 */
const guardianProfiles = `
insert into directory_import.plan_profiles (unit, act, id, school_id, person_id, kind)
with touched as (
  select adult_id from directory_import.plan_kinships
  union
  select k.adult_id from directory_import.plan_profiles r
  join directory.kinships k on k.pupil_id = r.person_id and k.ends_on is null
  where r.kind = 'pupil'
  union
  select k.adult_id from directory.kinships k
  where :full and k.ends_on is null
), places as (
  select r.person_id as pupil_id, r.school_id
  from directory.profiles r
  where r.kind = 'pupil' and r.ends_on is null
    and not exists (select from directory_import.plan_profiles p where p.id = r.id and p.act = 'close')
  union all
  select person_id, school_id from directory_import.plan_profiles where kind = 'pupil' and act = 'create'
), kin as (
  select k.pupil_id, k.adult_id, coalesce(p.authority, k.authority) as authority, coalesce(p.unit, 0) as unit
  from directory.kinships k
  left join directory_import.plan_kinships p on p.id = k.id
  where k.ends_on is null and p.act is distinct from 'close'
  union all
  select pupil_id, adult_id, authority, unit from directory_import.plan_kinships where act = 'create'
), stated as (
  select l.school_id, k.adult_id, max(k.unit) as unit
  from kin k
  join touched t on t.adult_id = k.adult_id
  join places l on l.pupil_id = k.pupil_id
  where k.authority = 1
  group by l.school_id, k.adult_id
), held as (
  select r.id, r.school_id, r.person_id, r.owner, r.source
  from directory.profiles r join touched t on t.adult_id = r.person_id
  where r.kind = 'guardian' and r.ends_on is null
)
select coalesce(u.unit, s.unit, 0), case when h.id is null then 'create' else 'close' end,
  coalesce(h.id, directory.new_id()), coalesce(s.school_id, h.school_id), coalesce(s.adult_id, h.person_id), 'guardian'
from stated s full join held h on h.school_id = s.school_id and h.person_id = s.adult_id
left join directory_import.plan_schools u on u.school_id = coalesce(s.school_id, h.school_id)
where h.id is null or s.school_id is null and (h.owner = 'academy' or h.source = 'table')`;

const withoutPupil = `
select p.file, p.line, p.source_id, null::jsonb as details
from directory_import.plan_people x
join directory_import.people p on p.category = 'guardian' and p.source_id = x.source_id
where x.category = 'guardian' and x.act = 'create'
  and not exists (select from directory_import.kinships k where k.adult = x.source_id)
order by p.file, p.line`;
