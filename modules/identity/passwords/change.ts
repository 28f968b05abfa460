import { recordAct } from '../../../platform/audit/audit.ts';
import { newId } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { byThemselves } from '../accounts/guards.ts';
import { asStored } from '../phrases/phrase.ts';
import { endSessionsOf } from '../sessions/end.ts';
import { hashPassword } from './hash.ts';
import { provePresent } from './present.ts';
import { checkChosen, kindOf, ownerOf, storePassword } from './set.ts';

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
  const login = await provePresent(ctx, change.present);
  const owner = ownerOf(ctx.actor, login);
  checkChosen(change, owner);
  const kind = kindOf(change.password, owner.audience);
  const phc = await hashPassword(asStored(kind, change.password), ctx.keys.pepper);
  await ctx.transaction(async (tx) => {
    await storePassword(tx.db, personId, phc, ctx.now, kind);
    await endSessionsOf(tx, ctx.now, personId, ctx.session.id);
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
