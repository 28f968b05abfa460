import type { Actor } from '../../platform/authz/policy.ts';
import { type RawBuilder, sql } from '../../platform/db/db.ts';
import type { Role } from './actor.ts';

/*
 * How far a right of the directory reaches. Each scope says the same thing twice: as a predicate on loaded facts, and as SQL on
 * the columns of the alias named with the facts. Here is what they are said with: the facts, what the actor has, conditions in SQL.
 * The scopes stand in scopes-persons, scopes-codes, scopes-places and scopes-delegates; policy.ts decides which verbs they open.
 */

/** What the rules need to know of a person. SQL alias: `p` (directory.persons). */
export interface PersonFacts {
  readonly personId: string;
  /** Open profiles. */
  readonly profiles: readonly { readonly schoolId: string; readonly role: string }[];
  /** Open memberships. */
  readonly groups: readonly { readonly groupId: string; readonly schoolId: string; readonly role: string }[];
  /** Kinds of open mandates (platform, academy, commune, after_school), delegates left out. */
  readonly mandates: readonly string[];
  /** Schools whose after-school this person runs by mandate. */
  readonly afterSchoolAt: readonly string[];
  /** The schools where something is entrusted to this person (mandate `delegate`). */
  readonly delegatedAt: readonly string[];
  /** The pupils this person is an adult of, with the schools and groups of each. */
  readonly children: readonly ChildFacts[];
  /** Who sees how to reach them, where they chose; left out where nothing of that is asked. */
  readonly contact?: Readonly<Partial<Record<'email' | 'phone', 'head' | 'staff' | 'class'>>>;
}

export interface ChildFacts {
  readonly personId: string;
  readonly authority: number;
  /** A court decision closes this adult's access to this child. */
  readonly suspended: boolean;
  readonly schoolIds: readonly string[];
  readonly groupIds: readonly string[];
}

/** SQL alias: `g` (directory.groups). */
export interface GroupFacts {
  readonly groupId: string;
  readonly schoolId: string;
}

/** SQL alias: `s` (directory.schools). */
export interface SchoolFacts {
  readonly schoolId: string;
  readonly communeId: string | null;
}

export const meets = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((id) => others.includes(id));
export const isTeaching = (role: string): boolean => role === 'teacher' || role === 'main_teacher';
export const isFamily = (role: string): boolean => role === 'pupil' || role === 'guardian';

/** The schools in which the actor holds one of the roles. */
export function schoolsAs(actor: Actor, ...held: readonly Role[]): string[] {
  const mandated = actor.mandates.flatMap((mandate) =>
    mandate.kind === 'after_school' && held.includes('after_school') && mandate.schoolId ? [mandate.schoolId] : [],
  );
  return [...actor.profiles.filter((entry) => held.includes(entry.role)).map((entry) => entry.schoolId), ...mandated];
}

export const childrensSchools = (actor: Actor): string[] => actor.children.flatMap((child) => child.schoolIds);
export const childrensGroups = (actor: Actor): string[] => actor.children.flatMap((child) => child.groupIds);
export const groupsOf = (actor: Actor): string[] => actor.groups.map((group) => group.groupId);
export const taughtBy = (actor: Actor): string[] =>
  actor.groups.filter((group) => isTeaching(group.role)).map((group) => group.groupId);
export const communesOf = (actor: Actor): string[] =>
  actor.mandates.flatMap((mandate) => (mandate.kind === 'commune' && mandate.communeId ? [mandate.communeId] : []));
export const worksForAcademy = (actor: Actor): boolean => actor.mandates.some((mandate) => mandate.kind === 'academy');

const FIRST_DEGREE = new Set(['nursery', 'elementary', 'primary']);

/** The classes a teacher answers for: at an école those they teach, at a collège the one they are main teacher of. */
export const inCharge = (actor: Actor): string[] => {
  const ecoles = new Set(
    actor.profiles.filter((entry) => FIRST_DEGREE.has(entry.schoolKind)).map((entry) => entry.schoolId),
  );
  return actor.groups
    .filter((group) => group.kind === 'class')
    .filter((group) => group.role === 'main_teacher' || (group.role === 'teacher' && ecoles.has(group.schoolId)))
    .map((group) => group.groupId);
};

export const among = (column: string, ids: readonly string[]): RawBuilder<unknown> =>
  sql`${sql.ref(column)} = any(${[...ids]}::uuid[])`;
export const open = (alias: string, actor: Actor): RawBuilder<unknown> =>
  sql`(${sql.ref(`${alias}.ends_on`)} is null or ${sql.ref(`${alias}.ends_on`)} > ${actor.today}::date)`;

/*
 * `offset 0` makes each of these a question about one person, answered by index: without it the planner may rather answer it for all
 * persons at once, by reading every profile and every kinship.
 */

/** Persons with an open profile in those schools; `kinds` narrows it. */
export const profileIn = (
  actor: Actor,
  ids: readonly string[],
  kinds: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> =>
  sql`exists (select 1 from directory.profiles pr
              where pr.person_id = p.id and ${among('pr.school_id', ids)} and ${open('pr', actor)} and ${kinds} offset 0)`;

/** Adults of pupils; `which` narrows the pupils in terms of `k` (kinships). */
export const adultOf = (actor: Actor, which: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`exists (select 1 from directory.kinships k where k.adult_id = p.id and ${open('k', actor)} and ${which} offset 0)`;
export const pupilAt = (actor: Actor, ids: readonly string[]): RawBuilder<unknown> =>
  sql`exists (select 1 from directory.profiles kp
              where kp.person_id = k.pupil_id and kp.kind = 'pupil' and ${among('kp.school_id', ids)} and ${open('kp', actor)}
              offset 0)`;
export const pupilIn = (actor: Actor, ids: readonly string[]): RawBuilder<unknown> =>
  sql`exists (select 1 from directory.memberships km
              where km.person_id = k.pupil_id and ${among('km.group_id', ids)} and ${open('km', actor)} offset 0)`;
export const notSuspended = (actor: Actor): RawBuilder<unknown> =>
  sql`not exists (select 1 from directory.access_suspensions x
                  where x.adult_id = k.adult_id and x.pupil_id = k.pupil_id and x.lifted_at is null
                    and x.starts_on <= ${actor.today}::date and (x.ends_on is null or x.ends_on > ${actor.today}::date))`;
export const inGroup = (
  actor: Actor,
  ids: readonly string[],
  as: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> =>
  sql`exists (select 1 from directory.memberships m
              where m.person_id = p.id and ${among('m.group_id', ids)} and ${open('m', actor)} and ${as} offset 0)`;

export const AT_WORK = sql`pr.kind not in ('pupil', 'guardian')`;
