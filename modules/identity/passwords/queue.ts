import { Refusal } from '../../../platform/contract/refusal.ts';

/** Past this many waiting, somebody would wait longer than a browser does. */
const LONGEST_QUEUE = 1500;

/** Runs at most `limit` pieces of work at once, the others in the order they came; refuses when the queue is too long to wait. */
export function atMost(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= limit) {
      if (waiting.length >= LONGEST_QUEUE) throw new Refusal('platform.too-many-requests', { seconds: 10 });
      await new Promise<void>((start) => waiting.push(start));
    } else running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody who comes now passes before those who wait.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
