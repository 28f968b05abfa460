import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Key, KeyRing } from '../../../platform/config/keys.ts';
import { atMost } from './queue.ts';
import { normalPassword } from './rules.ts';

/** Memory in KiB, passes, lanes. Raising them makes every password hashed anew at its next sign-in. */
const PARAMETERS = { m: 19_456, t: 2, p: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Each hash takes 19 MiB and a core: two at once, the others wait their turn. */
const turn = atMost(2);

interface Stored {
  readonly m: number;
  readonly t: number;
  readonly p: number;
  readonly keyId: string;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** The PHC string to store for a password: argon2id, peppered with the newest key, whose id it names. */
export async function hashPassword(password: string, pepper: KeyRing): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, PARAMETERS, pepper.current);
  return format({ ...PARAMETERS, keyId: pepper.current.id, salt, hash });
}

export interface Verdict {
  readonly right: boolean;
  /** Right, and made with other parameters or an older key than today's: hash it anew. */
  readonly stale: boolean;
}

/**
 * Compares a password with a stored PHC string. Without one (unknown login, account to activate) a hash is computed all the same and
 * the answer is no: the time taken tells nothing.
 */
export async function verifyPassword(password: string, phc: string | null, pepper: KeyRing): Promise<Verdict> {
  const stored = phc === null ? undefined : parse(phc);
  const key = stored ? pepper.find(stored.keyId) : undefined;
  const wanted = stored && key ? stored : decoy;
  const hash = await derive(password, wanted.salt, wanted, key ?? pepper.current);
  const right = timingSafeEqual(hash, wanted.hash) && wanted === stored;
  return { right, stale: right && isStale(wanted, pepper) };
}

const decoy: Stored = { ...PARAMETERS, keyId: '', salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) };

const isStale = (stored: Stored, pepper: KeyRing): boolean =>
  stored.keyId !== pepper.current.id ||
  stored.m !== PARAMETERS.m ||
  stored.t !== PARAMETERS.t ||
  stored.p !== PARAMETERS.p;

const derive = (
  password: string,
  salt: Buffer,
  { m, t, p }: { m: number; t: number; p: number },
  key: Key,
): Promise<Buffer> =>
  turn(() => argon2id({ message: Buffer.from(normalPassword(password)), salt, m, t, p, secret: key.secret }));

interface Derivation {
  readonly message: Buffer;
  readonly salt: Buffer;
  readonly m: number;
  readonly t: number;
  readonly p: number;
  readonly secret: Buffer;
}

/** The part of `@node-rs/argon2` that we call. */
interface Native {
  hashRaw(password: Buffer, options: Readonly<Record<string, unknown>>): Promise<Buffer>;
}

const ARGON2ID = 2;
const builtIn = promisify(argon2);

/** Prebuilt code with vector instructions takes half the CPU; where a platform has none, Node's own gives the same bytes. */
const native = await import('@node-rs/argon2' as string).then(
  (loaded: Native) => loaded,
  () => undefined,
);

const argon2id = ({ message, salt, m, t, p, secret }: Derivation): Promise<Buffer> =>
  native
    ? native.hashRaw(message, {
        algorithm: ARGON2ID,
        memoryCost: m,
        timeCost: t,
        parallelism: p,
        outputLen: HASH_BYTES,
        salt,
        secret,
      })
    : builtIn('argon2id', {
        message,
        nonce: salt,
        memory: m,
        passes: t,
        parallelism: p,
        tagLength: HASH_BYTES,
        secret,
      });

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

const format = ({ m, t, p, keyId, salt, hash }: Stored): string =>
  `$argon2id$v=19$m=${m},t=${t},p=${p},keyid=${base64(Buffer.from(keyId))}$${base64(salt)}$${base64(hash)}`;

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+),keyid=([\w+/]+)\$([\w+/]+)\$([\w+/]+)$/;

function parse(phc: string): Stored | undefined {
  const [, m, t, p, keyId = '', salt = '', hash = ''] = PHC.exec(phc) ?? [];
  if (!m) return undefined;
  return {
    m: Number(m),
    t: Number(t),
    p: Number(p),
    keyId: Buffer.from(keyId, 'base64').toString(),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}
