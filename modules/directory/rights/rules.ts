import type { ActorMandate, Duty } from '../actor.ts';

/** A right about to be given. */
export interface Wanted {
  readonly duties: readonly Duty[];
  /** The class it is limited to; null: the whole school. */
  readonly groupId: string | null;
  /** Exclusive; null: until further notice. */
  readonly endsOn: string | null;
}

type Held = Pick<ActorMandate, 'kind' | 'schoolId' | 'duties' | 'groupId' | 'endsOn'>;

/** Whether one mandate reaches as far as what is wanted, in place and in time, for one duty. */
const reaches = (held: Held, schoolId: string, duty: Duty, wanted: Wanted): boolean =>
  held.kind === 'delegate' &&
  held.schoolId === schoolId &&
  held.duties.includes(duty) &&
  (held.groupId === null || held.groupId === wanted.groupId) &&
  (held.endsOn === null || (wanted.endsOn !== null && wanted.endsOn <= held.endsOn));

/**
 * Whether a delegate holds all that is about to be given, and the right to give it, for at least as many people and as long: nobody
 * gives more than they have.
 */
export const holdsAll = (mandates: readonly Held[], schoolId: string, wanted: Wanted): boolean =>
  (['rights', ...wanted.duties] as const).every((duty) =>
    mandates.some((held) => reaches(held, schoolId, duty, wanted)),
  );

/** The day after (`YYYY-MM-DD`): rows end on the first day on which they no longer hold. */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The day before: people are told the last day. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
