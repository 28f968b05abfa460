import { definePolicy, type Rule } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';
import { schoolsInCharge } from '../../directory/index.ts';

/** A group and its school. SQL alias: `w`, with `school_id` and `group_id`. */
export interface GroupFacts {
  readonly groupId: string;
  readonly schoolId: string;
}

const owned = (groups: readonly { readonly groupId: string; readonly role: string }[]): string[] =>
  groups.filter(({ role }) => role === 'owner').map(({ groupId }) => groupId);

const ofOwnGroup = (role: string): Rule<GroupFacts> => ({
  role,
  scope: 'own-groups',
  allows: (actor, { groupId }) => owned(actor.groups).includes(groupId),
  sql: (actor) => sql`w.group_id = any(${owned(actor.groups)}::uuid[])`,
});

const ofOwnSchool = (role: string): Rule<GroupFacts> => ({
  role,
  scope: 'own-schools',
  allows: (actor, { schoolId }) => schoolsInCharge(actor).includes(schoolId),
  sql: (actor) => sql`w.school_id = any(${[...schoolsInCharge(actor)]}::uuid[])`,
});

const runners = [
  ...['teacher', 'librarian', 'staff', 'after_school'].map(ofOwnGroup),
  ofOwnSchool('head'),
  ofOwnSchool('school_life'),
];

/** The list of a group: who opens it, and who reads first what is written to it. */
export const listPolicy = definePolicy<GroupFacts, 'choose' | 'decide'>('messaging.list', {
  choose: runners,
  decide: runners,
});
