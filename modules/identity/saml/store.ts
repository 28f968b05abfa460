import { randomUUID } from 'node:crypto';
import { type Db, firstOf, newId, sql, statement } from '../../../platform/db/db.ts';
import type { LogoutWish } from './logout.ts';
import type { Wish } from './request.ts';
import type { FoundService } from './service.ts';

/** A wish that waits for its person. */
export interface KeptWish {
  readonly handle: string;
  readonly partyId: string;
  readonly wish: Wish;
  readonly askedAt: Date;
  readonly isAnswered: boolean;
}

interface RequestRow extends Record<string, unknown> {
  readonly handle: string;
  readonly partyId: string;
  readonly requestId: string | null;
  readonly wish: string;
  readonly now: Date;
  readonly answeredAt: Date | null;
}

const insertRequest = statement<RequestRow, { handle: string }>(
  ['handle', 'partyId', 'requestId', 'wish', 'now', 'answeredAt'],
  (row) => sql<{ handle: string }>`
    insert into identity.saml_requests (handle, relying_party_id, request_id, wish, asked_at, answered_at)
    values (${row.handle}, ${row.partyId}, ${row.requestId}, ${row.wish}::jsonb, ${row.now}, ${row.answeredAt}::timestamptz)
    on conflict (relying_party_id, request_id) do nothing returning handle`,
);

/**
 * Writes a request down; `isAnswered`: at once. Undefined when the service asked it before: a request serves once, in whatever browser.
 */
export async function keepWish(
  db: Db,
  now: Date,
  { party }: FoundService,
  wish: Wish,
  isAnswered: boolean,
): Promise<string | undefined> {
  const [row] = await insertRequest(db, {
    handle: randomUUID(),
    partyId: party.id,
    requestId: wish.requestId,
    wish: JSON.stringify(wish),
    now,
    answeredAt: isAnswered ? now : null,
  });
  return row?.handle;
}

/** A sign-out that waits for the browser to come back by itself. */
export interface KeptLogout {
  readonly wish: LogoutWish;
  readonly relayState: string | null;
}

/**
 * Notes that a service asked for the end of a session by the message of that ID: `waits` until it is taken up, null: it is answered at once.
 * Undefined when it asked so before.
 */
export async function keepLogout(
  db: Db,
  now: Date,
  { party }: FoundService,
  requestId: string,
  waits: KeptLogout | null,
): Promise<string | undefined> {
  const [row] = await insertRequest(db, {
    handle: randomUUID(),
    partyId: party.id,
    requestId,
    wish: JSON.stringify({ logout: waits }),
    now,
    answeredAt: waits ? null : now,
  });
  return row?.handle;
}

/** Takes up a sign-out that waited, once; undefined when it never was, was taken, or waited too long. */
export const takeLogout = (
  db: Db,
  now: Date,
  handle: string,
): Promise<{ readonly partyId: string; readonly requestId: string; readonly logout: KeptLogout } | undefined> =>
  firstOf(
    db,
    sql<{ partyId: string; requestId: string; logout: KeptLogout }>`
      update identity.saml_requests set answered_at = ${now}
      where handle = ${handle}::uuid and answered_at is null and asked_at > ${new Date(now.getTime() - KEPT)}
        and jsonb_typeof(wish -> 'logout') = 'object'
      returning relying_party_id as "partyId", request_id as "requestId", wish -> 'logout' as logout`,
  );

/** A wish that was kept, answered or not; undefined when it never was, or too long ago. */
export const keptWish = (db: Db, now: Date, handle: string): Promise<KeptWish | undefined> =>
  firstOf(
    db,
    sql<KeptWish>`
      select handle, relying_party_id as "partyId", wish, asked_at as "askedAt", answered_at is not null as "isAnswered"
      from identity.saml_requests where handle = ${handle}::uuid and asked_at > ${new Date(now.getTime() - KEPT)}
        and not wish ? 'logout'`,
  );

/** How long a person may take to sign in, in milliseconds. */
const KEPT = 30 * 60_000;

/** Notes that a kept wish is being answered; false when another request did so first. */
export async function takeWish(db: Db, now: Date, handle: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update identity.saml_requests set answered_at = ${now} where handle = ${handle}::uuid and answered_at is null`.execute(
      db,
    );
  return numAffectedRows === 1n;
}

/** What a session knows of its beginning. */
export interface SessionFacts {
  readonly startedAt: Date;
  readonly endsAt: Date;
  readonly provedAt: Date | null;
  readonly byPassword: boolean;
  readonly byPasskey: boolean;
  readonly bySecondFactor: boolean;
}

const readSession = statement<{ sessionId: string }, SessionFacts>(
  ['sessionId'],
  ({ sessionId }) => sql<SessionFacts>`
    select s.started_at as "startedAt", s.ends_at as "endsAt", s.proved_at as "provedAt", s.factor = 'proved' as "bySecondFactor",
           coalesce(s.means = 'password', false) as "byPassword", coalesce(s.means = 'passkey', false) as "byPasskey"
    from identity.sessions s where s.id = ${sessionId}::uuid`,
);

export const sessionFacts = async (db: Db, sessionId: string): Promise<SessionFacts | undefined> =>
  (await readSession(db, { sessionId }))[0];

interface LoginRow extends Record<string, unknown> {
  readonly openingId: string;
  readonly sessionIndex: string;
  readonly sessionId: string;
  readonly partyId: string;
  readonly personId: string;
  readonly nameId: string;
  readonly format: string;
  readonly now: Date;
  readonly isTold: boolean;
  readonly released: string[];
}

const insertLogin = statement<LoginRow, never>(
  ['openingId', 'sessionIndex', 'sessionId', 'partyId', 'personId', 'nameId', 'format', 'now', 'isTold', 'released'],
  (row) => sql<never>`
    with told as (
      insert into identity.saml_logins (session_index, session_id, relying_party_id, name_id, name_id_format, at)
      select ${row.sessionIndex}, ${row.sessionId}::uuid, ${row.partyId}::uuid, ${row.nameId}, ${row.format}, ${row.now}::timestamptz
      where ${row.isTold}::boolean)
    insert into identity.service_openings (id, person_id, opened_at, relying_party_id, way, released)
    values (${row.openingId}, ${row.personId}, ${row.now}, ${row.partyId}, 'saml', ${row.released}::text[])`,
);

/** What the journal keeps of a service that was entered, and whom to tell when the session ends. */
export const noteLogin = (
  db: Db,
  given: Omit<LoginRow, 'openingId' | 'released'> & { readonly released: readonly string[] },
): Promise<unknown> => insertLogin(db, { ...(given as LoginRow), openingId: newId(), released: [...given.released] });
