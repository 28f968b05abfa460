import type { Actor, Rule } from '../../platform/authz/policy.ts';
import { type RawBuilder, sql } from '../../platform/db/db.ts';
import { type Role, roles } from './actor.ts';

/*
 * How far a right of the directory reaches. Each scope says the same thing twice: as a predicate on loaded facts, and as SQL on
 * the columns of the alias named with the facts. Which verbs they open is decided in policy.ts.
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
const communesOf = (actor: Actor): string[] =>
  actor.mandates.flatMap((mandate) => (mandate.kind === 'commune' && mandate.communeId ? [mandate.communeId] : []));
export const worksForAcademy = (actor: Actor): boolean => actor.mandates.some((mandate) => mandate.kind === 'academy');

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
const PUPIL = sql`pr.kind = 'pupil'`;

export type PersonRule = Rule<PersonFacts>;

/** Everybody, about themselves. */
export const self: readonly PersonRule[] = roles
  .filter((role) => role !== 'leaver')
  .map((role) => ({
    role,
    scope: 'self',
    allows: (actor, person) => person.personId === actor.personId,
    sql: (actor) => sql`p.id = ${actor.personId}::uuid`,
  }));

export const ownChildren: PersonRule = {
  role: 'guardian',
  scope: 'own-children',
  allows: (actor, person) => actor.children.some((child) => child.personId === person.personId),
  sql: (actor) =>
    among(
      'p.id',
      actor.children.map((child) => child.personId),
    ),
};

/** Pupils of the classes the teacher has been given. */
export const ownPupils: PersonRule = {
  role: 'teacher',
  scope: 'own-pupils',
  allows: (actor, person) =>
    person.groups.some((group) => group.role === 'pupil' && taughtBy(actor).includes(group.groupId)),
  sql: (actor) => inGroup(actor, taughtBy(actor), sql`m.role = 'pupil'`),
};

/** Adults of those pupils; not the one whom a court keeps from the child. */
export const ownPupilsFamilies: PersonRule = {
  role: 'teacher',
  scope: 'own-pupils-families',
  allows: (actor, person) =>
    person.children.some((child) => !child.suspended && meets(child.groupIds, taughtBy(actor))),
  sql: (actor) => adultOf(actor, sql`${pupilIn(actor, taughtBy(actor))} and ${notSuspended(actor)}`),
};

/** Everybody of the school: pupils, adults who work there, and all adults of its pupils. */
export const wholeSchool = (role: Role): PersonRule => ({
  role,
  scope: 'own-school',
  allows: (actor, person) => {
    const mine = schoolsAs(actor, role);
    return (
      person.profiles.some((entry) => mine.includes(entry.schoolId)) ||
      person.children.some((child) => meets(child.schoolIds, mine))
    );
  },
  sql: (actor) => {
    const mine = schoolsAs(actor, role);
    return sql`(${profileIn(actor, mine)} or ${adultOf(actor, pupilAt(actor, mine))})`;
  },
});

export const schoolsPupils = (role: Role): PersonRule => ({
  role,
  scope: 'schools-pupils',
  allows: (actor, person) =>
    person.profiles.some((entry) => entry.role === 'pupil' && schoolsAs(actor, role).includes(entry.schoolId)),
  sql: (actor) => profileIn(actor, schoolsAs(actor, role), PUPIL),
});

/** Legal representatives of the school's pupils, whom one may have to call at 18 h. */
export const legalGuardians: PersonRule = {
  role: 'after_school',
  scope: 'legal-guardians',
  allows: (actor, person) =>
    person.children.some(
      (child) => child.authority === 1 && !child.suspended && meets(child.schoolIds, schoolsAs(actor, 'after_school')),
    ),
  sql: (actor) =>
    adultOf(
      actor,
      sql`k.authority = 1 and ${pupilAt(actor, schoolsAs(actor, 'after_school'))} and ${notSuspended(actor)}`,
    ),
};

