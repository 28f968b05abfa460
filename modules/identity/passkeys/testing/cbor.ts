/** What an authenticator writes in CBOR (RFC 8949): whole numbers, bytes, texts, and maps in the order given. */
export type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>;

/** Writes a value in CBOR. */
export function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const pairs = [...value].flatMap(([key, held]) => [cbor(key), cbor(held)]);
  return Buffer.concat([head(5, value.size), ...pairs]);
}

/** The first byte of an item, and as many more as its figure needs. */
function head(kind: number, figure: number): Buffer {
  const first = kind << 5;
  if (figure < 24) return Buffer.from([first | figure]);
  if (figure < 0x100) return Buffer.from([first | 24, figure]);
  if (figure < 0x10000) return Buffer.from([first | 25, figure >> 8, figure & 0xff]);
  const long = Buffer.alloc(5);
  long[0] = first | 26;
  long.writeUInt32BE(figure, 1);
  return long;
}
