import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { openOn, personFacts } from '../queries/facts.ts';
import type { PersonFacts } from '../scopes.ts';
import type { Likeness } from './rules.ts';

export interface RecordRow extends Likeness {
  readonly id: string;
  readonly uid: string;
  readonly city: string | null;
  readonly mergedInto: string | null;
  readonly sources: readonly string[];
  readonly posts: readonly { readonly role: string; readonly schoolName: string; readonly className: string | null }[];
  readonly children: readonly string[];
  readonly facts: PersonFacts;
}

/** Records with all that tells them apart, by id. */
export async function findRecords(db: Db, actor: Actor, which: RawBuilder<unknown>): Promise<RecordRow[]> {
  const { today } = actor;
  return rowsOf(
    db,
    sql<RecordRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", p.birth_date as "birthDate", p.ine, p.email, p.mobile,
             p.city, p.merged_into as "mergedInto", ${personFacts(actor)} as facts,
             coalesce((select json_agg(distinct ps.source) from directory.person_sources ps
                       where ps.person_id = p.id and ps.gone_on is null), '[]'::json) as sources,
             coalesce((select json_agg(json_build_object('role', pr.kind, 'schoolName', s.name, 'className', (
                                  select min(g.label) from directory.memberships m join directory.groups g on g.id = m.group_id
                                  where m.person_id = p.id and m.school_id = s.id and m.role = 'pupil' and g.kind = 'class'
                                    and ${openOn('m', today)})) order by s.name, pr.kind)
                       from directory.profiles pr join directory.schools s on s.id = pr.school_id
                       where pr.person_id = p.id and ${openOn('pr', today)}), '[]'::json) as posts,
             coalesce((select json_agg(k.pupil_id) from directory.kinships k
                       where k.adult_id = p.id and ${openOn('k', today)}), '[]'::json) as "childIds",
             coalesce((select json_agg(concat_ws(' ', c.given_name, c.family_name) order by c.sort_name, c.id)
                       from directory.kinships k join directory.persons c on c.id = k.pupil_id
                       where k.adult_id = p.id and ${openOn('k', today)}), '[]'::json) as children
      from directory.persons p where ${which} order by p.id`,
  );
}

/**
 * Pairs that may be one person, among the people of a school: proposed by an import, of the same name (and of no other birth date), or
 * with the same mail. Those that somebody said to be two are left out.
 */
export const findPairs = (db: Db, schoolId: string, today: string): Promise<{ left: string; right: string }[]> =>
  rowsOf(
    db,
    sql<{ left: string; right: string }>`
      with near as materialized (
        select pr.person_id as id from directory.profiles pr where pr.school_id = ${schoolId}::uuid and ${openOn('pr', today)}
        union
        select k.adult_id from directory.profiles pr join directory.kinships k on k.pupil_id = pr.person_id and ${openOn('k', today)}
        where pr.school_id = ${schoolId}::uuid and pr.kind = 'pupil' and ${openOn('pr', today)}
      ), people as materialized (
        select p.id, p.sort_name, p.birth_date, lower(p.email) as email from directory.persons p join near on near.id = p.id
        where p.merged_into is null
      ), met as (
        select a.id as one, b.id as other from people a join people b on b.sort_name = a.sort_name and b.id > a.id
        where a.birth_date is null or b.birth_date is null or a.birth_date = b.birth_date
        union
        select a.id, b.id from people a join people b on b.email = a.email and b.id > a.id
        where split_part(a.sort_name, ' ', 1) = split_part(b.sort_name, ' ', 1)
        union
        select d.left_id, d.right_id from directory.duplicate_proposals d
        join directory.persons l on l.id = d.left_id and l.merged_into is null
        join directory.persons r on r.id = d.right_id and r.merged_into is null
        where d.decided_at is null and (d.left_id in (select id from near) or d.right_id in (select id from near))
      )
      select distinct least(one, other) as left, greatest(one, other) as right from met
      where not exists (select 1 from directory.duplicate_proposals d
                        where d.left_id = least(one, other) and d.right_id = greatest(one, other) and d.decided_at is not null)
      order by 1, 2 limit 200`,
  );
