import { randomUUID } from 'node:crypto';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { callOut } from '../../../platform/http/outgoing.ts';
import type { Job, Subscription, WorkContext } from '../../../platform/module.ts';
import { forgetPassages } from '../federation/door/forget.ts';
import { keysFor } from '../keys/keys.ts';
import { logoutToken } from '../oidc/back-channel.ts';
import { forgetOpenid } from '../oidc/store.ts';
import type { Protocol } from '../relying-parties/party.ts';
import { SESSION_ENDED } from '../sessions/commands.ts';
import { escapeXml } from './answers.ts';

/* When a session ends here, it ends in the services that were entered with it: each is told at its own address, all at once. */

/** Milliseconds a service has to answer; a dead one costs the others nothing. */
const TIMEOUT = 2000;
/** After so many silent tries a service is given up: its own session will end by itself. */
const TRIES = 3;
/** Services told at once, each on a connection of its own. */
const BATCH = 200;
/** Batches in one run: an evening's sessions end together, and those of a school in trouble. */
const BATCHES = 50;

interface Login {
  readonly id: string;
  readonly ticket: string;
  readonly address: string;
  readonly userName: string;
  readonly partyId: string;
  readonly protocol: Protocol;
}

const loginColumns = sql`
  l.id, l.ticket, l.address, l.user_name as "userName", l.relying_party_id as "partyId",
  (select p.protocol from identity.relying_parties p where p.id = l.relying_party_id) as protocol`;

/** One run through the logins that are over: how far it got, and the origins that did not answer, which are not waited for a second time. */
interface Run {
  after: string;
  readonly silent: Set<string>;
}
const newRun = (): Run => ({ after: '00000000-0000-0000-0000-000000000000', silent: new Set() });

/** Logins whose session is over, after the last one of the run: of those sessions, or all. */
const endedLogins = (db: Db, now: Date, sessionIds: readonly string[] | null, after: string): Promise<Login[]> =>
  rowsOf(
    db,
    sql<Login>`
      select ${loginColumns}
      from identity.service_logins l
      where l.id > ${after}::uuid and (${sessionIds === null} or l.session_id = any(${sessionIds === null ? [] : [...sessionIds]}::uuid[]))
        and not exists (select 1 from identity.sessions s where s.id = l.session_id and s.idle_until > ${now} and s.ends_at > ${now})
      order by l.id limit ${BATCH}`,
  );

/** Tells the services of ended sessions; those that do not answer are told again within a minute or two. */
async function tellServices(ctx: WorkContext, sessionIds: readonly string[] | null): Promise<void> {
  const now = ctx.clock.now();
  const run = newRun();
  for (let batch = 0; batch < BATCHES && !ctx.signal.aborted; batch += 1) {
    const logins = await endedLogins(ctx.db, now, sessionIds, run.after);
    await tellAll(ctx, logins, now, run);
    const last = logins.at(-1);
    if (!last || logins.length < BATCH) return;
    run.after = last.id;
  }
}

/**
 * Tells one service of CAS or OpenID Connect that a person's sessions there are over, while their session here goes on. One that only a
 * browser can tell hears of it when that session ends.
 */
export async function tellService(
  ctx: WorkContext,
  { personId, partyId }: { readonly personId: string; readonly partyId: string },
): Promise<void> {
  const logins = await rowsOf(
    ctx.db,
    sql<Login>`
      select ${loginColumns}
      from identity.service_logins l join identity.sessions s on s.id = l.session_id
      where l.relying_party_id = ${partyId} and s.person_id = ${personId} and l.address <> '' order by l.id limit ${BATCH}`,
  );
  await tellAll(ctx, logins, ctx.clock.now(), newRun());
}

async function tellAll(ctx: WorkContext, logins: readonly Login[], now: Date, run: Run): Promise<void> {
  if (logins.length === 0) return;
  const dead = new Set(run.silent);
  const told = await Promise.all(
    logins.map(async (login) => ({ login, answered: !dead.has(originOf(login)) && (await tell(ctx, login, now)) })),
  );
  const silent = told.filter(({ answered }) => !answered).map(({ login }) => login);
  for (const login of silent) run.silent.add(originOf(login));
  for (const partyId of new Set(silent.map((login) => login.partyId)))
    ctx.log('warn', 'identity.service-not-told', { relyingPartyId: partyId });
  const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);
  await sql`
    with tried as (update identity.service_logins set tries = tries + 1 where id = any(${ids(silent)}::uuid[]) and tries + 1 < ${TRIES})
    delete from identity.service_logins where id = any(${ids(logins)}::uuid[])
      and not (id = any(${ids(silent)}::uuid[]) and tries + 1 < ${TRIES})`.execute(ctx.db);
}

const originOf = ({ address }: Login): string => URL.parse(address)?.origin ?? address;

async function tell(ctx: WorkContext, login: Login, now: Date): Promise<boolean> {
  const { address } = login;
  // A service that can be told in the browser only was told there, or its own session will end by itself.
  if (address === '') return true;
  const form = await messageTo(ctx, login, now);
  const status = await callOut({ method: 'POST', address, form, timeout: TIMEOUT, signal: ctx.signal });
  // Any answer is one: a service that has forgotten the ticket may say 404.
  return status !== undefined && status < 500;
}

/** What the service reads, in the words of its protocol. */
async function messageTo(
  { db, keys, settings: { publicUrl } }: WorkContext,
  { protocol, ticket, userName, partyId }: Login,
  now: Date,
): Promise<Readonly<Record<string, string>>> {
  if (protocol !== 'oidc') return { logoutRequest: logoutRequest(ticket, userName, now) };
  const { current } = await keysFor({ db, keys, publicUrl, now }, 'tokens');
  const told = { issuer: new URL(publicUrl).origin, clientId: partyId, sub: userName, sid: ticket, now };
  return { logout_token: logoutToken(current, told) };
}

/** What a service of CAS reads: whose session, by the ticket that opened it. */
export const logoutRequest = (ticket: string, userName: string, now: Date): string =>
  `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="LR-${randomUUID()}" Version="2.0" IssueInstant="${now.toISOString()}"><saml:NameID>${escapeXml(userName)}</saml:NameID><samlp:SessionIndex>${escapeXml(ticket)}</samlp:SessionIndex></samlp:LogoutRequest>`;

/** At once, after somebody signed out. */
export const tellAfterSignOut: Subscription = {
  fact: SESSION_ENDED,
  reader: 'identity.tell-services',
  async read(ctx, payload) {
    await tellServices(ctx, (payload.sessionIds as string[] | undefined) ?? []);
  },
};

/** Every minute: sessions that ended by themselves or otherwise, services that did not answer, and what has served. */
export const tendTickets: Job = {
  name: 'identity.tend-tickets',
  cron: '* * * * *',
  attempts: 2,
  async run(ctx) {
    await tellServices(ctx, null);
    const now = ctx.clock.now();
    const ago = (ms: number): Date => new Date(now.getTime() - ms);
    await sql`delete from identity.cas_tickets where expires_at < ${ago(3600_000)}`.execute(ctx.db);
    await sql`delete from identity.cas_grants g where g.granted_at < ${ago(24 * 3600_000)}
              and not exists (select 1 from identity.sessions s where s.id = g.session_id)`.execute(ctx.db);
    await forgetPassages(ctx.db, now);
    await forgetOpenid(ctx.db, now);
  },
};
