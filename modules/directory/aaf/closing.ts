import { type PlanFrame, valuesOf } from './plan-frame.ts';
import { analyzeDirectory } from './staging.ts';

/** After the schools: attachments between schools, links that wait, persons who may be one. The same again writes nothing. */
export async function closeDelivery(frame: PlanFrame, isLarge: boolean): Promise<void> {
  await Promise.all([linkUp(frame, isLarge), frame.beside.run(searchableNames)]);
}

async function linkUp(frame: PlanFrame, isLarge: boolean): Promise<void> {
  const { connection } = frame;
  const values = valuesOf(frame);
  if (isLarge) await analyzeDirectory(connection);
  await connection.transaction(async () => {
    await connection.run(parents, values);
    await connection.run(settledDepartures, values);
    await connection.run(settledPending, values);
    await connection.run(newPending, values);
    await connection.run(sameIne, values);
    await connection.run(sameBirth, values);
    await connection.run(sameChild, values);
    await connection.run(sameContact, values);
  });
}

/** A SEGPA belongs to its collège. */
const parents = `
update directory.schools d set parent_school_id = parent.id
from directory_import.schools s
left join directory.schools parent on parent.source = :source and parent.source_id = s.parent
where d.source = :source and d.source_id = s.source_id and d.parent_school_id is distinct from parent.id`;

/** A departure that the school noted first, and that the academy's full file now says too. */
const settledDepartures = `
update directory.departures d set settled_on = :day
from directory_import.plan_schools u
where :full and u.delivered and u.school_id = d.school_id and d.returned_at is null and d.settled_on is null
  and not exists (
    select from directory_import.plan_people x
    join directory_import.enrolments e on x.category = 'pupil' and e.pupil = x.source_id and e.school = u.source_id
    where x.person_id = d.person_id)
  and not exists (
    select from directory_import.plan_people x
    join directory_import.functions f on x.category = 'staff' and f.person = x.source_id and f.school = u.source_id
    where x.person_id = d.person_id)`;

/** All at once and in order costs a third of school by school; those that a killed import left without come too. */
const searchableNames = `select directory.index_names(array(select distinct person_id from directory_import.plan_people))`;

const settledPending = `
delete from directory.pending_links l
where l.source = :source
  and (exists (select from directory_import.people p where p.category = l.category and p.source_id = l.source_id)
    or exists (select from directory_import.plan_departures d where d.category = l.category and d.source_id = l.source_id))
  and not exists (
    select from directory_import.plan_pending p
    where p.category = l.category and p.source_id = l.source_id and p.target = l.target and p.target_id = l.target_id)`;

const newPending = `
insert into directory.pending_links (id, source, category, source_id, target, target_id, delivered_on)
select directory.new_id(), :source, p.category, p.source_id, p.target, p.target_id, :day
from directory_import.plan_pending p
on conflict (source, category, source_id, target, target_id) do nothing`;

/** Pairs come once, whichever of the two is met first. */
const propose = (reason: string, pairs: string): string => `
insert into directory.duplicate_proposals (id, left_id, right_id, reason)
select directory.new_id(), least(a, b), greatest(a, b), '${reason}'
from (${pairs}) as pairs (a, b)
where a <> b
group by least(a, b), greatest(a, b)
on conflict (left_id, right_id) do nothing`;

const sameIne = propose(
  'same-ine',
  `select x.person_id, q.id
   from directory_import.plan_people x
   join directory_import.people p on p.category = 'pupil' and p.source_id = x.source_id
   join directory.persons q on q.ine = p.ine
   where x.category = 'pupil' and x.ine_conflict`,
);

/** One of the two has no INE: name and birthday are the same, and another feed or a hand made the other. */
const sameBirth = propose(
  'same-birth',
  `select x.person_id, q.id
   from directory_import.plan_people x
   join directory_import.people p on p.category = 'pupil' and p.source_id = x.source_id
   join directory.persons q on q.sort_name = p.sort_name and q.birth_date = p.birth_date
   where x.category = 'pupil' and x.act <> 'same' and (p.ine is null or q.ine is null)
     and not exists (
       select from directory.person_sources s
       where s.person_id = q.id and s.source = :source and s.category = 'pupil' and s.gone_on is null)`,
);

/** Same child and same name in two feeds, but another relation, or more than one who could be meant. */
const sameChild = propose(
  'same-child',
  `select x.person_id, q.id
   from directory_import.plan_people x
   join directory_import.people p on p.category = 'guardian' and p.source_id = x.source_id
   join directory.kinships k on k.adult_id = x.person_id and k.ends_on is null
   join directory.kinships o on o.pupil_id = k.pupil_id and o.adult_id <> k.adult_id and o.source is distinct from :source
   join directory.persons q on q.id = o.adult_id and q.sort_name = p.sort_name
   where x.category = 'guardian' and x.act = 'create'`,
);

/** Two adults with the same full name and the same mail or mobile: parent in both degrees, or parent and agent. */
const sameContact = propose(
  'same-contact',
  `select x.person_id, q.id
   from directory_import.plan_people x
   join directory_import.people p on p.category = x.category and p.source_id = x.source_id
   join directory.persons q on q.sort_name = p.sort_name and q.left_on is null
     and (q.email = p.attributes ->> 'email' or q.mobile = p.attributes ->> 'mobile')
   where x.category in ('guardian', 'staff') and x.act in ('create', 'change', 'link')
     and exists (select from directory.person_sources s where s.person_id = q.id and s.category in ('guardian', 'staff') and s.gone_on is null
                 and (s.source, s.category) <> (:source, x.category))`,
);
