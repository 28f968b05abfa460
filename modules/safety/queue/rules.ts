import type { Step } from '../reports/contract.ts';

/** How a report stands, as far as steps depend on it. */
export interface Standing {
  readonly closed: boolean;
  readonly taken: boolean;
  readonly outside: boolean;
  /** It is about a content of a kind that can be hidden. */
  readonly hasContent: boolean;
  readonly isHidden: boolean;
  readonly hasAuthor: boolean;
}

/** What may be done about a report now, in the order in which it is offered. */
export function stepsNow(standing: Standing): Step[] {
  const { closed, taken, outside, hasContent, isHidden, hasAuthor } = standing;
  const content: Step[] = hasContent ? [isHidden ? 'restored' : 'hidden'] : [];
  if (closed) return [...content, 'noted', 'reopened'];
  return [
    ...(taken ? [] : ['taken' as const]),
    ...content,
    ...(hasAuthor ? ['warned' as const] : []),
    'answered',
    'noted',
    'family',
    ...(outside ? [] : ['handed-on' as const]),
    'closed',
  ];
}

/** Steps that say nothing without words. */
export const needsWords = (step: Step): boolean =>
  step === 'warned' ||
  step === 'answered' ||
  step === 'noted' ||
  step === 'family' ||
  step === 'handed-on' ||
  step === 'closed';
