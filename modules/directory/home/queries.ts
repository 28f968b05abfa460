import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, rowsOf, sql, statement } from '../../../platform/db/db.ts';
import { lateSources } from '../aaf/late.ts';
import { deliveryPolicy, schoolPolicy } from '../policy.ts';
import { announcedOn, openOn } from '../queries/facts.ts';
import { type AfterSchoolCounts, afterSchoolCounts, type SchoolCounts, schoolCounts } from '../queries/school.ts';

/* What "Aujourd'hui" needs of the directory: one lean statement for each kind of person. */

/** The schools, classes and teachers around some pupils: one's children, or oneself. */
export interface Surroundings {
  readonly schools: readonly HomeSchool[];
  readonly classes: readonly { readonly id: string; readonly schoolId: string; readonly label: string }[];
  readonly teachers: readonly HomeTeacher[];
  readonly enrolments: readonly {
    readonly pupilId: string;
    readonly schoolId: string;
    readonly level: string | null;
    readonly cycle: number | null;
  }[];
  /** Schools where they are enrolled from a day to come. */
  readonly coming: readonly {
    readonly pupilId: string;
    readonly schoolUai: string;
    readonly schoolName: string;
    readonly startsOn: string;
  }[];
}

export interface HomeSchool {
  readonly id: string;
  readonly uai: string;
  readonly name: string;
  readonly kind: string;
  readonly degree: number;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface HomeTeacher {
  readonly groupId: string;
  readonly uid: string;
  readonly title: string | null;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly isMain: boolean;
}

/** Whom and what to look around. In a collège a class has ten teachers: the main one stands for them unless `allTeachers`. */
export interface Around {
  readonly pupilIds: readonly string[];
  readonly schoolIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly allTeachers: boolean;
}

export async function findSurroundings(db: Db, { today }: Actor, around: Around): Promise<Surroundings> {
  const [row] = await surroundings(db, { ...around, today });
  return row ?? { schools: [], classes: [], teachers: [], enrolments: [], coming: [] };
}

const surroundings = statement<{ [K in keyof Around]: Around[K] } & { today: string }, Surroundings>(
  ['pupilIds', 'schoolIds', 'groupIds', 'allTeachers', 'today'],
  ({ pupilIds, schoolIds, groupIds, allTeachers, today }) => sql<Surroundings>`
    select
      (select coalesce(json_agg(json_build_object('id', s.id, 'uai', s.uai, 'name', s.name, 'kind', s.kind, 'degree', s.degree,
                                                  'phone', s.phone, 'email', s.email) order by s.degree, s.name, s.id), '[]')
       from directory.schools s where s.id = any(${schoolIds}::uuid[])) as schools,
      (select coalesce(json_agg(json_build_object('id', g.id, 'schoolId', g.school_id, 'label', g.label) order by g.label, g.id), '[]')
       from directory.groups g where g.id = any(${groupIds}::uuid[]) and g.kind = 'class' and ${openOn('g', today)}) as classes,
      (select coalesce(json_agg(json_build_object('groupId', m.group_id, 'uid', p.uid, 'title', p.title, 'familyName', p.family_name,
                                                  'givenName', p.given_name, 'isMain', m.role = 'main_teacher')
                                order by m.role, p.sort_name, p.id), '[]')
       from directory.groups g
       join directory.schools s on s.id = g.school_id
       join directory.memberships m on m.group_id = g.id and m.role in ('main_teacher', 'teacher')
       join directory.persons p on p.id = m.person_id
       where g.id = any(${groupIds}::uuid[]) and m.group_id = any(${groupIds}::uuid[]) and g.kind = 'class' and ${openOn('m', today)}
         and (m.role = 'main_teacher' or s.degree = 1 or ${allTeachers})) as teachers,
      (select coalesce(json_agg(json_build_object('pupilId', e.pupil_id, 'schoolId', e.school_id,
                                                  'level', coalesce(l.label, e.level_label), 'cycle', l.cycle)
                                order by e.year, e.id), '[]')
       from directory.enrolments e left join directory.levels l on l.code = e.level_code
       where e.pupil_id = any(${pupilIds}::uuid[]) and ${openOn('e', today)} and not ${announcedOn('e', today)}) as enrolments,
      (select coalesce(json_agg(json_build_object('pupilId', e.pupil_id, 'schoolUai', s.uai, 'schoolName', s.name, 'startsOn', e.starts_on)
                                order by e.starts_on, e.id), '[]')
       from directory.enrolments e join directory.schools s on s.id = e.school_id
       where e.pupil_id = any(${pupilIds}::uuid[]) and ${announcedOn('e', today)}) as coming`,
);

export interface TaughtGroup {
  readonly id: string;
  readonly schoolId: string;
  readonly schoolName: string;
  readonly label: string;
  readonly kind: string;
  readonly pupils: number;
}

/** The groups of the given ids, with how many pupils each has. */
export function countPupils(db: Db, actor: Actor, groupIds: readonly string[]): Promise<TaughtGroup[]> {
  return rowsOf(
    db,
    sql<TaughtGroup>`
      select g.id, g.school_id as "schoolId", s.name as "schoolName", g.label, g.kind,
             (select count(distinct m.person_id) from directory.memberships m
              where m.group_id = g.id and m.role = 'pupil' and ${openOn('m', actor.today)}) as pupils
      from directory.groups g join directory.schools s on s.id = g.school_id
      where g.id = any(${[...groupIds]}::uuid[])
      order by g.kind, g.label, g.id`,
  );
}

export interface LedSchool {
  readonly id: string;
  readonly uai: string;
  readonly name: string;
  readonly counts: SchoolCounts;
  /** Classes whose guardians the academy's file could not vouch for: écoles only. */
  readonly waiting: readonly { readonly id: string; readonly label: string; readonly toReview: number }[];
}

/** Schools with their numbers and what waits for their head. */
export function findLedSchools(db: Db, actor: Actor, schoolIds: readonly string[]): Promise<LedSchool[]> {
  const { today } = actor;
  return rowsOf(
    db,
    sql<LedSchool>`
      select s.id, s.uai, s.name, ${schoolCounts(actor)} as counts,
             case when s.degree = 2 then '[]'::json else (
               select coalesce(json_agg(json_build_object('id', g.id, 'label', g.label, 'toReview', kin.waiting) order by g.label, g.id), '[]')
               from directory.groups g
               cross join lateral (
                 select count(*) as waiting
                 from directory.memberships m
                 cross join lateral (
                   select 1 from directory.kinships k
                   where k.pupil_id = m.person_id and k.needs_review and k.authority = 1 and ${openOn('k', today)} offset 0) as k
                 where m.group_id = g.id and m.role = 'pupil' and ${openOn('m', today)}) as kin
               where g.school_id = s.id and g.kind = 'class' and ${openOn('g', today)} and kin.waiting > 0) end as waiting
      from directory.schools s where s.id = any(${[...schoolIds]}::uuid[]) order by s.name, s.id`,
  );
}

/** Schools with the numbers of their after-school registers. */
export function findAfterSchool(
  db: Db,
  actor: Actor,
  schoolIds: readonly string[],
): Promise<{ id: string; uai: string; name: string; counts: AfterSchoolCounts }[]> {
  return rowsOf(
    db,
    sql<{ id: string; uai: string; name: string; counts: AfterSchoolCounts }>`
      select s.id, s.uai, s.name, ${afterSchoolCounts(actor)} as counts
      from directory.schools s where s.id = any(${[...schoolIds]}::uuid[]) order by s.name, s.id`,
  );
}

export interface Territory {
  readonly schools: number;
  readonly colleges: number;
  readonly communes: number;
  readonly deliveries: readonly {
    readonly id: string;
    readonly source: string;
    readonly kind: string;
    readonly deliveredOn: string;
    readonly status: string;
  }[];
  readonly late: readonly { readonly source: string; readonly everyDays: number; readonly lastOn: string | null }[];
}

/** The schools that the actor oversees, in figures, and the latest deliveries as far as they may read them. */
export async function overseeTerritory(db: Db, actor: Actor): Promise<Territory> {
  const row = await firstOf(
    db,
    sql<Territory>`
      select count(*) filter (where s.degree = 1) as schools, count(*) filter (where s.kind = 'college') as colleges,
             count(distinct s.commune_id) as communes,
             (select coalesce(json_agg(latest order by latest.id desc), '[]')
              from (select d.id, d.source, d.kind, d.delivered_on as "deliveredOn", d.status from directory.deliveries d
                    where ${deliveryPolicy.where(actor, 'see')} order by d.id desc limit 4) as latest) as deliveries,
             (select coalesce(json_agg(late), '[]') from (${lateSources(actor.today)}) as late
              where ${deliveryPolicy.where(actor, 'see')}) as late
      from directory.schools s where s.closed_on is null and ${schoolPolicy.where(actor, 'seeCounts')}`,
  );
  return row ?? { schools: 0, colleges: 0, communes: 0, deliveries: [], late: [] };
}
