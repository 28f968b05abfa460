import { type Key, type Keys, macUnder } from '../../../platform/config/keys.ts';

/** JSON whose keys are sorted at every depth: the same content always gives the same bytes. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Date)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );

const under = (key: Key, before: Buffer | null, reportId: string, rank: number, content: string): Buffer =>
  macUnder(key, `safety.report\n${before?.toString('hex') ?? ''}\n${reportId}\n${rank}\n${content}`);

/**
 * The seal of an entry, over the seal before it, the report, the entry's place, and its content. It is made with a key that no database holds:
 * whoever writes there alone can change an entry, but not seal it.
 */
export const sealOf = (
  { vault }: Pick<Keys, 'vault'>,
  before: Buffer | null,
  reportId: string,
  rank: number,
  content: string,
): Buffer => under(vault.current, before, reportId, rank, content);

export interface Sealed {
  readonly rank: number;
  readonly content: string;
  readonly seal: Buffer;
}

/** Whether these entries of a report, in their order from the first, are the ones that were sealed: none changed, none taken out. */
export function isIntact({ vault }: Pick<Keys, 'vault'>, reportId: string, entries: readonly Sealed[]): boolean {
  let before: Buffer | null = null;
  for (const [at, { rank, content, seal }] of entries.entries()) {
    const former = before;
    if (rank !== at + 1 || !vault.all.some((key) => under(key, former, reportId, rank, content).equals(seal)))
      return false;
    before = seal;
  }
  return entries.length > 0;
}
