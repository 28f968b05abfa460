import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account, Client, JWK, KoaContextWithOIDC } from 'oidc-provider';
import type { Context } from '../../../platform/http/context.ts';
import { LANGUAGE_COOKIE } from '../../../platform/http/cookies.ts';
import { fetchDeclared } from '../../../platform/http/outgoing.ts';
import { locales } from '../../../platform/texts/texts.ts';
import { consentGate } from '../consents/gate.ts';
import type { KeySet } from '../keys/keys.ts';
import { keysFor } from '../keys/keys.ts';
import { withParameter } from '../relying-parties/address.ts';
import { digestOf } from '../sessions/token.ts';
import { showSignIn } from '../sign-in/contract.ts';
import { adapters } from './adapter.ts';
import { claimNames, claimsOf, claimsOfScopes } from './claims.ts';
import { clientAuths } from './clients.ts';
import { continueAddress, noticeAddress, paths } from './contract.ts';
import { levelOf, levels } from './levels.ts';
import { type Library, loadLibrary } from './library.ts';
import { passageOf } from './passage.ts';
import { promptsOf } from './prompts.ts';

/** Seconds. A code waits for one exchange between two servers, a token for the questions that follow it. */
const LIFE = { code: 30, token: 300, request: 15 * 60 };
/** Seconds for which a service may make its assertion good. */
const LONGEST_ASSERTION = 600;
/** What a service publishes of its keys: bytes, milliseconds. */
const KEYS_AT_MOST = 64 * 1024;
const KEYS_WITHIN = 2500;

export type Machine = InstanceType<Library['Provider']>;

/** The machines of this process, by issuer and keys; a turn of the keys makes another. */
const machines = new Map<string, Promise<Machine>>();
const MOST = 8;

/** The library, set up for this platform with the keys in force. */
export async function machineFor(ctx: Context): Promise<Machine> {
  const keys = await keysFor(ctx, 'tokens');
  const issuer = new URL(ctx.publicUrl).origin;
  const name = [issuer, ...keys.published.map(({ kid }) => kid)].join(' ');
  let machine = machines.get(name);
  if (!machine) {
    machine = loadLibrary().then((library) => build(library, issuer, keys));
    machines.set(name, machine);
    const [oldest] = machines.keys();
    if (machines.size > MOST && oldest !== undefined) machines.delete(oldest);
  }
  return machine;
}

