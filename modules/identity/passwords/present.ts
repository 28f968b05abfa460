import { Refusal } from '../../../platform/contract/refusal.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { asStored, type SecretKind } from '../phrases/phrase.ts';
import { countTry, ownTries, refundTry } from '../sign-in/throttle.ts';
import { verifyPassword } from './hash.ts';

/**
 * Asks for the password in use before what would give the account away: an open session, on a computer left alone, is not enough.
 * @returns the account's login
 * @throws Refusal with the fault of the field, or `identity.too-many-tries`
 */
export async function provePresent(ctx: SessionContext, present: string, field = 'present'): Promise<string> {
  const { personId } = ctx.actor;
  const account = await firstOf(
    ctx.db,
    sql<{
      login: string;
      password: string | null;
      kind: SecretKind;
    }>`select login, password, secret_kind as kind from identity.accounts where person_id = ${personId}`,
  );
  const tries = ownTries(ctx, 'present', personId);
  await countTry(ctx.db, ctx.now, tries);
  const { right } = await verifyPassword(
    asStored(account?.kind ?? 'password', present),
    account?.password ?? null,
    ctx.keys.pepper,
  );
  if (!account || !right) {
    throw new Refusal('platform.invalid-input', {}, [{ field, code: 'identity.password-wrong' }]);
  }
  await refundTry(ctx.db, tries);
  return account.login;
}
