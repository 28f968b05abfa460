import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** The pair by which push services know who sends (RFC 8292). */
export interface VapidKeys {
  /** 65 bytes, base64url: browsers bind their address to it. */
  readonly publicKey: string;
  /** PKCS #8. */
  readonly privateKey: Buffer;
}

export function newVapidKeys(): VapidKeys {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return {
    publicKey: point.toString('base64url'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }),
  };
}

export const openVapidKey = (privateKey: Buffer): KeyObject =>
  createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });

/** Services refuse proofs that hold for more than a day. */
const HOLDS = 12 * 3_600;

/** The header that proves who sends to that address; `contact` is whom the service may write to about it. */
export function vapidHeader(
  endpoint: string,
  { publicKey, key, contact }: { readonly publicKey: string; readonly key: KeyObject; readonly contact: string },
  now: Date,
): string {
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now.getTime() / 1000) + HOLDS, sub: contact };
  const text = `${encode({ typ: 'JWT', alg: 'ES256' })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return `vapid t=${text}.${signature}, k=${publicKey}`;
}
