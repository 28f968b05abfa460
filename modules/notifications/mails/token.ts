import { timingSafeEqual } from 'node:crypto';
import { type KeyRing, macUnder } from '../../../platform/config/keys.ts';

/** Which mails the bearer of a link may stop: those of one kind to one person, or all of them (`*`). */
export interface Stop {
  readonly personId: string;
  readonly kind: string;
}

const macOf = (ring: KeyRing['current'], text: string): string =>
  macUnder(ring, `stop mails\n${text}`).subarray(0, 18).toString('base64url');

/** The end of the address that stops mails without a session: it says who and what, and nobody else can make it. */
export function signStop({ current }: KeyRing, { personId, kind }: Stop): string {
  const text = `${personId}~${kind}`;
  return `${current.id}~${text}~${macOf(current, text)}`;
}

/** Reads it back; undefined when it is not ours. */
export function readStop(ring: KeyRing, token: string): Stop | undefined {
  const [id = '', personId = '', kind = '', mac = '', ...rest] = token.split('~');
  const key = ring.find(id);
  if (!key || rest.length > 0) return undefined;
  const [wanted, given] = [Buffer.from(macOf(key, `${personId}~${kind}`)), Buffer.from(mac)];
  return wanted.length === given.length && timingSafeEqual(wanted, given) ? { personId, kind } : undefined;
}