function build(library: Library, issuer: string, keys: KeySet): Machine {
  const { Provider, errors } = library;

  class House extends Provider {
    /** The library has no cookie of its own: it is told the session of the house, and what it would set goes nowhere. */
    override createContext(req: IncomingMessage, res: ServerResponse) {
      const ctx = super.createContext(req, res);
      const jar = {
        secure: false,
        get: (name: string) => (name === '_session' ? passageOf({ req }).session?.id : undefined),
        set: () => jar,
      };
      Object.defineProperty(ctx, 'cookies', { value: jar });
      return ctx;
    }

    /** An answer by form is a page of ours, with a button; the library's would need a script in the page. */
    override registerResponseMode(...[name, handler]: Parameters<Machine['registerResponseMode']>): void {
      super.registerResponseMode(
        name,
        name === 'form_post'
          ? (ctx, to, fields) => {
              const given = Object.entries(fields).map(([key, value]) => [key, String(value)]);
              passageOf(ctx).form = { to, fields: Object.fromEntries(given) };
              ctx.body = '';
            }
          : handler,
      );
    }
  }

  const machine = new House(issuer, {
    adapter: adapters(library),
    jwks: {
      keys: keys.published.map(
        ({ kid, key }) => ({ ...key.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }) as JWK,
      ),
    },
    cookies: { names: { session: '_session' } },
    routes: { authorization: paths.authorize, token: paths.token, userinfo: paths.userinfo, jwks: paths.jwks },
    scopes: ['openid'],
    // How and when the person signed in is told unasked: a service that needs it seldom knows how to ask.
    claims: { openid: ['sub', 'acr', 'auth_time'], ...claimsOfScopes(), iss: null, sid: null },
    allowOmittingSingleRegisteredRedirectUri: false,
    responseTypes: ['code'],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: async (ctx, personId, client) =>
      (await passageOf(ctx).sub(client.clientId, personId)) ?? never('no name for this person at this service'),
    sectorIdentifierUriValidate: () => false,
    clientAuthMethods: [...clientAuths],
    enabledJWA: {
      clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      idTokenSigningAlgValues: ['RS256'],
      userinfoSigningAlgValues: ['RS256'],
    },
    acrValues: Object.values(levels),
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      // Ours (`logout.ts`): the library would end its own session, and there is none.
      rpInitiatedLogout: { enabled: false },
    },
    discovery: {
      end_session_endpoint: `${issuer}${paths.logout}`,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
      ui_locales_supported: [...locales],
    },
    ttl: {
      AuthorizationCode: LIFE.code,
      AccessToken: LIFE.token,
      IdToken: LIFE.token,
      Interaction: LIFE.request,
      Session: LIFE.request,
      Grant: LIFE.request,
    },
    expiresWithSession: async () => true,
    clientBasedCORS: () => false,
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      const id = client && session?.grantIdFor(client.clientId);
      return id ? machine.Grant.find(id) : undefined;
    },
    findAccount,
    interactions: { policy: promptsOf(library), url: (ctx, { uid, prompt }) => whereTo(ctx, uid, prompt.name) },
    renderError: async (ctx, out) => {
      passageOf(ctx).problem = { ...out };
      ctx.body = '';
    },
    assertJwtClientAuthClaimsAndHeader: async (_ctx, { exp }) => {
      if (Number(exp) - Date.now() / 1000 > LONGEST_ASSERTION)
        throw new errors.InvalidClientAuth('the client_assertion JWT is good for too long');
    },
    fetch: (address) => fetchDeclared(String(address), KEYS_WITHIN),
    fetchResponseBodyLimits: { jwks_uri: KEYS_AT_MOST },
  });

  // Secrets are kept as digests: what was sent is compared as one.
  machine.Client.prototype.compareClientSecret = function compare(this: Client, sent: string): boolean {
    const kept = Buffer.from(String(this.clientSecret), 'hex');
    const given = digestOf(sent);
    return kept.length === given.length && timingSafeEqual(kept, given);
  };
  // Front channel and our own sign-out need to know the session too, not only who is told from behind.
  (machine.Client.prototype as unknown as { includeSid: () => boolean }).includeSid = () => true;

  const noteFault = (ctx: KoaContextWithOIDC, { error }: { error: string }): void => {
    passageOf(ctx).fault ??= { error };
  };
  machine.on('authorization.error', noteFault);
  machine.on('grant.error', noteFault);
  machine.on('userinfo.error', noteFault);
  machine.on('server_error', (ctx: KoaContextWithOIDC, error: unknown) => {
    passageOf(ctx).defect = error;
  });
  return machine;
}

const never = (sentence: string): never => {
  throw new Error(sentence);
};

/** The person behind a session, and what leaves of them: what the entry of the service lists, whatever was asked for. */
async function findAccount(ctx: KoaContextWithOIDC, personId: string): Promise<Account | undefined> {
  const passage = passageOf(ctx);
  const door = ctx.oidc.client && (await passage.door(ctx.oidc.client.clientId));
  if (!door) return undefined;
  const { session } = ctx.oidc;
  if (session && passage.session) {
    const level = levelOf(passage.session, door.secondFactor === true);
    Object.assign(session, level ? { acr: level } : {});
  }
  return {
    accountId: personId,
    claims: async (use, _scope, asked) => {
      // An identity token tells who; the rest is told where it is asked for.
      if (use === 'id_token' && !claimNames.some((name) => name in asked)) return { sub: personId };
      const facts = await passage.facts(door, personId);
      return { ...(facts ? claimsOf(door.released, facts) : {}), sub: personId };
    },
  };
}

/** Where a person goes whom the request has to wait for. */
async function whereTo(ctx: KoaContextWithOIDC, name: string, prompt: string): Promise<string> {
  const passage = passageOf(ctx);
  const { ctx: house } = passage;
  if (prompt === 'consent') {
    const door = ctx.oidc.client && (await passage.door(ctx.oidc.client.clientId));
    const { actor, db } = house;
    const asking = actor && door && (await consentGate({ actor, db }, door, continueAddress(name)));
    return asking ?? noticeAddress(name);
  }
  const wanted = String(ctx.oidc.params?.ui_locales ?? '').split(' ');
  const locale = wanted.flatMap((tag) => locales.filter((known) => known === tag.split('-')[0]?.toLowerCase()))[0];
  if (locale && !house.actor && !house.cookies.get(LANGUAGE_COOKIE)) house.cookies.set(LANGUAGE_COOKIE, locale);
  return withParameter(house.detour ?? showSignIn.path, 'next', continueAddress(name));
}
