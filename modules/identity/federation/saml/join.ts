import type { Actor } from '../../../../platform/authz/policy.ts';
import { dayOf } from '../../../../platform/clock/clock.ts';
import { refuse } from '../../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../../platform/db/db.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import { mergeRecords, recogniseAll } from '../../../directory/index.ts';
import { byThemselves } from '../../accounts/guards.ts';
import { factorInForce } from '../../second-factor/in-force.ts';
import { audienceOf } from '../../sessions/kinds.ts';
import { findJoining } from './passage.ts';

/*
 * Joining the accounts that one answer named together: the provider proved all of them at once, minutes ago and in this browser. Nothing else
 * needs to be proved; what the house asks besides still holds: adults only, and no second factor on the other side, be it
 * an application or a passkey.
 */

export interface Joining {
  readonly next: string;
  /** The accounts beside the one that one is in. */
  readonly others: readonly Actor[];
}

/** What may be joined now; undefined when the offer is over or is not this person's. */
export async function readJoining(ctx: SessionContext, taken = false): Promise<Joining | undefined> {
  byThemselves(ctx);
  const same = await findJoining(ctx, { taken });
  if (!same?.personIds.includes(ctx.actor.personId)) return undefined;
  const found = await recogniseAll(
    ctx.db,
    same.personIds.filter((id) => id !== ctx.actor.personId),
    dayOf(ctx.now),
  );
  const others = [...found.values()].map(({ actor }) => actor);
  return { next: same.next, others: others.filter((other) => audienceOf(other) === 'adult') };
}

/**
 * Joins them all to the account that one is in; all or none.
 * @returns where to go
 * @throws Refusal `identity.joining-over`, `identity.merge-ask-school`, or as `mergeRecords`
 */
export async function joinAll(ctx: SessionContext): Promise<string> {
  const joining = await readJoining(ctx, true);
  if (!joining || joining.others.length === 0 || audienceOf(ctx.actor) !== 'adult') refuse('identity.joining-over');
  const { personId } = ctx.actor;
  const others = joining.others.map((other) => other.personId);
  const guarded = await firstOf(
    ctx.db,
    sql`select 1 from unnest(${others}::uuid[]) as o (id) where ${factorInForce(sql`o.id`)} limit 1`,
  );
  if (guarded) refuse('identity.merge-ask-school');
  await ctx.transaction(async (tx) => {
    // A handful at most, each a merge of its own: every module moves its rows.
    for (const right of others)
      await mergeRecords(ctx, tx, { left: personId, right, stays: personId, proof: 'both-sides', schoolId: null });
  });
  return joining.next;
}
