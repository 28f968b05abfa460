/** How the pupils of a class write: not at all, each message read first by an adult, or within the hours of the school. */
export const classModes = ['closed', 'moderated', 'free'] as const;
export type ClassMode = (typeof classModes)[number];

/** What holds for a class where nobody chose. */
export const usualMode = (stage: 'nursery' | 'elementary' | 'college'): ClassMode =>
  stage === 'college' ? 'free' : stage === 'elementary' ? 'moderated' : 'closed';

/** Of the modes of several classes, the one that holds for who is in all of them. */
export const strictest = (modes: readonly ClassMode[]): ClassMode =>
  classModes.find((mode) => modes.includes(mode)) ?? 'closed';
