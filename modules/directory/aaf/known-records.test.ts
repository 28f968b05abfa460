import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { KnownRecords } from './known-records.ts';

test('what was put in is known in every thread, and nothing else is', () => {
  const digest = (number: number): Buffer => hash('sha256', `record ${number}`, 'buffer');
  const digests = Buffer.concat(Array.from({ length: 3000 }, (_, number) => digest(number).subarray(0, 16)));
  // Two that begin alike stand side by side.
  const twin = Buffer.concat([digest(5).subarray(0, 12), Buffer.from('abcd')]);
  const { shared } = KnownRecords.of(Buffer.concat([digests, twin]));
  const known = new KnownRecords(shared);
  for (let number = 0; number < 3000; number += 1) assert.ok(known.has(digest(number)));
  for (let number = 3000; number < 6000; number += 1) assert.ok(!known.has(digest(number)));
  assert.ok(known.has(twin));
  assert.ok(!known.has(Buffer.concat([digest(5).subarray(0, 12), Buffer.from('abce')])));
});
