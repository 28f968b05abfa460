/** What an `Upload-Metadata` header says: keys, each with a value in base64. What does not fit counts as not said. */
export function readMetadata(header: string | undefined): ReadonlyMap<string, string> {
  const pairs = (header ?? '').slice(0, 4_000).split(',');
  return new Map(
    pairs.flatMap((pair) => {
      const [key = '', value = ''] = pair.trim().split(' ');
      return /^[\w-]{1,40}$/.test(key) ? [[key, Buffer.from(value, 'base64').toString('utf8')] as const] : [];
    }),
  );
}

/** A whole number of bytes. */
export const readLength = (header: string | undefined): number | undefined =>
  /^\d{1,13}$/.test(header ?? '') ? Number(header) : undefined;

/** `sha256 <base64>`, in hexadecimal; undefined when none is given. @throws nothing: another algorithm is `''`, which nothing equals */
export function readChecksum(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [algorithm, value = ''] = header.trim().split(' ');
  return algorithm === 'sha256' ? Buffer.from(value, 'base64').toString('hex') : '';
}
