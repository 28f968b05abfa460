/**
 * EcoIndex, by its published method: where a page stands among the pages of the web, in twentieths, for its elements, its
 * requests and its weight; the first counts three times, the second twice.
 */
export interface Weight {
  /** Elements in the document. */
  readonly elements: number;
  readonly requests: number;
  /** Kilobytes (1,000 bytes) that crossed the network. */
  readonly kilobytes: number;
}

const elementBounds = [
  0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601,
];
const requestBounds = [0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920];
const kilobyteBounds = [
  0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06, 2465.37,
  2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26,
];

/** The twentieth in which a value stands, with its place inside it: 0 to 20. */
function rank(bounds: readonly number[], value: number): number {
  const above = bounds.findIndex((bound) => value < bound);
  if (above === -1) return bounds.length - 1;
  if (above === 0) return 0;
  const low = bounds[above - 1] as number;
  const high = bounds[above] as number;
  return above - 1 + (value - low) / (high - low);
}

/** 100 for nothing at all, 0 for the heaviest pages. */
export function ecoIndex({ elements, requests, kilobytes }: Weight): number {
  const burden =
    3 * rank(elementBounds, elements) + 2 * rank(requestBounds, requests) + rank(kilobyteBounds, kilobytes);
  return 100 - (5 * burden) / 6;
}
