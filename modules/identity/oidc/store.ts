import type { JsonWebKey } from 'node:crypto';
import { type Db, firstOf, newId, sql, statement } from '../../../platform/db/db.ts';
import type { Opening } from '../relying-parties/access.ts';
import { partyColumns, type RelyingParty } from '../relying-parties/party.ts';
import { liveSession } from '../sessions/live-session.ts';
import { digestOf } from '../sessions/token.ts';
import type { ClientAuth } from './clients.ts';

/* What lies between a request and its claims. Every name that opens something is kept as a digest: any process may answer, none can tell. */

/** A service of OpenID Connect as a request meets it. */
export interface Door extends RelyingParty {
  readonly auth: ClientAuth;
  readonly secretDigest: Buffer | null;
  readonly jwks: { readonly keys: readonly JsonWebKey[] } | null;
  readonly jwksAddress: string | null;
  readonly redirectAddresses: readonly string[];
  readonly postLogoutAddresses: readonly string[];
  readonly backChannelAddress: string | null;
  readonly frontChannelAddress: string | null;
  /** What the schools of the person chose of it. */
  readonly chosen: Opening['chosen'];
  /** The person gave a second factor in this session; null without one. */
  readonly secondFactor: boolean | null;
}

const readDoor = statement<{ partyId: string; schoolIds: string[]; sessionId: string | null }, Door>(
  ['partyId', 'schoolIds', 'sessionId'],
  ({ partyId, schoolIds, sessionId }) => sql<Door>`
    select ${partyColumns}, k.client_auth as auth, k.secret_digest as "secretDigest", k.jwks, k.jwks_address as "jwksAddress",
           k.redirect_addresses as "redirectAddresses", k.post_logout_addresses as "postLogoutAddresses",
           k.back_channel_address as "backChannelAddress", k.front_channel_address as "frontChannelAddress",
           coalesce((select json_agg(json_build_object('schoolId', c.school_id, 'audiences', c.audiences))
                     from identity.relying_party_schools c
                     where c.relying_party_id = p.id and c.school_id = any(${schoolIds}::uuid[])), '[]'::json) as chosen,
           (select s.factor = 'proved' from identity.sessions s where s.id = ${sessionId}::uuid) as "secondFactor"
    from identity.relying_parties p join identity.oidc_clients k on k.relying_party_id = p.id
    where p.id = ${partyId}::uuid and p.protocol = 'oidc' and p.is_active`,
);

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The active service of that client_id; undefined when there is none. */
export const findDoor = async (
  db: Db,
  partyId: string,
  schoolIds: readonly string[],
  sessionId: string | null,
): Promise<Door | undefined> =>
  UUID.test(partyId) ? (await readDoor(db, { partyId, schoolIds: [...schoolIds], sessionId }))[0] : undefined;

/** What the library asks us to keep of a code or a token, without its own name and without the person's. */
export type Payload = Readonly<Record<string, unknown>>;

interface Kept {
  readonly partyId: string;
  readonly sessionId: string;
  readonly payload: Payload;
  readonly expiresAt: Date;
}

/** A code or token that was found, and the session behind it if it is one that may act. */
export interface Found extends Kept {
  readonly usedAt: Date | null;
  readonly personId: string | null;
  readonly provedAt: Date | null;
  /** The name under which the service knows the person; null before the first time. */
  readonly sub: string | null;
}

type Row = { digest: Buffer; partyId: string; sessionId: string; payload: string; expiresAt: Date };
const ROW = ['digest', 'partyId', 'sessionId', 'payload', 'expiresAt'] as const;

const insertCode = statement<Row, never>(
  ROW,
  (row) => sql<never>`
    insert into identity.oidc_codes (digest, relying_party_id, session_id, payload, expires_at)
    values (${row.digest}, ${row.partyId}, ${row.sessionId}, ${row.payload}::jsonb, ${row.expiresAt})`,
);

const insertToken = statement<Row, never>(
  ROW,
  (row) => sql<never>`
    insert into identity.oidc_tokens (digest, relying_party_id, session_id, payload, expires_at)
    values (${row.digest}, ${row.partyId}, ${row.sessionId}, ${row.payload}::jsonb, ${row.expiresAt})`,
);

const row = (name: string, { payload, ...kept }: Kept): Row => ({
  ...kept,
  payload: JSON.stringify(payload),
  digest: digestOf(name),
});

export const keepCode = (db: Db, name: string, kept: Kept): Promise<unknown> => insertCode(db, row(name, kept));
export const keepToken = (db: Db, name: string, kept: Kept): Promise<unknown> => insertToken(db, row(name, kept));

const readCode = statement<{ digest: Buffer; now: Date }, Found>(
  ['digest', 'now'],
  ({ digest, now }) => sql<Found>`
    select x.relying_party_id as "partyId", x.session_id as "sessionId", x.payload, x.expires_at as "expiresAt", x.used_at as "usedAt",
           s.person_id as "personId", s.proved_at as "provedAt", w.value as sub
    from identity.oidc_codes x ${liveSession(sql`${now}::timestamptz`)}
    left join identity.pairwise_ids w on w.relying_party_id = x.relying_party_id and w.person_id = s.person_id
    where x.digest = ${digest}`,
);

const readToken = statement<{ digest: Buffer; now: Date }, Found>(
  ['digest', 'now'],
  ({ digest, now }) => sql<Found>`
    select x.relying_party_id as "partyId", x.session_id as "sessionId", x.payload, x.expires_at as "expiresAt", null as "usedAt",
           s.person_id as "personId", s.proved_at as "provedAt", w.value as sub
    from identity.oidc_tokens x ${liveSession(sql`${now}::timestamptz`)}
    left join identity.pairwise_ids w on w.relying_party_id = x.relying_party_id and w.person_id = s.person_id
    where x.digest = ${digest}`,
);

