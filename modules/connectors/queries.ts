import type { Actor } from '../../platform/authz/policy.ts';
import { notFound } from '../../platform/contract/refusal.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../platform/db/db.ts';
import { personWithUid } from '../directory/index.ts';
import { type Attribute, audiencesBySchool, type Principal, type ServiceAudience } from '../identity/index.ts';
import type { Entry } from './contract.ts';
import { openingPolicy } from './policy.ts';

interface EntryRow extends Omit<Entry, 'receives'> {
  readonly principal: Principal;
  readonly released: readonly { readonly attribute: Attribute }[];
  readonly form: string;
}

const entryColumns: RawBuilder<unknown> = sql`
  k.relying_party_id as id, v.name, k.icon, k.category, k.publisher, k.purpose, k.legal_basis as "legalBasis", v.audiences, v.reach,
  v.principal, v.released, v.form, v.is_active as "isActive", v.protocol`;

/** The row with what leaves spelt out: the principal first, each once. */
function spelt<R extends EntryRow>({ principal, released, form, ...row }: R) {
  const listed = form === 'plain' ? [] : released.map(({ attribute }) => attribute);
  return { ...row, receives: [...new Set<Attribute>([principal, ...listed])] };
}

/** The whole catalogue, with how many schools opened each. */
export const allServices = async (db: Db): Promise<(Entry & { schools: number })[]> =>
  (
    await rowsOf(
      db,
      sql<EntryRow & { schools: number }>`
        select ${entryColumns}, (select count(*) from identity.opened_services o where o.relying_party_id = k.relying_party_id) as schools
        from connectors.services k join identity.known_services v using (relying_party_id)
        order by v.is_active desc, lower(v.name), k.relying_party_id limit 1000`,
    )
  ).map(spelt);

export interface ServiceRow extends Entry {
  readonly startAddress: string;
  /** What it tells of a person on their home page. */
  readonly card: 'pronote' | null;
}

/** One entry of the catalogue; undefined when there is none. */
export async function serviceById(db: Db, id: string): Promise<ServiceRow | undefined> {
  const row = await firstOf(
    db,
    sql<EntryRow & Omit<ServiceRow, keyof Entry>>`
      select ${entryColumns}, k.start_address as "startAddress", k.card
      from connectors.services k join identity.known_services v using (relying_party_id) where k.relying_party_id = ${id}`,
  );
  return row && spelt(row);
}

export interface OpeningSchool {
  readonly id: string;
  readonly uai: string;
  readonly name: string;
}

/** The school in which the actor opens services; for others it does not exist. */
export const openingSchool = async (db: Db, actor: Actor, uai: string): Promise<OpeningSchool> =>
  (await firstOf(
    db,
    sql<OpeningSchool>`select s.school_id as id, s.uai, s.school_name as name from directory.school_places s
                       where s.uai = ${uai} and s.closed_on is null and ${openingPolicy.where(actor, 'open')}`,
  )) ?? notFound();

export interface SchoolServiceRow extends Entry {
  readonly isOpen: boolean;
  readonly openedFor: readonly ServiceAudience[] | null;
  readonly ownAddress: string | null;
}

/** The active services, with what one school chose of each; `only`: of that one. */
export const servicesOfSchool = async (
  db: Db,
  schoolId: string,
  only: string | null = null,
): Promise<SchoolServiceRow[]> =>
  (
    await rowsOf(
      db,
      sql<EntryRow & Omit<SchoolServiceRow, keyof Entry>>`
        select ${entryColumns}, o.school_id is not null as "isOpen", o.audiences as "openedFor", o.own_address as "ownAddress"
        from connectors.services k join identity.known_services v using (relying_party_id)
        left join identity.opened_services o on o.relying_party_id = k.relying_party_id and o.school_id = ${schoolId}
        where v.is_active and (${only}::uuid is null or k.relying_party_id = ${only}::uuid)
        order by lower(v.name), k.relying_party_id limit 1000`,
    )
  ).map(spelt);

export interface NearService extends Entry {
  readonly startAddress: string;
  readonly card: 'pronote' | null;
  readonly chosen: readonly {
    readonly schoolId: string;
    readonly audiences: readonly ServiceAudience[] | null;
    readonly ownAddress: string | null;
  }[];
  readonly openedAt: Date | null;
  readonly times: number;
}

/** The services near a person: active ones that a school of theirs opened or that are for every school, and those they once opened. */
export const servicesNear = async (db: Db, actor: Actor): Promise<NearService[]> => {
  const schoolIds = [...audiencesBySchool(actor).keys()];
  const rows = await rowsOf(
    db,
    sql<EntryRow & Omit<NearService, keyof Entry>>`
      select ${entryColumns}, k.start_address as "startAddress", k.card, coalesce(c.chosen, '[]'::json) as chosen,
             u.opened_at as "openedAt", coalesce(u.times, 0) as times
      from connectors.services k join identity.known_services v using (relying_party_id)
      left join lateral (
        select json_agg(json_build_object('schoolId', o.school_id, 'audiences', o.audiences, 'ownAddress', o.own_address) order by o.school_id) as chosen
        from identity.opened_services o
        where o.relying_party_id = k.relying_party_id and o.school_id = any(${schoolIds}::uuid[])) as c on true
      left join identity.last_openings u on u.relying_party_id = k.relying_party_id and u.person_id = ${actor.personId}
      where (v.is_active and (v.reach = 'every-school' or c.chosen is not null)) or u.opened_at is not null
      order by lower(v.name), k.relying_party_id limit 1000`,
  );
  return rows.map(spelt);
};

/** The id behind a uid; undefined when nobody has it. */
export const personIdOf = async (db: Db, uid: string): Promise<string | undefined> =>
  (await firstOf(db, sql<{ id: string | null }>`select ${personWithUid(uid)} as id`))?.id ?? undefined;
