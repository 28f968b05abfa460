import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ecoIndex } from './ecoindex.ts';

test('EcoIndex gives the published examples', () => {
  const examples = [
    [300, 20, 200, 81],
    [400, 25, 300, 76],
    [500, 25, 350, 71],
    [600, 30, 500, 66],
    [800, 25, 300, 61],
    [1200, 30, 500, 51],
  ] as const;
  for (const [elements, requests, kilobytes, expected] of examples)
    assert.equal(Math.round(ecoIndex({ elements, requests, kilobytes })), expected);
});

test('EcoIndex is bounded: an empty page has 100, the heaviest 0', () => {
  assert.equal(ecoIndex({ elements: 0, requests: 0, kilobytes: 0 }), 100);
  assert.equal(ecoIndex({ elements: 1e6, requests: 1e6, kilobytes: 1e6 }), 0);
});
