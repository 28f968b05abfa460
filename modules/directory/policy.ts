import { type Actor, definePolicy, type Rule } from '../../platform/authz/policy.ts';
import { sql } from '../../platform/db/db.ts';
import type { Role } from './actor.ts';
import {
  childrensGroup,
  childrensSchool,
  codeHolders,
  communesSchools,
  everybody,
  everySchool,
  type GroupFacts,
  groupsAt,
  legalGuardians,
  officeHolders,
  ownChildren,
  ownClassesFamilies,
  ownGroup,
  ownPupils,
  ownPupilsFamilies,
  type PersonFacts,
  type SchoolFacts,
  schoolAs,
  schoolsPupils,
  self,
  wholeSchool,
  worksForAcademy,
} from './scopes.ts';
import { rulesFor } from './visibility/circle-rules.ts';

/*
 * Who may see what of the directory, and write to whom. What no rule grants is refused; what one may not see does not exist. The rules on
 * seeing and writing come from the circles of visibility/catalogue.ts, as far as platform and school open them.
 */

const closeStaff = [ownPupils, ownPupilsFamilies, wholeSchool('head'), wholeSchool('school_life')];

/** Rights on a person. `see` is the name and what the person is in the school. */
export const personPolicy = definePolicy<
  PersonFacts,
  | 'see'
  | 'write'
  | 'explain'
  | 'seeIdentity'
  | 'seeContact'
  | 'seePhone'
  | 'seeKin'
  | 'seeAfterSchool'
  | 'reviewKin'
  | 'issueCode'
>('directory.person', {
  see: [...self, ...rulesFor('see'), everybody],
  write: [...rulesFor('write'), officeHolders],
  explain: [wholeSchool('head'), everybody],
  seeIdentity: [...self, ownChildren, ...closeStaff, everybody],
  seeContact: [...self, ...closeStaff],
  seePhone: [...self, ...closeStaff, legalGuardians],
  seeKin: [ownPupils, wholeSchool('head'), wholeSchool('school_life'), schoolsPupils('after_school')],
  seeAfterSchool: [schoolsPupils('after_school')],
  reviewKin: [schoolsPupils('head')],
  issueCode: [codeHolders('head'), codeHolders('school_life'), ownClassesFamilies, officeHolders],
});

/** Rights on a class or group. Members are shown one by one, as far as each may be seen. */
export const groupPolicy = definePolicy<GroupFacts, 'see' | 'seeMembers' | 'reviewKin' | 'attachTeacher'>(
  'directory.group',
  {
    see: [
      ownGroup,
      childrensGroup,
      ...(['teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school'] as const).map(groupsAt),
    ],
    seeMembers: [ownGroup, ...(['teacher', 'head', 'librarian', 'school_life', 'after_school'] as const).map(groupsAt)],
    reviewKin: [groupsAt('head')],
    attachTeacher: [groupsAt('head')],
  },
);

const overseers = [schoolAs('academy'), communesSchools, everySchool('academy'), everySchool('platform')];
const atSchool = (...held: readonly Role[]): Rule<SchoolFacts>[] => held.map(schoolAs);

/** Rights on a school. Counts are numbers; staff are shown one by one, as far as each may be seen. */
export const schoolPolicy = definePolicy<
  SchoolFacts,
  | 'see'
  | 'seeCounts'
  | 'seeStaff'
  | 'seeGroups'
  | 'seeAfterSchool'
  | 'reviewKin'
  | 'listPeople'
  | 'listGroups'
  | 'seeRules'
  | 'changeRules'
  | 'importTables'
>('directory.school', {
  see: [
    ...atSchool('pupil', 'teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school'),
    childrensSchool,
    ...overseers,
  ],
  seeCounts: [...atSchool('head', 'school_life'), ...overseers],
  seeStaff: atSchool('teacher', 'head', 'librarian', 'school_life', 'staff'),
  seeGroups: atSchool('teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school'),
  seeAfterSchool: atSchool('after_school'),
  reviewKin: atSchool('head'),
  listPeople: [...atSchool('head', 'school_life'), everySchool('platform')],
  listGroups: [...atSchool('head', 'school_life'), everySchool('platform')],
  seeRules: [
    ...atSchool('pupil', 'teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school'),
    childrensSchool,
    everySchool('platform'),
  ],
  changeRules: atSchool('head'),
  importTables: atSchool('head'),
});

/** What the platform says of seeing and writing, for all schools. */
export const defaultRulePolicy = definePolicy<object, 'see' | 'change'>('directory.default-rule', {
  see: [{ role: 'platform', scope: 'every-rule', allows: () => true, sql: () => sql`true` }],
  change: [{ role: 'platform', scope: 'every-rule', allows: () => true, sql: () => sql`true` }],
});

/** The operator's table of functions. */
export const functionPolicy = definePolicy<object, 'see' | 'change'>('directory.function', {
  see: [{ role: 'platform', scope: 'every-function', allows: () => true, sql: () => sql`true` }],
  change: [{ role: 'platform', scope: 'every-function', allows: () => true, sql: () => sql`true` }],
});

/** Reports of the academy's deliveries: they hold names of every school. */
export const deliveryPolicy = definePolicy<object, 'see'>('directory.delivery', {
  see: [
    { role: 'platform', scope: 'every-delivery', allows: () => true, sql: () => sql`true` },
    {
      role: 'academy',
      scope: 'every-delivery',
      allows: (actor) => worksForAcademy(actor),
      sql: (actor) => (worksForAcademy(actor) ? sql`true` : sql`false`),
    },
  ],
});

/**
 * What a person is in one school, judged alone: shown when the actor would see the person if they were nothing else. So a colleague's
 * own children, or another school, do not show.
 */
export function seesPost(
  actor: Actor,
  person: PersonFacts,
  post: { readonly schoolId: string; readonly role: string },
): boolean {
  return personPolicy.can(actor, 'see', {
    personId: person.personId,
    profiles: [post],
    groups: post.role === 'guardian' ? [] : person.groups.filter((group) => group.schoolId === post.schoolId),
    children:
      post.role === 'guardian' ? person.children.filter((child) => child.schoolIds.includes(post.schoolId)) : [],
    mandates: [],
    afterSchoolAt: [],
  });
}
