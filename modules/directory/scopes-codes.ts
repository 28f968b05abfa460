import type { Actor } from '../../platform/authz/policy.ts';
import { type RawBuilder, sql } from '../../platform/db/db.ts';
import {
  AT_WORK,
  adultOf,
  among,
  inCharge,
  inGroup,
  isFamily,
  meets,
  notSuspended,
  open,
  type PersonFacts,
  pupilIn,
  schoolsAs,
} from './scopes.ts';
import { type PersonRule, wholeSchool } from './scopes-persons.ts';

/* Into whose account one lets somebody: a code opens all of it, so these scopes also ask what else its owner may do. */

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
