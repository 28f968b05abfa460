import { createHash } from 'node:crypto';
import type { FoundCopy } from '../../../platform/moderation/reportable.ts';

/** A copy with where it lies. */
export interface PlacedCopy extends FoundCopy {
  readonly place: string;
}

/** SHA-256 of what a copy says: the same for all copies of one text. */
export const digestOf = ({ title, words }: Pick<FoundCopy, 'title' | 'words'>): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([title, words]))
    .digest();

/** What a sealed copy is known by; instants to the millisecond. */
export interface SealedCopy {
  readonly place: string;
  readonly subject: string;
  readonly authorId: string;
  readonly sentAt: Date;
  readonly recipients: number;
  readonly digest: Buffer;
}

/** SHA-256 over all copies in the order of their places and ids: one that is changed, added or missing shows. */
export function sealOf(copies: readonly SealedCopy[]): Buffer {
  const hash = createHash('sha256');
  const key = ({ place, subject }: SealedCopy): string => `${place}:${subject}`;
  for (const copy of [...copies].sort((one, other) => (key(one) < key(other) ? -1 : 1))) {
    const { place, subject, authorId, sentAt, recipients, digest } = copy;
    hash.update(JSON.stringify([place, subject, authorId, sentAt.getTime(), recipients, digest.toString('hex')]));
  }
  return hash.digest();
}
