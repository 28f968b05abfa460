import { sql } from '../../../platform/db/db.ts';
import { callOut } from '../../../platform/http/outgoing.ts';
import type { Job, Subscription, WorkContext } from '../../../platform/module.ts';
import { keysFor } from '../keys/keys.ts';
import { SESSION_ENDED } from '../sessions/commands.ts';
import { endedLogins, loginsAt, logoutRequest, type SamlLogin, soapDoor } from './logout.ts';
import { REMEMBERED } from './request.ts';
import { NS } from './xml/names.ts';
import { element } from './xml/write.ts';

/* Services that our server can tell of the end of a session (SOAP), all at once; the others were told by the browser or not at all. */

/** Milliseconds a service has to answer; a dead one costs the others nothing. */
const TIMEOUT = 2000;
/** After so many silent tries a service is given up: its own session will end by itself. */
const TRIES = 3;
const BATCH = 100;
const BATCHES = 50;

async function tellServices(ctx: WorkContext, sessionIds: readonly string[] | null): Promise<number> {
  const now = ctx.clock.now();
  return tellAll(ctx, await endedLogins(ctx.db, now, sessionIds, BATCH), now);
}

/**
 * Tells a service that what it knows of a person is over, while their session here goes on. One that only a browser can tell hears of it
 * when that session ends.
 */
export async function tellSamlService(
  ctx: WorkContext,
  { personId, partyId }: { readonly personId: string; readonly partyId: string },
): Promise<void> {
  const logins = await loginsAt(ctx.db, personId, partyId, BATCH);
  const reachable = logins.filter((login) => soapDoor(login) !== undefined);
  await tellAll(ctx, reachable, ctx.clock.now());
}

async function tellAll(ctx: WorkContext, logins: readonly SamlLogin[], now: Date): Promise<number> {
  if (logins.length === 0) return 0;
  const answers = await Promise.all(logins.map(async (login) => ({ login, answered: await tell(ctx, login, now) })));
  const silent = answers.filter(({ answered }) => !answered).map(({ login }) => login);
  const names = (list: readonly SamlLogin[]): string[] => list.map(({ sessionIndex }) => sessionIndex);
  await sql`
    with tried as (update identity.saml_logins set tries = tries + 1
                   where session_index = any(${names(silent)}::text[]) and tries + 1 < ${TRIES})
    delete from identity.saml_logins where session_index = any(${names(logins)}::text[])
      and not (session_index = any(${names(silent)}::text[]) and tries + 1 < ${TRIES})`.execute(ctx.db);
  for (const { partyId } of silent) ctx.log('warn', 'identity.service-not-told', { relyingPartyId: partyId });
  return logins.length;
}

async function tell(ctx: WorkContext, login: SamlLogin, now: Date): Promise<boolean> {
  const { db, keys, settings, signal } = ctx;
  const address = soapDoor(login);
  if (address === undefined) return true;
  const place = { db, keys, now, publicUrl: settings.publicUrl };
  const { current } = await keysFor(place, 'assertions');
  const envelope = element(
    'soap:Envelope',
    { 'xmlns:soap': NS.soap },
    element('soap:Body', {}, await logoutRequest(current, place, login, address)),
  );
  const status = await callOut({ method: 'POST', address, envelope, timeout: TIMEOUT, signal });
  // Any answer is one: a service that has forgotten the session may say so by a fault.
  return status !== undefined && status <= 500;
}

/** At once, after somebody signed out. */
export const tellSamlAfterSignOut: Subscription = {
  fact: SESSION_ENDED,
  reader: 'identity.tell-saml-services',
  async read(ctx, payload) {
    await tellServices(ctx, (payload.sessionIds as string[] | undefined) ?? []);
  },
};

/** Every minute: sessions that ended by themselves or otherwise, services that did not answer, and requests that have served. */
export const tendSaml: Job = {
  name: 'identity.tend-saml',
  cron: '* * * * *',
  attempts: 2,
  async run(ctx) {
    for (let batch = 0; batch < BATCHES && !ctx.signal.aborted; batch += 1)
      if ((await tellServices(ctx, null)) < BATCH) break;
    const since = new Date(ctx.clock.now().getTime() - REMEMBERED);
    await sql`delete from identity.saml_requests where asked_at < ${since}`.execute(ctx.db);
  },
};
