import { Refusal } from '../contract/refusal.ts';

const MINUTE = 60_000;

/**
 * A flood stop per address and endpoint, in the process: it protects the machine, not an account (identity throttles accounts in
 * the database). Sized so that a whole collège behind one address never meets it.
 */
export class RateLimits {
  readonly #counts = new Map<string, { count: number; ends: number }>();
  #sweepAt = 0;

  /**
   * Counts one request of `key` (an endpoint and a network) at the instant `now` (milliseconds); past `perMinute` it refuses with the
   * seconds to wait. A minute begins with the first request that is counted in it.
   */
  count(key: string, perMinute: number, now: number): void {
    if (now >= this.#sweepAt) this.#sweep(now);
    const counted = this.#counts.get(key);
    if (!counted || counted.ends <= now) {
      this.#counts.set(key, { count: 1, ends: now + MINUTE });
      return;
    }
    counted.count += 1;
    if (counted.count > perMinute)
      throw new Refusal('platform.too-many-requests', { seconds: Math.ceil((counted.ends - now) / 1000) });
  }

  /** Forgets the minutes that are over, once a minute: a timer for each address would cost more than the count. */
  #sweep(now: number): void {
    for (const [key, { ends }] of this.#counts) if (ends <= now) this.#counts.delete(key);
    this.#sweepAt = now + MINUTE;
  }
}
