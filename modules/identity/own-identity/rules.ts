import type { OwnRecord, SheetFact } from '../../directory/index.ts';
import type { ComparedWith, Comparison } from '../federation/links/compare.ts';
import type { Fact } from './contract.ts';

/** A comparison with a provider, as it was kept. */
export interface KeptComparison {
  readonly provider: string;
  readonly comparedAt: Date;
  readonly certifiedAt: Date | null;
  readonly compared: Comparison;
  /** Null: from before digests were kept. */
  readonly comparedWith: ComparedWith | null;
}

const comparedFacts = ['familyName', 'givenName', 'birthDate'] as const;
type ComparedFact = (typeof comparedFacts)[number];

/** The compared facts of which we hold something else today. */
export const changedSince = ({ comparedWith }: KeptComparison, now: ComparedWith): ComparedFact[] =>
  comparedWith ? comparedFacts.filter((fact) => comparedWith[fact] !== now[fact]) : [];

/** Whether the identity is certified still: it was, and nothing of it changed. */
export const isStillCertified = (kept: KeptComparison, now: ComparedWith): boolean =>
  kept.certifiedAt !== null && changedSince(kept, now).length === 0;

/** Where a fact is put right. What the academy delivers is corrected in its own file, which the school keeps. */
export function whereToCorrect(fact: SheetFact, owner: 'academy' | 'school' | 'person' | undefined): Fact['correct'] {
  if (fact === 'email' || fact === 'mobile' || fact === 'phone') return 'own-contact';
  if (fact === 'usedName') return 'own-name';
  return owner === 'academy' ? 'academy' : 'school';
}

interface Known {
  readonly record: Pick<OwnRecord, 'facts'>;
  readonly comparison: KeptComparison | undefined;
  readonly now: ComparedWith;
  /** When the e-mail address of the record was confirmed by a link sent to it. */
  readonly emailConfirmedAt: Date | null;
}

/** The facts of the sheet: verified means that somebody other than who entered it compared or confirmed it, and that it is still the same. */
export function factsOf({ record, comparison, now, emailConfirmedAt }: Known): Fact[] {
  const changed: readonly string[] = comparison ? changedSince(comparison, now) : [];
  const verified = (fact: SheetFact, value: string | null): Fact['verified'] => {
    if (value === null) return null;
    if (fact === 'email') return emailConfirmedAt ? { by: '', how: 'confirmed', at: emailConfirmedAt } : null;
    const isCompared = fact === 'familyName' || fact === 'givenName' || fact === 'birthDate';
    if (!comparison || !isCompared || comparison.compared[fact] !== 'same' || changed.includes(fact)) return null;
    return { by: comparison.provider, how: 'compared', at: comparison.comparedAt };
  };
  return record.facts.map(({ fact, value, from }) => ({
    fact,
    value,
    from,
    verified: verified(fact, value),
    correct: whereToCorrect(fact, from?.owner),
  }));
}
