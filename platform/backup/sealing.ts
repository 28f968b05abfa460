import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

/** How an archive's key is made from its passphrase; written in clear at the head of the archive. */
export interface SealParameters {
  readonly kdf: 'scrypt';
  /** Base64. */
  readonly salt: string;
  readonly cost: number;
  /** A sealed known text, base64: tells a wrong passphrase from a damaged archive. */
  readonly check: string;
}

/** Seals and opens members; each is bound to its name, so that two cannot be exchanged. */
export interface Seal {
  seal(name: string, content: Buffer): Buffer;
  /** @throws Error when the bytes were altered or belong to another name */
  open(name: string, sealed: Buffer): Buffer;
}

/** An archive in clear: members are stored as they are. */
export const noSeal: Seal = { seal: (_name, content) => content, open: (_name, stored) => stored };

const cost = 2 ** 17;
const checkName = 'check';
const checkText = Buffer.from('preau');
const nonceBytes = 12;
const tagBytes = 16;

/** A new key for a new archive, from a passphrase: AES-256-GCM, scrypt. */
export async function newSeal(passphrase: string): Promise<{ seal: Seal; parameters: SealParameters }> {
  const salt = randomBytes(16);
  const seal = sealWith(await deriveKey(passphrase, salt, cost));
  const check = seal.seal(checkName, checkText).toString('base64');
  return { seal, parameters: { kdf: 'scrypt', salt: salt.toString('base64'), cost, check } };
}

/** The key of an existing archive, or `null` when the passphrase is not its own. */
export async function findSeal(passphrase: string, parameters: SealParameters): Promise<Seal | null> {
  const seal = sealWith(await deriveKey(passphrase, Buffer.from(parameters.salt, 'base64'), parameters.cost));
  try {
    seal.open(checkName, Buffer.from(parameters.check, 'base64'));
    return seal;
  } catch {
    return null;
  }
}

function deriveKey(passphrase: string, salt: Buffer, n: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const options = { N: n, r: 8, p: 1, maxmem: 256 * n * 8 };
  scrypt(passphrase.normalize('NFC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  return promise;
}

function sealWith(key: Buffer): Seal {
  return {
    seal(name, content) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
      return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    },
    open(name, sealed) {
      const nonce = sealed.subarray(0, nonceBytes);
      const tag = sealed.subarray(-tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name)).setAuthTag(tag);
      return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    },
  };
}