export const everybody: PersonRule = { role: 'platform', scope: 'everybody', allows: () => true, sql: () => sql`true` };

/** Offices that no operator may look into: their own, and that of who watches over personal data. */
const OUT_OF_REACH: readonly string[] = ['platform', 'dpo'];

/** Everybody but those who hold one of these. */
export const allButOperators: PersonRule = {
  role: 'platform',
  scope: 'all-but-operators',
  allows: (_, person) => !meets(person.mandates, OUT_OF_REACH),
  sql: (actor) => sql`not exists (select 1 from directory.mandates d
                                  where d.person_id = p.id and d.kind = any(${[...OUT_OF_REACH]}::text[]) and ${open('d', actor)} offset 0)`,
};

/**
 * A code opens the whole account. So a school gives one only to those who hold no office outside it, and school life only to
 * pupils and families: nobody gets into an account that may do more than their own.
 */
export const codeHolders = (role: 'head' | 'school_life'): PersonRule => {
  const school = wholeSchool(role);
  const within = (actor: Actor): string[] => (role === 'head' ? schoolsAs(actor, role) : []);
  return {
    role,
    scope: role === 'head' ? 'own-school-no-office-elsewhere' : 'own-school-families',
    allows: (actor, person) =>
      school.allows(actor, person) &&
      person.mandates.length === 0 &&
      person.delegatedAt.every((schoolId) => within(actor).includes(schoolId)) &&
      person.profiles.every((entry) => isFamily(entry.role) || within(actor).includes(entry.schoolId)),
    sql: (actor) => sql`(${school.sql?.(actor) ?? sql`false`}
      and not exists (select 1 from directory.mandates d where d.person_id = p.id and ${open('d', actor)}
                      and not (d.kind = 'delegate' and ${among('d.school_id', within(actor))}))
      and not exists (select 1 from directory.profiles pr where pr.person_id = p.id and ${open('pr', actor)}
                      and ${AT_WORK} and not ${among('pr.school_id', within(actor))}))`,
  };
};

const FIRST_DEGREE = new Set(['nursery', 'elementary', 'primary']);

/** The classes a teacher answers for: at an école those they teach, at a collège the one they are main teacher of. */
const inCharge = (actor: Actor): string[] => {
  const ecoles = new Set(
    actor.profiles.filter((entry) => FIRST_DEGREE.has(entry.schoolKind)).map((entry) => entry.schoolId),
  );
  return actor.groups
    .filter((group) => group.kind === 'class')
    .filter((group) => group.role === 'main_teacher' || (group.role === 'teacher' && ecoles.has(group.schoolId)))
    .map((group) => group.groupId);
};

/** A pupil or a parent and nothing else: their account opens no more than their own. */
export const holdsNoOffice = (person: PersonFacts): boolean =>
  person.mandates.length === 0 &&
  person.delegatedAt.length === 0 &&
  person.profiles.every((entry) => isFamily(entry.role));

/** The same, in SQL. */
export const noOffice = (actor: Actor): RawBuilder<unknown> => sql`(
  not exists (select 1 from directory.mandates d where d.person_id = p.id and ${open('d', actor)})
  and not exists (select 1 from directory.profiles pr where pr.person_id = p.id and ${open('pr', actor)} and ${AT_WORK}))`;

/** Pupils and families of the class, as long as they hold no office anywhere. */
export const ownClassesFamilies: PersonRule = {
  role: 'teacher',
  scope: 'own-classes-families',
  allows: (actor, person) =>
    holdsNoOffice(person) &&
    (person.groups.some((group) => group.role === 'pupil' && inCharge(actor).includes(group.groupId)) ||
      person.children.some((child) => !child.suspended && meets(child.groupIds, inCharge(actor)))),
  sql: (actor) => sql`((${inGroup(actor, inCharge(actor), sql`m.role = 'pupil'`)}
      or ${adultOf(actor, sql`${pupilIn(actor, inCharge(actor))} and ${notSuspended(actor)}`)})
      and ${noOffice(actor)})`,
};

