import type { RawBuilder } from '../db/db.ts';
import type { Actor, Policy, Rule } from './policy.ts';

/** A persona of a test. */
export interface NamedActor {
  readonly name: string;
  readonly actor: Actor;
}

export interface TwinCheck<Thing, Verb extends string> {
  readonly policy: Policy<Thing, Verb>;
  readonly actors: readonly NamedActor[];
  /** The things as the predicates see them, by the id of their row. */
  readonly things: ReadonlyMap<string, Thing>;
  /** Ids of the rows for which a condition holds, in terms of the policy's columns. */
  idsWhere(condition: RawBuilder<unknown>): Promise<readonly string[]>;
}

/**
 * Holds every rule of a policy against its SQL twin, for each actor who holds its role on each thing: one sentence a disagreement.
 * A rule that no actor could use, or that allowed nothing or everything it was tried on, was not really tried: that is a fault too.
 */
export async function twinFaults<Thing, Verb extends string>(check: TwinCheck<Thing, Verb>): Promise<string[]> {
  const faults: string[] = [];
  for (const verb of check.policy.verbs) {
    for (const rule of check.policy.rules[verb]) faults.push(...(await ruleFaults(check, verb, rule)));
  }
  return faults;
}

async function ruleFaults<Thing, Verb extends string>(
  { policy, actors, things, idsWhere }: TwinCheck<Thing, Verb>,
  verb: Verb,
  rule: Rule<Thing>,
): Promise<string[]> {
  const says = (what: string): string => `${policy.thing}.${verb} for ${rule.role} (${rule.scope}) ${what}`;
  if (!rule.sql) return [says('has no SQL twin')];
  const holders = actors.filter(({ actor }) => actor.roles.includes(rule.role));
  if (holders.length === 0) return [says('was tried by nobody: no actor holds the role')];
  const faults: string[] = [];
  let allowed = 0;
  for (const { name, actor } of holders) {
    const rows = new Set(await idsWhere(rule.sql(actor)));
    for (const [id, thing] of things) {
      const byPredicate = rule.allows(actor, thing);
      if (byPredicate) allowed += 1;
      if (byPredicate !== rows.has(id))
        faults.push(says(`${byPredicate ? 'allows' : 'refuses'} ${name} on ${id}, its SQL says the contrary`));
    }
  }
  if (allowed === 0) faults.push(says('never allowed anything: the population does not try it'));
  return faults;
}

export interface StrangerCheck<Thing, Verb extends string> {
  readonly policy: Policy<Thing, Verb>;
  readonly actors: readonly NamedActor[];
  /** Things of places with which none of the actors has anything to do. */
  readonly elsewhere: ReadonlyMap<string, Thing>;
  /** Scopes that reach everywhere on purpose. */
  readonly everywhere: ReadonlySet<string>;
}

/** Every right that reaches a place with which its holder has nothing to do, one sentence each. */
export function strangerFaults<Thing, Verb extends string>(check: StrangerCheck<Thing, Verb>): string[] {
  const { policy, actors, elsewhere, everywhere } = check;
  return policy.verbs.flatMap((verb) =>
    policy.rules[verb]
      .filter((rule) => !everywhere.has(rule.scope))
      .flatMap((rule) =>
        actors
          .filter(({ actor }) => actor.roles.includes(rule.role))
          .flatMap(({ name, actor }) =>
            [...elsewhere]
              .filter(([, thing]) => rule.allows(actor, thing))
              .map(([id]) => `${policy.thing}.${verb} for ${rule.role} (${rule.scope}) lets ${name} reach ${id}`),
          ),
      ),
  );
}
