import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { seasonOf } from './season.ts';

test('what was chosen since the first of July counts for the year that begins in September, until the next July', () => {
  equal(seasonOf('2026-07-01'), '2026-07-01');
  equal(seasonOf('2026-11-24'), '2026-07-01');
  equal(seasonOf('2027-06-30'), '2026-07-01');
  equal(seasonOf('2027-08-30'), '2027-07-01');
});
