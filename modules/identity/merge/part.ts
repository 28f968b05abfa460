import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { MergePart } from '../../../platform/module.ts';
import { eraseAccount } from '../personal-data.ts';
import { endSessionsOf } from '../sessions/end.ts';

interface Moved {
  readonly addressIds: readonly string[];
  readonly closureId: string | null;
  readonly identityIds?: readonly string[];
}

/** The account in use: the only one activated of the two, else the only one that there is. */
async function accountThatStays(db: Db, left: string, right: string): Promise<string | undefined> {
  const rows = await rowsOf(
    db,
    sql<{ person_id: string; active: boolean }>`
      select a.person_id, a.activated_at is not null and not exists (
               select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null) as active
      from identity.accounts a where a.person_id in (${left}, ${right}) order by a.person_id`,
  );
  const active = rows.filter((row) => row.active);
  const [only, ...others] = active.length > 0 ? active : rows;
  return only && others.length === 0 ? only.person_id : undefined;
}

/**
 * When two records of one person are merged: the account in use stays, addresses and linked identities follow it, the other account is closed with its sessions.
 * Passwords, codes, pictures, cards, second factor, passkeys and tokens stay with the closed one, where they open nothing, and come back with it.
 */
export const identityMergePart: MergePart = {
  key: 'identity',
  columns: [
    'identity.accounts.person_id',
    'identity.account_closures.person_id',
    'identity.activation_codes.person_id',
    'identity.mail_addresses.person_id',
    'identity.mail_links.person_id',
    'identity.passes.person_id',
    'identity.sessions.person_id',
    'identity.known_devices.person_id',
    'identity.charter_acceptances.person_id',
    'identity.api_tokens.person_id',
    'identity.authenticators.person_id',
    'identity.recovery_codes.person_id',
    'identity.passkeys.person_id',
    'identity.class_animals.person_id',
    'identity.picture_secrets.person_id',
    'identity.home_cards.person_id',
    'identity.service_openings.person_id',
    'identity.service_notices.person_id',
    'identity.pairwise_ids.person_id',
    'identity.linked_identities.person_id',
    'identity.profile_choices.person_id',
    'identity.first_runs.person_id',
    'identity.viewings.viewer_id',
    'identity.viewings.viewed_id',
    'identity.connections.person_id',
    'identity.refused_tries.person_id',
    'identity.doctor_visits.person_id',
  ],
  stays: accountThatStays,
  async move(tx, { from, into, at }): Promise<Moved> {
    const { db } = tx;
    await endSessionsOf(tx, at, from);
    const addresses = await rowsOf(
      db,
      sql<{ id: string }>`
        update identity.mail_addresses m set person_id = ${into}
        where m.person_id = ${from} and exists (select 1 from identity.accounts a where a.person_id = ${into})
          and not exists (select 1 from identity.mail_addresses o where o.person_id = ${into} and o.address = m.address)
        returning id`,
    );
    const identities = await rowsOf(
      db,
      sql<{ id: string }>`
        update identity.linked_identities l set person_id = ${into}
        where l.person_id = ${from} and exists (select 1 from identity.accounts a where a.person_id = ${into}) returning id`,
    );
    const closure = await firstOf(
      db,
      sql<{ id: string }>`
        insert into identity.account_closures (id, person_id, closed_at)
        select ${newId()}, a.person_id, ${at} from identity.accounts a where a.person_id = ${from}
        on conflict (person_id) where reopened_at is null do nothing returning id`,
    );
    return {
      addressIds: addresses.map(({ id }) => id),
      closureId: closure?.id ?? null,
      identityIds: identities.map(({ id }) => id),
    };
  },
  async undo(db, { from, into }, moved) {
    const { addressIds, closureId, identityIds = [] } = moved as Moved;
    await sql`
      update identity.mail_addresses m set person_id = ${from}
      where m.id = any(${[...addressIds]}::uuid[]) and m.person_id = ${into}
        and not exists (select 1 from identity.mail_addresses o where o.person_id = ${from} and o.address = m.address)`.execute(
      db,
    );
    await sql`update identity.linked_identities set person_id = ${from} where id = any(${[...identityIds]}::uuid[]) and person_id = ${into}`.execute(
      db,
    );
    await sql`delete from identity.account_closures where id = ${closureId}::uuid and reopened_at is null`.execute(db);
  },
  async settle(db, { from, into }) {
    // The connection journal is kept twelve months: it goes on under the record that stays.
    await sql`
      update identity.connections set person_id = ${into}
      where person_id = ${from} and exists (select 1 from identity.accounts a where a.person_id = ${into})`.execute(db);
    await eraseAccount(db, from);
  },
};
