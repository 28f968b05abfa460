import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openProduct } from './product.ts';

test('the ten people whom one may become bear their plain names, at every start; a namesake bears the number', async () => {
  const product = await openProduct();
  assert.deepEqual(
    product.people.map(({ login }) => login),
    [
      'awa.diallo',
      'ibrahim.diallo',
      'aminata.diallo',
      'claire.roux',
      'julien.petit',
      'karim.benali',
      'sofia.ferreira',
      'nadia.lopes',
      'helene.garnier',
      'thomas.vidal',
    ],
  );
  const namesakes = await product.query<{ login: string }>(
    "select login from identity.accounts where login like 'julien.petit%' order by login",
  );
  assert.deepEqual(
    namesakes.map(({ login }) => login),
    ['julien.petit', 'julien.petit2'],
  );
});
