import type { ReactNode } from 'react';
import type { RawBuilder } from '../db/db.ts';
import type { SessionContext } from '../http/context.ts';
import type { Outcome } from '../http/route.ts';
import type { Locale } from '../texts/texts.ts';

/*
 * Tables of management: one module registers the table and its rows, any module adds columns, filters, badges and acts to it. All SQL
 * fragments speak of one row by the alias `t`, whose columns the table's `rows` publishes.
 */

/** What the rows of a table belong to (a school), by its public key. */
export interface Place {
  readonly id: string;
  readonly key: string;
  readonly label: string;
}

/** A table: what its rows are, where they lie, who may open it. */
export interface TableEntry {
  readonly key: string;
  readonly order: number;
  readonly icon: string;
  label(locale: Locale): string;
  detail(locale: Locale): string;
  /** How many rows, in words: "612 personnes". */
  count(rows: number, locale: Locale): string;
  /** Said when there is no row at all: what will come. */
  empty(locale: Locale): string;
  /** Whether rows belong to one place each time, or to the whole platform. */
  readonly of: 'place' | 'platform';
  /** Each row is a person, by `id`: they can read in the audit that somebody took the table away. */
  readonly rowsArePersons?: boolean;
  shownTo(ctx: SessionContext): boolean;
  /** Where the actor usually opens it; no statement. */
  places(ctx: SessionContext): readonly Place[];
  /** The place with that key if the actor may open the table there; undefined as for one that does not exist. */
  findPlace(ctx: SessionContext, key: string): Promise<Place | undefined>;
  /**
   * SQL query of the rows in the actor's sight. Gives `id` (uuid), `public_id` (text, what addresses and forms carry) and whatever else
   * the table publishes to other modules. `only`: an SQL expression, the id of the one row wanted. Columns that cost something come by
   * joins that the planner leaves out when nobody asks for them: all rows are met to be counted and put in order, few are shown.
   */
  rows(ctx: SessionContext, place: Place | null, only?: RawBuilder<unknown>): RawBuilder<unknown>;
  /** SQL conditions on `t`: the row is found by these words; left out when the table is not searched. */
  search?(words: string): RawBuilder<unknown>;
  /** The page of a row, where rows have one. */
  address?(publicId: string): string;
  /** The column it is sorted by, unless asked otherwise. */
  readonly sortedBy: string;
}

/** A column of a table. `V`: what the SQL expression gives. */
export interface TableColumn<V = unknown> {
  readonly key: string;
  readonly table: string;
  readonly order: number;
  label(locale: Locale): string;
  readonly byDefault: boolean;
  /** The column that names the row and leads to its page; exactly one in a table. */
  readonly namesRow?: boolean;
  readonly numeric?: boolean;
  shownTo?(ctx: SessionContext, place: Place | null): boolean;
  /** SQL expression on `t`; null for what is unknown or does not apply, which shows as nothing. */
  value(ctx: SessionContext, place: Place | null): RawBuilder<V | null>;
  /** SQL text on `t`, never null, in the order of the values: makes the column one to sort by. */
  sort?(ctx: SessionContext, place: Place | null): RawBuilder<string>;
  /** The value in words, on the page and in a file. */
  text(value: V, ctx: SessionContext): string;
  /** When the page shows more than the words. */
  cell?(value: V, ctx: SessionContext): ReactNode;
}

export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

/** A choice that narrows a table; its key is the name in the address. */
export interface TableFilter {
  readonly key: string;
  readonly table: string;
  readonly order: number;
  label(locale: Locale): string;
  shownTo?(ctx: SessionContext, place: Place | null): boolean;
  /** The choices that are always the same. */
  options?(locale: Locale): readonly FilterOption[];
  /** SQL expression, `FilterOption[]` as JSON: choices that depend on the place. */
  choices?(ctx: SessionContext, place: Place | null): RawBuilder<readonly FilterOption[]>;
  /** SQL condition on `t`; undefined for a value that is not among the choices. */
  where(value: string, ctx: SessionContext, place: Place | null): RawBuilder<unknown> | undefined;
}

/** Something to look at about a row: a badge in its line, and a choice of the filter of badges. */
export interface TableFlag {
  readonly key: string;
  readonly table: string;
  readonly order: number;
  readonly tone: 'miel' | 'brique' | 'ciel';
  label(locale: Locale): string;
  shownTo?(ctx: SessionContext, place: Place | null): boolean;
  /** SQL condition on `t`. */
  applies(ctx: SessionContext, place: Place | null): RawBuilder<unknown>;
}

/** Something done to chosen rows. The module that registers it authorizes each row by its own policy. */
export interface BulkAction {
  readonly key: string;
  readonly table: string;
  readonly order: number;
  readonly icon: string;
  /** Rows at most, in one go. */
  readonly most: number;
  label(locale: Locale): string;
  /** Asked before it is done. */
  confirm?(locale: Locale): {
    readonly title: string;
    readonly text: string;
    readonly yes: string;
    readonly no: string;
  };
  shownTo(ctx: SessionContext, place: Place | null): boolean;
  /** `ids`: of rows in the actor's sight. Where it leads, what it shows, or a file to keep. */
  run(ctx: SessionContext, place: Place | null, ids: readonly string[]): Promise<Outcome>;
}

/** What one module adds to tables, its own or those of others. */
export interface TableParts {
  readonly tables?: readonly TableEntry[];
  readonly columns?: readonly TableColumn[];
  readonly filters?: readonly TableFilter[];
  readonly flags?: readonly TableFlag[];
  readonly bulkActions?: readonly BulkAction[];
}
