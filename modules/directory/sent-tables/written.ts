import type { Write } from './difference.ts';

/** Where and when a table is written. */
export interface WriteFrame {
  readonly tableId: string;
  readonly schoolId: string;
  readonly year: number;
  readonly today: string;
  readonly now: Date;
  readonly actorId: string;
}

/** The writes of one thing, or those that do one act to it. */
export type Of<T extends Write['thing'], A extends string = string> = Extract<Write, { thing: T; act: A }>;
/** A write, whom it is about, and the line that asked for it. */
export interface Placed<W> {
  readonly write: W;
  readonly personId: string;
  readonly line: number | null;
}

/** Rows as the one JSON parameter of a statement. */
export const json = (rows: readonly object[]): string => JSON.stringify(rows);
