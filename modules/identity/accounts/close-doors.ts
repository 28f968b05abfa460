import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Transaction } from '../../../platform/http/context.ts';
import { endSessions } from '../sessions/end.ts';

/** The fact that doors were closed, and to whom: `{ personIds, orderId }`. */
export const DOORS_CLOSED = 'identity.doors-closed';

/** Persons named in one fact: several workers write their mails. */
const TOLD_AT_ONCE = 100;

/**
 * Shuts out whoever came in as these persons: their sessions and tokens end, and the password that somebody else knows opens nothing any
 * more. They choose another by the mail that follows from the fact, or with a printed code; what the thief does not hold (a passkey, a door
 * of the State) still serves.
 * @returns how many sessions ended, how many passwords were cancelled
 */
export async function closeDoors(
  tx: Transaction,
  now: Date,
  personIds: readonly string[],
): Promise<{ readonly sessions: number; readonly passwords: number }> {
  const ids = [...personIds];
  const passwords = await rowsOf(
    tx.db,
    sql<{ id: string }>`
      update identity.accounts set password = null, password_set_at = null, password_cancelled_at = ${now}
      where person_id = any(${ids}::uuid[]) and password is not null returning person_id as id`,
  );
  await sql`update identity.api_tokens set revoked_at = ${now} where person_id = any(${ids}::uuid[]) and revoked_at is null`.execute(
    tx.db,
  );
  const shut = passwords.map(({ id }) => id);
  for (let from = 0; from < shut.length; from += TOLD_AT_ONCE)
    await tx.emit({
      name: DOORS_CLOSED,
      payload: { personIds: shut.slice(from, from + TOLD_AT_ONCE), orderId: newId() },
    });
  const sessions = await endSessions(tx, now, sql`s.person_id = any(${ids}::uuid[])`);
  return { sessions: sessions.length, passwords: passwords.length };
}
