import { dayOf } from '../../../platform/clock/clock.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { findMerge, mergeRecords, mergesInto, partRecords, recognise } from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { typedCode } from '../activation/code.ts';
import { MOST_WRONG_PROOFS } from '../activation/commands.ts';
import { isProof } from '../activation/proof.ts';
import { verifyPassword } from '../passwords/hash.ts';
import { hasFactor } from '../second-factor/keep.ts';
import { audienceOf } from '../sessions/kinds.ts';
import { keyedDigests } from '../sessions/token.ts';
import { normalLogin } from '../sign-in/command.ts';
import { codeTries, countTry, refundTry, triesOf } from '../sign-in/throttle.ts';
import type * as contract from './contract.ts';

/** Joining accounts is for adults at their browser. */
function mayMerge(ctx: SessionContext): void {
  byThemselves(ctx);
  if (audienceOf(ctx.actor) !== 'adult') notFound();
}

/** What the page needs: one's own login, and what can be undone. */
export async function readMergeAccounts(ctx: SessionContext): Promise<Answer<typeof contract.showMergeAccounts>> {
  mayMerge(ctx);
  const account = await firstOf(
    ctx.db,
    sql<{ login: string }>`select login from identity.accounts where person_id = ${ctx.actor.personId}`,
  );
  const merges = await mergesInto(ctx.db, ctx.actor.personId, ctx.now);
  return {
    login: account?.login ?? '',
    merges: merges.filter(({ proof }) => proof === 'both-sides').map(({ id, undoUntil }) => ({ id, undoUntil })),
  };
}

/**
 * Joins another account of the same adult, proved by its password or by its code with a birth date; the account one is in stays. An
 * account with a second factor, or of somebody who is a pupil, is for the school to join.
 * @returns the login that stays
 * @throws Refusal `identity.merge-…`, `identity.code-void`, `identity.too-many-tries`, or as `mergeRecords`
 */
export async function mergeAccounts(
  ctx: SessionContext,
  given: Input<typeof contract.mergeAccounts>['body'],
): Promise<Answer<typeof contract.mergeAccounts>> {
  mayMerge(ctx);
  const otherId = given.code ? await provenByCode(ctx, given.code, given.answer) : await provenByPassword(ctx, given);
  if (otherId === ctx.actor.personId) refuse('identity.merge-same');
  const other = await recognise(ctx.db, { id: otherId }, dayOf(ctx.now));
  if (!other || audienceOf(other.actor) !== 'adult') refuse('identity.merge-ask-school');
  if (await hasFactor(ctx.db, otherId)) refuse('identity.merge-ask-school');
  const into = await ctx.transaction((tx) =>
    mergeRecords(ctx, tx, {
      left: ctx.actor.personId,
      right: otherId,
      stays: ctx.actor.personId,
      proof: 'both-sides',
      schoolId: null,
    }),
  );
  const account = await firstOf(
    ctx.db,
    sql<{ login: string }>`select login from identity.accounts where person_id = ${into}`,
  );
  return { login: account?.login ?? '' };
}

/** As at the door: the same refusal after the same work, whether nobody has that login or the password is wrong. */
async function provenByPassword(
  ctx: SessionContext,
  { login, password }: { login: string; password: string },
): Promise<string> {
  const typed = normalLogin(login);
  const account = await firstOf(
    ctx.db,
    sql<{ person_id: string; password: string | null }>`
      select a.person_id, a.password from identity.accounts a where a.login = ${typed}
        and not exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null)`,
  );
  const tries = triesOf(ctx, account?.person_id ?? typed, undefined);
  await countTry(ctx.db, ctx.now, tries);
  const { right } = await verifyPassword(password, account?.password ?? null, ctx.keys.pepper);
  if (!account || !right) refuse('identity.merge-not-proved');
  await refundTry(ctx.db, tries);
  return account.person_id;
}

/** The printed code of the other account, and what is asked besides; used up by it. Wrong proofs count against the code. */
async function provenByCode(ctx: SessionContext, typed: string, proof: string): Promise<string> {
  const tries = codeTries(ctx);
  await countTry(ctx.db, ctx.now, tries);
  const code = typedCode(typed);
  if (code === undefined) refuse('identity.merge-not-proved');
  const row = await firstOf(
    ctx.db,
    sql<{ id: string; person_id: string; wrong_proofs: number }>`
      update identity.activation_codes set wrong_proofs = wrong_proofs + 1
      where digest = any(${keyedDigests(ctx.keys.pepper, 'activation-code', code)}::bytea[])
        and used_at is null and cancelled_at is null and not revoked and expires_at > ${ctx.now}
      returning id, person_id, wrong_proofs`,
  );
  if (!row) refuse('identity.merge-not-proved');
  if (row.wrong_proofs > MOST_WRONG_PROOFS) refuse('identity.code-void');
  const known = await recognise(ctx.db, { id: row.person_id }, dayOf(ctx.now));
  if (!known || !isProof(proof, known)) refuse('identity.merge-not-proved');
  await refundTry(ctx.db, tries);
  await sql`update identity.activation_codes set used_at = ${ctx.now}, wrong_proofs = wrong_proofs - 1 where id = ${row.id}`.execute(
    ctx.db,
  );
  return row.person_id;
}

/** Parts again what one joined oneself. */
export async function partAccounts(ctx: SessionContext, mergeId: string): Promise<boolean> {
  mayMerge(ctx);
  return ctx.transaction(async (tx) => {
    const row = await findMerge(tx.db, mergeId, ctx.now);
    if (row?.intoId !== ctx.actor.personId || row.proof !== 'both-sides') notFound();
    await partRecords(ctx, tx, row);
    return true;
  });
}
