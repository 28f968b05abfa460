import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { type Cbor, cbor } from './cbor.ts';

/*
 * An authenticator for tests, with the browser around it: it makes keys, keeps them, signs. What it is told to do wrong, it does wrong.
 */

/** What the server asks when a passkey is to be made (as far as we read it). */
export interface Making {
  readonly challenge: string;
  readonly rp: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly pubKeyCredParams: readonly { readonly alg: number }[];
  readonly attestation: string;
  readonly authenticatorSelection: { readonly residentKey: string; readonly userVerification: string };
  readonly excludeCredentials: readonly { readonly id: string }[];
}

/** What the server asks when a passkey is to answer. */
export interface Asking {
  readonly challenge: string;
  readonly rpId: string;
  readonly userVerification: string;
  readonly allowCredentials: readonly { readonly id: string }[];
}

/** What may be wrong with an answer. */
export interface Wrongs {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  /** Flags of the authenticator's data, instead of those that are right. */
  readonly flags?: number;
  readonly count?: number;
  /** base64url; null: none is told. */
  readonly userHandle?: string | null;
  /** Signs with another key. */
  readonly key?: KeyObject;
  /** Turns one bit of the signature. */
  readonly altered?: boolean;
  /** Names another credential. */
  readonly id?: string;
}

type Kind = 'ES256' | 'RS256' | 'RS1' | 'none';
const COSE: Readonly<Record<Kind, number>> = { ES256: -7, RS256: -257, RS1: -65535, none: 0 };

const USER_PRESENT = 0x01;
const OWNER_CHECKED = 0x04;
const MAY_BE_COPIED = 0x08;
const IS_COPIED = 0x10;
const HOLDS_KEY = 0x40;

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** A passkey in its device. */
export class Passkey {
  readonly id = text(randomBytes(32));
  readonly handle: string;
  readonly kind: Kind;
  readonly #keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  readonly #origin: string;
  readonly #flags: number;
  /** Stays at 0 for one that is copied among devices. */
  #count: number;

  constructor(making: Making, given: { origin: string; kind?: Kind; copied?: boolean }) {
    this.handle = making.user.id;
    this.kind = given.kind ?? 'ES256';
    this.#origin = given.origin;
    this.#flags = USER_PRESENT | OWNER_CHECKED | (given.copied ? MAY_BE_COPIED | IS_COPIED : 0);
    this.#count = given.copied ? 0 : 1;
    this.#keys =
      this.kind === 'ES256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
  }

  /** What the browser sends after making it. `statement`: of who made the device, when one is to be sent. */
  made(
    making: Making,
    wrongs: Wrongs = {},
    statement: { readonly format: string; readonly content: ReadonlyMap<string, Cbor> } = {
      format: 'none',
      content: new Map(),
    },
  ): string {
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const known = Buffer.concat([Buffer.alloc(16), length, id, cbor(this.#publicKey())]);
    const held = this.#held(wrongs.rpId ?? making.rp.id, { ...wrongs, count: wrongs.count ?? this.#count }, HOLDS_KEY);
    const attestation = new Map<string, Cbor>([
      ['fmt', statement.format],
      ['attStmt', statement.content],
      ['authData', Buffer.concat([held, known])],
    ]);
    return JSON.stringify({
      id: wrongs.id ?? this.id,
      rawId: wrongs.id ?? this.id,
      type: 'public-key',
      response: {
        clientDataJSON: text(this.#clientData('webauthn.create', making.challenge, wrongs)),
        attestationObject: text(cbor(attestation)),
        transports: ['internal'],
      },
    });
  }

  /** What the browser sends when it answers. */
  answer(asking: Asking, wrongs: Wrongs = {}): string {
    if (this.#count > 0) this.#count += 1;
    const held = this.#held(wrongs.rpId ?? asking.rpId, { ...wrongs, count: wrongs.count ?? this.#count });
    const clientData = this.#clientData('webauthn.get', asking.challenge, wrongs);
    const signature = sign(
      this.kind === 'RS1' ? 'sha1' : 'sha256',
      Buffer.concat([held, sha256(clientData)]),
      wrongs.key ?? this.#keys.privateKey,
    );
    if (wrongs.altered) signature[signature.length - 1] = (signature[signature.length - 1] ?? 0) ^ 1;
    const userHandle = wrongs.userHandle === undefined ? this.handle : wrongs.userHandle;
    return JSON.stringify({
      id: wrongs.id ?? this.id,
      rawId: wrongs.id ?? this.id,
      type: 'public-key',
      response: {
        clientDataJSON: text(clientData),
        authenticatorData: text(held),
        signature: text(signature),
        ...(userHandle === null ? {} : { userHandle }),
      },
    });
  }

  /** The authenticator's data: site, flags, count. */
  #held(rpId: string, { flags, count }: Wrongs & { readonly count: number }, more = 0): Buffer {
    const figures = Buffer.alloc(5);
    figures[0] = flags ?? this.#flags | more;
    figures.writeUInt32BE(count, 1);
    return Buffer.concat([sha256(rpId), figures]);
  }

  #clientData(type: string, challenge: string, wrongs: Wrongs): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: wrongs.type ?? type,
        challenge: wrongs.challenge ?? challenge,
        origin: wrongs.origin ?? this.#origin,
        crossOrigin: wrongs.crossOrigin ?? false,
      }),
    );
  }

  /** COSE (RFC 9052): kind of key, algorithm, then the curve with its point, or modulus and exponent. */
  #publicKey(): Cbor {
    const jwk = this.#keys.publicKey.export({ format: 'jwk' });
    const part = (value: string | undefined): Buffer => Buffer.from(value ?? '', 'base64url');
    const algorithm = COSE[this.kind];
    if (this.kind === 'ES256')
      return new Map<number, Cbor>([
        [1, 2],
        [3, algorithm],
        [-1, 1],
        [-2, part(jwk.x)],
        [-3, part(jwk.y)],
      ]);
    return new Map<number, Cbor>([
      [1, 3],
      [3, algorithm],
      [-1, part(jwk.n)],
      [-2, part(jwk.e)],
    ]);
  }
}
