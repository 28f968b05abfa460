import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { byThemselves } from '../accounts/guards.ts';
import { endSessions, endSessionsOf } from '../sessions/end.ts';
import { audienceOf } from '../sessions/kinds.ts';
import { keyedDigest } from '../sessions/token.ts';
import { RECOVERY } from './check.ts';
import { newRecoveryCodes } from './codes.ts';
import { factorInForce } from './in-force.ts';

/* What an application and a passkey have in common, as second factors that somebody keeps. */

/** The second factor is for adults at their browser; for others the page does not exist. */
export function forAdults(ctx: SessionContext): void {
  byThemselves(ctx);
  if (audienceOf(ctx.actor) !== 'adult') notFound();
}

/** Whether the person has a second factor in force. */
export async function hasFactor(db: Db, personId: string): Promise<boolean> {
  const row = await firstOf(db, sql<{ has: boolean }>`select ${factorInForce(sql`${personId}::uuid`)} as has`);
  return row?.has ?? false;
}

/** Two browsers of one person at once: the second waits, then sees what the first did. */
export const lockAccount = (db: Db, personId: string): Promise<unknown> =>
  sql`select 1 from identity.accounts where person_id = ${personId} for update`.execute(db);

/**
 * What a second factor brings with it: new recovery codes, this session proved, and the end of the others, opened without it.
 * @returns ten recovery codes, in the answer and nowhere else
 */
export async function putInForce(ctx: SessionContext, tx: Transaction): Promise<readonly string[]> {
  const { personId } = ctx.actor;
  const codes = await replaceRecoveryCodes(ctx, tx);
  await sql`update identity.sessions set factor = 'proved', proved_at = ${ctx.now} where id = ${ctx.session.id}`.execute(
    tx.db,
  );
  await endSessionsOf(tx, ctx.now, personId, ctx.session.id);
  return codes;
}

/** Ten new recovery codes; the former ones open nothing any more. */
export async function replaceRecoveryCodes(ctx: SessionContext, { db }: Transaction): Promise<readonly string[]> {
  const { personId } = ctx.actor;
  const codes = newRecoveryCodes();
  const digests = codes.map((code) => keyedDigest(ctx.keys.pepper, RECOVERY, code));
  await sql`delete from identity.recovery_codes where person_id = ${personId}`.execute(db);
  await sql`insert into identity.recovery_codes (digest, person_id, made_at)
            select digest, ${personId}, ${ctx.now} from unnest(${digests}::bytea[]) as digest`.execute(db);
  return codes;
}

/** After the last second factor went: codes and sessions that waited for it go too. While another is left, nothing happens. */
export async function tidyAfterLast(tx: Transaction, now: Date, personId: string): Promise<void> {
  const { db } = tx;
  if (await hasFactor(db, personId)) return;
  await sql`delete from identity.recovery_codes where person_id = ${personId}`.execute(db);
  await endSessions(tx, now, sql`s.person_id = ${personId} and s.factor = 'due'`);
  // An administrator whose time is over is led to add another one at the next page.
  await sql`update identity.sessions set factor = 'none' where person_id = ${personId} and factor = 'proved'`.execute(
    db,
  );
}

/** The fact that somebody's second factor is not what it was. */
export const FACTOR_CHANGED = 'identity.second-factor-changed';

/** Says it in the audit, and to the person's confirmed addresses. */
export async function noteChange(ctx: SessionContext, tx: Transaction, act: string): Promise<void> {
  const { personId } = ctx.actor;
  await recordAct(tx.db, { act, at: ctx.now, actorId: personId, subjectId: personId, requestId: ctx.requestId });
  await tx.emit({ name: FACTOR_CHANGED, payload: { personId, act, orderId: newId() } });
}
