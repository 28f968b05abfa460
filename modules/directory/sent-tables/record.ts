import type { PersonField } from '../person-fields.ts';
/** One row, understood: what it says of a person. Empty values are absent. */
export interface TableRecord {
  readonly line: number;
  readonly values: Partial<Record<PersonField, string>>;
  /** Number that the school's own program gives this person (SIECLE, STS, a template's externalid). */
  readonly key?: string | undefined;
  readonly level?: { readonly code: string; readonly label: string } | undefined;
  readonly mef?: string | undefined;
  /** A pupil's class; the code when the file gives one. */
  readonly place?: { readonly code: string | null; readonly label: string } | undefined;
  readonly groups: readonly string[];
  readonly children: readonly ChildRef[];
  readonly profile?: StaffProfile | undefined;
  readonly functionCode?: string | undefined;
  readonly functionLabel?: string | undefined;
  readonly teaches: readonly { readonly group: string; readonly subject: string | null; readonly main: boolean }[];
  /** A pupil of whom the file says that they have left. */
  readonly gone: boolean;
}

export type StaffProfile = 'teacher' | 'librarian' | 'school_life' | 'staff' | 'after_school';

/** How a guardian's row names a child, and what the adult is to that child. */
export interface ChildRef {
  readonly names: readonly string[];
  readonly givenName: string;
  readonly className: string;
  readonly birthDate: string;
  readonly ine: string;
  readonly key: string;
  readonly relation: string;
  readonly relationCode: string | null;
  readonly authority: 0 | 1 | 2 | 3;
  /** The file does not say what authority the adult has: the head confirms. */
  readonly needsReview: boolean;
  readonly isPayer: boolean;
  readonly contactRank: number | null;
}
