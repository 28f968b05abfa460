import { firstOf, sql } from '../../../platform/db/db.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import type { Door } from '../builders.ts';
import { keepGrant } from './store.ts';
import { newTicket } from './ticket.ts';

/**
 * One good ticket of each kind for a service, of a visitor's session: to enter (ST), through another service (PT), to open others (PGT). The
 * last one is kept as if the service had taken delivery of it.
 */
export async function goodTickets(
  door: Door,
  visitor: Visitor,
  service: string,
): Promise<{ readonly st: string; readonly pt: string; readonly pgt: string }> {
  const { location } = await visitor.get(`/cas/login?service=${encodeURIComponent(service)}`);
  const st = new URL(location ?? '').searchParams.get('ticket') ?? '';
  const bound = await firstOf(
    door.db,
    sql<{ partyId: string; sessionId: string; schoolIds: string[] }>`
      select relying_party_id as "partyId", session_id as "sessionId", school_ids as "schoolIds" from identity.cas_tickets
      where service = ${service} order by expires_at desc, digest limit 1`,
  );
  if (!bound) throw new Error('no ticket was given');
  const pgt = newTicket('PGT');
  await keepGrant(door.db, door.clock.now(), pgt, { ...bound, proxies: [service] });
  const { text } = await new Visitor(door.app).get(
    `/cas/proxy?pgt=${pgt}&targetService=${encodeURIComponent(service)}`,
  );
  const pt = /<cas:proxyTicket>([^<]+)</.exec(text)?.[1] ?? '';
  return { st, pt, pgt };
}
