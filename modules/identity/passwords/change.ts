import { recordAct } from '../../../platform/audit/audit.ts';
import { Refusal } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { sessionTopic } from '../../../platform/live/hub.ts';
import { byThemselves } from '../accounts/guards.ts';
import { endSessions } from '../sessions/commands.ts';
import { countTry, ownTries, refundTry } from '../sign-in/throttle.ts';
import { hashPassword, verifyPassword } from './hash.ts';
import { checkChosen, ownerOf, storePassword } from './set.ts';

export interface Change {
  readonly present: string;
  readonly password: string;
  readonly again: string;
}

/**
 * Changes one's own password and ends every other session.
 * @throws Refusal with the fault of a field (`present`, `password`, `again`), or `identity.too-many-tries`
 */
export async function changePassword(ctx: SessionContext, change: Change): Promise<void> {
  byThemselves(ctx);
  const { personId } = ctx.actor;
  const account = await firstOf(
    ctx.db,
    sql<{
      login: string;
      password: string | null;
    }>`select login, password from identity.accounts where person_id = ${personId}`,
  );
  const tries = ownTries(ctx, 'present', personId);
  await countTry(ctx.db, ctx.now, tries);
  const { right } = await verifyPassword(change.present, account?.password ?? null, ctx.keys.pepper);
  if (!account || !right) {
    throw new Refusal('platform.invalid-input', {}, [{ field: 'present', code: 'identity.password-wrong' }]);
  }
  await refundTry(ctx.db, tries);
  checkChosen(change, ownerOf(ctx.actor, account.login));
  const phc = await hashPassword(change.password, ctx.keys.pepper);
  await ctx.transaction(async (tx) => {
    await storePassword(tx.db, personId, phc, ctx.now);
    tx.changed(...(await endSessions(tx.db, personId, ctx.session.id)).map(sessionTopic));
    await tx.emit({ name: 'identity.password-changed', payload: { personId, orderId: newId() } });
    await recordAct(tx.db, {
      act: 'identity.password-changed',
      at: ctx.now,
      actorId: personId,
      subjectId: personId,
      requestId: ctx.requestId,
    });
  });
}
