import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { personPolicy } from '../policy.ts';
import { personFacts } from '../queries/facts.ts';
import { fullName } from '../rules.ts';
import type { PersonFacts } from '../scopes.ts';
import { type CircleRule, type CircleVerb, circleRules, ruleName, verbs } from './catalogue.ts';
import { belongs, type Circle, circlesOf } from './circle-rules.ts';
import { isOpen, isOpenAt, platformSetting } from './settings.ts';

/** A rule that joins two persons, and where they meet. */
export interface Meeting {
  /** `guardian.childrens-teachers`; `platform.…` and `delegate.…` for who has an office. */
  readonly rule: string;
  /** Class, group or school; null for a family and for support. */
  readonly circle: { readonly kind: 'group' | 'school'; readonly label: string; readonly school: string } | null;
  /** The child through whom they meet: of the one who acts, of the other one. */
  readonly ownChild: string | null;
  readonly othersChild: string | null;
  /** Who keeps the rule closed there; null when it is open. */
  readonly closedBy: 'platform' | 'school' | null;
}

export interface Verdict {
  readonly verb: CircleVerb;
  readonly allowed: boolean;
  /** The rules that allow it, or those that would if they were open. */
  readonly meetings: readonly Meeting[];
}

export interface Explanation {
  readonly from: { readonly displayName: string; readonly roles: readonly string[] };
  readonly to: { readonly displayName: string };
  readonly verdicts: readonly Verdict[];
}

/** The one who is seen or written to. */
export interface Other {
  readonly familyName: string;
  readonly givenName: string | null;
  readonly facts: PersonFacts;
}

/** Whether the actor may see a person and write to them, with each rule and relation that gives it; undefined when nobody has that id. */
export async function explain(db: Db, actor: Actor, personId: string): Promise<Explanation | undefined> {
  const person = await firstOf(
    db,
    sql<Other>`select p.family_name as "familyName", p.given_name as "givenName", ${personFacts(actor)} as facts
               from directory.persons p where p.id = ${personId}::uuid`,
  );
  return person && explainFor(db, actor, person);
}

/** As `explain`, for a person whose facts are known: one statement, for the names of places and children. */
export async function explainFor(db: Db, actor: Actor, person: Other): Promise<Explanation> {
  const labels = await findLabels(db, actor, person.facts);
  return {
    from: { displayName: actor.displayName, roles: actor.roles },
    to: { displayName: fullName(person) },
    verdicts: verbs.map((verb) => {
      const meetings = meetingsOf(actor, person.facts, verb, labels);
      const allowed = personPolicy.can(actor, verb, person.facts);
      return { verb, allowed, meetings: meetings.filter((meeting) => (meeting.closedBy === null) === allowed) };
    }),
  };
}

interface Labels {
  readonly circles: ReadonlyMap<string, { readonly label: string; readonly school: string }>;
  readonly children: ReadonlyMap<string, string>;
}

/** Names of the schools and groups of the one who acts, and of the other's children. */
async function findLabels(db: Db, actor: Actor, { children }: PersonFacts): Promise<Labels> {
  const schools = actor.places.map(({ schoolId }) => schoolId);
  const groups = [...actor.groups, ...actor.children.flatMap((child) => child.groups)].map(({ groupId }) => groupId);
  const rows = await rowsOf(
    db,
    sql<{ kind: string; id: string; label: string; school: string }>`
      select 'school' as kind, s.id, s.name as label, s.name as school from directory.schools s where s.id = any(${schools}::uuid[])
      union all
      select 'group', g.id, g.label, s.name from directory.groups g join directory.schools s on s.id = g.school_id
      where g.id = any(${groups}::uuid[])
      union all
      select 'child', p.id, coalesce(p.given_name, p.family_name), '' from directory.persons p
      where p.id = any(${children.map(({ personId }) => personId)}::uuid[])
      order by 1, 2`,
  );
  return {
    circles: new Map(rows.filter(({ kind }) => kind !== 'child').map((row) => [row.id, row])),
    children: new Map(rows.filter(({ kind }) => kind === 'child').map((row) => [row.id, row.label])),
  };
}

