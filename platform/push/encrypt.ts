import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** What a browser gives with its push address: its public key (65 bytes) and a shared secret (16 bytes). */
export interface PushKeys {
  readonly p256dh: Buffer;
  readonly auth: Buffer;
}

const CURVE = 'prime256v1';
const RECORD = 4_096;
/** Plain text that fits one record, with its padding sign and seal. */
export const MOST_PUSHED = 3_000;

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/**
 * Encrypts a message so that nobody but that browser reads it, the push service that carries it included: RFC 8291 (`aes128gcm`, one record).
 * `given` fixes what chance gives otherwise; only the vectors of the standard use it.
 * @throws RangeError when the message is too long, or the browser's key is no point of the curve
 */
export function encryptPush(
  { p256dh, auth }: PushKeys,
  message: Buffer,
  given: { readonly salt?: Buffer; readonly privateKey?: Buffer } = {},
): Buffer {
  if (message.length > MOST_PUSHED) throw new RangeError(`a push of ${message.length} bytes, ${MOST_PUSHED} at most`);
  const salt = given.salt ?? randomBytes(16);
  const ours = createECDH(CURVE);
  if (given.privateKey) ours.setPrivateKey(given.privateKey);
  else ours.generateKeys();
  const publicKey = ours.getPublicKey();
  let shared: Buffer;
  try {
    shared = ours.computeSecret(p256dh);
  } catch {
    throw new RangeError('the key of a browser is no point of the curve');
  }
  const secret = derive(shared, auth, Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, publicKey]), 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  // The sign after the message says that this record is the last one.
  const sealed = [cipher.update(message), cipher.update(Buffer.from([2])), cipher.final(), cipher.getAuthTag()];
  const head = Buffer.alloc(5);
  head.writeUInt32BE(RECORD, 0);
  head.writeUInt8(publicKey.length, 4);
  return Buffer.concat([salt, head, publicKey, ...sealed]);
}
