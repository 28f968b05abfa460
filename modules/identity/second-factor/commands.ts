import { Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { seal, unseal } from '../../../platform/crypto/seal.ts';
import { type Db, firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { type OwnPasskey, passkeysOf } from '../passkeys/store.ts';
import { isAdministrator } from '../sessions/kinds.ts';
import { countTry, ownTries, refundTry } from '../sign-in/throttle.ts';
import { authenticatorOf, sealOwner } from './check.ts';
import { enrolmentOf, newSeed, stepOf, typedFactor } from './codes.ts';
import * as keep from './keep.ts';

/** What a person may know of their second factor. */
export interface SecondFactor {
  /** Of the application; null without one. */
  readonly since: Date | null;
  readonly lastUsedAt: Date | null;
  readonly passkeys: OwnPasskey[];
  readonly recoveryCodesLeft: number;
  /** Administrators may replace it, not go without. */
  readonly isMandatory: boolean;
}

export async function readSecondFactor(ctx: SessionContext): Promise<SecondFactor> {
  keep.forAdults(ctx);
  const { personId } = ctx.actor;
  const row = await firstOf(
    ctx.db,
    sql<{ since: Date | null; lastUsedAt: Date | null; left: number }>`
      select a.confirmed_at as since, a.last_used_at as "lastUsedAt",
             (select count(*) from identity.recovery_codes r where r.person_id = ${personId} and r.used_at is null) as left
      from (select ${personId}::uuid as person_id) p
      left join identity.authenticators a on a.person_id = p.person_id and a.confirmed_at is not null`,
  );
  const passkeys = await passkeysOf(ctx.db, personId);
  return {
    since: row?.since ?? null,
    lastUsedAt: row?.lastUsedAt ?? null,
    passkeys,
    recoveryCodesLeft: row && (row.since || passkeys.length > 0) ? row.left : 0,
    isMandatory: isAdministrator(ctx.actor),
  };
}

export interface Enrolment {
  /** `otpauth://…`, for the square to scan. */
  readonly address: string;
  /** The same, to type. */
  readonly typed: string;
}

/** Puts a new application on trial; the one in force, if any, stays until the new one has given its first code. */
export async function beginEnrolment(ctx: SessionContext): Promise<Enrolment> {
  keep.forAdults(ctx);
  const { personId } = ctx.actor;
  const seed = newSeed();
  await ctx.transaction(async ({ db }) => {
    await sql`delete from identity.authenticators where person_id = ${personId} and confirmed_at is null`.execute(db);
    await sql`insert into identity.authenticators (id, person_id, sealed, created_at)
              values (${newId()}, ${personId}, ${seal(ctx.keys.vault, sealOwner(personId), seed)}, ${ctx.now})`.execute(
      db,
    );
  });
  return enrolmentOf(seed, await loginOf(ctx.db, personId));
}

/** What is on trial, to show again after a wrong code. */
export async function resumeEnrolment(ctx: SessionContext): Promise<Enrolment | undefined> {
  keep.forAdults(ctx);
  const { personId } = ctx.actor;
  const trial = await authenticatorOf(ctx.db, personId, 'on trial');
  const seed = trial && unseal(ctx.keys.vault, sealOwner(personId), trial.sealed);
  return seed && enrolmentOf(seed, await loginOf(ctx.db, personId));
}

/**
 * The first code of the application on trial puts it in force: other sessions end, for they were opened without it.
 * @returns ten recovery codes, in the answer and nowhere else
 * @throws Refusal `identity.enrolment-over`, a fault of the field `code`, or `identity.too-many-tries`
 */
export async function confirmEnrolment(ctx: SessionContext, typed: string): Promise<readonly string[]> {
  keep.forAdults(ctx);
  const { personId } = ctx.actor;
  const tries = ownTries(ctx, 'enrolment', personId);
  await countTry(ctx.db, ctx.now, tries);
  const trial = await authenticatorOf(ctx.db, personId, 'on trial');
  const seed = trial && unseal(ctx.keys.vault, sealOwner(personId), trial.sealed);
  if (!trial || !seed) refuse('identity.enrolment-over');
  const given = typedFactor(typed);
  const step = given?.kind === 'password' ? stepOf(seed, given.value, ctx.now) : undefined;
  if (step === undefined)
    throw new Refusal('platform.invalid-input', {}, [{ field: 'code', code: 'identity.factor-wrong' }]);
  await refundTry(ctx.db, tries);
  return ctx.transaction(async (tx) => {
    await sql`delete from identity.authenticators where person_id = ${personId} and confirmed_at is not null`.execute(
      tx.db,
    );
    const confirmed = await firstOf(
      tx.db,
      sql`update identity.authenticators set confirmed_at = ${ctx.now}, last_used_at = ${ctx.now}, last_step = ${step}
          where id = ${trial.id} returning id`,
    );
    if (!confirmed) refuse('identity.enrolment-over');
    const codes = await keep.putInForce(ctx, tx);
    await keep.noteChange(ctx, tx, 'identity.second-factor-added');
    return codes;
  });
}

/** Ten new recovery codes; the former ones open nothing any more. @throws Refusal `identity.no-second-factor` */
export function renewRecoveryCodes(ctx: SessionContext): Promise<readonly string[]> {
  keep.forAdults(ctx);
  return ctx.transaction(async (tx) => {
    if (!(await keep.hasFactor(tx.db, ctx.actor.personId))) refuse('identity.no-second-factor');
    const codes = await keep.replaceRecoveryCodes(ctx, tx);
    await keep.noteChange(ctx, tx, 'identity.recovery-codes-renewed');
    return codes;
  });
}

/**
 * Takes the application away: what is left is a passkey, or the password alone.
 * @throws Refusal `identity.second-factor-mandatory` for administrators without a passkey
 */
export async function removeSecondFactor(ctx: SessionContext): Promise<void> {
  keep.forAdults(ctx);
  const { personId } = ctx.actor;
  await ctx.transaction(async (tx) => {
    await keep.lockAccount(tx.db, personId);
    await sql`delete from identity.authenticators where person_id = ${personId}`.execute(tx.db);
    if (isAdministrator(ctx.actor) && !(await keep.hasFactor(tx.db, personId)))
      refuse('identity.second-factor-mandatory');
    await keep.tidyAfterLast(tx, ctx.now, personId);
    await keep.noteChange(ctx, tx, 'identity.second-factor-removed');
  });
}

async function loginOf(db: Db, personId: string): Promise<string> {
  const row = await firstOf(
    db,
    sql<{ login: string }>`select login from identity.accounts where person_id = ${personId}`,
  );
  return row?.login ?? '';
}
