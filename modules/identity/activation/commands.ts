import { recordAct } from '../../../platform/audit/audit.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import { Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { type Recognition, recognise } from '../../directory/index.ts';
import { addAddress } from '../addresses/commands.ts';
import { unlinkAll } from '../federation/links/link.ts';
import { findPass, givePass, type Pass, provePass, takePass } from '../passes.ts';
import { letNoneOpenAlone } from '../passkeys/store.ts';
import { hashPassword } from '../passwords/hash.ts';
import { checkChosen, kindOf, ownerOf, storePassword } from '../passwords/set.ts';
import { asStored } from '../phrases/phrase.ts';
import { openSession } from '../sessions/commands.ts';
import { endSessionsOf } from '../sessions/end.ts';
import { keyedDigests } from '../sessions/token.ts';
import { codeTries, countTry, refundTry } from '../sign-in/throttle.ts';
import { revokeTokens } from '../tokens/commands.ts';
import { noteRefusal } from '../tries/note.ts';
import { reasonOf } from '../tries/reasons.ts';
import { typedCode } from './code.ts';
import { type Issuer, issuerOf } from './issuer.ts';
import { isProof, type ProofKind, proofOf } from './proof.ts';

/** Wrong proofs after which a code is void: the school gives another in two taps. */
export const MOST_WRONG_PROOFS = 6;

interface CodeRow {
  readonly digest: Buffer;
  readonly person_id: string;
  readonly expires_at: Date;
  readonly used_at: Date | null;
  readonly cancelled_at: Date | null;
  readonly revoked: boolean;
  readonly wrong_proofs: number;
}

/**
 * First step: the code. A right one is not used up yet; it gives this browser a pass to the second step.
 * @throws Refusal `identity.code-…` (unknown, used, expired, replaced, void) or `identity.too-many-tries`
 */
export async function enterCode(ctx: Context, typed: string): Promise<void> {
  const tries = codeTries(ctx);
  await countTry(ctx.db, ctx.now, tries);
  const code = typedCode(typed);
  const row = code === undefined ? undefined : await findCode(ctx, code);
  if (!row) return refused(ctx, [], 'identity.code-unknown');
  await refundTry(ctx.db, tries);
  const fault = faultOf(row, ctx.now);
  if (fault) return refused(ctx, [row.person_id], fault);
  await givePass(ctx, 'activation', { personId: row.person_id, origin: row.digest, provedAt: null });
}

/** Why a code that was printed is no longer good. */
function faultOf(row: CodeRow, now: Date): string | undefined {
  if (row.used_at) return 'identity.code-used';
  if (row.revoked) return 'identity.code-revoked';
  if (row.cancelled_at) return 'identity.code-replaced';
  if (row.expires_at <= now) return 'identity.code-expired';
  return row.wrong_proofs >= MOST_WRONG_PROOFS ? 'identity.code-void' : undefined;
}

/** Notes whose code was refused, and refuses it. */
async function refused(
  ctx: Context,
  personIds: readonly string[],
  code: string,
  details: Readonly<Record<string, unknown>> = {},
): Promise<never> {
  await noteRefusal(ctx, { personIds, way: 'code', reason: reasonOf(code) });
  throw new Refusal(code, details);
}

const findCode = (ctx: Context, code: string): Promise<CodeRow | undefined> =>
  firstOf(
    ctx.db,
    sql<CodeRow>`select digest, person_id, expires_at, used_at, cancelled_at, revoked, wrong_proofs from identity.activation_codes
                 where digest = any(${keyedDigests(ctx.keys.pepper, 'activation-code', code)}::bytea[])`,
  );

/** Somebody on their way in: their pass, and what can be asked of them. */
export interface Newcomer {
  readonly pass: Pass;
  readonly known: Recognition;
  readonly login: string;
  /** They have had a password before: the code gives the account back to them, or to somebody who found it. */
  readonly isBack: boolean;
  readonly proof: ProofKind | undefined;
  /** Who handed the code out. */
  readonly issuer: Issuer | undefined;
}