/** The pupils alone. */
export const ownClassesPupils: PersonRule = {
  role: 'teacher',
  scope: 'own-classes-pupils',
  allows: (actor, person) =>
    holdsNoOffice(person) &&
    person.groups.some((group) => group.role === 'pupil' && inCharge(actor).includes(group.groupId)),
  sql: (actor) => sql`(${inGroup(actor, inCharge(actor), sql`m.role = 'pupil'`)} and ${noOffice(actor)})`,
};

/** Support hands a code to those who hold an office; pupils and families get theirs from the school. */
export const officeHolders: PersonRule = {
  role: 'platform',
  scope: 'office-holders',
  allows: (_, person) => !holdsNoOffice(person),
  sql: (actor) =>
    sql`(exists (select 1 from directory.profiles pr where pr.person_id = p.id and ${open('pr', actor)} and ${AT_WORK} offset 0)
         or exists (select 1 from directory.mandates d where d.person_id = p.id and ${open('d', actor)}))`,
};

export const ownGroup: Rule<GroupFacts> = {
  role: 'pupil',
  scope: 'own-groups',
  allows: (actor, group) => groupsOf(actor).includes(group.groupId),
  sql: (actor) => among('g.id', groupsOf(actor)),
};

export const childrensGroup: Rule<GroupFacts> = {
  role: 'guardian',
  scope: 'childrens-groups',
  allows: (actor, group) => childrensGroups(actor).includes(group.groupId),
  sql: (actor) => among('g.id', childrensGroups(actor)),
};

export const groupsAt = (role: Role): Rule<GroupFacts> => ({
  role,
  scope: 'own-school',
  allows: (actor, group) => schoolsAs(actor, role).includes(group.schoolId),
  sql: (actor) => among('g.school_id', schoolsAs(actor, role)),
});

/** The classes a teacher answers for. */
export const classesInCharge: Rule<GroupFacts> = {
  role: 'teacher',
  scope: 'classes-in-charge',
  allows: (actor, group) => inCharge(actor).includes(group.groupId),
  sql: (actor) => among('g.id', inCharge(actor)),
};

export const schoolAs = (role: Role): Rule<SchoolFacts> => ({
  role,
  scope: 'own-school',
  allows: (actor, school) => schoolsAs(actor, role).includes(school.schoolId),
  sql: (actor) => among('s.id', schoolsAs(actor, role)),
});

export const childrensSchool: Rule<SchoolFacts> = {
  role: 'guardian',
  scope: 'childrens-schools',
  allows: (actor, school) => childrensSchools(actor).includes(school.schoolId),
  sql: (actor) => among('s.id', childrensSchools(actor)),
};

const comingSchools = (actor: Actor): string[] =>
  actor.children.flatMap((child) => child.coming.map(({ schoolId }) => schoolId));

/** Where one's child is enrolled from a day to come. */
export const childrensNextSchool: Rule<SchoolFacts> = {
  role: 'guardian',
  scope: 'childrens-next-schools',
  allows: (actor, school) => comingSchools(actor).includes(school.schoolId),
  sql: (actor) => among('s.id', comingSchools(actor)),
};

export const communesSchools: Rule<SchoolFacts> = {
  role: 'commune',
  scope: 'own-commune',
  allows: (actor, school) => school.communeId !== null && communesOf(actor).includes(school.communeId),
  sql: (actor) => among('s.commune_id', communesOf(actor)),
};

export const everySchool = (role: 'academy' | 'platform'): Rule<SchoolFacts> => ({
  role,
  scope: 'every-school',
  allows: (actor) => role === 'platform' || worksForAcademy(actor),
  sql: (actor) => (role === 'platform' || worksForAcademy(actor) ? sql`true` : sql`false`),
});
