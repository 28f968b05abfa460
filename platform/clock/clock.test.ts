import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, fixedClock } from './clock.ts';

test('the day turns at midnight of the school, in winter and in summer', () => {
  deepEqual(
    ['2026-11-24T22:59:59Z', '2026-11-24T23:00:00Z', '2026-07-01T21:59:59Z', '2026-07-01T22:00:00Z'].map((at) =>
      dayOf(new Date(at)),
    ),
    ['2026-11-24', '2026-11-25', '2026-07-01', '2026-07-02'],
  );
});

test('the days on which the hour changes have one name from end to end', () => {
  deepEqual(
    ['2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z'].map((at) =>
      dayOf(new Date(at)),
    ),
    ['2026-03-29', '2026-03-29', '2026-10-25', '2026-10-25'],
  );
});

test('a clock of tests stands still until it is told to move', () => {
  const clock = fixedClock('2026-11-24T07:30:00Z');
  equal(clock.now().getTime(), clock.now().getTime());
  clock.advance(60_000);
  equal(clock.now().toISOString(), '2026-11-24T07:31:00.000Z');
});
