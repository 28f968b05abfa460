import type { Readable } from 'node:stream';

/** Bytes that somebody sent, as they leave: their own headers beside those that keep them harmless. */
export interface Served {
  readonly status: 200 | 206 | 416;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Readable | string;
}

/** What a request asks of a value of that many bytes. */
export type Asked =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly from: number; readonly to: number }
  | { readonly kind: 'none' };

/** Reads a `Range` header of one range, as RFC 9110 lays down; several at once, or anything else, count as none asked for. */
export function rangeOf(header: string | undefined, bytes: number): Asked {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return { kind: 'whole' };
  const [, first = '', last = ''] = found;
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const to = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return from >= bytes || from > to ? { kind: 'none' } : { kind: 'part', from, to };
}