/** Who came in by the first step; undefined when this browser holds no pass any more, or the account was closed. */
export async function findNewcomer(ctx: Context): Promise<Newcomer | undefined> {
  const pass = await findPass(ctx, 'activation');
  const known = pass && (await recognise(ctx.db, { id: pass.personId }, dayOf(ctx.now)));
  const account =
    pass &&
    (await firstOf(
      ctx.db,
      sql<{ login: string; isBack: boolean }>`
        select a.login, a.activated_at is not null as "isBack" from identity.accounts a where a.person_id = ${pass.personId}
          and not exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null)`,
    ));
  if (!pass || !known || !account || known.actor.roles.length === 0) return undefined;
  return { pass, known, ...account, proof: proofOf(known), issuer: await issuerOf(ctx.db, pass.origin, ctx.now) };
}

/**
 * Second step: the proof. It counts against the code before it is looked at.
 * @throws Refusal `identity.proof-wrong`, `identity.code-void` after too many, `identity.pass-over`
 */
export async function giveProof(ctx: Context, typed: string): Promise<void> {
  const newcomer = await findNewcomer(ctx);
  if (!newcomer) refuse('identity.pass-over');
  const counted = await firstOf(
    ctx.db,
    sql<{ wrong_proofs: number }>`
      update identity.activation_codes set wrong_proofs = wrong_proofs + 1
      where digest = ${newcomer.pass.origin} and used_at is null and cancelled_at is null and expires_at > ${ctx.now}
        and wrong_proofs < ${MOST_WRONG_PROOFS} returning wrong_proofs`,
  );
  const { personId } = newcomer.pass;
  if (!counted) return refused(ctx, [personId], 'identity.code-void');
  if (!isProof(typed, newcomer.known))
    return refused(ctx, [personId], 'identity.proof-wrong', { left: MOST_WRONG_PROOFS - counted.wrong_proofs });
  await sql`update identity.activation_codes set wrong_proofs = wrong_proofs - 1 where digest = ${newcomer.pass.origin}`.execute(
    ctx.db,
  );
  await provePass(ctx);
}

export interface Chosen {
  readonly password: string;
  readonly again: string;
  /** To get a forgotten password back; may be left empty. */
  readonly email?: string | undefined;
  readonly device: 'own' | 'shared' | 'unsaid';
}

/**
 * Third step: the password. The code is used up, whatever session or token was open elsewhere ends, and the person is in. Somebody
 * who had a password before is told by mail, where an address is confirmed: a code in wrong hands does not go unseen.
 * @throws Refusal with the fault of the password, or `identity.code-used` when the code served meanwhile
 */
export async function choosePassword(ctx: Context, chosen: Chosen): Promise<void> {
  const newcomer = await findNewcomer(ctx);
  if (!newcomer?.pass.provedAt) refuse('identity.pass-over');
  const { pass, known, login, isBack } = newcomer;
  const owner = ownerOf(known.actor, login, known.childrensBirthDates);
  checkChosen(chosen, owner);
  const kind = kindOf(chosen.password, owner.audience);
  const phc = await hashPassword(asStored(kind, chosen.password), ctx.keys.pepper);
  await ctx.transaction(async (tx) => {
    const used = await firstOf(
      tx.db,
      sql<{ id: string; issued_by: string | null }>`update identity.activation_codes set used_at = ${ctx.now}
          where digest = ${pass.origin} and used_at is null and cancelled_at is null and expires_at > ${ctx.now} returning id, issued_by`,
    );
    if (!used) refuse('identity.code-used');
    await storePassword(tx.db, pass.personId, phc, ctx.now, kind);
    await endSessionsOf(tx, ctx.now, pass.personId);
    await revokeTokens(tx.db, pass.personId, ctx.now);
    await unlinkAll(tx.db, pass.personId);
    await letNoneOpenAlone(tx.db, pass.personId);
    if (isBack) {
      await tx.emit({ name: 'identity.password-changed', payload: { personId: pass.personId, orderId: newId() } });
    } else {
      const payload = { personId: pass.personId, at: ctx.now.toISOString() };
      await tx.emit({ name: 'identity.account-activated', payload });
    }
    if (chosen.email) await addAddress(tx, pass.personId, chosen.email, ctx.now);
    await takePass(ctx, tx.db);
    await recordAct(tx.db, {
      act: 'identity.account-activated',
      at: ctx.now,
      actorId: pass.personId,
      subjectId: pass.personId,
      details: { codeId: used.id, issuedBy: used.issued_by },
      requestId: ctx.requestId,
    });
    await openSession(ctx, tx.db, known.actor, chosen.device);
  });
}
