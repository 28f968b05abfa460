import type { RawBuilder } from '../db/db.ts';
import type { SessionContext } from '../http/context.ts';
import type { Place } from '../tables/table.ts';
import type { Locale } from '../texts/texts.ts';

/** How far a place is with a step; done when nothing of `total` is left, and there is something at all. */
export interface StepProgress {
  readonly done: number;
  readonly total: number;
}

/** When progress is measured. */
export interface Moment {
  /** `YYYY-MM-DD`, for what is dated by days. */
  readonly today: string;
  readonly now: Date;
}

/** What to do next for a step, at one place. */
export interface NextAction {
  readonly label: string;
  readonly href: string;
}

/**
 * A step of an assistant, registered by the module that owns what is to be done. It keeps no tick of its own: its state is read off
 * what is there, so that work done elsewhere counts and nothing is ticked by mistake.
 */
export interface AssistantStep {
  readonly key: string;
  /** The assistant it is a step of (`rentree`). */
  readonly assistant: string;
  readonly order: number;
  readonly icon: string;
  title(locale: Locale): string;
  /** Why, and how it is done, in a sentence. */
  why(locale: Locale): string;
  /** How far, in words: "22 familles sur 26". */
  count(progress: StepProgress, locale: Locale): string;
  /** SQL query giving `place` (uuid), `done` and `total` (counts), one row a place; `places`: only these, null: all. */
  progress(at: Moment, places: readonly string[] | null): RawBuilder<unknown>;
  /** The one next action, or where the result can be looked at once it is done; null when the actor has none. */
  action(ctx: SessionContext, place: Place, progress: StepProgress): NextAction | null;
}

/** Whether a step is behind one. */
export const isDone = ({ done, total }: StepProgress): boolean => total > 0 && done >= total;
