import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';

/** A key of a test's provider: it signs, and its public half can be published. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: 'ES256' | 'RS256';
  readonly key: KeyObject;
  /** The private key, as a provider is given it. */
  readonly jwk: { [name: string]: unknown; kty: string };
  /** The public half, as it is published. */
  readonly published: Readonly<Record<string, unknown>>;
}

export function newSigningKey(alg: SigningKey['alg']): SigningKey {
  const { privateKey, publicKey } =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  const named = { kid, alg, use: 'sig' };
  return {
    kid,
    alg,
    key: privateKey,
    jwk: { ...privateKey.export({ format: 'jwk' }), ...named } as SigningKey['jwk'],
    published: { ...publicKey.export({ format: 'jwk' }), ...named },
  };
}

const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A signed token. `header`: what it says of itself, whatever it is signed with. */
export function signedToken(key: SigningKey, claims: object, header: object = {}): string {
  const body = `${encoded({ alg: key.alg, kid: key.kid, typ: 'JWT', ...header })}.${encoded(claims)}`;
  const signature = sign('sha256', Buffer.from(body), { key: key.key, dsaEncoding: 'ieee-p1363' });
  return `${body}.${signature.toString('base64url')}`;
}

/** A token that nobody signed. */
export const unsignedToken = (claims: object): string => `${encoded({ alg: 'none' })}.${encoded(claims)}.`;
