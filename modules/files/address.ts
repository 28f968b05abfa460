import { timingSafeEqual } from 'node:crypto';
import { type Key, type Keys, macUnder } from '../../platform/config/keys.ts';
import { ADDRESS_LIFE } from './rules.ts';

/** What a signed address opens, and whom it was made for. */
export interface Opening {
  readonly fileId: string;
  /** Null for something public. */
  readonly personId: string | null;
}

/** Bytes of an address: file, person, second of its end, name of the key, half of an HMAC-SHA-256. */
const SAID = 16 + 16 + 6 + 6;
const MAC = 16;

const NOBODY = '00000000-0000-0000-0000-000000000000';
const bytesOfId = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const sealOf = (key: Key, said: Buffer): Buffer =>
  macUnder(key, `files.address ${said.toString('hex')}`).subarray(0, MAC);

/** 80 signs of base64url: whoever changes one of them holds nothing. */
export function signAddress({ session }: Keys, { fileId, personId }: Opening, now: Date): string {
  const until = Buffer.alloc(6);
  until.writeUIntBE(Math.floor((now.getTime() + ADDRESS_LIFE) / 1000), 0, 6);
  const key = Buffer.from(session.current.id, 'base64url');
  const said = Buffer.concat([bytesOfId(fileId), bytesOfId(personId ?? NOBODY), until, key]);
  return Buffer.concat([said, sealOf(session.current, said)]).toString('base64url');
}

/** What the address opens, as long as it does. */
export function readAddress({ session }: Keys, token: string, now: Date): Opening | undefined {
  const bytes = Buffer.from(token, 'base64url');
  // Decoding is lenient: an address has one way of being written.
  if (bytes.length !== SAID + MAC || bytes.toString('base64url') !== token) return undefined;
  const said = bytes.subarray(0, SAID);
  const key = session.find(said.subarray(SAID - 6).toString('base64url'));
  if (!key || !timingSafeEqual(sealOf(key, said), bytes.subarray(SAID))) return undefined;
  if (said.readUIntBE(32, 6) * 1000 <= now.getTime()) return undefined;
  const personId = idOf(said.subarray(16, 32));
  return { fileId: idOf(said.subarray(0, 16)), personId: personId === NOBODY ? null : personId };
}
