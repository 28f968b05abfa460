import { Refusal } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { isSamlName } from '../saml/names.ts';
import type { ServiceAudience } from './access.ts';
import { type DeclaredAddress, declaredAddress, hasPublicName, writtenAddress } from './address.ts';
import { principals } from './attributes.ts';
import type { RelyingParty } from './party.ts';
import { isAttributeName } from './release.ts';

/** What an operator says of a service: all of it but its id. */
export interface DeclaredParty extends Omit<RelyingParty, 'id'> {
  /** Addresses as written, a final `*` for everything beneath. */
  readonly addresses: readonly string[];
  /** Addresses to which tickets that open other services may be delivered. */
  readonly callbacks: readonly string[];
}

interface Checked {
  readonly services: readonly DeclaredAddress[];
  readonly callbacks: readonly DeclaredAddress[];
}

/**
 * Keeps a service, new or changed. The caller has decided that its actor may, and records the act.
 * @throws Refusal with a fault of `addresses`, `callbacks`, `logoutAddress`, `released` or `principal`; `identity.address-taken`
 * @returns its id
 */
export async function keepParty(
  db: Db,
  id: string | null,
  party: DeclaredParty,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<string> {
  const { services, callbacks } = check(party);
  const partyId = id ?? newId();
  await sql`
    insert into identity.relying_parties as p (id, protocol, name, principal, released, form, list_style, keeps_empty, audiences, reach,
                                               single_logout, logout_address, may_proxy, accepts_proxy, notice_asked, consent, is_active,
                                               created_at, changed_by, changed_at)
    values (${partyId}, ${party.protocol}, ${party.name}, ${party.principal}, ${JSON.stringify(party.released)}::jsonb, ${party.form},
            ${party.listStyle}, ${party.keepsEmpty}, ${[...party.audiences]}::text[], ${party.reach}, ${party.singleLogout},
            ${party.logoutAddress}, ${party.mayProxy}, ${party.acceptsProxy}, ${party.noticeAsked},
            ${party.consent && JSON.stringify(party.consent)}::jsonb, ${party.isActive}, ${at}, ${by}, ${at})
    on conflict (id) do update
    set protocol = excluded.protocol, name = excluded.name, principal = excluded.principal, released = excluded.released, form = excluded.form,
        list_style = excluded.list_style, keeps_empty = excluded.keeps_empty, audiences = excluded.audiences, reach = excluded.reach,
        single_logout = excluded.single_logout, logout_address = excluded.logout_address, may_proxy = excluded.may_proxy,
        accepts_proxy = excluded.accepts_proxy, notice_asked = excluded.notice_asked, consent = excluded.consent, is_active = excluded.is_active,
        changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(db);
  // What it was in another protocol it is no more: its name there is free for others, and its keys are believed no longer.
  await sql`
    with saml as (delete from identity.saml_services where relying_party_id = ${partyId} and ${party.protocol} <> 'saml')
    delete from identity.oidc_clients where relying_party_id = ${partyId} and ${party.protocol} <> 'oidc'`.execute(db);
  await sql`delete from identity.service_addresses where relying_party_id = ${partyId} and school_id is null`.execute(
    db,
  );
  await addAddresses(db, partyId, null, 'service', services, 'addresses');
  await addAddresses(db, partyId, null, 'callback', callbacks, 'callbacks');
  return partyId;
}

function check(party: DeclaredParty): Checked {
  const faults: { field: string; code: string }[] = [];
  const read = (field: 'addresses' | 'callbacks'): DeclaredAddress[] =>
    party[field].flatMap((written) => {
      const address = declaredAddress(written);
      if (!address) faults.push({ field, code: 'identity.service-address-faulty' });
      return address ? [address] : [];
    });
  const services = read('addresses');
  const callbacks = read('callbacks');
  const { logoutAddress: logout } = party;
  if (logout !== null && (!declaredAddress(logout) || logout.endsWith('*')))
    faults.push({ field: 'logoutAddress', code: 'identity.service-address-faulty' });
  if (!principals.includes(party.principal)) faults.push({ field: 'principal', code: 'identity.attribute-faulty' });
  const names = party.released.map(({ as }) => as);
  // A claim of OpenID Connect may be made of two attributes.
  const isUnique = party.protocol === 'oidc' || new Set(names).size === names.length;
  if (!isUnique || !names.every(party.protocol === 'saml' ? isSamlName : isAttributeName))
    faults.push({ field: 'released', code: 'identity.attribute-faulty' });
  if (faults.length > 0) throw new Refusal('platform.invalid-input', {}, faults);
  return { services, callbacks };
}

/** Declares addresses of a service. Two services never share one, or nobody could tell which of them asks. */
async function addAddresses(
  db: Db,
  partyId: string,
  schoolId: string | null,
  use: 'service' | 'callback',
  addresses: readonly DeclaredAddress[],
  field: string,
): Promise<void> {
  const wanted = [...new Map(addresses.map((address) => [writtenAddress(address), address])).values()];
  const kept = await rowsOf(
    db,
    sql`
      insert into identity.service_addresses (origin, path, is_prefix, relying_party_id, school_id, use)
      select a.origin, a.path, a.is_prefix, ${partyId}, ${schoolId}::uuid, ${use}
      from unnest(${wanted.map(({ origin }) => origin)}::text[], ${wanted.map(({ path }) => path)}::text[],
                  ${wanted.map(({ isPrefix }) => isPrefix)}::boolean[]) as a (origin, path, is_prefix)
      on conflict do nothing returning origin`,
  );
  if (kept.length < wanted.length)
    throw new Refusal('platform.invalid-input', {}, [{ field, code: 'identity.service-address-taken' }]);
}

/** Whether another service is declared at that origin. */
const isOfAnother = async (db: Db, partyId: string, origin: string): Promise<boolean> =>
  (await firstOf(
    db,
    sql`select 1 from identity.service_addresses where origin = ${origin} and relying_party_id <> ${partyId} limit 1`,
  )) !== undefined;

/** What a school chose of a service. */
interface SchoolChoice {
  readonly on: boolean;
  readonly audiences: readonly ServiceAudience[] | null;
  /** The address of the school's own installation; null: those of everybody. */
  readonly address: string | null;
}

/**
 * Opens a service in a school, or closes it: from the next ticket on. The caller has decided that its actor may, and records the act.
 * @throws Refusal with a fault of `address`
 */
export async function chooseForSchool(
  db: Db,
  { schoolId, partyId, choice }: { readonly schoolId: string; readonly partyId: string; readonly choice: SchoolChoice },
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`delete from identity.service_addresses
            where relying_party_id = ${partyId} and school_id = ${schoolId} and use = 'service'`.execute(db);
  if (!choice.on) {
    await sql`delete from identity.relying_party_schools where school_id = ${schoolId} and relying_party_id = ${partyId}`.execute(
      db,
    );
    return;
  }
  if (choice.address !== null) {
    const address = declaredAddress(choice.address);
    // Told of the end of sessions at this address, our server would knock at its own doors: only elsewhere, and not at another service's.
    if (!address?.origin.startsWith('https:'))
      throw new Refusal('platform.invalid-input', {}, [{ field: 'address', code: 'identity.service-address-faulty' }]);
    if (!hasPublicName(address))
      throw new Refusal('platform.invalid-input', {}, [{ field: 'address', code: 'identity.service-address-inside' }]);
    if (await isOfAnother(db, partyId, address.origin))
      throw new Refusal('platform.invalid-input', {}, [{ field: 'address', code: 'identity.service-address-taken' }]);
    await addAddresses(db, partyId, schoolId, 'service', [address], 'address');
  }
  await sql`
    insert into identity.relying_party_schools (school_id, relying_party_id, audiences, switched_by, switched_at)
    values (${schoolId}, ${partyId}, ${choice.audiences && [...choice.audiences]}::text[], ${by}, ${at})
    on conflict (school_id, relying_party_id) do update
    set audiences = excluded.audiences, switched_by = excluded.switched_by, switched_at = excluded.switched_at`.execute(
    db,
  );
}

/** The declared addresses of one service. */
export const addressesOfParty = async (
  db: Db,
  partyId: string,
): Promise<{ readonly addresses: string[]; readonly callbacks: string[] }> => {
  const row = await firstOf(
    db,
    sql<{ addresses: string[]; callbacks: string[] }>`
      select coalesce(array_agg(w.written order by w.written) filter (where w.use = 'service'), '{}') as addresses,
             coalesce(array_agg(w.written order by w.written) filter (where w.use = 'callback'), '{}') as callbacks
      from (select a.use, a.origin || a.path || case when a.is_prefix then '*' else '' end as written
            from identity.service_addresses a where a.relying_party_id = ${partyId} and a.school_id is null) as w`,
  );
  return row ?? { addresses: [], callbacks: [] };
};
