import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { Transaction } from '../../../platform/http/context.ts';
import { endSessions } from '../sessions/end.ts';

/**
 * Shuts out whoever came in as these persons: their sessions end, and the password that somebody else knows opens nothing any more. They
 * choose another by mail or with a printed code; what the thief does not hold (a passkey, a door of the State) still serves.
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
  const sessions = await endSessions(tx, now, sql`s.person_id = any(${ids}::uuid[])`);
  return { sessions: sessions.length, passwords: passwords.length };
}
