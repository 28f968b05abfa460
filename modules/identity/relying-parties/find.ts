import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, rowsOf, sql, statement } from '../../../platform/db/db.ts';
import { audiencesBySchool, entryOf, type Opening } from './access.ts';
import { type DeclaredAddress, narrowest, presentedAddress } from './address.ts';
import { partyColumns, type RelyingParty } from './party.ts';

/** A service that answers at an address. */
export interface FoundParty {
  readonly party: RelyingParty;
  /** The address belongs to one school alone. */
  readonly onlySchoolId: string | null;
  readonly chosen: Opening['chosen'];
}

interface Candidate extends RelyingParty, DeclaredAddress {
  readonly school_id: string | null;
  readonly chosen: Opening['chosen'];
}

/** Active services of CAS declared at an origin (the other protocols name a service otherwise), with what those schools chose of them. */
const declaredAt = statement<{ origin: string; use: string; schoolIds: string[] }, Candidate>(
  ['origin', 'use', 'schoolIds'],
  ({ origin, use, schoolIds }) => sql<Candidate>`
    select ${partyColumns}, a.origin, a.path, a.is_prefix as "isPrefix", a.school_id,
           coalesce((select json_agg(json_build_object('schoolId', c.school_id, 'audiences', c.audiences))
                     from identity.relying_party_schools c
                     where c.relying_party_id = p.id and c.school_id = any(${schoolIds}::uuid[])), '[]'::json) as chosen
    from identity.service_addresses a join identity.relying_parties p on p.id = a.relying_party_id
    where a.origin = ${origin} and a.use = ${use} and p.protocol = 'cas' and p.is_active
    order by a.path, a.is_prefix limit 500`,
);

/** The active service that answers at an address, as it was presented; undefined when no declared address covers it. */
export async function findParty(
  db: Db,
  given: unknown,
  actor: Pick<Actor, 'profiles' | 'children' | 'mandates'> | null,
): Promise<FoundParty | undefined> {
  const presented = presentedAddress(given);
  if (!presented) return undefined;
  const schoolIds = actor ? [...audiencesBySchool(actor).keys()] : [];
  const candidates = await declaredAt(db, { origin: presented.origin, use: 'service', schoolIds });
  // A school's own address says nothing to people of other schools: it must not hide from them the service of everybody.
  const theirs = candidates.filter((one) => one.school_id === null || schoolIds.includes(one.school_id));
  const found = narrowest(theirs, presented) ?? narrowest(candidates, presented);
  return found && { party: found, onlySchoolId: found.school_id, chosen: found.chosen };
}

/** The schools for which the actor may enter the service that was found; undefined when they may not. */
export const mayEnter = (actor: Actor, { party, chosen, onlySchoolId }: FoundParty): readonly string[] | undefined =>
  entryOf(actor, { ...party, chosen }, onlySchoolId);

/** Whether a service declared that address for the tickets by which it opens others. */
export async function isCallback(db: Db, partyId: string, given: unknown): Promise<boolean> {
  const presented = presentedAddress(given);
  if (!presented) return false;
  const candidates = await declaredAt(db, { origin: presented.origin, use: 'callback', schoolIds: [] });
  return (
    narrowest(
      candidates.filter(({ id }) => id === partyId),
      presented,
    ) !== undefined
  );
}

/** The services of a list of ids, in the order of their names. */
export const partiesOf = (db: Db, ids: readonly string[]): Promise<RelyingParty[]> =>
  rowsOf(
    db,
    sql<RelyingParty>`select ${partyColumns} from identity.relying_parties p where p.id = any(${[...ids]}::uuid[])
                      order by lower(p.name), p.id`,
  );
