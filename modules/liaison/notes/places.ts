import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { pupilsOfPlace } from '../../directory/index.ts';
import { notePlacePolicy, schoolsAs } from '../policy.ts';

/** A place that a note is written to. */
export interface FoundPlace {
  readonly value: string;
  readonly label: string;
  readonly school: string;
  readonly schoolId: string;
  readonly groupId: string | null;
  /** Of a group. */
  readonly year: number | null;
  readonly endsOn: string | null;
  /** The actor writes there to those of the after-school alone. */
  readonly afterSchoolOnly: boolean;
}

const WHOLE = ['head', 'school_life', 'after_school'] as const;

/** The schools that the actor writes to as a whole. */
const wholeSchools = (actor: Actor): string[] => [...new Set(WHOLE.flatMap((role) => schoolsAs(actor, role)))];

/** In a school they only see to after school, those who see to it write to its pupils alone. */
const afterSchoolOnly = (actor: Actor, schoolId: string): boolean =>
  !(['head', 'school_life'] as const).some((role) => schoolsAs(actor, role).includes(schoolId));

/** Everything the actor may write a note to: own classes and groups first, then the others of the school, then whole schools. */
export async function placesToWrite(db: Db, actor: Actor): Promise<FoundPlace[]> {
  const own = new Set(actor.groups.map(({ groupId }) => groupId));
  const groups = await rowsOf(
    db,
    sql<Omit<FoundPlace, 'afterSchoolOnly'>>`
      select 'group:' || g.group_id as value, gr.label, s.name as school, g.school_id as "schoolId", g.group_id as "groupId", g.year,
             g.ends_on as "endsOn"
      from directory.group_terms g
      join directory.groups gr on gr.school_id = g.school_id and gr.id = g.group_id
      join directory.schools s on s.id = g.school_id
      where ${notePlacePolicy.where(actor, 'write')} and (g.ends_on is null or g.ends_on > ${actor.today}::date)
      order by s.name, s.id, gr.kind, gr.label, gr.id`,
  );
  const schools = await rowsOf(
    db,
    sql<Omit<FoundPlace, 'afterSchoolOnly'>>`
      select 'school:' || s.id as value, s.name as label, s.name as school, s.id as "schoolId", null as "groupId", null as year, null as "endsOn"
      from directory.schools s where s.id = any(${wholeSchools(actor)}::uuid[]) and s.closed_on is null order by s.name, s.id`,
  );
  const known = [...groups, ...schools].map((one) => ({
    ...one,
    afterSchoolOnly: one.groupId === null && afterSchoolOnly(actor, one.schoolId),
  }));
  return [
    ...known.filter(({ groupId }) => own.has(groupId ?? '')),
    ...known.filter(({ groupId }) => !own.has(groupId ?? '')),
  ];
}

/** The place with that value (`group:<id>`, `school:<id>`), if the actor may write there. */
export async function placeToWrite(db: Db, actor: Actor, value: string): Promise<FoundPlace | undefined> {
  const [kind, id = ''] = value.split(':');
  const row = await firstOf(
    db,
    kind === 'group'
      ? sql<Omit<FoundPlace, 'afterSchoolOnly'>>`
          select 'group:' || g.group_id as value, gr.label, s.name as school, g.school_id as "schoolId", g.group_id as "groupId", g.year,
                 g.ends_on as "endsOn"
          from directory.group_terms g
          join directory.groups gr on gr.school_id = g.school_id and gr.id = g.group_id
          join directory.schools s on s.id = g.school_id
          where g.group_id = ${id}::uuid and ${notePlacePolicy.where(actor, 'write')}`
      : sql<Omit<FoundPlace, 'afterSchoolOnly'>>`
          select 'school:' || s.id as value, s.name as label, s.name as school, s.id as "schoolId", null as "groupId", null as year,
                 null as "endsOn"
          from directory.schools s where s.id = ${id}::uuid and s.id = any(${wholeSchools(actor)}::uuid[]) and s.closed_on is null`,
  );
  return row ? { ...row, afterSchoolOnly: row.groupId === null && afterSchoolOnly(actor, row.schoolId) } : undefined;
}

export interface PlacePupil {
  readonly personId: string;
  readonly uid: string;
  readonly displayName: string;
}

/** The present pupils of a place, by name. */
export const pupilsToChoose = (
  db: Db,
  place: Pick<FoundPlace, 'schoolId' | 'groupId' | 'afterSchoolOnly'>,
  today: string,
): Promise<PlacePupil[]> =>
  rowsOf(
    db,
    sql<PlacePupil>`
      select p.id as "personId", p.uid, concat_ws(' ', p.given_name, p.family_name) as "displayName"
      from (${pupilsOfPlace(
        {
          school: sql`${place.schoolId}::uuid`,
          group: sql`${place.groupId}::uuid`,
          afterSchool: sql`${place.afterSchoolOnly}::boolean`,
        },
        today,
      )}) as pp
      join directory.persons p on p.id = pp.pupil_id and p.left_on is null
      order by p.sort_name, p.id`,
  );
