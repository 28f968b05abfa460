import { recordAct } from '../../../platform/audit/audit.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { findCodeHolder, loadActor } from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { isAdministrator } from '../sessions/kinds.ts';
import { FACTOR_CHANGED, hasFactor, lockAccount, tidyAfterLast } from './keep.ts';

interface Reset {
  readonly personId: string;
  readonly now: Date;
}

/**
 * Takes away the second factor of somebody who lost telephone, passkeys and recovery codes, for the command line; a line of the audit says so.
 * @returns whether there was one
 */
export const resetFactor = (db: Db, given: Reset): Promise<boolean> =>
  inTransaction(db, (tx) => forgetFactor(tx, { ...given, actorId: null }));

/**
 * The same by whoever may hand that person a new code: the head in a school, the operator for those who hold an office. An
 * administrator's is taken away only by somebody who has proved a second factor of their own.
 * @throws Refusal `platform.not-found`, `identity.no-second-factor`, `identity.own-factor-first`
 */
export async function resetFactorOf(ctx: SessionContext, personUid: string): Promise<void> {
  byThemselves(ctx);
  const holder = await findCodeHolder(ctx, personUid);
  if (!holder?.mayReissue || holder.personId === ctx.actor.personId) notFound();
  const { personId } = holder;
  const other = await loadActor(ctx.db, personId, dayOf(ctx.now));
  if (other && isAdministrator(other) && !(await hasFactor(ctx.db, ctx.actor.personId)))
    refuse('identity.own-factor-first');
  const done = await ctx.transaction((tx) =>
    forgetFactor(tx, { personId, now: ctx.now, actorId: ctx.actor.personId, requestId: ctx.requestId }),
  );
  if (!done) refuse('identity.no-second-factor');
}

async function forgetFactor(
  tx: Transaction,
  { personId, now, actorId, requestId }: Reset & { readonly actorId: string | null; readonly requestId?: string },
): Promise<boolean> {
  const { db, emit } = tx;
  await lockAccount(db, personId);
  const gone = await firstOf(
    db,
    sql<{ gone: boolean }>`
      with applications as (delete from identity.authenticators where person_id = ${personId} returning confirmed_at),
           keys as (delete from identity.passkeys where person_id = ${personId} returning id)
      select exists (select 1 from applications where confirmed_at is not null) or exists (select 1 from keys) as gone`,
  );
  if (!gone?.gone) return false;
  await tidyAfterLast(tx, now, personId);
  await recordAct(db, { act: 'identity.second-factor-reset', at: now, actorId, subjectId: personId, requestId });
  await emit({
    name: FACTOR_CHANGED,
    payload: { personId, act: 'identity.second-factor-reset', orderId: newId() },
  });
  return true;
}
