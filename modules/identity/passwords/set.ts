import type { Actor } from '../../../platform/authz/policy.ts';
import { Refusal } from '../../../platform/contract/refusal.ts';
import { type Db, sql } from '../../../platform/db/db.ts';
import { isPhrase, type SecretKind } from '../phrases/phrase.ts';
import { audienceOf } from '../sessions/kinds.ts';
import { type PasswordOwner, passwordFault } from './rules.ts';

/** What the rules of passwords know of a person. */
export const ownerOf = (actor: Actor, login: string, dates: readonly string[] = []): PasswordOwner => ({
  audience: audienceOf(actor),
  login,
  names: [actor.familyName, ...(actor.givenName ?? '').split(/[\s-]+/)],
  dates: [...(actor.birthDate ? [actor.birthDate] : []), ...dates],
});

/**
 * Checks a password chosen twice.
 * @throws Refusal `platform.invalid-input` with the fault of the field `password` or `again`
 */
export function checkChosen(chosen: { readonly password: string; readonly again: string }, owner: PasswordOwner): void {
  const fault = passwordFault(chosen.password, owner);
  if (fault) throw new Refusal('platform.invalid-input', {}, [{ field: 'password', code: fault }]);
  if (chosen.password !== chosen.again) {
    throw new Refusal('platform.invalid-input', {}, [{ field: 'again', code: 'identity.password-differs' }]);
  }
}

/** What a pupil of the école chose, when it is three words or more: compared without capitals and accents. Anybody else's is a password. */
export const kindOf = (chosen: string, audience: PasswordOwner['audience']): SecretKind =>
  audience === 'young' && isPhrase(chosen) ? 'phrase' : 'password';

/** Writes the hash of a new password; an account to activate is active from now on. */
export async function storePassword(
  db: Db,
  personId: string,
  phc: string,
  now: Date,
  kind: SecretKind = 'password',
): Promise<void> {
  await sql`update identity.accounts set password = ${phc}, password_set_at = ${now}, activated_at = coalesce(activated_at, ${now}),
                secret_kind = ${kind}, password_cancelled_at = null
            where person_id = ${personId}`.execute(db);
}
