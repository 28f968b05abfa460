import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, newId, type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { deviceOf } from '../../../platform/http/device.ts';
import { connectionRow } from '../connections/note.ts';
import { factorInForce } from '../second-factor/in-force.ts';
import { SESSION_COOKIE } from './authenticate.ts';
import { endedRows, endSessions } from './end.ts';
import { audienceOf, type DeviceChoice, lengths, sessionKind } from './kinds.ts';
import { isNewBrowser, tellNewBrowser } from './new-browser.ts';
import { digestOf, newToken } from './token.ts';

const DEVICE_COOKIE = 'preau-device';
const DEVICE_YEARS = 1;

/** How long a session waits for its second factor, in milliseconds. */
const FACTOR_WAIT = 10 * 60_000;

/** The digest of this browser's own cookie, by which it is known again; undefined on a first visit. */
export const deviceDigest = (ctx: Context): Buffer | undefined => {
  const cookie = ctx.cookies.get(DEVICE_COOKIE);
  return cookie ? digestOf(cookie) : undefined;
};

interface OpeningOptions {
  readonly besides?: readonly RawBuilder<unknown>[];
  readonly provided?: RawBuilder<unknown>;
  /** The id of the new session, when `besides` needs it. */
  readonly sessionId?: string;
  /**
   * `provider`: somebody else vouches for the person, who may have proved it hours ago; grave acts ask for a proof of their own.
   * `passkey`: the device checked its owner and answered; nothing more is due.
   */
  readonly means?: 'password' | 'provider' | 'passkey';
  /** That somebody else. */
  readonly providerId?: string;
  /** Schools whose direction the session does not have. */
  readonly withheldSchools?: readonly string[];
}

/**
 * Opens a session for a person who has just proved who they are, and hands its cookie to the browser. The token is new whatever the
 * browser sent before, and the session it had is ended; the browser becomes one that the person is known from, once the second factor is
 * given where one is due.
 * `besides`: SQL statements of the caller, done in the same round trip (`name as (…)`). `provided`: SQL condition without which no
 * session is opened.
 * @returns whether it was opened
 */
export async function openSession(
  ctx: Context,
  db: Db,
  actor: Actor,
  device: DeviceChoice,
  {
    besides = [],
    provided = sql`true`,
    sessionId = newId(),
    means = 'password',
    providerId,
    withheldSchools = [],
  }: OpeningOptions = {},
): Promise<boolean> {
  const kind = sessionKind(actor, device);
  const { idle, whole, kept } = lengths[kind];
  const after = (ms: number): Date => new Date(ctx.now.getTime() + ms);
  const { token, digest } = newToken();
  const former = ctx.cookies.get(SESSION_COOKIE);
  const browser = ctx.cookies.get(DEVICE_COOKIE) ?? newToken().token;
  // The device behind a passkey has checked its owner: two factors in one answer.
  const due = means === 'passkey' ? sql`false` : factorInForce(sql`${actor.personId}::uuid`);
  const parts = [
    ...endedRows(ctx.now, sql`s.digest = ${former ? digestOf(former) : null}::bytea`),
    sql`known as (${knownRow({ personId: actor.personId, digest: digestOf(browser), now: ctx.now, provided: sql`not (${due})` })})`,
    ...besides,
  ];
  // Who takes the account back in a transaction (code, forgotten password) is told by that mail.
  const isNew = db === ctx.db && (await isNewBrowser(db, actor, digestOf(browser)));
  const opened = await firstOf(
    db,
    sql<{ factor: string }>`with ${sql.join(parts)},
    noted as (${connectionRow(ctx, { personId: actor.personId, means, providerId, kind, provided, waiting: { sessionId, when: due } })})
    insert into identity.sessions (id, digest, person_id, kind, started_at, last_seen_at, idle_until, ends_at, device, charter_due,
                                   means, factor, proved_at, withheld_schools)
    select ${sessionId}::uuid, ${digest}, ${actor.personId}, ${kind}, ${ctx.now}, ${ctx.now},
           case when f.due then ${after(Math.min(idle, FACTOR_WAIT))}::timestamptz else ${after(idle)} end, ${after(whole)},
           ${JSON.stringify(deviceOf(ctx.userAgent))}::jsonb, ${charterDue(actor)}, ${means},
           case when f.due then 'due' else ${means === 'passkey' ? 'proved' : 'none'} end, case when f.due then null else ${means === 'provider' ? null : ctx.now}::timestamptz end,
           ${[...withheldSchools]}::uuid[]
    from (select ${due} as due) f
    where ${provided} returning factor`,
  );
  if (!opened) return false;
  if (isNew && opened.factor !== 'due') await tellNewBrowser(ctx, actor.personId, sessionId);
  ctx.cookies.set(SESSION_COOKIE, token, kept ? { maxAge: whole / 1000 } : {});
  // Renewed at each sign-in, so that a browser in use stays known.
  ctx.cookies.set(DEVICE_COOKIE, browser, { maxAge: DEVICE_YEARS * 365 * 24 * 3600 });
  return true;
}

/** SQL statement: a browser, by the digest of its cookie, from which the person came in, if `provided` holds. */
export const knownRow = (given: {
  readonly personId: string;
  readonly digest: Buffer;
  readonly now: Date;
  readonly provided: RawBuilder<unknown>;
}): RawBuilder<unknown> => sql`
  insert into identity.known_devices (person_id, digest, first_used_at, last_used_at)
  select ${given.personId}::uuid, ${given.digest}::bytea, ${given.now}::timestamptz, ${given.now}::timestamptz where ${given.provided}
  on conflict (person_id, digest) do update set last_used_at = excluded.last_used_at`;

/** SQL: whether the newest charter of the person's audience is still to accept. */
export const charterDue = (actor: Actor): RawBuilder<boolean> => sql<boolean>`exists (
  select 1 from identity.charters c where c.audience = ${audienceOf(actor)}
    and c.version = (select max(n.version) from identity.charters n where n.audience = c.audience)
    and not exists (select 1 from identity.charter_acceptances x
                    where x.person_id = ${actor.personId} and x.audience = c.audience and x.version = c.version))`;

/** Ends the session of this browser: its row goes, its cookie too, and the browser drops what it kept. */
export async function signOut(ctx: Context): Promise<void> {
  const token = ctx.cookies.get(SESSION_COOKIE);
  if (token) await ctx.transaction((tx) => endSessions(tx, ctx.now, sql`s.digest = ${digestOf(token)}`));
  ctx.cookies.clear(SESSION_COOKIE);
  ctx.clearBrowser();
}
