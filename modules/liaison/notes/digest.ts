import { createHash } from 'node:crypto';
import type { Given, Outcome, Question } from './rules.ts';

const sha256 = (parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The fingerprint of a text: what was shown, word by word. The same text gives the same 64 figures. */
export const textDigest = (text: {
  readonly title: string;
  readonly plain: string;
  readonly questions: readonly Question[];
}): string =>
  sha256([text.title, text.plain, text.questions.map(({ kind, label, options }) => [kind, label, options])]);

/** The seal of a signature: which text, for whom, by whom, what and when. */
export const sealOf = (signed: {
  readonly digest: string;
  readonly pupilUid: string;
  readonly guardianUid: string;
  readonly outcome: Outcome;
  readonly given: Given;
  readonly answeredAt: Date;
}): string =>
  sha256([
    signed.digest,
    signed.pupilUid,
    signed.guardianUid,
    signed.outcome,
    signed.given,
    signed.answeredAt.toISOString(),
  ]);
