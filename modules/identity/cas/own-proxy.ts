import type { SessionContext } from '../../../platform/http/context.ts';
import { isConsented } from '../consents/queries.ts';
import { findParty, mayEnter } from '../relying-parties/find.ts';
import { hasReadNotice } from '../relying-parties/notice.ts';
import { giveTicket } from './store.ts';

/**
 * A proxy ticket by which the product itself asks a service about the person behind the session, as a portal does: the service validates
 * it at our door and learns by whom it was opened. Undefined when the person may not enter it, when it is to be announced or consented to
 * first, when it takes no such tickets, and while somebody else looks in their place.
 */
export async function ownProxyTicket(ctx: SessionContext, service: string): Promise<string | undefined> {
  const { actor, db, now, session } = ctx;
  if (session.means !== 'session' || ctx.viewing) return undefined;
  const found = await findParty(db, service, actor);
  const schoolIds = found && mayEnter(actor, found);
  if (found?.party.protocol !== 'cas' || !found.party.acceptsProxy || !schoolIds) return undefined;
  const { party } = found;
  if (!(await isConsented(db, { party, personId: actor.personId, today: actor.today }))) return undefined;
  if (party.noticeAsked && !(await hasReadNotice(db, actor.personId, party))) return undefined;
  return giveTicket(db, now, {
    partyId: party.id,
    sessionId: session.id,
    schoolIds,
    service,
    fromNewLogin: false,
    proxies: [`${ctx.publicUrl}/`],
  });
}
