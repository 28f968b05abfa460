import { type Actor, definePolicy, type Rule } from '../../platform/authz/policy.ts';
import { sql } from '../../platform/db/db.ts';
import type { Role } from './actor.ts';
import { sharedBy, unlessKept } from './own/shared-contact.ts';
import { type GroupFacts, type PersonFacts, type SchoolFacts, worksForAcademy } from './scopes.ts';
import { codeHolders, officeHolders, ownClassesFamilies, ownClassesPupils } from './scopes-codes.ts';
import {
  classesDelegated,
  codesDelegated,
  duplicatesDelegated,
  groupsDelegated,
  ownedGroup,
  peopleDelegated,
  schoolDelegated,
} from './scopes-delegates.ts';
import {
  allButOperators,
  everybody,
  legalGuardians,
  ownChildren,
  ownPupils,
  ownPupilsFamilies,
  schoolsPupils,
  self,
  wholeSchool,
} from './scopes-persons.ts';
import {
  childrensGroup,
  childrensNextSchool,
  childrensSchool,
  classesInCharge,
  communesSchools,
  everySchool,
  groupsAt,
  ownGroup,
  schoolAs,
} from './scopes-places.ts';
import { rulesFor } from './visibility/circle-rules.ts';

/*
 * Who may see what of the directory, and write to whom. What no rule grants is refused; what one may not see does not exist. The rules on
 * seeing and writing come from the circles of visibility/catalogue.ts, as far as platform and school open them.
 */

/** Who sees how to reach somebody, unless the person keeps it or shares it further. */
const reachable = (item: 'email' | 'phone'): Rule<PersonFacts>[] => [
  ...self,
  wholeSchool('head'),
  peopleDelegated('people'),
  ...[ownPupils, ownPupilsFamilies, wholeSchool('school_life')].map((rule) => unlessKept(item, rule)),
  ...sharedBy(item),
];

const closeStaff = [ownPupils, ownPupilsFamilies, wholeSchool('head'), wholeSchool('school_life')];

/** Rights on a person. `see` is the name and what the person is in the school. */
export const personPolicy = definePolicy<
  PersonFacts,
  | 'see'
  | 'write'
  | 'explain'
  | 'seeIdentity'
  | 'seeContact'
  | 'seeEmail'
  | 'seePhone'
  | 'seeKin'
  | 'seeAfterSchool'
  | 'reviewKin'
  | 'issueCode'
  | 'reissueCode'
  | 'resetSecret'
  | 'edit'
  | 'merge'
  | 'seePhoto'
  | 'setPhoto'
  | 'viewAs'
  | 'helpToSignIn'
  | 'endSessions'
  | 'setName'
>('directory.person', {
  see: [
    ...self,
    ...rulesFor('see'),
    peopleDelegated('people'),
    peopleDelegated('codes'),
    peopleDelegated('duplicates'),
    everybody,
  ],
  write: [...rulesFor('write'), officeHolders],
  explain: [wholeSchool('head'), everybody],
  seeIdentity: [...self, ownChildren, ...closeStaff, peopleDelegated('people'), everybody],
  seeContact: [...self, ...closeStaff, peopleDelegated('people')],
  seeEmail: [...reachable('email')],
  // The after-school people may have to call at 18 h: what a parent keeps for the head alone is not kept from them.
  seePhone: [...reachable('phone'), legalGuardians],
  seeKin: [
    ownPupils,
    wholeSchool('head'),
    wholeSchool('school_life'),
    schoolsPupils('after_school'),
    peopleDelegated('people'),
  ],
  seeAfterSchool: [schoolsPupils('after_school')],
  reviewKin: [schoolsPupils('head')],
  resetSecret: [ownClassesPupils, schoolsPupils('head')],
  issueCode: [codeHolders('head'), codeHolders('school_life'), ownClassesFamilies, codesDelegated, officeHolders],
  // To somebody whose account is open already: a teacher, who knows what would be asked of a parent, must not take a parent's place.
  reissueCode: [codeHolders('head'), codeHolders('school_life'), ownClassesPupils, codesDelegated, officeHolders],
  edit: [wholeSchool('head'), peopleDelegated('people')],
  // Those of one's school life; not everybody who may find a name.
  seePhoto: [...self, ...rulesFor('see')],
  setPhoto: [...self, ownClassesPupils, schoolsPupils('head')],
  // Merging opens the whole account to one person: as far as a code may be handed out.
  merge: [codeHolders('head'), duplicatesDelegated, everybody],
  // The name one goes by: one's own for an adult, a pupil's by those who answer for them.
  setName: [...self.filter(({ role }) => role !== 'pupil'), ownChildren, schoolsPupils('head')],
  // Asking to see the product in somebody's place, with their consent: whoever may do more than the asker is out of reach.
  viewAs: [codeHolders('head'), codesDelegated, allButOperators],
  // Reading why somebody does not come in, with their number or for a reason that they will read: it opens nothing.
  helpToSignIn: [codeHolders('head'), codesDelegated, everybody],
  // Signing somebody out everywhere, after a loss or a theft: at worst they sign in again.
  endSessions: [codeHolders('head'), everybody],
});

