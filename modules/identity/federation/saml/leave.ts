import { z } from 'zod';
import { refuse } from '../../../../platform/contract/refusal.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { callOut } from '../../../../platform/http/outgoing.ts';
import { keysFor } from '../../keys/keys.ts';
import { redirectAddress } from '../../saml/xml/redirect.ts';
import { keepDeparture, takeDeparture } from '../client/departures.ts';
import { authnRequest, newMessageId } from './messages.ts';
import { ownAddresses, type SamlProvider } from './provider.ts';

/** What this browser is to do once it is back. */
const departure = z.object({
  /** `enter`: open a session. `leave`: it signed out there. */
  purpose: z.enum(['enter', 'leave']),
  next: z.string(),
  /** Shows the choice among several accounts even where one was chosen before. */
  chooses: z.boolean(),
});
type Departure = z.infer<typeof departure>;

/** Milliseconds that a provider has to show that it is there, and how long what it showed is believed. */
const PATIENCE = 3_000;
const REMEMBERED = 15_000;

/** By address, whether it answered lately; each process asks by itself. */
const seen = new Map<string, { readonly at: number; readonly alive: boolean }>();

/** Whether the provider answers at all: a browser sent to one that is down would see a blank page, and no other way in. */
async function isAlive({ ssoAddress }: SamlProvider): Promise<boolean> {
  const known = seen.get(ssoAddress);
  if (known && Date.now() - known.at < REMEMBERED) return known.alive;
  const status = await callOut({ method: 'GET', address: ssoAddress, timeout: PATIENCE });
  // Without a request it may well say 400: it is there.
  const alive = status !== undefined && status < 500;
  if (seen.size > 100) seen.clear();
  seen.set(ssoAddress, { at: Date.now(), alive });
  return alive;
}

export interface Leaving {
  readonly next: string;
  readonly chooses: boolean;
  /** The person was told that it does not answer, and goes there all the same: it may be we who do not reach it. */
  readonly anyway: boolean;
}

/**
 * Sends this browser to a provider with a signed request, and remembers that it is awaited back.
 * @returns the address to go to
 * @throws Refusal `identity.provider-unreachable`
 */
export async function leaveBySaml(ctx: Context, provider: SamlProvider, given: Leaving): Promise<string> {
  if (!given.anyway && !(await isAlive(provider)))
    refuse('identity.provider-unreachable', { reason: 'silent', anyway: true });
  const id = newMessageId();
  const { entityId, answers } = ownAddresses(ctx.publicUrl, provider.key);
  const xml = authnRequest({ id, issuer: entityId, to: provider.ssoAddress, now: ctx.now, answers });
  await awaitBack(ctx, provider, id, { purpose: 'enter', next: given.next, chooses: given.chooses });
  const { current } = await keysFor(ctx, 'assertions');
  return redirectAddress(current, provider.ssoAddress, { kind: 'SAMLRequest', xml });
}

/** Remembers for what this browser left with the message of that id. */
export const awaitBack = (ctx: Context, provider: SamlProvider, id: string, left: Departure): Promise<void> =>
  keepDeparture(ctx, provider, id, left);

/** For what this browser left with the message of that id; undefined for another browser, another errand, or too late. */
export async function backFrom(
  ctx: Context,
  provider: SamlProvider,
  id: string,
  purpose: Departure['purpose'],
): Promise<Departure | undefined> {
  const left = departure.safeParse(await takeDeparture(ctx, provider, id));
  return left.success && left.data.purpose === purpose ? left.data : undefined;
}
