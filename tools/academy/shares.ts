import type { Random } from './random.ts';

/**
 * Shares `total` whole things in proportion to `weights`, at least `least` to each; the sum is exact. Leftovers go to the
 * largest remainders, the earlier first when equal.
 */
export function share(total: number, weights: readonly number[], least = 0): number[] {
  const free = total - least * weights.length;
  if (free < 0) throw new Error(`${total} cannot give ${least} to each of ${weights.length}`);
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (free * weight) / sum);
  const parts = exact.map((value) => Math.floor(value));
  const missing = free - parts.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts.map((part) => part + least);
}

/** `count` class sizes between `low` and `high` whose sum is exactly `total`. */
export function classSizes(random: Random, total: number, count: number, low: number, high: number): number[] {
  if (total < low * count || total > high * count) throw new Error(`${total} pupils do not fit ${count} classes`);
  const sizes = Array.from({ length: count }, () => random.between(low, high));
  let missing = total - sizes.reduce((a, b) => a + b, 0);
  while (missing !== 0) {
    const index = random.between(0, count - 1);
    const size = sizes[index] ?? low;
    const step = missing > 0 ? 1 : -1;
    if (size + step < low || size + step > high) continue;
    sizes[index] = size + step;
    missing -= step;
  }
  return sizes;
}
