import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Key, KeyRing } from '../config/keys.ts';
import { isSealedByOlder, seal, unseal } from './seal.ts';

const ringOf = (...all: readonly [Key, ...Key[]]): KeyRing => ({
  current: all[0],
  all,
  find: (id) => all.find((key) => key.id === id),
});
const keyNamed = (id: string): Key => ({ id, secret: randomBytes(32) });

describe('a sealed secret', () => {
  const former = keyNamed('former-1');
  const ring = ringOf(former);
  const secret = randomBytes(20);

  it('is read again by its owner alone', () => {
    const sealed = seal(ring, 'authenticator:1', secret);
    assert.deepEqual(unseal(ring, 'authenticator:1', sealed), secret);
    assert.equal(unseal(ring, 'authenticator:2', sealed), undefined);
  });

  it('never looks the same twice, and opens no more once altered', () => {
    const sealed = seal(ring, 'a', secret);
    assert.notEqual(seal(ring, 'a', secret), sealed);
    for (let at = 9; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const altered = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
      // The last sign may hold bits that base64 drops: then nothing was altered.
      if (Buffer.from(altered.slice(9), 'base64url').equals(Buffer.from(sealed.slice(9), 'base64url'))) continue;
      assert.equal(unseal(ring, 'a', altered), undefined);
    }
    for (const broken of ['', '.', 'former-1.', 'former-1.AAAA', sealed.slice(0, 30)])
      assert.equal(unseal(ring, 'a', broken), undefined);
  });

  it('survives a new key, until the former is forgotten', () => {
    const sealed = seal(ring, 'a', secret);
    const next = keyNamed('newest-1');
    const rotated = ringOf(next, former);
    assert.deepEqual(unseal(rotated, 'a', sealed), secret);
    assert.equal(isSealedByOlder(rotated, sealed), true);
    assert.equal(isSealedByOlder(rotated, seal(rotated, 'a', secret)), false);
    assert.equal(unseal(ringOf(next), 'a', sealed), undefined);
  });
});
