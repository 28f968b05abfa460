import { type Db, firstOf, newId, sql, statement } from '../../../platform/db/db.ts';
import { partyColumns, type RelyingParty } from '../relying-parties/party.ts';
import { liveSession } from '../sessions/live-session.ts';
import { digestOf } from '../sessions/token.ts';
import { isTicket, newTicket, TICKET_LIFE } from './ticket.ts';

/* Tickets live in the database as digests: any process may validate what another one gave. */

interface Bound {
  readonly partyId: string;
  readonly sessionId: string;
  /** Schools for which the person may enter the service: what leaves is theirs alone. */
  readonly schoolIds: readonly string[];
}

export interface NewTicket extends Bound {
  /** The address that it opens, as presented. */
  readonly service: string;
  /** The person gave their password for it. */
  readonly fromNewLogin: boolean;
  /** Addresses of the services it went through, the last first; none for a service ticket. */
  readonly proxies: readonly string[];
}

const insertTicket = statement<
  { digest: Buffer; isProxy: boolean; at: Date; schoolIds: string[]; proxies: string[] } & Omit<
    NewTicket,
    'schoolIds' | 'proxies'
  >,
  never
>(
  ['digest', 'isProxy', 'partyId', 'sessionId', 'schoolIds', 'service', 'fromNewLogin', 'proxies', 'at'],
  (ticket) => sql<never>`
    insert into identity.cas_tickets (digest, is_proxy, relying_party_id, session_id, school_ids, service, from_new_login, proxies, expires_at)
    values (${ticket.digest}, ${ticket.isProxy}, ${ticket.partyId}, ${ticket.sessionId}, ${ticket.schoolIds}::uuid[], ${ticket.service},
            ${ticket.fromNewLogin}, ${ticket.proxies}::text[], ${ticket.at})`,
);

/** Gives a ticket for one address, good once within ten seconds. */
export async function giveTicket(db: Db, now: Date, given: NewTicket): Promise<string> {
  const isProxy = given.proxies.length > 0;
  const ticket = newTicket(isProxy ? 'PT' : 'ST');
  await insertTicket(db, {
    ...given,
    schoolIds: [...given.schoolIds],
    proxies: [...given.proxies],
    digest: digestOf(ticket),
    isProxy,
    at: new Date(now.getTime() + TICKET_LIFE * 1000),
  });
  return ticket;
}

/** A ticket that was just used, with what it is bound to. */
export interface UsedTicket extends RelyingParty {
  readonly isProxy: boolean;
  readonly sessionId: string;
  readonly schoolIds: readonly string[];
  readonly service: string;
  readonly fromNewLogin: boolean;
  readonly proxies: readonly string[];
  readonly expiresAt: Date;
  /** Null when the session is over. */
  readonly personId: string | null;
  readonly provedAt: Date | null;
}

const useUp = statement<{ digest: Buffer; now: Date }, UsedTicket>(
  ['digest', 'now'],
  ({ digest, now }) => sql<UsedTicket>`
    with x as (update identity.cas_tickets set used_at = ${now} where digest = ${digest} and used_at is null returning *)
    select ${partyColumns}, x.is_proxy as "isProxy", x.session_id as "sessionId", x.school_ids as "schoolIds", x.service,
           x.from_new_login as "fromNewLogin", x.proxies, x.expires_at as "expiresAt", s.person_id as "personId",
           s.proved_at as "provedAt"
    from x join identity.relying_parties p on p.id = x.relying_party_id ${liveSession(sql`${now}::timestamptz`)}`,
);

/** Uses a ticket up: of a thousand that ask at once, one gets it; undefined for the others and for one that never was. */
export const consumeTicket = async (db: Db, now: Date, ticket: string): Promise<UsedTicket | undefined> =>
  (await useUp(db, { digest: digestOf(ticket), now }))[0];

/** Keeps a ticket by which a service opens others; `proxies`: the addresses it was delivered to, the last first. */
export async function keepGrant(
  db: Db,
  now: Date,
  grant: string,
  given: Bound & { readonly proxies: readonly string[] },
): Promise<void> {
  await sql`
    insert into identity.cas_grants (digest, relying_party_id, session_id, school_ids, proxies, granted_at)
    values (${digestOf(grant)}, ${given.partyId}, ${given.sessionId}, ${[...given.schoolIds]}::uuid[], ${[...given.proxies]}::text[],
            ${now})`.execute(db);
}

/** Takes a grant back that could not be delivered. */
export const dropGrant = (db: Db, grant: string): Promise<unknown> =>
  sql`delete from identity.cas_grants where digest = ${digestOf(grant)}`.execute(db);

export interface FoundGrant {
  readonly sessionId: string;
  readonly personId: string;
  readonly proxies: readonly string[];
}

/** The grant behind a ticket, while its session lives and its service is active. */
export async function findGrant(db: Db, now: Date, grant: unknown): Promise<FoundGrant | undefined> {
  if (!isTicket(grant, 'PGT')) return undefined;
  return firstOf(
    db,
    sql<FoundGrant>`
      select x.session_id as "sessionId", s.person_id as "personId", x.proxies
      from identity.cas_grants x join identity.relying_parties p on p.id = x.relying_party_id and p.is_active and p.may_proxy
      ${liveSession(sql`${now}::timestamptz`)}
      where x.digest = ${digestOf(grant)} and s.person_id is not null`,
  );
}

interface OpeningRow extends Record<string, unknown> {
  readonly loginId: string;
  readonly openingId: string;
  readonly sessionId: string;
  readonly partyId: string;
  readonly personId: string;
  readonly ticket: string;
  readonly address: string;
  readonly user: string;
  readonly now: Date;
  readonly isTold: boolean;
  readonly way: string;
  readonly released: string[];
}

const insertOpening = statement<OpeningRow, never>(
  [
    'loginId',
    'openingId',
    'sessionId',
    'partyId',
    'personId',
    'ticket',
    'address',
    'user',
    'now',
    'isTold',
    'way',
    'released',
  ],
  (row) => sql<never>`
    with told as (
      insert into identity.service_logins (id, session_id, relying_party_id, ticket, address, user_name, at)
      select ${row.loginId}::uuid, ${row.sessionId}::uuid, ${row.partyId}::uuid, ${row.ticket}, ${row.address}, ${row.user},
             ${row.now}::timestamptz
      where ${row.isTold}::boolean)
    insert into identity.service_openings (id, person_id, opened_at, relying_party_id, way, released)
    values (${row.openingId}, ${row.personId}, ${row.now}, ${row.partyId}, ${row.way}, ${row.released}::text[])`,
);

/** What the journal keeps of a service that was entered, and whom to tell when the session ends. */
export async function noteLogin(
  db: Db,
  now: Date,
  given: {
    readonly used: UsedTicket & { readonly personId: string };
    readonly ticket: string;
    readonly user: string;
    readonly released: readonly string[];
  },
): Promise<void> {
  const { used, ticket, user, released } = given;
  await insertOpening(db, {
    loginId: newId(),
    openingId: newId(),
    sessionId: used.sessionId,
    partyId: used.id,
    personId: used.personId,
    ticket,
    address: used.logoutAddress ?? used.service,
    user,
    now,
    isTold: used.singleLogout && !used.isProxy,
    way: used.isProxy ? 'cas-proxy' : 'cas',
    released: [...released],
  });
}
