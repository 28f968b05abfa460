/** Seconds that the steps of a delivery take, by name; a step met twice adds up. */
export class Stopwatch {
  readonly seconds: Record<string, number> = {};

  async timed<T>(step: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.seconds[step] = (this.seconds[step] ?? 0) + (performance.now() - start) / 1000;
    }
  }
}
