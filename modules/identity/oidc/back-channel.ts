import { randomUUID, sign } from 'node:crypto';
import type { OwnKey } from '../keys/own-key.ts';

/** Seconds for which a service may take a logout token that comes late. */
const LIFE = 120;

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** What a service of OpenID Connect is told when a session ends: whose, and which, signed. */
export function logoutToken(
  { kid, alg, key }: OwnKey,
  told: {
    readonly issuer: string;
    readonly clientId: string;
    readonly sub: string;
    readonly sid: string;
    readonly now: Date;
  },
): string {
  const iat = Math.floor(told.now.getTime() / 1000);
  const claims = {
    iss: told.issuer,
    aud: told.clientId,
    iat,
    exp: iat + LIFE,
    jti: randomUUID(),
    sub: told.sub,
    sid: told.sid,
    events: { [EVENT]: {} },
  };
  const body = `${encoded({ alg, kid, typ: 'logout+jwt' })}.${encoded(claims)}`;
  return `${body}.${sign('sha256', Buffer.from(body), key).toString('base64url')}`;
}
