import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Context, SessionContext, Transaction } from '../../../platform/http/context.ts';
import { byThemselves } from '../accounts/guards.ts';
import { provePresent } from '../passwords/present.ts';
import { audienceOf } from '../sessions/kinds.ts';
import { digestOf } from '../sessions/token.ts';
import { countTry, ownTries } from '../sign-in/throttle.ts';

/** Addresses an account may hold, confirmed or not. */
const MOST = 5;

/** As stored and compared. */
export const normalAddress = (typed: string): string => typed.trim().toLowerCase();

/**
 * Adds an address to an account, to be confirmed: the link goes there by mail once the transaction is kept. An address already there
 * and not confirmed gets a new link; a confirmed one nothing.
 * @throws Refusal `identity.too-many-addresses`
 */
export async function addAddress(tx: Transaction, personId: string, typed: string, now: Date): Promise<void> {
  const address = normalAddress(typed);
  const others = await firstOf(
    tx.db,
    sql<{
      count: number;
    }>`select count(*) as count from identity.mail_addresses where person_id = ${personId} and address <> ${address}`,
  );
  if ((others?.count ?? 0) >= MOST) refuse('identity.too-many-addresses', { most: MOST });
  const row = await firstOf(
    tx.db,
    sql<{ id: string }>`insert into identity.mail_addresses as m (id, person_id, address, added_at)
                        values (${newId()}, ${personId}, ${address}, ${now})
                        on conflict (person_id, address) do update set added_at = excluded.added_at where m.verified_at is null
                        returning id`,
  );
  if (row) await tx.emit({ name: 'identity.address-given', payload: { addressId: row.id, orderId: newId() } });
}

/**
 * The person adds an address to their own account, with their password: whoever reads that mailbox may choose another.
 * @throws Refusal `identity.too-many-addresses`, or as `provePresent`
 */
export async function giveAddress(ctx: SessionContext, typed: string, present: string): Promise<string> {
  byThemselves(ctx);
  // Pupils are not asked for one, and so give none.
  if (audienceOf(ctx.actor) !== 'adult') notFound();
  await countTry(ctx.db, ctx.now, ownTries(ctx, 'address', ctx.actor.personId));
  await provePresent(ctx, present);
  await ctx.transaction((tx) => addAddress(tx, ctx.actor.personId, typed, ctx.now));
  return normalAddress(typed);
}

/** Takes an address of one's own away, with the links sent there. */
export async function removeAddress(ctx: SessionContext, addressId: string): Promise<void> {
  byThemselves(ctx);
  await ctx.transaction(async (tx) => {
    const { numAffectedRows } = await sql`delete from identity.mail_addresses
      where id = ${addressId} and person_id = ${ctx.actor.personId}`.execute(tx.db);
    if (!numAffectedRows) notFound();
    await recordAct(tx.db, {
      act: 'identity.address-removed',
      at: ctx.now,
      actorId: ctx.actor.personId,
      subjectId: ctx.actor.personId,
      requestId: ctx.requestId,
    });
  });
}

/**
 * Confirms an address by the token sent there; whoever reads that mailbox may do it, from any device.
 * @throws Refusal `identity.link-over` when the link is unknown, used or too old
 */
export async function confirmAddress(ctx: Context, token: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const link = await firstOf(
      tx.db,
      sql<{ address_id: string; person_id: string }>`
        update identity.mail_links set used_at = ${ctx.now}
        where digest = ${digestOf(token)} and purpose = 'verify' and used_at is null and expires_at > ${ctx.now}
        returning address_id, person_id`,
    );
    if (!link) refuse('identity.link-over');
    await sql`update identity.mail_addresses set verified_at = ${ctx.now} where id = ${link.address_id} and verified_at is null`.execute(
      tx.db,
    );
    await recordAct(tx.db, {
      act: 'identity.address-confirmed',
      at: ctx.now,
      actorId: link.person_id,
      subjectId: link.person_id,
      requestId: ctx.requestId,
    });
  });
}

export interface OwnAddress {
  readonly id: string;
  readonly address: string;
  readonly verifiedAt: Date | null;
}

/** The addresses of an account, in the order given. */
export const addressesOf = (db: Db, personId: string): Promise<OwnAddress[]> =>
  rowsOf(
    db,
    sql<OwnAddress>`select id, address, verified_at as "verifiedAt" from identity.mail_addresses
                    where person_id = ${personId} order by added_at, id`,
  );
