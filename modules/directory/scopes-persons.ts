import type { Rule } from '../../platform/authz/policy.ts';
import { sql } from '../../platform/db/db.ts';
import { type Role, roles } from './actor.ts';
import {
  adultOf,
  among,
  inGroup,
  meets,
  notSuspended,
  open,
  type PersonFacts,
  profileIn,
  pupilAt,
  pupilIn,
  schoolsAs,
  taughtBy,
} from './scopes.ts';

/* Whom one reaches: oneself, own children, pupils and families of own classes, everybody of a school. */

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
