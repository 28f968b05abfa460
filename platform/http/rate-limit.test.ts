import { doesNotThrow, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { RateLimits } from './rate-limit.ts';

const start = Date.UTC(2026, 10, 24, 8);

test('an address that asks too often waits for the end of its minute, the others do not', () => {
  const limits = new RateLimits();
  for (let number = 0; number < 3; number += 1) limits.count('page 10.0.0.1', 3, start + number * 1000);
  throws(() => limits.count('page 10.0.0.1', 3, start + 40_500), {
    code: 'platform.too-many-requests',
    details: { seconds: 20 },
  });
  doesNotThrow(() => limits.count('page 10.0.0.2', 3, start + 40_500));
  doesNotThrow(() => limits.count('other 10.0.0.1', 3, start + 40_500));
  doesNotThrow(() => limits.count('page 10.0.0.1', 3, start + 60_000));
});

test('a minute that began late is not forgotten with the older ones', () => {
  const limits = new RateLimits();
  limits.count('page 10.0.0.1', 1, start);
  limits.count('page 10.0.0.2', 1, start + 59_000);
  throws(() => limits.count('page 10.0.0.2', 1, start + 61_000), { code: 'platform.too-many-requests' });
});
