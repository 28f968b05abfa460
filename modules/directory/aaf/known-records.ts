import type { ImportConnection } from './connection.ts';

/** Bytes kept of a digest, as four numbers: two records that agree on them are one. */
const BYTES = 16;
const NUMBERS = BYTES / 4;

/**
 * Digests of the records that the directory holds of a source, for the reading threads: what is there already need not be sent to
 * the database in full. One table in shared memory, 32 to 64 bytes a record.
 */
export class KnownRecords {
  /** To be given to another thread, and to the constructor there. */
  readonly shared: SharedArrayBuffer;
  readonly #numbers: Int32Array;
  readonly #mask: number;

  constructor(shared: SharedArrayBuffer) {
    this.shared = shared;
    this.#numbers = new Int32Array(shared);
    this.#mask = this.#numbers.length / NUMBERS - 1;
  }

  /** @param digests the first 16 bytes of each, one after the other */
  static of(digests: Buffer): KnownRecords {
    const count = digests.length / BYTES;
    const places = 2 ** Math.ceil(Math.log2(count * 2 + 1));
    const known = new KnownRecords(new SharedArrayBuffer(places * BYTES));
    for (let at = 0; at < digests.length; at += BYTES) known.#put(digests, at);
    return known;
  }

  has(digest: Buffer): boolean {
    const place = this.#placeOf(digest, 0);
    return this.#isTaken(place);
  }

  #put(digests: Buffer, at: number): void {
    const place = this.#placeOf(digests, at);
    for (let i = 0; i < NUMBERS; i += 1) this.#numbers[place + i] = digests.readInt32LE(at + 4 * i);
  }

  /** Where the digest stands, else the free place where it would. */
  #placeOf(digest: Buffer, at: number): number {
    const first = digest.readInt32LE(at);
    for (let slot = first & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const place = slot * NUMBERS;
      if (!this.#isTaken(place) || this.#isAt(place, digest, at)) return place;
    }
  }

  #isAt(place: number, digest: Buffer, at: number): boolean {
    for (let i = 0; i < NUMBERS; i += 1) if (this.#numbers[place + i] !== digest.readInt32LE(at + 4 * i)) return false;
    return true;
  }

  #isTaken(place: number): boolean {
    for (let i = 0; i < NUMBERS; i += 1) if (this.#numbers[place + i] !== 0) return true;
    return false;
  }
}

/** The records of people that the directory holds of a source; undefined when it holds none. */
export async function knownRecords(connection: ImportConnection, source: string): Promise<KnownRecords | undefined> {
  const [row] = await connection.rows<{ digests: Buffer | null }>(
    `select string_agg(substring(digest for ${BYTES}), ''::bytea) as digests
     from directory.person_sources where source = :source and gone_on is null`,
    { source },
  );
  return row?.digests ? KnownRecords.of(row.digests) : undefined;
}
