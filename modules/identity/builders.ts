import type { FastifyInstance } from 'fastify';
import { createWebServer, type WebOptions } from '../../app/server.ts';
import { passingStorage, type Storage } from '../../platform/blobs/storage.ts';
import { type Clock, dayOf, fixedClock, systemClock } from '../../platform/clock/clock.ts';
import { type Db, firstOf, newId, sql } from '../../platform/db/db.ts';
import type { Module } from '../../platform/module.ts';
import { Visitor } from '../../platform/testing/browser.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import { testKeys } from '../../platform/testing/keys.ts';
import { loadActor } from '../directory/index.ts';
import { provisionAccounts } from './accounts/provision.ts';
import { hashPassword } from './passwords/hash.ts';
import { identityModule } from './register.ts';
import { proofOfPerson } from './second-factor/proof.ts';
import { authenticate, SESSION_COOKIE } from './sessions/authenticate.ts';
import { lengths, sessionKind } from './sessions/kinds.ts';
import { newToken } from './sessions/token.ts';

/** A running door on a database of its own, its clock standing still until told to move. */
export interface Door extends Entrance {
  readonly clock: ReturnType<typeof fixedClock>;
  readonly url: string;
  readonly storage: Storage;
  close(): Promise<void>;
}

/** Opens the product's web server for a test file; it is Tuesday 24 November 2026, half past eight at school. */
export async function openDoor(
  given: {
    readonly publicUrl?: string;
    readonly publisher?: WebOptions['publisher'];
    readonly trustedProxies?: readonly string[];
    /** Modules beside identity: those whose pages the test asks for. */
    readonly modules?: readonly Module[];
    /** What stands across the top of pages. */
    readonly board?: WebOptions['board'];
    /** The other host, from which people's files leave. */
    readonly filesUrl?: string;
    readonly translator?: WebOptions['translator'];
    readonly sms?: WebOptions['sms'];
  } = {},
): Promise<Door> {
  const database = await testDatabase();
  const clock = fixedClock('2026-11-24T07:30:00Z');
  const storage = passingStorage();
  const app = createWebServer({
    db: database.db,
    clock,
    keys: testKeys,
    storage,
    publicUrl: given.publicUrl ?? 'http://localhost',
    ...(given.publisher ? { publisher: given.publisher } : {}),
    ...(given.trustedProxies ? { trustedProxies: given.trustedProxies } : {}),
    ...(given.board ? { board: given.board } : {}),
    ...(given.filesUrl ? { filesUrl: given.filesUrl } : {}),
    ...(given.translator ? { translator: given.translator } : {}),
    ...(given.sms ? { sms: given.sms } : {}),
    modules: [...(given.modules ?? []), identityModule],
    authenticate,
    proof: proofOfPerson,
    onDefect: (error) => {
      throw error;
    },
  });
  return {
    app,
    db: database.db,
    clock,
    storage,
    url: database.url,
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

/** Gives a person an activated account with that password, charter accepted, and returns its login. */
export async function givePassword(db: Db, personId: string, password: string, now: Date): Promise<string> {
  await provisionAccounts(db, dayOf(now), now);
  const phc = await hashPassword(password, testKeys.pepper);
  const row = await firstOf(
    db,
    sql<{
      login: string;
    }>`update identity.accounts set password = ${phc}, password_set_at = ${now}, activated_at = ${now}
                           where person_id = ${personId} returning login`,
  );
  if (!row) throw new Error(`person ${personId} has no account`);
  await acceptCharters(db, personId, now);
  return row.login;
}

const acceptCharters = (db: Db, personId: string, now: Date): Promise<unknown> =>
  sql`insert into identity.charter_acceptances (person_id, audience, version, accepted_at)
      select ${personId}::uuid, audience, version, ${now} from identity.charters on conflict do nothing`.execute(db);

/** Where the visitors of tests come in: the app, its database and its clock. */
export interface Entrance {
  readonly app: FastifyInstance;
  readonly db: Db;
  readonly clock?: Clock;
}

/**
 * A visitor with an open session of that person, charter accepted: the account is made when there is none. It goes around the door
 * (no password is hashed); the door has its own tests.
 */
export async function signInAs({ app, db, clock = systemClock }: Entrance, personId: string): Promise<Visitor> {
  const visitor = new Visitor(app);
  visitor.setCookie(SESSION_COOKIE, await openTestSession(db, personId, clock));
  return visitor;
}

/** Gives a person a second factor in force, given in every session they have open. Nothing answers for it: the second factor has its own tests. */
export async function giveFactor(db: Db, personId: string, now: Date): Promise<void> {
  await sql`insert into identity.authenticators (id, person_id, sealed, created_at, confirmed_at)
            values (${newId()}, ${personId}, 'none', ${now}, ${now})`.execute(db);
  await sql`update identity.sessions set factor = 'proved' where person_id = ${personId}`.execute(db);
}

/** Opens a session straight in the database and returns its cookie's value. */
export async function openTestSession(db: Db, personId: string, clock: Clock = systemClock): Promise<string> {
  const now = clock.now();
  await provisionAccounts(db, dayOf(now), now);
  const actor = await loadActor(db, personId, dayOf(now));
  if (!actor || actor.roles.length === 0) throw new Error(`person ${personId} may not enter on ${dayOf(now)}`);
  await acceptCharters(db, personId, now);
  const kind = sessionKind(actor, 'unsaid');
  const { token, digest } = newToken();
  const { idle, whole } = lengths[kind];
  await sql`update identity.accounts set activated_at = coalesce(activated_at, ${now}) where person_id = ${personId}`.execute(
    db,
  );
  await sql`insert into identity.sessions (id, digest, person_id, kind, started_at, last_seen_at, idle_until, ends_at, device, means, proved_at)
            values (${newId()}, ${digest}, ${personId}, ${kind}, ${now}, ${now}, ${new Date(now.getTime() + idle)},
                    ${new Date(now.getTime() + whole)}, '{"browser": "Firefox", "system": "Linux"}', 'password', ${now})`.execute(
    db,
  );
  return token;
}
