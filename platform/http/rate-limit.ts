import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Refusal } from '../contract/refusal.ts';

/**
 * A flood stop per address and endpoint, in the process: it protects the machine, not an account (identity throttles accounts in
 * the database). Sized so that a whole collège behind one address never meets it.
 */
export class RateLimits {
  readonly #limiters = new Map<number, RateLimiterMemory>();

  /** Counts one request of `address` on `endpoint`; past `perMinute` it refuses with the seconds to wait. */
  async count(address: string, endpoint: string, perMinute: number): Promise<void> {
    let limiter = this.#limiters.get(perMinute);
    if (!limiter) {
      limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
      this.#limiters.set(perMinute, limiter);
    }
    try {
      await limiter.consume(`${endpoint}|${address}`);
    } catch (rejection) {
      const wait =
        rejection && typeof rejection === 'object' && 'msBeforeNext' in rejection
          ? Number(rejection.msBeforeNext)
          : 60_000;
      throw new Refusal('platform.too-many-requests', { seconds: Math.ceil(wait / 1000) });
    }
  }
}
