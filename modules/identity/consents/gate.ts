import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { showConsent } from './contract.ts';
import { isConsented } from './queries.ts';
import type { AskingParty } from './terms.ts';

/**
 * What stands between a person and a service, whatever the protocol: where the service rests on consent and none is in force, the page that
 * asks for it, from which they go on to `resume` (an address of ours). Undefined: the way is free. That nothing leaves without it does not
 * depend on this page: `factsFor` gives no facts then.
 */
export async function consentGate(
  { actor, db }: Pick<SessionContext, 'actor' | 'db'>,
  party: AskingParty,
  resume: string,
): Promise<string | undefined> {
  if (await isConsented(db, { party, personId: actor.personId, today: actor.today })) return undefined;
  return addressOf(showConsent, { serviceId: party.id }, { next: resume });
}
