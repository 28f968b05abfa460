import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, newId, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { groupPolicy } from '../policy.ts';
import { openOn } from './facts.ts';

export interface TeacherChoice {
  readonly personId: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  /** The class's label holds this name: "CP Mme ROUX". */
  readonly isNamed: boolean;
}

/** SQL on `g` and `p`: whether the class’s label holds the person’s family name as whole words. */
export const labelNames = sql<boolean>`
  position(' ' || directory.fold_name(p.family_name) || ' ' in ' ' || directory.fold_name(g.label) || ' ') > 0`;

/**
 * SQL: who could teach the class `g`, as a JSON array: those who teach or head in its school; whom its label names come first. Null
 * for whom it is not to say.
 */
export const teacherChoices = (actor: Actor): RawBuilder<TeacherChoice[] | null> => sql`
  case when g.kind = 'class' and ${groupPolicy.where(actor, 'attachTeacher')} then (
    select coalesce(json_agg(json_build_object('personId', c.id, 'uid', c.uid, 'familyName', c.family_name, 'givenName', c.given_name,
                                               'isNamed', c.is_named) order by c.is_named desc, c.sort_name, c.id), '[]'::json)
    from (select p.id, p.uid, p.family_name, p.given_name, p.sort_name, ${labelNames} as is_named
          from directory.persons p
          where p.id in (select t.person_id from directory.profiles t
                         where t.school_id = g.school_id and t.kind in ('teacher', 'head') and ${openOn('t', actor.today)})) as c)
  end`;

/**
 * Attaches as teachers, in the classes of a school that have none, those whom the class's label names, when it names one person
 * only. The academy's files of écoles do not say who teaches whom.
 * @returns how many classes got their teacher
 */
export async function attachNamedTeachers(db: Db, schoolId: string, today: string): Promise<number> {
  const named = await rowsOf(
    db,
    sql<{ groupId: string; personId: string }>`
      select g.id as "groupId", min(p.id::text) as "personId"
      from directory.groups g
      join directory.profiles t on t.school_id = g.school_id and t.kind in ('teacher', 'head') and ${openOn('t', today)}
      join directory.persons p on p.id = t.person_id and ${labelNames}
      where g.school_id = ${schoolId}::uuid and g.kind = 'class' and ${openOn('g', today)}
        and not exists (select 1 from directory.memberships m
                        where m.school_id = g.school_id and m.group_id = g.id and m.role in ('teacher', 'main_teacher')
                          and ${openOn('m', today)})
      group by g.id having count(distinct p.id) = 1`,
  );
  return insertTeachers(db, schoolId, named, today);
}

/** Makes each person a teacher of the class, from `today`, on the school's word; those who already are stay as they are. */
export async function insertTeachers(
  db: Db,
  schoolId: string,
  pairs: readonly { readonly groupId: string; readonly personId: string }[],
  today: string,
): Promise<number> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      insert into directory.memberships (id, school_id, group_id, person_id, role, owner, starts_on)
      select n.id, ${schoolId}::uuid, n.group_id, n.person_id, 'teacher', 'school', ${today}::date
      from json_to_recordset(${JSON.stringify(
        pairs.map((pair) => ({ id: newId(), group_id: pair.groupId, person_id: pair.personId })),
      )}::json) as n (id uuid, group_id uuid, person_id uuid)
      on conflict do nothing returning id`,
  );
  return rows.length;
}
