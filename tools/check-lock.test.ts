import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gapsOf } from './check-lock.ts';

const sealed = { version: '1.0.0', integrity: 'sha512-x' };

test('a platform package that the lock leaves out is named', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/tool': { ...sealed, optionalDependencies: { '@tool/linux': '1', '@tool/mac': '1' } },
      'node_modules/@tool/linux': sealed,
    },
  };
  assert.deepEqual(gapsOf(lock, {}), ['package-lock.json: node_modules/tool may need @tool/mac, which is not locked']);
});

test('a package without integrity and a version that may drift are named', () => {
  const found = gapsOf(
    { packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } },
    { dependencies: { a: '^1.0.0' }, devDependencies: { b: '2.0.0-beta.17' } },
  );
  assert.deepEqual(found, [
    'package-lock.json: node_modules/a has no integrity',
    'package.json: a is ^1.0.0, not an exact version',
  ]);
});
