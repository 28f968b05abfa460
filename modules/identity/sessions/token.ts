import { createHash, randomBytes } from 'node:crypto';
import { type Key, type KeyRing, macUnder } from '../../../platform/config/keys.ts';

/** A secret handed to a person or a browser once, and the digest of it that we keep. */
export interface Token {
  readonly token: string;
  readonly digest: Buffer;
}

/** 256 random bits; nothing less than all of it gives anything. */
export function newToken(): Token {
  const token = randomBytes(32).toString('base64url');
  return { token, digest: digestOf(token) };
}

/** What is stored of a random token: its SHA-256, enough since it cannot be guessed. */
export const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What is stored of a secret that could be guessed (a printed code) or that names a person: an HMAC under the newest key. */
export const keyedDigest = (ring: KeyRing, purpose: string, value: string): Buffer =>
  keyed(ring.current, purpose, value);

/** The digests under every key still known: to find what was stored before a rotation. */
export const keyedDigests = (ring: KeyRing, purpose: string, value: string): Buffer[] =>
  ring.all.map((key) => keyed(key, purpose, value));

const keyed = (key: Key, purpose: string, value: string): Buffer => macUnder(key, `${purpose}\0${value}`);
