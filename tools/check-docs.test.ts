import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadEnds } from './check-docs.ts';

const known = {
  exists: (path: string) => ['docs/use/start.md', 'app/cli.ts'].includes(path),
  scripts: new Set(['bench']),
  roots: new Set(['docs', 'app']),
};

test('a dead link, a dead path and an unknown command are named', () => {
  const text = '[a](start.md) [b](gone.md#x) `app/cli.ts` `app/gone.ts` `npm run bench -- home` `npm run gone`';
  assert.deepEqual(deadEnds({ path: 'docs/use/index.md', text }, known), [
    'docs/use/index.md names gone.md, which does not exist',
    'docs/use/index.md names app/gone.ts, which does not exist',
    'docs/use/index.md names "npm run gone", which is not a script',
  ]);
});

test('addresses, patterns and words that only look like paths are left alone', () => {
  const text = '[a](https://example.invalid/x) `app/<name>.ts` `docs/decisions/NNNN-x.md` `text/html` `and/or`';
  assert.deepEqual(deadEnds({ path: 'README.md', text }, known), []);
});
