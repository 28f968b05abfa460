import type { ProofKind } from '../activation/proof.ts';
import type { SecondLanguage } from './texts/languages.ts';

/** One person's sheet. It holds a code and never a password. */
export interface Sheet {
  readonly name: string;
  /** Parent of whom, pupil, staff: one line. */
  readonly about: string;
  /** The class, or null for staff. */
  readonly group: string | null;
  /** As printed: `K7QM-2XRT`. */
  readonly code: string;
  /** What the square holds. */
  readonly link: string;
  readonly login: string;
  readonly proof: ProofKind;
  /** Addressed as `tu`. */
  readonly isPupil: boolean;
}

export const sheetsPerPage = [1, 2, 8] as const;
export type PerPage = (typeof sheetsPerPage)[number];

/** All that is printed at once. */
export interface SheetBatch {
  readonly school: string;
  /** Where to type the code: host and path. */
  readonly site: string;
  /** Last day of the codes, in words. */
  readonly until: string;
  readonly madeAt: Date;
  readonly perPage: PerPage;
  readonly second: SecondLanguage | null;
  readonly sheets: readonly Sheet[];
}
