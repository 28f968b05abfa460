import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { seal, unseal } from '../../../platform/crypto/seal.ts';
import { type Db, firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { sessionTopic } from '../../../platform/live/hub.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { byThemselves } from '../accounts/guards.ts';
import { endSessions } from '../sessions/commands.ts';
import { audienceOf, isAdministrator } from '../sessions/kinds.ts';
import { keyedDigest } from '../sessions/token.ts';
import { countTry, ownTries, refundTry } from '../sign-in/throttle.ts';
import { authenticatorOf, RECOVERY, sealOwner } from './check.ts';
import { enrolmentOf, newRecoveryCodes, newSeed, stepOf, typedFactor } from './codes.ts';

/** What a person may know of their second factor. */
export interface SecondFactor {
  readonly since: Date | null;
  readonly lastUsedAt: Date | null;
  readonly recoveryCodesLeft: number;
  /** Administrators may replace it, not go without. */
  readonly isMandatory: boolean;
}

/** The second factor is for adults at their browser; for others the page does not exist. */
function forAdults(ctx: SessionContext): void {
  byThemselves(ctx);
  if (audienceOf(ctx.actor) !== 'adult') notFound();
}

export async function readSecondFactor(ctx: SessionContext): Promise<SecondFactor> {
  forAdults(ctx);
  const { personId } = ctx.actor;
  const row = await firstOf(
    ctx.db,
    sql<{ since: Date | null; lastUsedAt: Date | null; left: number }>`
      select a.confirmed_at as since, a.last_used_at as "lastUsedAt",
             (select count(*) from identity.recovery_codes r where r.person_id = ${personId} and r.used_at is null) as left
      from (select ${personId}::uuid as person_id) p
      left join identity.authenticators a on a.person_id = p.person_id and a.confirmed_at is not null`,
  );
  return {
    since: row?.since ?? null,
    lastUsedAt: row?.lastUsedAt ?? null,
    recoveryCodesLeft: row?.since ? row.left : 0,
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
  forAdults(ctx);
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
  forAdults(ctx);
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
  forAdults(ctx);
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
    const codes = await replaceRecoveryCodes(ctx, tx);
    await sql`update identity.sessions set factor = 'proved', proved_at = ${ctx.now} where id = ${ctx.session.id}`.execute(
      tx.db,
    );
    tx.changed(...(await endSessions(tx.db, personId, ctx.session.id)).map(sessionTopic));
    await note(ctx, tx, 'identity.second-factor-added');
    return codes;
  });
}

/** Ten new recovery codes; the former ones open nothing any more. @throws Refusal `identity.no-second-factor` */
export function renewRecoveryCodes(ctx: SessionContext): Promise<readonly string[]> {
  forAdults(ctx);
  return ctx.transaction(async (tx) => {
    if (!(await authenticatorOf(tx.db, ctx.actor.personId, 'in force'))) refuse('identity.no-second-factor');
    const codes = await replaceRecoveryCodes(ctx, tx);
    await note(ctx, tx, 'identity.recovery-codes-renewed');
    return codes;
  });
}

/** Goes back to the password alone. @throws Refusal `identity.second-factor-mandatory` for administrators */
export async function removeSecondFactor(ctx: SessionContext): Promise<void> {
  forAdults(ctx);
  if (isAdministrator(ctx.actor)) refuse('identity.second-factor-mandatory');
  await ctx.transaction(async (tx) => {
    await forgetFactor(tx.db, ctx.actor.personId);
    await note(ctx, tx, 'identity.second-factor-removed');
  });
}

/**
 * Takes away the second factor of somebody who lost telephone and recovery codes, for the command line; a line of the audit says so.
 * @returns whether there was one
 */
export function resetFactor(
  db: Db,
  { personId, now }: { readonly personId: string; readonly now: Date },
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    if (!(await forgetFactor(tx.db, personId))) return false;
    await recordAct(tx.db, { act: 'identity.second-factor-reset', at: now, actorId: null, subjectId: personId });
    await tx.emit({
      name: 'identity.second-factor-changed',
      payload: { personId, act: 'identity.second-factor-removed', orderId: newId() },
    });
    return true;
  });
}

async function forgetFactor(db: Db, personId: string): Promise<boolean> {
  const gone = await firstOf(
    db,
    sql`with codes as (delete from identity.recovery_codes where person_id = ${personId}),
             waiting as (delete from identity.sessions where person_id = ${personId} and factor = 'due')
        delete from identity.authenticators where person_id = ${personId} returning id`,
  );
  return gone !== undefined;
}

async function replaceRecoveryCodes(ctx: SessionContext, { db }: Transaction): Promise<readonly string[]> {
  const { personId } = ctx.actor;
  const codes = newRecoveryCodes();
  const digests = codes.map((code) => keyedDigest(ctx.keys.pepper, RECOVERY, code));
  await sql`delete from identity.recovery_codes where person_id = ${personId}`.execute(db);
  await sql`insert into identity.recovery_codes (digest, person_id, made_at)
            select digest, ${personId}, ${ctx.now} from unnest(${digests}::bytea[]) as digest`.execute(db);
  return codes;
}

async function note(ctx: SessionContext, tx: Transaction, act: string): Promise<void> {
  const { personId } = ctx.actor;
  await recordAct(tx.db, { act, at: ctx.now, actorId: personId, subjectId: personId, requestId: ctx.requestId });
  await tx.emit({ name: 'identity.second-factor-changed', payload: { personId, act, orderId: newId() } });
}

async function loginOf(db: Db, personId: string): Promise<string> {
  const row = await firstOf(
    db,
    sql<{ login: string }>`select login from identity.accounts where person_id = ${personId}`,
  );
  return row?.login ?? '';
}
