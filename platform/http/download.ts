import type { Readable } from 'node:stream';

/** A file that the browser keeps instead of showing it. */
export interface Download {
  readonly name: string;
  /** Media type, with its charset for a text. */
  readonly type: string;
  /** All of it, or a stream that is sent as it comes. */
  readonly content: string | Readable;
}

/** A picture that pages show. */
export interface ShownPicture {
  /** WebP. */
  readonly bytes: Uint8Array;
  /** Seconds for which the browser may keep it: how long after a consent ends it may still be seen there; 0: never kept. */
  readonly keptFor: number;
  /** Anybody may see it: caches between us and the reader may keep it too. */
  readonly isPublic?: boolean;
}

/** The header that names the file, whatever its letters. */
export const attachment = (name: string): string =>
  `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escapeSign)}`;

const escapeSign = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