/** Rights on a class or group. Members are shown one by one, as far as each may be seen. */
export const groupPolicy = definePolicy<
  GroupFacts,
  'see' | 'seeMembers' | 'reviewKin' | 'attachTeacher' | 'manage' | 'handCodes' | 'openSession'
>('directory.group', {
  see: [
    ownGroup,
    childrensGroup,
    ...(['teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school'] as const).map(groupsAt),
    groupsDelegated('people', 'groups', 'codes', 'kin'),
    ownedGroup('staff'),
  ],
  seeMembers: [
    ownGroup,
    ...(['teacher', 'head', 'librarian', 'school_life', 'after_school'] as const).map(groupsAt),
    groupsDelegated('people', 'groups', 'codes', 'kin'),
    ownedGroup('staff'),
  ],
  reviewKin: [groupsAt('head'), groupsDelegated('kin')],
  attachTeacher: [groupsAt('head')],
  manage: [
    groupsAt('head'),
    groupsDelegated('groups'),
    ...(['teacher', 'librarian', 'school_life', 'staff', 'after_school'] as const).map(ownedGroup),
  ],
  handCodes: [groupsAt('head'), groupsAt('school_life'), classesInCharge, groupsDelegated('codes')],
  openSession: [classesInCharge],
});

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
  | 'managePeople'
  | 'manageGroups'
  | 'grantRights'
  | 'closeAccess'
  | 'mergePeople'
  | 'handCodes'
  | 'prepareYear'
  | 'seeNextYear'
  | 'seeFormerYears'
  | 'seeArrivals'
  | 'followYears'
  | 'endSessions'
>('directory.school', {
  see: [
    ...atSchool('pupil', 'teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school'),
    childrensSchool,
    childrensNextSchool,
    schoolDelegated('people', 'groups', 'codes', 'kin', 'duplicates', 'year', 'rights'),
    classesDelegated,
    ...overseers,
  ],
  seeCounts: [...atSchool('head', 'school_life'), schoolDelegated('people'), ...overseers],
  seeStaff: [...atSchool('teacher', 'head', 'librarian', 'school_life', 'staff'), schoolDelegated('people', 'rights')],
  seeGroups: [
    ...atSchool('teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school'),
    schoolDelegated('people', 'groups', 'codes', 'kin'),
  ],
  seeAfterSchool: atSchool('after_school'),
  reviewKin: [...atSchool('head'), schoolDelegated('kin')],
  managePeople: [...atSchool('head'), schoolDelegated('people')],
  manageGroups: [...atSchool('head'), schoolDelegated('groups')],
  grantRights: [...atSchool('head'), schoolDelegated('rights'), everySchool('platform')],
  closeAccess: atSchool('head'),
  mergePeople: [...atSchool('head'), schoolDelegated('duplicates'), everySchool('platform')],
  listPeople: [...atSchool('head', 'school_life'), schoolDelegated('people'), everySchool('platform')],
  listGroups: [...atSchool('head', 'school_life'), schoolDelegated('groups'), everySchool('platform')],
  seeRules: [
    ...atSchool('pupil', 'teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school'),
    childrensSchool,
    everySchool('platform'),
  ],
  changeRules: atSchool('head'),
  importTables: [...atSchool('head'), schoolDelegated('people')],
  handCodes: [...atSchool('head', 'school_life'), schoolDelegated('codes')],
  prepareYear: [...atSchool('head'), schoolDelegated('year'), everySchool('platform')],
  // A teacher reads the draft when the head has shared it: the query sees to that.
  seeNextYear: [...atSchool('head', 'teacher'), schoolDelegated('year'), everySchool('platform')],
  // The school's former years; which of their classes, `pastClassPolicy` says.
  seeFormerYears: [...atSchool('head', 'teacher'), schoolDelegated('year')],
  seeArrivals: [...atSchool('head'), schoolDelegated('year')],
  followYears: [everySchool('academy'), everySchool('platform')],
  endSessions: [...atSchool('head'), everySchool('platform')],
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
    delegatedAt: [],
  });
}
