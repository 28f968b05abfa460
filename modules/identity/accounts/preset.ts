import type { KeyRing } from '../../../platform/config/keys.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import { hashPassword } from '../passwords/hash.ts';

/**
 * Activates a person's account with a password chosen for them: for the demonstration, whose people cannot receive a sheet. An
 * account already activated keeps its password.
 * @returns the login, or undefined when the person has no account
 */
export async function presetPassword(
  db: Db,
  pepper: KeyRing,
  given: { readonly personId: string; readonly password: string; readonly now: Date },
): Promise<string | undefined> {
  const phc = await hashPassword(given.password, pepper);
  const row = await firstOf(
    db,
    sql<{ login: string }>`
      update identity.accounts
      set password = coalesce(password, ${phc}), password_set_at = coalesce(password_set_at, ${given.now}),
          activated_at = coalesce(activated_at, ${given.now})
      where person_id = ${given.personId} returning login`,
  );
  return row?.login;
}

/** The logins of those among `personIds` whose account is activated, by person. */
export async function activeLogins(db: Db, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ person_id: string; login: string }>`
    select person_id, login from identity.accounts where person_id = any(${personIds}::uuid[]) and activated_at is not null`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.person_id, row.login]));
}
