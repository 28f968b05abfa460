import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyRing } from '../config/keys.ts';

/*
 * Some secrets must be read again (the seed of one-time passwords): they are stored sealed, AES-256-GCM under a key kept apart from
 * the database. What a sealed secret belongs to is bound to it, so that a row copied onto another opens nothing.
 */

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Seals `secret` for what `owner` names, under the newest key: `key id.base64url`. */
export function seal(ring: KeyRing, owner: string, secret: Buffer): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, ring.current.secret, nonce).setAAD(Buffer.from(owner));
  const body = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return `${ring.current.id}.${body.toString('base64url')}`;
}

/** Opens what `seal` made for the same owner; undefined when its key is forgotten, it was altered, or it belongs to another. */
export function unseal(ring: KeyRing, owner: string, sealed: string): Buffer | undefined {
  const dot = sealed.indexOf('.');
  const key = ring.find(sealed.slice(0, dot));
  const body = Buffer.from(sealed.slice(dot + 1), 'base64url');
  if (!key || body.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv(CIPHER, key.secret, body.subarray(0, NONCE))
    .setAAD(Buffer.from(owner))
    .setAuthTag(body.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(body.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Whether it was sealed under an older key than the newest, and is to be sealed anew. */
export const isSealedByOlder = (ring: KeyRing, sealed: string): boolean => !sealed.startsWith(`${ring.current.id}.`);
