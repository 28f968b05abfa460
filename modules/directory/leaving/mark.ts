import { dayOf } from '../../../platform/clock/clock.ts';
import { type Db, type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/module.ts';

/** Days in which a newcomer may wait for a first place before they count as having left. */
const PATIENCE = 14;

/**
 * SQL condition: the person `p` is something on `today`: has a place in a school, a mandate, a post that the academy still names, or is an
 * adult of a pupil who is there, or is announced in a school from a day to come. A closed access changes nothing to it. A guardian's own profile only follows from the children.
 */
const isSomething = (today: string): RawBuilder<boolean> => sql<boolean>`(
  exists (select 1 from directory.profiles pr
          where pr.person_id = p.id and pr.kind <> 'guardian' and (pr.ends_on is null or pr.ends_on > ${today}::date))
  or exists (select 1 from directory.mandates d
             where d.person_id = p.id and (d.ends_on is null or d.ends_on > ${today}::date))
  or exists (select 1 from directory.kinships k join directory.persons c on c.id = k.pupil_id
             where k.adult_id = p.id and (k.ends_on is null or k.ends_on > ${today}::date) and c.left_on is null)
  or exists (select 1 from directory.person_sources s
             where s.person_id = p.id and s.category = 'staff' and s.gone_on is null)
  or exists (select 1 from directory.enrolments e
             where e.pupil_id = p.id and e.ends_on is null and e.starts_on > ${today}::date))`;

/** SQL query: `person_id`, `left_on` of those who have left, are nothing on `today`, and are not erased. */
export const leftPersons = (today: string): RawBuilder<{ person_id: string; left_on: string }> => sql<{
  person_id: string;
  left_on: string;
}>`
  select p.id as person_id, p.left_on from directory.persons p
  where p.left_on is not null and p.erased_on is null and p.merged_into is null and not ${isSomething(today)}`;

/**
 * Holds these persons until the transaction ends: nobody gives one of them a place, a right or a hold meanwhile, and what others gave and
 * had not said yet is waited for.
 */
export async function lockPersons(db: Db, ids: readonly string[]): Promise<void> {
  await sql`select 1 from directory.persons where id = any(${[...ids]}::uuid[]) order by id for update`.execute(db);
}

/**
 * SQL query: `person_id`, `uid`, `name` (family name first), `full_name`, `sort_name`, `erased_on` (a day: nothing but a tombstone) of every person, for
 * those who keep ids alone and show a name to who may read it.
 */
export const personsById: RawBuilder<unknown> = sql`
  select p.id as person_id, p.uid, concat_ws(' ', p.family_name, p.given_name) as name, concat_ws(' ', p.given_name, p.family_name) as full_name,
         p.sort_name, p.erased_on
  from directory.persons p`;

/**
 * Marks those who are nothing any more as having left, on the day on which the last thing ended, and takes the mark from those who are
 * something again: whatever the cause (by hand, the academy's files, a mandate that ended, the last child). Twice writes nothing.
 */
export async function markLeft(db: Db, today: string): Promise<{ readonly left: number; readonly back: number }> {
  const unmark = sql`
    update directory.persons p set left_on = null
    where p.left_on is not null and p.erased_on is null and p.merged_into is null and ${isSomething(today)}`;
  const mark = sql`
    update directory.persons q set left_on = n.day
    from (
      select p.id, least(${today}::date, coalesce(e.day, ${today}::date)) as day
      from directory.persons p
      cross join lateral (
        select max(x.ends_on) as day from (
          select pr.ends_on from directory.profiles pr where pr.person_id = p.id
          union all
          select d.ends_on from directory.mandates d where d.person_id = p.id
          union all
          select least(k.ends_on, c.left_on) from directory.kinships k join directory.persons c on c.id = k.pupil_id where k.adult_id = p.id
        ) as x) as e
      where p.left_on is null and p.erased_on is null and p.merged_into is null and not p.is_organisation
        and (e.day is not null or p.created_at < ${today}::date - ${PATIENCE}::int) and not ${isSomething(today)}
    ) as n
    where q.id = n.id`;
  // Each twice: pupils first, then the adults who are there, or no longer, because of them.
  const twice = async (change: typeof mark): Promise<number> => {
    const first = await change.execute(db);
    const second = await change.execute(db);
    return Number(first.numAffectedRows ?? 0) + Number(second.numAffectedRows ?? 0);
  };
  return { back: await twice(unmark), left: await twice(mark) };
}

/** At 2.10, before what follows from it: whoever is nothing any more has left. */
export const markLeftJob: Job = {
  name: 'directory.mark-left',
  cron: '10 2 * * *',
  async run({ db, clock, log }) {
    const { left, back } = await markLeft(db, dayOf(clock.now()));
    if (left + back > 0) log('info', 'directory.left-marked', { left, back });
  },
};
