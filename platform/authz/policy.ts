import { Refusal } from '../contract/refusal.ts';
import { type RawBuilder, sql } from '../db/db.ts';

/**
 * Who acts. The platform knows a person and the names of the roles they hold; modules add what their rules need by
 * declaration merging (the directory adds schools, children and groups), so that no cast is needed anywhere.
 */
export interface Actor {
  readonly personId: string;
  /** Role names as the rights grid lists them. */
  readonly roles: readonly string[];
}

/** One line of the rights: holders of `role` may, within `scope`. The predicate and its SQL twin say the same thing. */
export interface Rule<Thing> {
  readonly role: string;
  /** Key of the sentence that says how far the right reaches ("own-class", "own-school"…). */
  readonly scope: string;
  readonly allows: (actor: Actor, thing: Thing) => boolean;
  /** True for the rows the rule allows, in terms of the columns named in the policy's docstring. */
  readonly sql?: (actor: Actor) => RawBuilder<unknown>;
}

export interface Policy<Thing, Verb extends string> {
  /** The kind of thing, as in the rights grid: `directory.person`. */
  readonly thing: string;
  readonly verbs: readonly Verb[];
  readonly rules: Readonly<Record<Verb, readonly Rule<Thing>[]>>;
  can(actor: Actor, verb: Verb, thing: Thing): boolean;
  /** Throws `platform.forbidden` unless the actor may. */
  authorize(actor: Actor, verb: Verb, thing: Thing): void;
  abilities(actor: Actor, thing: Thing): Readonly<Record<Verb, boolean>>;
  /** SQL condition: the rows on which the actor may `verb`. False when no rule applies. */
  where(actor: Actor, verb: Verb): RawBuilder<unknown>;
}

/** Builds a policy from its rules; a verb without rule is refused to everybody. */
export function definePolicy<Thing, Verb extends string>(
  thing: string,
  rules: Readonly<Record<Verb, readonly Rule<Thing>[]>>,
): Policy<Thing, Verb> {
  const verbs = Object.keys(rules) as Verb[];
  const can = (actor: Actor, verb: Verb, subject: Thing): boolean =>
    rules[verb].some((rule) => actor.roles.includes(rule.role) && rule.allows(actor, subject));
  return {
    thing,
    verbs,
    rules,
    can,
    authorize(actor, verb, subject) {
      if (!can(actor, verb, subject)) throw new Refusal('platform.forbidden', { verb: `${thing}.${verb}` });
    },
    abilities: (actor, subject) =>
      Object.fromEntries(verbs.map((verb) => [verb, can(actor, verb, subject)])) as Record<Verb, boolean>,
    where(actor, verb) {
      const applicable = rules[verb].filter((rule) => rule.sql && actor.roles.includes(rule.role));
      if (applicable.length === 0) return sql`false`;
      return sql`(${sql.join(
        applicable.map((rule) => rule.sql?.(actor) ?? sql`false`),
        sql` or `,
      )})`;
    },
  };
}

/** A policy whatever its thing: what the rights grid reads. */
// biome-ignore lint/suspicious/noExplicitAny: the grid lists verbs and rules and never applies them to a thing
export type AnyPolicy = Policy<any, string>;