function meetingsOf(actor: Actor, person: PersonFacts, verb: CircleVerb, labels: Labels): Meeting[] {
  const met = circleRules
    .filter((rule) => rule[verb] && actor.roles.includes(rule.from))
    .flatMap((rule) =>
      rule.circle === 'family' ? inFamily(actor, rule, person) : inCircles(actor, rule, verb, person, labels),
    );
  return [...met, ...byOffice(actor, verb, person)];
}

function inCircles(actor: Actor, rule: CircleRule, verb: CircleVerb, person: PersonFacts, labels: Labels): Meeting[] {
  const circles = new Map(circlesOf(actor, rule).map((circle) => [circle.circleId, circle]));
  return [...circles.values()]
    .filter(({ circleId }) => belongs(rule, [circleId], person))
    .map((circle) => ({
      rule: ruleName(rule),
      circle: {
        kind: rule.circle === 'group' ? 'group' : 'school',
        label: labels.circles.get(circle.circleId)?.label ?? '',
        school: labels.circles.get(circle.circleId)?.school ?? '',
      },
      ownChild:
        rule.from === 'guardian' ? (actor.children.find((child) => isIn(child, circle))?.givenName ?? null) : null,
      othersChild:
        rule.to.includes('guardian') || rule.to.includes('contact') ? childIn(rule, circle, person, labels) : null,
      closedBy: closedBy(actor, rule, verb, circle),
    }));
}

const isIn = (
  child: { readonly schoolIds: readonly string[]; readonly groupIds: readonly string[] },
  { circleId }: Circle,
): boolean => child.schoolIds.includes(circleId) || child.groupIds.includes(circleId);

function childIn(rule: CircleRule, circle: Circle, person: PersonFacts, labels: Labels): string | null {
  const child = person.children.find(
    (one) => isIn(one, circle) && belongs(rule, [circle.circleId], { ...person, children: [one] }),
  );
  return child ? (labels.children.get(child.personId) ?? null) : null;
}

/** Who said no: the platform for all schools of the kind, or the school itself. Who may not be seen may not be written to. */
function closedBy(actor: Actor, rule: CircleRule, verb: CircleVerb, { schoolId }: Circle): Meeting['closedBy'] {
  const closed = verbs
    .slice(0, verbs.indexOf(verb) + 1)
    .find((step) => rule[step] && !isOpen(actor, rule, step, schoolId));
  if (!closed) return null;
  const place = actor.places.find((one) => one.schoolId === schoolId);
  const said = place && platformSetting(rule, closed, place.stage, actor.platformChoices);
  return said && isOpenAt(said.setting, 'default') ? 'school' : 'platform';
}

/** Family rules are open everywhere: the policy's own answer for this rule alone. */
function inFamily(actor: Actor, rule: CircleRule, person: PersonFacts): Meeting[] {
  const policyRule = personPolicy.rules.see.find(({ role, scope }) => role === rule.from && scope === rule.scope);
  if (!policyRule?.allows(actor, person)) return [];
  return [{ rule: ruleName(rule), circle: null, ownChild: null, othersChild: null, closedBy: null }];
}

/** Support, and tasks that a head entrusted: rules beside the circles. */
const byOffice = (actor: Actor, verb: CircleVerb, person: PersonFacts): Meeting[] =>
  personPolicy.rules[verb]
    .filter(({ role }) => OFFICES.some((office) => office === role) && actor.roles.includes(role))
    .filter((rule) => rule.allows(actor, person))
    .map(({ role, scope }) => ({
      rule: `${role}.${scope}`,
      circle: null,
      ownChild: null,
      othersChild: null,
      closedBy: null,
    }));
const OFFICES = ['platform', 'delegate'] as const;
