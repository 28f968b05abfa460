import { createHash } from 'node:crypto';
import { type Key, type Keys, macUnder } from '../../../platform/config/keys.ts';
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
function digestOfAll(copies: readonly SealedCopy[]): string {
  const hash = createHash('sha256');
  const key = ({ place, subject }: SealedCopy): string => `${place}:${subject}`;
  for (const copy of [...copies].sort((one, other) => (key(one) < key(other) ? -1 : 1))) {
    const { place, subject, authorId, sentAt, recipients, digest } = copy;
    hash.update(JSON.stringify([place, subject, authorId, sentAt.getTime(), recipients, digest.toString('hex')]));
  }
  return hash.digest('hex');
}

const under = (key: Key, copies: readonly SealedCopy[]): Buffer =>
  macUnder(key, `safety.campaign\n${digestOfAll(copies)}`);

/** The seal of all copies: whoever writes to the database, but does not hold the platform's key, can make none. */
export const sealOf = ({ vault }: Pick<Keys, 'vault'>, copies: readonly SealedCopy[]): Buffer =>
  under(vault.current, copies);

/** Whether these are the copies that were sealed, under the present key or an older one. */
export const isSealed = ({ vault }: Pick<Keys, 'vault'>, copies: readonly SealedCopy[], seal: Buffer): boolean =>
  vault.all.some((key) => under(key, copies).equals(seal));
