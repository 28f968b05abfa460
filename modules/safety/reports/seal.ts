import { createHash } from 'node:crypto';

/** JSON whose keys are sorted at every depth: the same content always gives the same bytes. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Date)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );

const NONE = Buffer.alloc(32);

/** The seal of an entry: SHA-256 over the seal before it, the report, the entry's place, and its content. */
export const sealOf = (before: Buffer | null, reportId: string, rank: number, content: string): Buffer =>
  createHash('sha256')
    .update(before ?? NONE)
    .update(`${reportId}\n${rank}\n`)
    .update(content)
    .digest();

export interface Sealed {
  readonly rank: number;
  readonly content: string;
  readonly seal: Buffer;
}

/** Whether these entries of a report, in their order from the first, are the ones that were sealed: none changed, none taken out. */
export function isIntact(reportId: string, entries: readonly Sealed[]): boolean {
  let before: Buffer | null = null;
  for (const [at, entry] of entries.entries()) {
    if (entry.rank !== at + 1 || !sealOf(before, reportId, entry.rank, entry.content).equals(entry.seal)) return false;
    before = entry.seal;
  }
  return entries.length > 0;
}
