import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Duty } from '../actor.ts';
import { openOn } from '../queries/facts.ts';
import { foldName } from '../rules.ts';

export interface RightRow {
  readonly id: string;
  readonly personId: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly kind: 'delegate' | 'after_school';
  readonly duties: readonly Duty[];
  readonly className: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly createdBy: string | null;
  readonly byFamilyName: string | null;
  readonly byGivenName: string | null;
}

/** Rights entrusted in a school that hold on `today` or will, by name. */
export const listRights = (db: Db, schoolId: string, today: string): Promise<RightRow[]> =>
  rowsOf(
    db,
    sql<RightRow>`
      select d.id, d.person_id as "personId", p.uid, p.family_name as "familyName", p.given_name as "givenName", d.kind, d.duties,
             g.label as "className", d.starts_on as "startsOn", d.ends_on as "endsOn", d.created_by as "createdBy",
             b.family_name as "byFamilyName", b.given_name as "byGivenName"
      from directory.mandates d
      join directory.persons p on p.id = d.person_id
      left join directory.groups g on g.id = d.group_id
      left join directory.persons b on b.id = d.created_by
      where d.school_id = ${schoolId}::uuid and d.kind in ('delegate', 'after_school') and ${openOn('d', today)}
      order by p.sort_name, p.id, d.starts_on, d.id`,
  );

export interface PeopleOfRights {
  readonly heads: readonly PersonOfRights[];
  readonly classes: readonly {
    readonly id: string;
    readonly label: string;
    readonly teachers: readonly PersonOfRights[];
  }[];
  readonly communeAgents: number;
}

export interface PersonOfRights {
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
}

/** Heads, class teachers, and how many agents of the commune. */
export async function peopleOfRights(db: Db, schoolId: string, today: string): Promise<PeopleOfRights> {
  const who = sql`json_build_object('uid', p.uid, 'familyName', p.family_name, 'givenName', p.given_name)`;
  const row = await firstOf(
    db,
    sql<PeopleOfRights>`
      select coalesce((select json_agg(${who} order by p.sort_name, p.id)
                       from directory.profiles pr join directory.persons p on p.id = pr.person_id
                       where pr.school_id = s.id and pr.kind = 'head' and ${openOn('pr', today)}), '[]'::json) as heads,
             coalesce((select json_agg(json_build_object('id', g.id, 'label', g.label, 'teachers', coalesce((
                                select json_agg(${who} order by p.sort_name, p.id)
                                from (select distinct m.person_id from directory.memberships m
                                      where m.group_id = g.id and m.role in ('teacher', 'main_teacher') and ${openOn('m', today)}) as t
                                join directory.persons p on p.id = t.person_id), '[]'::json)) order by g.label, g.id)
                       from directory.groups g
                       where g.school_id = s.id and g.kind = 'class' and ${openOn('g', today)}), '[]'::json) as classes,
             (select count(distinct d.person_id) from directory.mandates d
              where d.commune_id = s.commune_id and d.kind = 'commune' and d.starts_on <= ${today}::date and ${openOn('d', today)})::int
               as "communeAgents"
      from directory.schools s where s.id = ${schoolId}::uuid`,
  );
  return row ?? { heads: [], classes: [], communeAgents: 0 };
}

export interface AdultRow extends PersonOfRights {
  readonly id: string;
  readonly roles: readonly string[];
}

/** Adults who work in the school, one by uid or those whose name has words that begin so; twenty at most. */
export function findAdults(
  db: Db,
  actor: Actor,
  schoolId: string,
  wanted: { readonly uid: string } | { readonly q: string },
): Promise<AdultRow[]> {
  const words = 'q' in wanted ? foldName(wanted.q).split(' ').filter(Boolean) : [];
  const which =
    'uid' in wanted
      ? sql`p.uid = ${wanted.uid}`
      : sql.join([sql`true`, ...words.map((word) => sql`' ' || p.sort_name like ${`% ${word}%`}`)], sql` and `);
  return rowsOf(
    db,
    sql<AdultRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", posts.roles
      from (select pr.person_id, json_agg(distinct pr.kind) as roles from directory.profiles pr
            where pr.school_id = ${schoolId}::uuid and pr.kind not in ('pupil', 'guardian') and ${openOn('pr', actor.today)}
            group by pr.person_id) as posts
      join directory.persons p on p.id = posts.person_id
      where ${which} order by p.sort_name, p.id limit 20`,
  );
}
