import { dayOf } from '../../../platform/clock/clock.ts';
import { refuse } from '../../../platform/contract/refusal.ts';
import { sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { loadActor } from '../../directory/index.ts';
import { openSession } from '../sessions/commands.ts';
import { audienceOf, type DeviceChoice } from '../sessions/kinds.ts';
import { whoAnswers } from './answers.ts';
import { noted } from './noted.ts';

/**
 * Signs a person in by a passkey alone: the device that holds it has just checked its owner, so the second factor is given with it. Only
 * adults: a passkey is made on a device of one's own, and outlives the school's care of who uses which.
 * @throws Refusal `identity.passkey-…`
 */
export async function enterByPasskey(
  ctx: Context,
  given: { readonly credential: string; readonly device: DeviceChoice },
): Promise<void> {
  const { id, personId } = await whoAnswers(ctx, given.credential);
  await noted(ctx, 'enter', async (attempt) => {
    attempt.ownerId = personId;
    const actor = await loadActor(ctx.db, personId, dayOf(ctx.now));
    if (!actor || actor.roles.length === 0 || audienceOf(actor) !== 'adult')
      refuse('identity.passkey-unknown', { reason: 'not-an-adult-here' });
    // Meanwhile the passkey may have been removed, or the account closed.
    const provided = sql`exists (
      select 1 from identity.passkeys k where k.id = ${id} and k.opens_alone
        and not exists (select 1 from identity.account_closures c where c.person_id = k.person_id and c.reopened_at is null))`;
    if (!(await openSession(ctx, ctx.db, actor, given.device, { provided, means: 'passkey' })))
      refuse('identity.passkey-unknown', { reason: 'closed' });
  });
}
