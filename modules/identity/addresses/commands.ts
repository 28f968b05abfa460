import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { Transaction } from '../../../platform/http/context.ts';

/** As stored and compared. */
export const normalAddress = (typed: string): string => typed.trim().toLowerCase();

/**
 * Adds an address to an account, to be confirmed: the link goes there by mail once the transaction is kept. An address already there
 * and not confirmed gets a new link; a confirmed one nothing.
 */
export async function addAddress(tx: Transaction, personId: string, typed: string, now: Date): Promise<void> {
  const row = await firstOf(
    tx.db,
    sql<{ id: string }>`insert into identity.mail_addresses as m (id, person_id, address, added_at)
                        values (${newId()}, ${personId}, ${normalAddress(typed)}, ${now})
                        on conflict (person_id, address) do update set added_at = excluded.added_at where m.verified_at is null
                        returning id`,
  );
  if (row) await tx.emit({ name: 'identity.address-given', payload: { addressId: row.id } });
}
