import type { Db, RawBuilder } from '../db/db.ts';
import type { Locale } from '../texts/texts.ts';

/**
 * What becomes of a row when a person whom one of its columns names is erased.
 * `deleted`: the row goes. `by-hand`: the part's own `erase` sees to it. `tombstone`: the row is about somebody or something else; the
 * id that stays leads to a tombstone and names nobody. `kept`: a named exception with its own clock, said in the part's words.
 */
export type Fate = 'deleted' | 'by-hand' | 'tombstone' | 'kept';

/** A column that names a person. */
export interface NamingColumn {
  /** With its schema: `directory.profiles`. */
  readonly table: string;
  readonly column: string;
  readonly fate: Fate;
}

/** Something a module holds of a person and shows them: one heading, one line per row. */
export interface HeldThing {
  readonly key: string;
  /** SQL query of the rows in their order; each column has its label in the part's words. No secret, and nothing of somebody else. */
  query(personId: string): RawBuilder<unknown>;
}

/** The words of one `HeldThing`. */
export interface HeldWords {
  readonly title: string;
  /** What each column of the query is called; the columns are shown in this order. */
  readonly fields: Readonly<Record<string, string>>;
  /** Codes in words, by column. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The words of a part, in one language. */
export interface PartWords {
  /** What the module is to the person. */
  readonly title: string;
  readonly things: Readonly<Record<string, HeldWords>>;
  /** What outlives the person, why and for how long: a sentence each. */
  readonly exceptions: readonly string[];
}

export interface Erasure {
  /** Ids of persons, a batch at a time. */
  readonly persons: readonly string[];
  readonly reason: ErasureReason;
  readonly at: Date;
}

/** They left three months ago; they or their guardian asked; the operator did it. */
export type ErasureReason = 'left' | 'asked' | 'operator';

/**
 * What a module holds of persons: every column that names one, what it shows them of it, and what it does when they are erased. The page
 * "Mes données", its files, `preau user data`, `preau user erase` and the erasure of those who left know nothing else.
 */
export interface PersonalDataPart {
  readonly key: string;
  readonly columns: readonly NamingColumn[];
  readonly things: readonly HeldThing[];
  readonly words: Readonly<Record<Locale, PartWords>>;
  /** SQL query (`person_id`) of other records of the same persons, which go with them. */
  alsoRecords?(persons: readonly string[]): RawBuilder<{ person_id: string }>;
  /** SQL query (`person_id`) of those among `persons` who must not be erased now. */
  withheld?(persons: readonly string[]): RawBuilder<{ person_id: string }>;
  /** Before the rows of `deleted` columns go, in the same transaction: what the columns alone do not say. Set-based. */
  erase?(db: Db, erasure: Erasure): Promise<void>;
}
