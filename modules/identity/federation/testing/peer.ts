import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { newSigningKey } from './keys.ts';

/** Somebody whom the provider knows: what it tells of them, by claim. */
export interface PeerPerson {
  readonly id: string;
  readonly claims: Readonly<Record<string, string>>;
}

export interface PeerOptions {
  /** `franceconnect`: pairwise names, a level is due, signed data. `proconnect`: signed data, an employer. `grandlyon`: plain data, secret in the header. */
  readonly like: 'franceconnect' | 'proconnect' | 'grandlyon';
  readonly people: readonly PeerPerson[];
  readonly redirectUri: string;
  readonly signedOutUri: string;
}

/** A real provider on loopback: who stands before it is told by the test, who would else type a password there. */
export interface Peer {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  /** Who is at the keyboard; null: they break off. */
  present: PeerPerson | null;
  /** The level at which they prove themselves. */
  level: string;
  close(): Promise<void>;
}

const SCOPED: Readonly<Record<PeerOptions['like'], Readonly<Record<string, string[]>>>> = {
  franceconnect: {
    given_name: ['given_name'],
    family_name: ['family_name'],
    preferred_username: ['preferred_username'],
    birthdate: ['birthdate'],
  },
  proconnect: {
    given_name: ['given_name'],
    usual_name: ['usual_name'],
    email: ['email'],
    uid: ['uid'],
    siret: ['siret'],
    idp_id: ['idp_id'],
  },
  grandlyon: { email: ['email'], profile: ['given_name', 'family_name'] },
};

/** Starts a provider made of npm `oidc-provider`, as FranceConnect and ProConnect are. */
export async function openPeer({ like, people, redirectUri, signedOutUri }: PeerOptions): Promise<Peer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const alg = like === 'grandlyon' ? 'RS256' : 'ES256';
  const peer: Peer = {
    issuer,
    clientId: 'preau-under-test',
    secret: 'a-secret-of-the-test-that-is-long-enough',
    present: people[0] ?? null,
    level: 'eidas1',
    close: () => closeServer(server),
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: peer.clientId,
        client_secret: peer.secret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [signedOutUri],
        token_endpoint_auth_method: like === 'grandlyon' ? 'client_secret_basic' : 'client_secret_post',
        id_token_signed_response_alg: alg,
        ...(like === 'grandlyon' ? {} : { userinfo_signed_response_alg: alg }),
        subject_type: like === 'franceconnect' ? 'pairwise' : 'public',
      },
    ],
    jwks: { keys: [newSigningKey('ES256').jwk, newSigningKey('RS256').jwk] },
    claims: { openid: ['sub'], ...SCOPED[like] },
    acrValues: ['eidas1', 'eidas2'],
    subjectTypes: ['public', 'pairwise'],
    pairwiseIdentifier: async (_ctx, accountId, client) => `${client.clientId}-${accountId}-pairwise`,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    ttl: { AuthorizationCode: 30, AccessToken: 60, IdToken: 60, Interaction: 600, Session: 1800, Grant: 1800 },
    cookies: { keys: ['only-for-tests'] },
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256', 'RS256'],
      userinfoSigningAlgValues: ['ES256', 'RS256'],
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => {
      const found = people.find((person) => person.id === id);
      return found && { accountId: id, claims: () => ({ sub: id, ...found.claims }) };
    },
    // A house that is known asks nobody's leave: the scopes were agreed when it registered.
    async loadExistingGrant(ctx) {
      const { client, session, params } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(String(params?.scope ?? 'openid'));
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const work = request.url?.startsWith('/interaction/')
      ? interact(provider, peer, request, response)
      : answer(request, response);
    Promise.resolve(work).catch(() => response.destroy());
  });
  return peer;
}

/** The page where somebody would type a password: whoever is present has done so. */
async function interact(
  provider: Provider,
  peer: Peer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await provider.interactionFinished(
    request,
    response,
    peer.present
      ? { login: { accountId: peer.present.id, acr: peer.level } }
      : { error: 'access_denied', error_description: 'broken off' },
    { mergeWithLastSubmission: false },
  );
}

export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** A browser's way through the provider: follows it until it sends back to `home`, and gives that address. */
export async function walk(start: string, home: string): Promise<string> {
  const jar = new Map<string, string>();
  let address = start;
  for (let hops = 0; hops < 12; hops += 1) {
    if (address.startsWith(home)) return address.slice(new URL(home).origin.length);
    const reply = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const next = reply.headers.get('location');
    if (!next) throw new Error(`the provider answered ${reply.status}: ${(await reply.text()).slice(0, 400)}`);
    address = new URL(next, address).href;
  }
  throw new Error('the provider leads in circles');
}
