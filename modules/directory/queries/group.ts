import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { groupPolicy, personPolicy } from '../policy.ts';
import { openOn } from './facts.ts';
import { type TeacherChoice, teacherChoices } from './teaching.ts';

export interface GroupRow {
  readonly id: string;
  readonly schoolId: string;
  readonly schoolUai: string;
  readonly schoolName: string;
  readonly kind: 'class' | 'teaching' | 'free';
  readonly label: string;
  readonly year: number;
  readonly endsOn: string | null;
}

/** A group, with those who could teach it for whom may say who does. */
export interface OneGroupRow extends GroupRow {
  readonly teacherChoices: readonly TeacherChoice[] | null;
}

/** A group that the actor may see, or undefined. */
export function findGroup(db: Db, actor: Actor, groupId: string): Promise<OneGroupRow | undefined> {
  return firstOf(
    db,
    sql<OneGroupRow>`
      select g.id, g.school_id as "schoolId", s.uai as "schoolUai", s.name as "schoolName", g.kind, g.label, g.year, g.ends_on as "endsOn",
             ${teacherChoices(actor)} as "teacherChoices"
      from directory.groups g join directory.schools s on s.id = g.school_id
      where g.id = ${groupId}::uuid and ${groupPolicy.where(actor, 'see')}`,
  );
}

/** The groups of the actor and of the actor's children, classes first. */
export function listOwnGroups(db: Db, actor: Actor): Promise<GroupRow[]> {
  const own = [...actor.groups.map((group) => group.groupId), ...actor.children.flatMap((child) => child.groupIds)];
  return rowsOf(
    db,
    sql<GroupRow>`
      select g.id, g.school_id as "schoolId", s.uai as "schoolUai", s.name as "schoolName", g.kind, g.label, g.year, g.ends_on as "endsOn"
      from directory.groups g join directory.schools s on s.id = g.school_id
      where g.id = any(${own}::uuid[]) and ${openOn('g', actor.today)}
      order by g.kind, g.label, g.id`,
  );
}

export interface MemberRow {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly title: string | null;
  readonly role: 'pupil' | 'teacher' | 'main_teacher' | 'member' | 'owner';
  readonly level: string | null;
  readonly subjects: readonly string[];
}

/** The members of a group, as far as the actor may see each; by name. One row a person, several subjects on it. */
export function listMembers(db: Db, actor: Actor, group: Pick<GroupRow, 'id' | 'schoolId'>): Promise<MemberRow[]> {
  return rowsOf(
    db,
    sql<MemberRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", p.title, member.role, member.subjects,
             (select coalesce(l.label, e.level_label)
              from directory.enrolments e left join directory.levels l on l.code = e.level_code
              where member.role = 'pupil' and e.school_id = ${group.schoolId}::uuid and e.pupil_id = p.id
                and ${openOn('e', actor.today)} order by e.year desc, e.id limit 1) as level
      from (select gm.person_id, min(gm.role) as role,
                   array_remove(array_agg(distinct (select min(sj.label) from directory.subjects sj where sj.code = gm.subject_code)),
                                null) as subjects
            from directory.memberships gm
            where gm.group_id = ${group.id}::uuid and ${openOn('gm', actor.today)}
            group by gm.person_id) as member
      join directory.persons p on p.id = member.person_id
      where ${personPolicy.where(actor, 'see')}
      order by p.sort_name, p.id`,
  );
}

export interface ReviewRow {
  readonly kinshipId: string;
  readonly pupilUid: string;
  readonly pupilFamilyName: string;
  readonly pupilGivenName: string | null;
  readonly adultFamilyName: string;
  readonly adultGivenName: string | null;
  readonly adultTitle: string | null;
  readonly relation: string;
}

/** Kinships of a class that the academy's file could not vouch for (AAF 1D carries no authority). */
export function listKinToReview(db: Db, actor: Actor, group: Pick<GroupRow, 'id' | 'schoolId'>): Promise<ReviewRow[]> {
  return rowsOf(
    db,
    sql<ReviewRow>`
      select k.id as "kinshipId", c.uid as "pupilUid", c.family_name as "pupilFamilyName", c.given_name as "pupilGivenName",
             a.family_name as "adultFamilyName", a.given_name as "adultGivenName", a.title as "adultTitle", k.relation
      from directory.memberships m
      cross join lateral (
        select k.id, k.pupil_id, k.adult_id, k.relation from directory.kinships k
        where k.pupil_id = m.person_id and k.needs_review and k.authority = 1 and ${openOn('k', actor.today)} offset 0) as k
      join directory.persons c on c.id = k.pupil_id
      join directory.persons a on a.id = k.adult_id
      where m.group_id = ${group.id}::uuid and m.role = 'pupil' and ${openOn('m', actor.today)}
      order by c.sort_name, c.id, a.sort_name, a.id`,
  );
}

/** Marks as verified those of the given kinships that wait in this class; gives the persons of each that did. */
export async function markKinReviewed(
  db: Db,
  actor: Actor,
  group: Pick<GroupRow, 'id' | 'schoolId'>,
  kinshipIds: readonly string[],
  at: Date,
): Promise<{ pupilId: string; adultId: string }[]> {
  return rowsOf(
    db,
    sql<{ pupilId: string; adultId: string }>`
      update directory.kinships k set needs_review = false, reviewed_at = ${at}
      where k.id = any(${[...kinshipIds]}::uuid[]) and k.needs_review
        and exists (select 1 from directory.memberships m
                    where m.school_id = ${group.schoolId}::uuid and m.group_id = ${group.id}::uuid and m.role = 'pupil'
                      and m.person_id = k.pupil_id and ${openOn('m', actor.today)})
      returning k.pupil_id as "pupilId", k.adult_id as "adultId"`,
  );
}
