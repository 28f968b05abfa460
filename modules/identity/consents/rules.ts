/** An answer of one author about one service. */
export type ConsentAnswer = 'given' | 'refused' | 'withdrawn';

/** What there is of the answers about a person and a service, under its present terms. */
export interface ConsentState {
  /** The person's own answer in force. */
  readonly own: ConsentAnswer | null;
  /** A pupil under fifteen: a legal guardian consents with them. */
  readonly needsGuardian: boolean;
  /** What the legal guardians' answers come to: one "no" is enough against, one "yes" without a "no" is enough for. */
  readonly guardians: 'given' | 'refused' | null;
}

/** Whether attributes may leave. */
export const isInForce = ({ own, needsGuardian, guardians }: ConsentState): boolean =>
  own === 'given' && (!needsGuardian || guardians === 'given');

/** What an answer says after the one that held before; undefined when it says nothing new. */
export function answerAfter(wish: 'yes' | 'no', before: ConsentAnswer | undefined): ConsentAnswer | undefined {
  if (wish === 'yes') return before === 'given' ? undefined : 'given';
  if (before === 'refused' || before === 'withdrawn') return undefined;
  return before === 'given' ? 'withdrawn' : 'refused';
}

/** The first day on which an answer given on `today` (`YYYY-MM-DD`) holds no more; a month too short ends on its last day. */
export function endAfter(today: string, months: number): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
