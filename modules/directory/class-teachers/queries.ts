import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { openOn } from '../queries/facts.ts';
import { labelNames } from '../queries/teaching.ts';

interface Named {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly title: string | null;
}

export interface ClassRow {
  readonly id: string;
  readonly label: string;
  readonly teachers: readonly Named[];
  /** Those who teach or head here and whom the label names. */
  readonly named: readonly Named[];
}

const person = sql`json_build_object('id', p.id, 'uid', p.uid, 'familyName', p.family_name, 'givenName', p.given_name, 'title', p.title)`;

/** The classes of a school with their teachers, and with whom their label names. */
export function listClasses(db: Db, { today }: Actor, schoolId: string): Promise<ClassRow[]> {
  return rowsOf(
    db,
    sql<ClassRow>`
      select g.id, g.label,
             (select coalesce(json_agg(${person} order by p.sort_name, p.id), '[]') from directory.persons p
              where p.id in (select m.person_id from directory.memberships m
                             where m.school_id = g.school_id and m.group_id = g.id and m.role in ('teacher', 'main_teacher')
                               and ${openOn('m', today)})) as teachers,
             (select coalesce(json_agg(${person} order by p.sort_name, p.id), '[]') from directory.persons p
              where p.id in (select t.person_id from directory.profiles t
                             where t.school_id = g.school_id and t.kind in ('teacher', 'head') and ${openOn('t', today)})
                and ${labelNames}) as named
      from directory.groups g
      where g.school_id = ${schoolId}::uuid and g.kind = 'class' and ${openOn('g', today)}
      order by g.label, g.id`,
  );
}
