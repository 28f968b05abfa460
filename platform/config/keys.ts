import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { exitCodes, OperatorRefusal } from './operator-refusal.ts';
import { texts } from './texts.ts';

/** A secret of 32 bytes and the short public name by which what it made can be told from what others made. */
export interface Key {
  readonly id: string;
  readonly secret: Buffer;
}

/** The keys of one purpose: the first makes, all of them verify. Rotation puts a new one first. */
export interface KeyRing {
  readonly current: Key;
  readonly all: readonly Key[];
  find(id: string): Key | undefined;
}

/** What keys serve: signing sessions and tokens, peppering stored passwords and codes, sealing secrets that must be read again. */
export const keyPurposes = ['session', 'pepper', 'vault'] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

/** The key rings of a running process, by purpose. */
export type Keys = Readonly<Record<KeyPurpose, KeyRing>>;

export const keyFile = (keysDir: string, purpose: KeyPurpose): string => join(keysDir, `${purpose}.keys`);

const newKey = (): Key => ({ id: randomBytes(6).toString('base64url'), secret: randomBytes(32) });

/**
 * Opens the key ring of a purpose, making its first key when there is no file yet.
 * @throws OperatorRefusal when the file is open to other accounts, damaged or empty: a key made anew would lock
 *   everybody out, so it is never replaced silently
 */
export function openKeyRing(keysDir: string, purpose: KeyPurpose): KeyRing {
  const file = keyFile(keysDir, purpose);
  createOnce(keysDir, file);
  if (platform() !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new OperatorRefusal(texts.keyFileOpen(file), exitCodes.permission);
  }
  const all = parse(file);
  const [current] = all;
  if (!current) throw new OperatorRefusal(texts.keyFileEmpty(file), exitCodes.configuration);
  return { current, all, find: (id) => all.find((key) => key.id === id) };
}

/** Opens every ring; see `openKeyRing`. */
export const openKeys = (keysDir: string): Keys => ({
  session: openKeyRing(keysDir, 'session'),
  pepper: openKeyRing(keysDir, 'pepper'),
  vault: openKeyRing(keysDir, 'vault'),
});

/** The keys in the form that OpenSSL wants. Made once: making it costs five times the digest (16 µs against 3). */
const prepared = new WeakMap<Key, KeyObject>();

/** The HMAC-SHA-256 of a text under a key. */
export function macUnder(key: Key, text: string): Buffer {
  let secret = prepared.get(key);
  if (!secret) {
    secret = createSecretKey(key.secret);
    prepared.set(key, secret);
  }
  return createHmac('sha256', secret).update(text).digest();
}

/** Puts a new key first; the older ones go on verifying. Running processes take it at their next start. */
export function rotateKeys(keysDir: string, purpose: KeyPurpose): KeyRing {
  const { all } = openKeyRing(keysDir, purpose);
  write(keyFile(keysDir, purpose), [newKey(), ...all]);
  return openKeyRing(keysDir, purpose);
}

/** Forgets every key but the `kept` newest: what the others made is refused from the next start on. */
export function pruneKeys(keysDir: string, purpose: KeyPurpose, kept: number): KeyRing {
  const { all } = openKeyRing(keysDir, purpose);
  write(keyFile(keysDir, purpose), all.slice(0, Math.max(1, kept)));
  return openKeyRing(keysDir, purpose);
}

/** Several processes may start at once: the link fails for all but the first, whose key serves them all. */
function createOnce(keysDir: string, file: string): void {
  if (statSync(file, { throwIfNoEntry: false })) return;
  mkdirSync(keysDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, format([newKey()]), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function write(file: string, keys: readonly Key[]): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, format(keys), { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

const format = (keys: readonly Key[]): string =>
  keys.map((key) => `${key.id} ${key.secret.toString('base64url')}\n`).join('');

function parse(file: string): Key[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '' || line.startsWith('#')) return [];
      const [, id = '', secret = ''] = /^([\w-]{8}) ([\w-]{43})$/.exec(line.trim()) ?? [];
      if (!id) throw new OperatorRefusal(texts.keyFileBroken(file, index + 1), exitCodes.configuration);
      return [{ id, secret: Buffer.from(secret, 'base64url') }];
    });
}
