import { sql } from '../../../platform/db/db.ts';
import type { Role } from '../actor.ts';
import {
  AT_WORK,
  adultOf,
  childrensGroups,
  inGroup,
  isFamily,
  isTeaching,
  meets,
  notSuspended,
  type PersonFacts,
  profileIn,
  pupilIn,
  schoolsAs,
} from '../scopes.ts';
import type { PersonRule } from '../scopes-persons.ts';

/*
 * How people are reached is theirs to keep or to share: for the e-mail address and the phone numbers, each person may say something else
 * than what the rights give by default.
 */

export const contactItems = ['email', 'phone'] as const;
export type ContactItem = (typeof contactItems)[number];

/**
 * head: nobody but the head. staff: those who work at the school and with the child, or one's colleagues. class: the families of the
 * classes and groups too.
 */
export const contactAudiences = ['head', 'staff', 'class'] as const;
export type ContactAudience = (typeof contactAudiences)[number];

const choiceOf = (person: PersonFacts, item: ContactItem): ContactAudience | undefined => person.contact?.[item];

const chose = (item: ContactItem, ...audiences: readonly ContactAudience[]) =>
  sql`exists (select 1 from directory.contact_choices cc
              where cc.person_id = p.id and cc.item = ${item} and cc.audience = any(${[...audiences]}::text[]) offset 0)`;

/** The same rule, but not for what a person keeps for the head alone. */
export const unlessKept = (item: ContactItem, rule: PersonRule): PersonRule => ({
  ...rule,
  allows: (actor, person) => choiceOf(person, item) !== 'head' && rule.allows(actor, person),
  sql: (actor) => sql`(${rule.sql?.(actor) ?? sql`false`} and not ${chose(item, 'head')})`,
});

/** Colleagues of the school who share it with those who work there. */
const withColleagues = (item: ContactItem, role: Role): PersonRule => ({
  role,
  scope: 'colleagues-who-share',
  allows: (actor, person) =>
    ['staff', 'class'].includes(choiceOf(person, item) ?? '') &&
    person.profiles.some((entry) => !isFamily(entry.role) && schoolsAs(actor, role).includes(entry.schoolId)),
  sql: (actor) => sql`(${chose(item, 'staff', 'class')} and ${profileIn(actor, schoolsAs(actor, role), AT_WORK)})`,
});

/** Families and teachers of the children's classes and groups who share it with them. */
const withFamilies = (item: ContactItem): PersonRule => ({
  role: 'guardian',
  scope: 'class-people-who-share',
  allows: (actor, person) =>
    choiceOf(person, item) === 'class' &&
    (person.children.some((child) => !child.suspended && meets(child.groupIds, childrensGroups(actor))) ||
      person.groups.some((group) => isTeaching(group.role) && childrensGroups(actor).includes(group.groupId))),
  sql: (actor) => sql`(${chose(item, 'class')} and (
    ${adultOf(actor, sql`${pupilIn(actor, childrensGroups(actor))} and ${notSuspended(actor)}`)}
    or ${inGroup(actor, childrensGroups(actor), sql`m.role in ('teacher', 'main_teacher')`)}))`,
});

/** What people open themselves, beyond what the rights give by default. */
export const sharedBy = (item: ContactItem): PersonRule[] => [
  ...(['teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school'] as const).map((role) =>
    withColleagues(item, role),
  ),
  withFamilies(item),
];
