import type { Actor } from '../../../platform/authz/policy.ts';
import { type RawBuilder, sql } from '../../../platform/db/db.ts';
import {
  adultOf,
  among,
  childrensSchools,
  inGroup,
  meets,
  notSuspended,
  open,
  type PersonFacts,
  profileIn,
  pupilAt,
  pupilIn,
  schoolsAs,
} from '../scopes.ts';
import { ownChildren, type PersonRule } from '../scopes-persons.ts';
import { type CircleRole, type CircleRule, type CircleVerb, circleRules } from './catalogue.ts';
import { isOpen } from './settings.ts';

/** A school, class or group, and the school it belongs to. */
export interface Circle {
  readonly schoolId: string;
  readonly circleId: string;
}

/** The circles in which the actor is what the rule asks for, and where the rule opens the verb. */
export const openCircles = (actor: Actor, rule: CircleRule, verb: CircleVerb): Circle[] =>
  circlesOf(actor, rule).filter(({ schoolId }) => isOpen(actor, rule, verb, schoolId));

/** The circles in which the actor is what the rule asks for. */
export const circlesOf = (actor: Actor, rule: CircleRule): Circle[] =>
  rule.circle === 'group' ? groupsAs(actor, rule) : schoolCircles(actor, rule);

/** Whether the person belongs to one of the circles as the rule asks for; no family's rule. */
export const belongs = (rule: CircleRule, circleIds: readonly string[], person: PersonFacts): boolean =>
  twinOf(rule).allows(circleIds, person);

const schoolCircles = (actor: Actor, { from }: CircleRule): Circle[] =>
  (from === 'guardian' ? childrensSchools(actor) : schoolsAs(actor, from)).map((schoolId) => ({
    schoolId,
    circleId: schoolId,
  }));

function groupsAs(actor: Actor, { from }: CircleRule): Circle[] {
  const groups =
    from === 'guardian'
      ? actor.children.flatMap((child) => child.groups)
      : actor.groups.filter((group) => from !== 'teacher' || roleIn(group.role) === 'teacher');
  return groups.map(({ groupId, schoolId }) => ({ schoolId, circleId: groupId }));
}

/** As what a membership counts. */
const roleIn = (role: string): CircleRole =>
  role === 'main_teacher' || role === 'teacher' ? 'teacher' : role === 'pupil' ? 'pupil' : 'member';
const MEMBERSHIPS: Partial<Record<CircleRole, readonly string[]>> = {
  pupil: ['pupil'],
  teacher: ['teacher', 'main_teacher'],
  member: ['member', 'owner'],
};

/** The policy's rules for a verb: one a line of the catalogue that opens it. */
export const rulesFor = (verb: CircleVerb): PersonRule[] =>
  circleRules.filter((rule) => rule[verb]).map((rule) => asPolicyRule(rule, verb));

function asPolicyRule(rule: CircleRule, verb: CircleVerb): PersonRule {
  if (rule.scope === 'own-children') return ownChildren;
  if (rule.scope === 'own-adults') return ownAdults;
  const ids = (actor: Actor): string[] => openCircles(actor, rule, verb).map(({ circleId }) => circleId);
  const twin = twinOf(rule);
  return {
    role: rule.from,
    scope: rule.scope,
    allows: (actor, person) => twin.allows(ids(actor), person),
    sql: (actor) => twin.sql(actor, ids(actor)),
  };
}

const twinOf = (rule: CircleRule): Twin => {
  if (rule.scope === 'own-school') return everybodyAt;
  return rule.circle === 'group' ? inGroups(rule) : atSchools(rule);
};

interface Twin {
  allows(ids: readonly string[], person: PersonFacts): boolean;
  sql(actor: Actor, ids: readonly string[]): RawBuilder<unknown>;
}

/** All who belong to a school in any way: the adult whom a decision keeps away is still known to it. */
const everybodyAt: Twin = {
  allows: (ids, { profiles, children }) =>
    profiles.some(({ schoolId }) => ids.includes(schoolId)) || children.some((child) => meets(child.schoolIds, ids)),
  sql: (actor, ids) => sql`(${profileIn(actor, ids)} or ${adultOf(actor, pupilAt(actor, ids))})`,
};

function atSchools({ to }: CircleRule): Twin {
  if (to.includes('guardian'))
    return {
      allows: (ids, { children }) =>
        children.some((child) => child.authority === 1 && !child.suspended && meets(child.schoolIds, ids)),
      sql: (actor, ids) => adultOf(actor, sql`k.authority = 1 and ${pupilAt(actor, ids)} and ${notSuspended(actor)}`),
    };
  const byMandate = to.includes('after_school');
  return {
    allows: (ids, { profiles, afterSchoolAt }) =>
      profiles.some(({ role, schoolId }) => to.some((kind) => kind === role) && ids.includes(schoolId)) ||
      (byMandate && meets(afterSchoolAt, ids)),
    sql: (actor, ids) => {
      const post = profileIn(actor, ids, sql`pr.kind = any(${[...to]}::text[])`);
      return byMandate ? sql`(${post} or ${mandatedAt(actor, ids)})` : post;
    },
  };
}

const mandatedAt = (actor: Actor, ids: readonly string[]): RawBuilder<unknown> =>
  sql`exists (select 1 from directory.mandates d
              where d.person_id = p.id and d.kind = 'after_school' and ${among('d.school_id', ids)}
                and d.starts_on <= ${actor.today}::date and ${open('d', actor)} offset 0)`;

function inGroups({ to }: CircleRule): Twin {
  const [first] = to;
  if (first === 'guardian' || first === 'contact') {
    const legal = first === 'guardian';
    return {
      allows: (ids, { children }) =>
        children.some((child) => (child.authority === 1) === legal && !child.suspended && meets(child.groupIds, ids)),
      sql: (actor, ids) =>
        adultOf(
          actor,
          sql`${legal ? sql`k.authority = 1` : sql`k.authority <> 1`} and ${pupilIn(actor, ids)} and ${notSuspended(actor)}`,
        ),
    };
  }
  const roles = to.flatMap((role) => MEMBERSHIPS[role] ?? []);
  return {
    allows: (ids, { groups }) => groups.some((group) => roles.includes(group.role) && ids.includes(group.groupId)),
    sql: (actor, ids) => inGroup(actor, ids, sql`m.role = any(${roles}::text[])`),
  };
}

/** The legal representatives of the pupil who acts, but the one whom a decision keeps away. */
const ownAdults: PersonRule = {
  role: 'pupil',
  scope: 'own-adults',
  allows: ({ personId }, { children }) =>
    children.some((child) => child.personId === personId && child.authority === 1 && !child.suspended),
  sql: (actor) =>
    adultOf(actor, sql`k.authority = 1 and k.pupil_id = ${actor.personId}::uuid and ${notSuspended(actor)}`),
};
