import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { keyFile, openKeyRing, pruneKeys, rotateKeys } from './keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'preau-keys-'));
after(() => rmSync(folder, { recursive: true }));

describe('key rings', () => {
  it('are made once, for us alone, and stay', () => {
    const first = openKeyRing(join(folder, 'a'), 'session');
    assert.equal(first.current.secret.length, 32);
    assert.equal(statSync(keyFile(join(folder, 'a'), 'session')).mode & 0o777, 0o600);
    assert.deepEqual(openKeyRing(join(folder, 'a'), 'session').all, first.all);
  });

  it('keep what older keys made verifiable after a rotation, until pruned', () => {
    const before = openKeyRing(folder, 'pepper').current;
    const rotated = rotateKeys(folder, 'pepper');
    assert.notEqual(rotated.current.id, before.id);
    assert.deepEqual(rotated.find(before.id), before);
    assert.equal(pruneKeys(folder, 'pepper', 1).find(before.id), undefined);
    assert.deepEqual(openKeyRing(folder, 'pepper').current, rotated.current);
  });

  it('are refused when others can read them, or when damaged, and are then left as they are', () => {
    const file = keyFile(folder, 'session');
    openKeyRing(folder, 'session');
    chmodSync(file, 0o644);
    assert.throws(() => openKeyRing(folder, 'session'), /chmod 600/);
    chmodSync(file, 0o600);
    writeFileSync(file, 'not a key\n');
    assert.throws(() => openKeyRing(folder, 'session'), /ligne 1/);
    writeFileSync(file, '# nothing\n');
    assert.throws(() => openKeyRing(folder, 'session'), /aucune clé/);
    assert.equal(readFileSync(file, 'utf8'), '# nothing\n');
  });
});
