import { recordAct } from '../../../platform/audit/audit.ts';
import type { Input } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { forAdults, hasFactor, lockAccount, noteChange, putInForce, tidyAfterLast } from '../second-factor/keep.ts';
import { isAdministrator } from '../sessions/kinds.ts';
import { readMade } from './answer.ts';
import { take } from './answers.ts';
import { ALGORITHMS, relyingParty, verifyMade } from './ceremony.ts';
import { CHALLENGE_LIFE, giveChallenge } from './challenge.ts';
import type * as contract from './contract.ts';
import { noted } from './noted.ts';
import { designationsOf, MOST, type OwnPasskey, passkeyOf } from './store.ts';

/** What a browser needs to make a passkey: `PublicKeyCredentialCreationOptions`, as JSON. */
export interface Making {
  readonly options: string;
}

/**
 * Prepares a new passkey. Every one checks its owner (finger, face, PIN) and keeps the account's handle, so that it may serve alone.
 * @throws Refusal `identity.too-many-passkeys`
 */
export async function beginPasskey(ctx: SessionContext): Promise<Making> {
  forAdults(ctx);
  const { personId, displayName } = ctx.actor;
  const { designations, handle } = await designationsOf(ctx.db, personId);
  if (designations.length >= MOST) refuse('identity.too-many-passkeys', { most: MOST });
  const challenge = await giveChallenge(ctx, { purpose: 'add', sessionId: ctx.session.id, handle });
  const account = await firstOf(
    ctx.db,
    sql<{ login: string }>`select login from identity.accounts where person_id = ${personId}`,
  );
  const options = {
    challenge,
    rp: { id: relyingParty(ctx).id, name: 'Préau' },
    user: { id: handle.toString('base64url'), name: account?.login ?? '', displayName },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: CHALLENGE_LIFE * 1000,
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    excludeCredentials: designations,
  };
  return { options: JSON.stringify(options) };
}

/**
 * Puts a new passkey in force. The first second factor ends the sessions opened without it.
 * @returns ten recovery codes when it is the first second factor, in the answer and nowhere else
 * @throws Refusal `identity.passkey-…`, `identity.too-many-passkeys`
 */
export async function addPasskey(
  ctx: SessionContext,
  { name, alone, credential }: Input<typeof contract.addPasskey>['body'],
): Promise<readonly string[] | null> {
  forAdults(ctx);
  const { personId } = ctx.actor;
  return noted(ctx, 'add', async () => {
    const { answer, challenge } = readMade(credential);
    const { handle } = await take(ctx, challenge, 'add', ctx.session.id);
    const made = await verifyMade(ctx, answer, challenge);
    return ctx.transaction(async (tx) => {
      await lockAccount(tx.db, personId);
      const isFirst = !(await hasFactor(tx.db, personId));
      const { numAffectedRows } = await sql`
        insert into identity.passkeys (id, person_id, credential_id, handle, public_key, sign_count, transports, backup_eligible,
                                       backed_up, name, opens_alone, added_at)
        select ${newId()}, ${personId}, ${made.credentialId}, ${handle}, ${made.publicKey}, ${made.signCount},
               ${answer.response.transports}::text[], ${made.backupEligible}, ${made.backedUp}, ${name}, ${alone === 'yes'}, ${ctx.now}
        where (select count(*) from identity.passkeys where person_id = ${personId}) < ${MOST}
        on conflict (credential_id) do nothing`.execute(tx.db);
      if (!numAffectedRows) refuse('identity.passkey-taken', { reason: 'taken' });
      const codes = isFirst ? await putInForce(ctx, tx) : null;
      await noteChange(ctx, tx, 'identity.passkey-added');
      return codes;
    });
  });
}

/** One's own passkey, to name or remove. @throws Refusal `platform.not-found` */
export async function readPasskey(ctx: SessionContext, id: string): Promise<OwnPasskey> {
  forAdults(ctx);
  return (await passkeyOf(ctx.db, ctx.actor.personId, id)) ?? notFound();
}

/** Names a passkey otherwise, and says whether it opens a session alone. @throws Refusal `platform.not-found` */
export async function changePasskey(
  ctx: SessionContext,
  id: string,
  { name, alone }: Input<typeof contract.changePasskey>['body'],
): Promise<void> {
  const before = await readPasskey(ctx, id);
  const opensAlone = alone === 'yes';
  const { personId } = ctx.actor;
  await ctx.transaction(async (tx) => {
    const { numAffectedRows } = await sql`
      update identity.passkeys set name = ${name}, opens_alone = ${opensAlone} where id = ${id} and person_id = ${personId}`.execute(
      tx.db,
    );
    if (!numAffectedRows) notFound();
    if (before.opensAlone === opensAlone) return;
    await recordAct(tx.db, {
      act: 'identity.passkey-changed',
      at: ctx.now,
      actorId: personId,
      subjectId: personId,
      details: { passkeyId: id, opensAlone },
      requestId: ctx.requestId,
    });
  });
}

/**
 * Takes a passkey away.
 * @returns what it was called
 * @throws Refusal `platform.not-found`, `identity.second-factor-mandatory` when it is an administrator's last second factor
 */
export async function removePasskey(ctx: SessionContext, id: string): Promise<string> {
  forAdults(ctx);
  const { personId } = ctx.actor;
  return ctx.transaction(async (tx) => {
    await lockAccount(tx.db, personId);
    const gone = await firstOf(
      tx.db,
      sql<{ name: string }>`delete from identity.passkeys where id = ${id} and person_id = ${personId} returning name`,
    );
    if (!gone) notFound();
    if (isAdministrator(ctx.actor) && !(await hasFactor(tx.db, personId))) refuse('identity.second-factor-mandatory');
    await tidyAfterLast(tx, ctx.now, personId);
    await noteChange(ctx, tx, 'identity.passkey-removed');
    return gone.name;
  });
}
