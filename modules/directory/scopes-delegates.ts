import type { Actor, Rule } from '../../platform/authz/policy.ts';
import { sql } from '../../platform/db/db.ts';
import type { Duty, Role } from './actor.ts';
import {
  adultOf,
  among,
  type GroupFacts,
  inGroup,
  meets,
  notSuspended,
  type PersonFacts,
  profileIn,
  pupilAt,
  pupilIn,
  type SchoolFacts,
  schoolsAs,
} from './scopes.ts';
import { holdsNoOffice, noOffice } from './scopes-codes.ts';

/* What a head entrusted to somebody (mandate `delegate`), for the school or for one class of it; said twice as in scopes.ts. */

const entrusted = (actor: Actor, ...duties: readonly Duty[]) =>
  actor.mandates.filter(
    (mandate) => mandate.kind === 'delegate' && mandate.duties.some((duty) => duties.includes(duty)),
  );

/** Schools for the whole of which one of these duties is entrusted to the actor. */
export const schoolsEntrusted = (actor: Actor, ...duties: readonly Duty[]): string[] =>
  entrusted(actor, ...duties).flatMap((mandate) =>
    mandate.schoolId && mandate.groupId === null ? [mandate.schoolId] : [],
  );

/** Classes to which such a duty is limited. */
const classesEntrusted = (actor: Actor, ...duties: readonly Duty[]): string[] =>
  entrusted(actor, ...duties).flatMap((mandate) => (mandate.groupId ? [mandate.groupId] : []));

/** The schools and classes of such duties, as circles: a whole school is the circle of its own id. */
export const circlesEntrusted = (actor: Actor, ...duties: readonly Duty[]): { schoolId: string; circleId: string }[] =>
  entrusted(actor, ...duties).flatMap(({ schoolId, groupId }) =>
    schoolId ? [{ schoolId, circleId: groupId ?? schoolId }] : [],
  );

/** Everybody of the school, or the pupils and families of the class. */
export const peopleDelegated = (duty: Duty): Rule<PersonFacts> => ({
  role: 'delegate',
  scope: `delegated-${duty}`,
  allows: (actor, person) => {
    const schools = schoolsEntrusted(actor, duty);
    const classes = classesEntrusted(actor, duty);
    return (
      person.profiles.some((entry) => schools.includes(entry.schoolId)) ||
      person.groups.some((group) => group.role === 'pupil' && classes.includes(group.groupId)) ||
      person.children.some(
        (child) => meets(child.schoolIds, schools) || (!child.suspended && meets(child.groupIds, classes)),
      )
    );
  },
  sql: (actor) => {
    const schools = schoolsEntrusted(actor, duty);
    const classes = classesEntrusted(actor, duty);
    return sql`(${profileIn(actor, schools)} or ${adultOf(actor, pupilAt(actor, schools))}
      or ${inGroup(actor, classes, sql`m.role = 'pupil'`)}
      or ${adultOf(actor, sql`${pupilIn(actor, classes)} and ${notSuspended(actor)}`)})`;
  },
});

const codes = peopleDelegated('codes');

/** Codes for pupils and families only: nobody gets into an account that may do more than their own. */
export const codesDelegated: Rule<PersonFacts> = {
  role: 'delegate',
  scope: 'delegated-codes-families',
  allows: (actor, person) => holdsNoOffice(person) && codes.allows(actor, person),
  sql: (actor) => sql`(${codes.sql?.(actor) ?? sql`false`} and ${noOffice(actor)})`,
};

const duplicates = peopleDelegated('duplicates');

/** Records of pupils and families only, for the same reason. */
export const duplicatesDelegated: Rule<PersonFacts> = {
  role: 'delegate',
  scope: 'delegated-duplicates-families',
  allows: (actor, person) => holdsNoOffice(person) && duplicates.allows(actor, person),
  sql: (actor) => sql`(${duplicates.sql?.(actor) ?? sql`false`} and ${noOffice(actor)})`,
};

export const groupsDelegated = (...duties: readonly Duty[]): Rule<GroupFacts> => ({
  role: 'delegate',
  scope: 'delegated-groups',
  allows: (actor, group) =>
    schoolsEntrusted(actor, ...duties).includes(group.schoolId) ||
    classesEntrusted(actor, ...duties).includes(group.groupId),
  sql: (actor) =>
    sql`(${among('g.school_id', schoolsEntrusted(actor, ...duties))} or ${among('g.id', classesEntrusted(actor, ...duties))})`,
});

/** The groups that the actor made or was given, in a school where they still are. */
export const ownedGroup = (role: Role): Rule<GroupFacts> => {
  const owned = (actor: Actor): string[] => {
    const schools = schoolsAs(actor, role);
    return actor.groups
      .filter((group) => group.role === 'owner' && schools.includes(group.schoolId))
      .map((group) => group.groupId);
  };
  return {
    role,
    scope: 'owned-groups',
    allows: (actor, group) => owned(actor).includes(group.groupId),
    sql: (actor) => among('g.id', owned(actor)),
  };
};

export const schoolDelegated = (...duties: readonly Duty[]): Rule<SchoolFacts> => ({
  role: 'delegate',
  scope: 'delegated-school',
  allows: (actor, school) => schoolsEntrusted(actor, ...duties).includes(school.schoolId),
  sql: (actor) => among('s.id', schoolsEntrusted(actor, ...duties)),
});

/** The school of a class that was entrusted. */
export const classesDelegated: Rule<SchoolFacts> = {
  role: 'delegate',
  scope: 'delegated-class-school',
  allows: (actor, school) =>
    actor.mandates.some((mandate) => mandate.kind === 'delegate' && mandate.schoolId === school.schoolId),
  sql: (actor) =>
    among(
      's.id',
      actor.mandates.flatMap((mandate) => (mandate.kind === 'delegate' && mandate.schoolId ? [mandate.schoolId] : [])),
    ),
};
