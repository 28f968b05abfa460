import type { Actor } from '../../../platform/authz/policy.ts';
import { type CircleRule, type CircleVerb, ruleName, type Setting, type Stage, verbs } from './catalogue.ts';

/*
 * Which rules are open in which school. The catalogue gives each kind of school its setting, the operator may decide another, the school
 * decides within what the platform leaves to it. Nothing a school says reaches beyond `never`, nothing takes away `always`.
 */

/** What a school chose. */
export type SchoolChoice = 'closed' | 'open' | 'default';

/** Decisions in force or past, oldest first: of a rule by name, of a verb. The last one counts. */
export type PlatformChoices = readonly (readonly [stage: Stage, rule: string, verb: CircleVerb, choice: Setting])[];
export type SchoolChoices = readonly (readonly [rule: string, verb: CircleVerb, choice: SchoolChoice])[];

/** A school with which the actor, or a child of theirs, has to do. */
export interface Place {
  readonly schoolId: string;
  readonly communeId: string | null;
  readonly stage: Stage;
  readonly choices: SchoolChoices;
}

/** What the platform says of a rule for a kind of school; undefined when the rule does not open the verb. */
export function platformSetting(
  rule: CircleRule,
  verb: CircleVerb,
  stage: Stage,
  choices: PlatformChoices,
): { readonly setting: Setting; readonly fixed: boolean } | undefined {
  const given = rule[verb]?.[stage];
  if (!given || given.fixed) return given;
  const name = ruleName(rule);
  const chosen = choices.findLast(([of, what, does]) => of === stage && what === name && does === verb)?.[3];
  return { setting: chosen ?? given.setting, fixed: false };
}

/** What a school chose of a rule; `default` when nothing. */
export const schoolChoice = (rule: CircleRule, verb: CircleVerb, choices: SchoolChoices): SchoolChoice =>
  choices.findLast(([what, does]) => what === ruleName(rule) && does === verb)?.[2] ?? 'default';

/** Whether a rule is open, seen alone. */
export function isOpenAt(setting: Setting, choice: SchoolChoice): boolean {
  if (setting === 'always') return true;
  if (setting === 'never') return false;
  return choice === 'default' ? setting === 'open' : choice === 'open';
}

/**
 * Whether a rule opens the verb in a school. Nobody writes to whom the same rule would show but the school hides. In a place that is none
 * of the actor's schools only what is always open is.
 */
export function isOpen(actor: Actor, rule: CircleRule, verb: CircleVerb, schoolId: string): boolean {
  const place = actor.places.find((one) => one.schoolId === schoolId);
  return verbs.slice(0, verbs.indexOf(verb) + 1).every((step) => {
    const asked = rule[step];
    if (!asked) return step !== verb;
    if (!place) return Object.values(asked).every(({ setting, fixed }) => fixed && setting === 'always');
    const said = platformSetting(rule, step, place.stage, actor.platformChoices);
    return said !== undefined && isOpenAt(said.setting, schoolChoice(rule, step, place.choices));
  });
}
