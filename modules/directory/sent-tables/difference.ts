import type { PersonField } from '../person-fields.ts';

/** What a table would change for one person. */
export interface Difference {
  readonly act: Act;
  /** Uid of who is known already. */
  readonly uid: string | null;
  readonly personId: string;
  readonly name: string;
  readonly className: string | null;
  /** Line of the file; null for who is not in it. */
  readonly line: number | null;
  readonly changes: readonly Change[];
  readonly writes: readonly Write[];
}

export const acts = ['create', 'arrive', 'change', 'leave', 'keep'] as const;
/**
 * `create`: unknown until now. `arrive`: known (left this school, or of another) and here again. `keep`: the table says otherwise, and
 * the academy's or the person's own value stays: nothing is written.
 */
export type Act = (typeof acts)[number];

export interface Change {
  readonly field: PersonField | 'class' | 'groups' | 'level' | 'profile' | 'children' | 'teaches' | 'left';
  readonly before: string | null;
  readonly after: string | null;
  /** Whose value stays. */
  readonly kept?: 'academy' | 'person' | undefined;
}

/** One row to write. Each kind is one statement, whatever the number. Ids are made here, so that undoing knows them. */
export type Write =
  | {
      readonly thing: 'person';
      readonly act: 'open';
      readonly id: string;
      readonly values: Readonly<Partial<Record<PersonField, string>>>;
    }
  | { readonly thing: 'person'; readonly act: 'return' | 'leave'; readonly before: string | null }
  | {
      readonly thing: 'field';
      readonly act: 'change';
      readonly field: PersonField;
      readonly before: string | null;
      readonly after: string;
      readonly owner: string | null;
    }
  | {
      readonly thing: 'profile';
      readonly act: 'open';
      readonly id: string;
      readonly kind: string;
      readonly functionCode: string | null;
      readonly functionLabel: string | null;
    }
  | {
      readonly thing: 'enrolment';
      readonly act: 'open' | 'change';
      readonly id: string;
      readonly levelCode: string | null;
      readonly levelLabel: string | null;
      readonly mef: string | null;
      readonly before: readonly (string | null)[] | null;
    }
  | {
      readonly thing: 'membership';
      readonly act: 'open';
      readonly id: string;
      readonly groupId: string;
      readonly role: string;
      readonly subject: string | null;
    }
  | {
      readonly thing: 'kinship';
      readonly act: 'open' | 'change';
      readonly id: string;
      readonly pupilId: string;
      readonly kin: KinValues;
      readonly before: KinValues | null;
    }
  | { readonly thing: 'profile' | 'enrolment' | 'membership'; readonly act: 'close'; readonly id: string }
  | { readonly thing: 'key'; readonly act: 'open'; readonly kind: string; readonly key: string }
  | { readonly thing: 'proposal'; readonly act: 'open'; readonly other: string };

export interface KinValues {
  readonly relation: string;
  readonly relationCode: string | null;
  readonly authority: number;
  readonly isPayer: boolean;
  readonly contactRank: number | null;
  readonly needsReview: boolean;
}

/** A class or group that the table names and the school does not have yet. */
export interface NewGroup {
  readonly id: string;
  readonly kind: 'class' | 'teaching';
  readonly code: string;
  readonly label: string;
  /** It was there this year and ended. */
  readonly reopens: boolean;
}
