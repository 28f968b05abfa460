/** Seconds that the steps of a delivery take, by name; a step met twice adds up. */
export class Stopwatch {
  readonly seconds: Record<string, number> = {};

  async timed<T>(step: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.add(step, performance.now() - start);
    }
  }

  add(step: string, milliseconds: number): void {
    this.seconds[step] = (this.seconds[step] ?? 0) + milliseconds / 1000;
  }
}