export const findCode = async (db: Db, now: Date, name: string): Promise<Found | undefined> =>
  (await readCode(db, { digest: digestOf(name), now }))[0];
export const findToken = async (db: Db, now: Date, name: string): Promise<Found | undefined> =>
  (await readToken(db, { digest: digestOf(name), now }))[0];

const useUp = statement<{ digest: Buffer; now: Date }, { readonly used: boolean }>(
  ['digest', 'now'],
  ({ digest, now }) => sql<{ used: boolean }>`
    update identity.oidc_codes set used_at = ${now} where digest = ${digest} and used_at is null returning true as used`,
);

/** Uses a code up: of a thousand that ask at once, one gets true. */
export const consumeCode = async (db: Db, now: Date, name: string): Promise<boolean> =>
  (await useUp(db, { digest: digestOf(name), now })).length > 0;

/** Takes back the tokens of one session at one service. */
export const dropTokens = (db: Db, sessionId: string, partyId: string): Promise<unknown> =>
  sql`delete from identity.oidc_tokens where session_id = ${sessionId} and relying_party_id = ${partyId}`.execute(db);

/** Notes that a service proved itself with an assertion; false when it did so before. */
export async function noteAssertion(db: Db, name: string, expiresAt: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into identity.oidc_assertions (digest, expires_at) values (${digestOf(name)}, ${expiresAt}) on conflict do nothing`.execute(
    db,
  );
  return Boolean(numAffectedRows);
}

/** A request that waits for its person. */
export interface Waiting {
  /** By which it is taken up again. */
  readonly name: string;
  readonly partyId: string;
  readonly partyName: string;
  readonly params: Readonly<Record<string, string>>;
  /** What it waits for, as the library calls it. */
  readonly prompt: string;
  /** When it was first made: a proof since then is a new one. */
  readonly askedAt: Date;
}

/** Minutes for which a request waits. */
const PATIENCE = 15;

export const keepWaiting = (
  db: Db,
  now: Date,
  name: string,
  { partyId, params, prompt, askedAt }: Omit<Waiting, 'name' | 'partyName'>,
): Promise<unknown> =>
  sql`insert into identity.oidc_requests (digest, relying_party_id, params, prompt, asked_at, expires_at)
      values (${digestOf(name)}, ${partyId}, ${JSON.stringify(params)}::jsonb, ${prompt}, ${askedAt},
              ${new Date(now.getTime() + PATIENCE * 60_000)})`.execute(db);

/** The request of that name, unless it was answered, waited too long, or its service is no longer there. */
export async function findWaiting(db: Db, now: Date, name: string): Promise<Waiting | undefined> {
  const row = await firstOf(
    db,
    sql<Omit<Waiting, 'name'>>`
      select r.relying_party_id as "partyId", p.name as "partyName", r.params, r.prompt, r.asked_at as "askedAt"
      from identity.oidc_requests r join identity.relying_parties p on p.id = r.relying_party_id and p.is_active and p.protocol = 'oidc'
      where r.digest = ${digestOf(name)} and r.expires_at > ${now}`,
  );
  return row && { ...row, name };
}

/**
 * A request is answered and waits no more, under whichever of its names: it got another each time its person was led elsewhere. False when
 * it was answered before.
 */
export async function takeWaiting(db: Db, { name, partyId, askedAt, params }: Waiting): Promise<boolean> {
  const row = await firstOf(
    db,
    sql`with answered as (
          delete from identity.oidc_requests
          where relying_party_id = ${partyId} and asked_at = ${askedAt} and params = ${JSON.stringify(params)}::jsonb returning digest)
        select 1 from answered where digest = ${digestOf(name)}`,
  );
  return row !== undefined;
}

interface OpeningRow extends Record<string, unknown> {
  readonly loginId: string;
  readonly openingId: string;
  readonly sessionId: string;
  readonly partyId: string;
  readonly personId: string;
  readonly sid: string;
  readonly address: string;
  readonly sub: string;
  readonly now: Date;
  readonly isTold: boolean;
  readonly released: string[];
}

const insertOpening = statement<OpeningRow, never>(
  ['loginId', 'openingId', 'sessionId', 'partyId', 'personId', 'sid', 'address', 'sub', 'now', 'isTold', 'released'],
  (given) => sql<never>`
    with told as (
      insert into identity.service_logins (id, session_id, relying_party_id, ticket, address, user_name, at)
      select ${given.loginId}::uuid, ${given.sessionId}::uuid, ${given.partyId}::uuid, ${given.sid}, ${given.address}, ${given.sub},
             ${given.now}::timestamptz
      where ${given.isTold}::boolean
        and not exists (select 1 from identity.service_logins l where l.session_id = ${given.sessionId}::uuid and l.ticket = ${given.sid}))
    insert into identity.service_openings (id, person_id, opened_at, relying_party_id, way, released)
    values (${given.openingId}, ${given.personId}, ${given.now}, ${given.partyId}, 'oidc', ${given.released}::text[])`,
);

/** What the journal keeps of a service that was entered, and whom to tell when the session ends: once a session, by its `sid`. */
export const noteEntry = (db: Db, given: Omit<OpeningRow, 'loginId' | 'openingId'>): Promise<unknown> =>
  insertOpening(db, { ...given, loginId: newId(), openingId: newId() } as OpeningRow);
