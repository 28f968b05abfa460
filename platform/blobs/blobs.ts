import type { Readable } from 'node:stream';

/** What was written under a key, measured while it was written. */
export interface Written {
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** Bytes `from` to `to`, both included, as in a range request. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Keeps large values that rows only name. It knows no person and no school: who may read one is asked where the row is. A key is written
 * once and never changed, so that a reader always gets the whole of one value.
 */
export interface BlobStore {
  /**
   * Writes everything that the source gives; it is there whole and lasting once this ends, or not at all.
   * @throws StoreFull when there is no room; whatever the source throws
   */
  put(key: string, source: AsyncIterable<Uint8Array>): Promise<Written>;
  /** @throws BlobMissing when there is none under this key */
  read(key: string, range?: Range): Promise<Readable>;
  /** Bytes, or undefined when there is none. */
  sizeOf(key: string): Promise<number | undefined>;
  /** Really gone when this ends; none there is no error. */
  remove(key: string): Promise<void>;
  /** Every key written before that instant, in no order: to find what no row names. */
  keysBefore(instant: Date): AsyncIterable<string>;
}

/** Names of values: letters, digits, dot and hyphen. */
const KEY = /^[a-z0-9][a-z0-9.-]{7,99}$/;

/** @throws Error when it could lead out of its folder: keys are made by us, never by somebody */
export function checkKey(key: string): void {
  if (!KEY.test(key) || key.includes('..') || key.endsWith('.part')) throw new Error('not a key of a blob');
}

export class BlobMissing extends Error {
  constructor(key: string) {
    super(`no blob ${key}`);
    this.name = 'BlobMissing';
  }
}

/** There is no room left: on the disk, or in what the store grants us. */
export class StoreFull extends Error {
  constructor(cause: unknown) {
    super('the store of files is full', { cause });
    this.name = 'StoreFull';
  }
}

/** All of a value that is known to be small (a picture). */
export async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A value held in memory, as a source. */
export async function* sourceOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
