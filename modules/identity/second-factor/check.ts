import { Refusal } from '../../../platform/contract/refusal.ts';
import { isSealedByOlder, seal, unseal } from '../../../platform/crypto/seal.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { deviceDigest } from '../sessions/commands.ts';
import { keyedDigests } from '../sessions/token.ts';
import { countTry, ownTries, refundTry, triesOf } from '../sign-in/throttle.ts';
import { noteRefusal } from '../tries/note.ts';
import { isOfAnotherHour, stepOf, typedFactor } from './codes.ts';

/** The purpose under which recovery codes are digested. */
export const RECOVERY = 'recovery';

/** What a seed is bound to when it is sealed. */
export const sealOwner = (personId: string): string => `authenticator:${personId}`;

export interface Authenticator {
  readonly id: string;
  readonly sealed: string;
}

/** The authenticator of a person: the one in force, or the one on trial. */
export const authenticatorOf = (
  db: Db,
  personId: string,
  which: 'in force' | 'on trial',
): Promise<Authenticator | undefined> =>
  firstOf(
    db,
    which === 'in force'
      ? sql<Authenticator>`select id, sealed from identity.authenticators where person_id = ${personId} and confirmed_at is not null`
      : sql<Authenticator>`select id, sealed from identity.authenticators where person_id = ${personId} and confirmed_at is null`,
  );

/**
 * Checks a one-time password, or a recovery code, of the person behind the session; it serves this once. Tries are slowed: a browser from
 * which the person came in before, with their second factor, counts for itself; all others together for the account, for whoever
 * knows the password has as many addresses and browsers as they like.
 * @throws Refusal with the fault of the field `field`, or `identity.too-many-tries`
 */
export async function checkFactor(ctx: SessionContext, typed: string, field: string): Promise<void> {
  const { personId } = ctx.actor;
  const device = await knownDevice(ctx);
  const tries = device ? triesOf(ctx, `factor|${personId}`, device) : ownTries(ctx, 'factor', personId);
  await countTry(ctx.db, ctx.now, tries);
  const given = typedFactor(typed);
  const right =
    given?.kind === 'password'
      ? await spendPassword(ctx, given.value)
      : given?.kind === 'recovery' && (await spendRecoveryCode(ctx, given.value));
  if (!right) {
    const reason = (await isLate(ctx, given)) ? 'factor-clock' : 'factor-wrong';
    await noteRefusal(ctx, { personIds: [personId], way: 'factor', reason, isKnown: device !== undefined });
    throw new Refusal('platform.invalid-input', {}, [{ field, code: 'identity.factor-wrong' }]);
  }
  await refundTry(ctx.db, tries);
}

/** This browser's digest, if the person is known from it; what it says of itself proves nothing. */
async function knownDevice(ctx: SessionContext): Promise<Buffer | undefined> {
  const digest = deviceDigest(ctx);
  if (!digest) return undefined;
  const known = await firstOf(
    ctx.db,
    sql`select 1 from identity.known_devices where person_id = ${ctx.actor.personId} and digest = ${digest}`,
  );
  return known ? digest : undefined;
}

/** Whether a wrong one-time password was right some minutes ago, or will be: the telephone's clock is wrong, and nobody else says so. */
async function isLate(
  { db, keys, now, actor }: SessionContext,
  given: ReturnType<typeof typedFactor>,
): Promise<boolean> {
  if (given?.kind !== 'password') return false;
  const inForce = await authenticatorOf(db, actor.personId, 'in force');
  const seed = inForce && unseal(keys.vault, sealOwner(actor.personId), inForce.sealed);
  return seed !== undefined && isOfAnotherHour(seed, given.value, now);
}

/** Uses the half-minute of a right password: the same one, seen over a shoulder, opens nothing. */
async function spendPassword({ db, keys, now, actor }: SessionContext, typed: string): Promise<boolean> {
  const inForce = await authenticatorOf(db, actor.personId, 'in force');
  const owner = sealOwner(actor.personId);
  const seed = inForce && unseal(keys.vault, owner, inForce.sealed);
  const step = seed && stepOf(seed, typed, now);
  if (!inForce || step === undefined) return false;
  const sealed = isSealedByOlder(keys.vault, inForce.sealed) ? seal(keys.vault, owner, seed as Buffer) : inForce.sealed;
  const used = await firstOf(
    db,
    sql`update identity.authenticators set last_step = ${step}, last_used_at = ${now}, sealed = ${sealed}
        where id = ${inForce.id} and (last_step is null or last_step < ${step}) returning id`,
  );
  return used !== undefined;
}

async function spendRecoveryCode({ db, keys, now, actor }: SessionContext, code: string): Promise<boolean> {
  const digests = keyedDigests(keys.pepper, RECOVERY, code);
  const used = await firstOf(
    db,
    sql`update identity.recovery_codes set used_at = ${now}
        where person_id = ${actor.personId} and digest = any(${digests}::bytea[]) and used_at is null returning digest`,
  );
  return used !== undefined;
}
