import type { Degree } from './model.ts';

type Kind = 'pupil' | 'guardian' | 'staff';

/**
 * Identifiers of the academy, per degree and kind, growing with holes as real ones do. The demonstration and the large
 * sizes draw from ranges of their own, so that both may live in one database; below the start of each range a hundred
 * numbers stay free for the named people.
 */
export class Identifiers {
  #next: Record<`${Degree}${Kind}`, number>;
  #ine: number;
  readonly #ineOffset: number;
  #siecle: number;

  /** `nextDay`: those of the newcomers of a Delta, far above any that a full delivery reaches. */
  constructor(demo: boolean, nextDay = false) {
    const base = demo ? 100_000 : 1_000_000;
    const at = (digits: number) => digits * base + 100 + (nextDay ? base * 0.9 : 0);
    this.#next = {
      '1pupil': at(demo ? 81 : 41),
      '1guardian': at(demo ? 83 : 43),
      '1staff': at(demo ? 85 : 45),
      '2pupil': at(demo ? 71 : 31),
      '2guardian': at(demo ? 73 : 33),
      '2staff': at(demo ? 75 : 35),
    };
    this.#ineOffset = demo ? 411_203_977 : 137_560_281;
    this.#siecle = (demo ? 610_000 : 1_200_000) + (nextDay ? 90_000_000 : 0);
    this.#ine = nextDay ? 5_000_000 : 0;
  }

  next(degree: Degree, kind: Kind): string {
    const key = `${degree}${kind}` as const;
    const id = this.#next[key];
    this.#next[key] = id + 1 + (id % 3);
    return String(id);
  }

  /** A national pupil number nobody else gets: nine digits and two letters, or the older ten digits and one. */
  ine(): string {
    const rank = this.#ine++;
    // 387,420,489 is coprime with the modulus: a walk that never meets itself within a billion pupils.
    const digits = String((rank * 387_420_489 + this.#ineOffset) % 999_999_937).padStart(9, '0');
    const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ';
    const first = letters.charAt((rank * 7) % 23);
    const second = letters.charAt((rank * 11 + 5) % 23);
    return rank % 9 === 4 ? `${digits}${rank % 10}${first}` : `${digits}${first}${second}`;
  }

  /** The SIECLE number of a collège pupil. */
  siecle(): string {
    this.#siecle += 2;
    return String(this.#siecle);
  }
}
