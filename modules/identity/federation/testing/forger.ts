import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newSigningKey, type SigningKey, signedToken } from './keys.ts';
import { closeServer } from './peer.ts';

/** What a test makes a provider of ill will answer. */
export interface Forgery {
  /** Changes to the claims of an otherwise good identity token; `undefined` takes one away. */
  claims?: Readonly<Record<string, unknown>>;
  /** The identity token itself, from the claims of a good one. */
  token?: (claims: Readonly<Record<string, unknown>>) => string;
  /** Changes to what is told of the person. */
  told?: Readonly<Record<string, unknown>>;
  /** Who signs what is told. */
  toldSigner?: SigningKey;
  /** What is told comes unsigned. */
  toldPlain?: boolean;
  /** What the token address answers with, instead of tokens. */
  tokenStatus?: number;
  /** Claims of the configuration that it publishes. */
  metadata?: Readonly<Record<string, unknown>>;
}

export interface Forger {
  readonly issuer: string;
  readonly key: SigningKey;
  /** Keys that it publishes; a rotation puts another one here. */
  published: SigningKey[];
  /** The nonce of the sign-in under way, which a real provider would have been given in the browser. */
  nonce: string;
  forgery: Forgery;
  /** What reached the token address, in order. */
  readonly asked: URLSearchParams[];
  close(): Promise<void>;
}

export const CLIENT = 'preau-under-test';

/** A provider whose every answer the test may bend: it speaks the protocol well until told otherwise. */
export async function openForger(): Promise<Forger> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = newSigningKey('ES256');
  const forger: Forger = {
    issuer,
    key,
    published: [key],
    nonce: '',
    forgery: {},
    asked: [],
    close: () => closeServer(server),
  };
  const answers: Readonly<Record<string, (body: string) => { status?: number; type?: string; body: string }>> = {
    '/.well-known/openid-configuration': () => ({
      body: JSON.stringify({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256', 'none', 'HS256'],
        authorization_response_iss_parameter_supported: true,
        ...forger.forgery.metadata,
      }),
    }),
    '/jwks': () => ({ body: JSON.stringify({ keys: forger.published.map(({ published }) => published) }) }),
    '/token': (body) => {
      forger.asked.push(new URLSearchParams(body));
      const { tokenStatus, token, claims } = forger.forgery;
      if (tokenStatus) return { status: tokenStatus, body: JSON.stringify({ error: 'invalid_grant' }) };
      const now = Math.floor(Date.now() / 1000);
      const good = {
        iss: issuer,
        aud: CLIENT,
        sub: 'forged-subject',
        nonce: forger.nonce,
        iat: now,
        exp: now + 60,
        acr: 'eidas1',
        ...claims,
      };
      const idToken = token ? token(good) : signedToken(forger.key, good);
      return {
        body: JSON.stringify({ access_token: 'opaque', token_type: 'Bearer', expires_in: 60, id_token: idToken }),
      };
    },
    '/userinfo': () => {
      const { told, toldSigner, toldPlain } = forger.forgery;
      const person = { sub: 'forged-subject', given_name: 'Aminata', family_name: 'DIALLO', ...told };
      if (toldPlain) return { body: JSON.stringify(person) };
      return {
        type: 'application/jwt',
        body: signedToken(toldSigner ?? forger.key, { iss: issuer, aud: CLIENT, ...person }),
      };
    },
  };
  server.on('request', (request, response) => {
    void textOf(request).then((body) => {
      const answer = answers[new URL(request.url ?? '/', issuer).pathname]?.(body);
      response.writeHead(answer ? (answer.status ?? 200) : 404, { 'content-type': answer?.type ?? 'application/json' });
      response.end(answer?.body ?? '{}');
    });
  });
  return forger;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}
