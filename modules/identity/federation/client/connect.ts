import * as openid from 'openid-client';
import type { KeyRing } from '../../../../platform/config/keys.ts';
import { refuse } from '../../../../platform/contract/refusal.ts';
import { unseal } from '../../../../platform/crypto/seal.ts';
import type { Provider } from '../providers/queries.ts';

/** Seconds that we wait for a provider: a person stands at the door. */
const PATIENCE = 5;
/** Seconds by which its clock may differ from ours. */
export const CLOCK_TOLERANCE = 30;
/** How long what a provider says of itself is believed, in milliseconds; while it is down, up to a day. */
const FRESH = 3_600_000;
const STALE = 24 * 3_600_000;
/** After it failed, it is left alone so long: the door does not make a queue of people wait for nothing. */
const RESPITE = 15_000;

interface Known {
  readonly config: openid.Configuration;
  readonly at: number;
}

/** What providers said of themselves, with their keys, by declaration; each process asks by itself. */
const known = new Map<string, Known>();
const failed = new Map<string, number>();
const asked = new Map<string, Promise<Known>>();

/** What the client secret is bound to. */
export const secretOwner = (providerId: string): string => `provider:${providerId}`;

const declarationOf = (provider: Provider): string => `${provider.id} ${provider.changedAt.getTime()}`;

/**
 * The provider as the library knows it: its addresses, its keys, how we present ourselves. Keys are fetched again when one is unknown.
 * @throws Refusal `identity.provider-unreachable`, or the library's own error when what it says of itself does not fit
 */
export async function configurationOf(vault: KeyRing, provider: Provider): Promise<openid.Configuration> {
  const declaration = declarationOf(provider);
  const now = Date.now();
  const held = known.get(declaration);
  if (held && now - held.at < FRESH) return held.config;
  const usable = held && now - held.at < STALE ? held : undefined;
  if (now - (failed.get(declaration) ?? -RESPITE) < RESPITE) {
    if (usable) return usable.config;
    refuse('identity.provider-unreachable');
  }
  try {
    const found = await askOnce(vault, provider, declaration);
    return found.config;
  } catch (error) {
    failed.set(declaration, Date.now());
    if (usable) return usable.config;
    throw error;
  }
}

/** Asks the provider anew, whatever is remembered: for the operator, who tries it. */
export async function askAnew(vault: KeyRing, provider: Provider): Promise<openid.Configuration> {
  failed.delete(declarationOf(provider));
  return (await askOnce(vault, provider, declarationOf(provider))).config;
}

/** Several people at the door ask once. */
function askOnce(vault: KeyRing, provider: Provider, declaration: string): Promise<Known> {
  const running = asked.get(declaration);
  if (running) return running;
  const asking = discover(vault, provider)
    .then((config) => {
      const found = { config, at: Date.now() };
      for (const other of known.keys()) if (other.startsWith(provider.id)) known.delete(other);
      known.set(declaration, found);
      failed.delete(declaration);
      return found;
    })
    .finally(() => asked.delete(declaration));
  asked.set(declaration, asking);
  return asking;
}

async function discover(vault: KeyRing, provider: Provider): Promise<openid.Configuration> {
  const secret = unseal(vault, secretOwner(provider.id), provider.sealedSecret)?.toString();
  // The key that sealed it is gone: only the operator can mend that, by typing the secret again.
  if (secret === undefined) refuse('identity.provider-unreachable', { reason: 'secret-lost' });
  const issuer = new URL(provider.issuer);
  const config = await openid.discovery(
    issuer,
    provider.clientId,
    {
      id_token_signed_response_alg: provider.signedAlg,
      ...(provider.signedUserinfo ? { userinfo_signed_response_alg: provider.signedAlg } : {}),
      [openid.clockTolerance]: CLOCK_TOLERANCE,
    },
    provider.clientAuth === 'basic' ? openid.ClientSecretBasic(secret) : openid.ClientSecretPost(secret),
    {
      // Signatures are checked even of what came straight from the provider.
      execute: [openid.enableNonRepudiationChecks, ...(isLoopback(issuer) ? [openid.allowInsecureRequests] : [])],
      timeout: PATIENCE,
    },
  );
  for (const address of [config.serverMetadata().authorization_endpoint, config.serverMetadata().end_session_endpoint])
    if (address !== undefined && !isSafe(new URL(address))) refuse('identity.answer-refused', { reason: 'plain-http' });
  return config;
}

/** https; plain http on this very machine only, where tests and trials run. */
export const isSafe = (url: URL): boolean => url.protocol === 'https:' || isLoopback(url);

const isLoopback = (url: URL): boolean =>
  url.protocol === 'http:' &&
  (url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]');
