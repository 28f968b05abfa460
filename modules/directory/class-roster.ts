import { type Db, firstOf, rowsOf, sql } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { groupPolicy, personPolicy } from './policy.ts';
import { openOn, personFacts } from './queries/facts.ts';
import type { PersonFacts } from './scopes.ts';

/** A class, as those who sign in there need to know it. */
export interface ClassPlace {
  readonly id: string;
  readonly label: string;
  readonly schoolId: string;
  readonly schoolName: string;
}

/** The class with that id, if the actor may open its sessions; undefined otherwise, as for one that does not exist. */
export const findOwnClass = (ctx: SessionContext, groupId: string): Promise<ClassPlace | undefined> =>
  firstOf(
    ctx.db,
    sql<ClassPlace>`
      select g.id, g.label, g.school_id as "schoolId", s.name as "schoolName"
      from directory.groups g join directory.schools s on s.id = g.school_id
      where g.id = ${groupId}::uuid and g.kind = 'class' and ${groupPolicy.where(ctx.actor, 'openSession')}
        and ${openOn('g', ctx.actor.today)}`,
  );

/** A pupil of a class. */
export interface ClassPupil {
  readonly personId: string;
  readonly uid: string;
  readonly givenName: string | null;
  readonly familyName: string;
  /** MEFSTAT4, null where the academy does not say. */
  readonly levelCode: string | null;
  readonly schoolKind: string;
}

/** The present pupils of a class, by given name. The caller has decided who may ask. */
export function rosterOf(
  db: Db,
  group: { readonly id: string; readonly schoolId: string },
  today: string,
): Promise<ClassPupil[]> {
  return rowsOf(
    db,
    sql<ClassPupil>`
      select p.id as "personId", p.uid, p.given_name as "givenName", p.family_name as "familyName", s.kind as "schoolKind",
             (select e.level_code from directory.enrolments e
              where e.school_id = m.school_id and e.pupil_id = p.id and ${openOn('e', today)} order by e.year desc, e.id limit 1) as "levelCode"
      from directory.memberships m
      join directory.persons p on p.id = m.person_id
      join directory.schools s on s.id = m.school_id
      where m.school_id = ${group.schoolId}::uuid and m.group_id = ${group.id}::uuid and m.role = 'pupil' and ${openOn('m', today)}
        and p.left_on is null
      order by p.given_name, p.sort_name, p.id`,
  );
}

/** Where a pupil is now: the class, the level, the school. */
export interface PupilPlace extends ClassPupil {
  readonly groupId: string | null;
  readonly groupLabel: string | null;
  readonly schoolId: string;
}

/** The pupil with that id and the class they are in; undefined when they are in none of our schools today. */
export const placeOfPupil = (db: Db, personId: string, today: string): Promise<PupilPlace | undefined> =>
  firstOf(
    db,
    sql<PupilPlace>`
      select p.id as "personId", p.uid, p.given_name as "givenName", p.family_name as "familyName", s.kind as "schoolKind",
             s.id as "schoolId", c.id as "groupId", c.label as "groupLabel",
             (select e.level_code from directory.enrolments e
              where e.school_id = s.id and e.pupil_id = p.id and ${openOn('e', today)} order by e.year desc, e.id limit 1) as "levelCode"
      from directory.persons p
      join directory.profiles pr on pr.person_id = p.id and pr.kind = 'pupil' and ${openOn('pr', today)}
      join directory.schools s on s.id = pr.school_id
      left join lateral (
        select g.id, g.label from directory.memberships m
        join directory.groups g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class' and ${openOn('g', today)}
        where m.school_id = s.id and m.person_id = p.id and m.role = 'pupil' and ${openOn('m', today)}
        order by g.year desc, g.id limit 1) c on true
      where p.id = ${personId}::uuid order by s.degree desc, pr.starts_on desc, pr.id limit 1`,
  );

/** The pupil with that uid, if the actor may give them another secret (pictures, phrase); undefined otherwise. */
export async function findPupilInCharge(
  ctx: SessionContext,
  personUid: string,
): Promise<{ readonly personId: string } | undefined> {
  const row = await firstOf(
    ctx.db,
    sql<{
      facts: PersonFacts;
    }>`select ${personFacts(ctx.actor)} as facts from directory.persons p where p.uid = ${personUid}`,
  );
  return row && personPolicy.can(ctx.actor, 'resetSecret', row.facts) ? { personId: row.facts.personId } : undefined;
}
