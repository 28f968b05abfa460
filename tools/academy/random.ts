/**
 * Seeded randomness: the same parts always give the same stream, on every machine. Each subject of the generator
 * (a sector's families, its staff, its changes of the next day…) draws from its own stream, so that asking for a
 * delta, or drawing one more value somewhere, never moves the rest.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(...parts: (string | number)[]) {
    // FNV-1a over the text of the parts, then a counter-based mix to fill the four words of state.
    let hash = 0x811c9dc5;
    for (const char of parts.join('/')) {
      hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
    }
    const word = () => {
      hash = (hash + 0x9e3779b9) | 0;
      let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      return mixed ^ (mixed >>> 16);
    };
    this.#a = word();
    this.#b = word();
    this.#c = word();
    this.#d = word() | 1;
  }

  /** A number in [0, 1), by xoshiro128**. */
  next(): number {
    const spun = Math.imul(this.#b, 5);
    const result = Math.imul((spun << 7) | (spun >>> 25), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return (result >>> 0) / 4294967296;
  }

  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One item of a list that must not be empty. */
  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)];
    if (item === undefined) throw new Error('cannot pick from an empty list');
    return item;
  }

  /** One item, the first ones much more often than the last ones: the way surnames are shared out. */
  pickFrequent<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() ** 1.6 * list.length)];
    if (item === undefined) throw new Error('cannot pick from an empty list');
    return item;
  }

  /** Shuffles the list in place and returns it. */
  shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = Math.floor(this.next() * (i + 1));
      const kept = list[i] as T;
      list[i] = list[j] as T;
      list[j] = kept;
    }
    return list;
  }
}
