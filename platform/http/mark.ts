/** A place in a list as an opaque text for addresses: the values of the last row's order. */
export const writeMark = (values: readonly string[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** The values of a mark of that many; undefined when there is none or it was tampered with: the list then starts over. */
export function readMark(mark: string | undefined, length: number): string[] | undefined {
  if (!mark) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(mark, 'base64url').toString());
    const fits =
      Array.isArray(values) && values.length === length && values.every((value) => typeof value === 'string');
    return fits ? (values as string[]) : undefined;
  } catch {
    return undefined;
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** As `readMark`, when the last value must be an id. */
export function readMarkWithId(mark: string | undefined, length: number): string[] | undefined {
  const values = readMark(mark, length);
  return values && UUID.test(values.at(-1) ?? '') ? values : undefined;
}
