import type { Evidence } from '../../../platform/moderation/reportable.ts';
import type { EntryRow } from '../reports/queries.ts';
import type { Standing } from './rules.ts';

/** The evidence of an entry as it was sealed: instants are texts there. */
export type SealedEvidence = Omit<Evidence, 'at'> & {
  readonly at: string;
  readonly place: string;
  readonly subject: string;
};

/** What an entry says, as it was sealed. */
export interface Said {
  readonly words?: string;
  readonly told?: string;
  readonly toId?: string;
  readonly person?: { readonly name: string } | null;
}

export const saidIn = ({ content }: Pick<EntryRow, 'content'>): Said =>
  (JSON.parse(content) as { readonly said: Said }).said;

export const evidenceIn = (entries: readonly EntryRow[]): SealedEvidence | undefined => {
  const entry = entries.find(({ kind }) => kind === 'evidence');
  return entry && (JSON.parse(entry.content) as { readonly said: SealedEvidence }).said;
};

/** How a report stands, from its entries alone. */
export function standingOf(
  entries: readonly EntryRow[],
  {
    closedAt,
    outside,
    canHide,
  }: { readonly closedAt: Date | null; readonly outside: boolean; readonly canHide: boolean },
): Standing {
  const evidence = evidenceIn(entries);
  const shown = entries.filter(({ kind }) => kind === 'hidden' || kind === 'restored').at(-1)?.kind;
  return {
    closed: closedAt !== null,
    taken: entries.some(({ kind }) => kind === 'taken'),
    outside,
    hasContent: canHide && evidence !== undefined,
    isHidden: shown === 'hidden',
    hasAuthor: Boolean(evidence?.author),
  };
}
