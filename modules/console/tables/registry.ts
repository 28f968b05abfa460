import type { SessionContext } from '../../../platform/http/context.ts';
import type {
  BulkAction,
  Place,
  TableColumn,
  TableEntry,
  TableFilter,
  TableFlag,
  TableParts,
} from '../../../platform/tables/table.ts';

/** A table with all that the modules add to it, each in its order. */
export interface Kit {
  readonly entry: TableEntry;
  readonly columns: readonly TableColumn[];
  readonly filters: readonly TableFilter[];
  readonly flags: readonly TableFlag[];
  readonly actions: readonly BulkAction[];
}

/** Keys that the address of a table uses itself: no filter may take one. */
const RESERVED = new Set(['place', 'q', 'sort', 'columns', 'after', 'before', 'flag']);

/** The tables of all modules' parts, by key, in order. A part for a table that nobody registers is a defect of the house. */
export function tablesOf(parts: readonly TableParts[]): ReadonlyMap<string, Kit> {
  const byOrder = (a: { readonly order: number }, b: { readonly order: number }): number => a.order - b.order;
  const entries = parts.flatMap((part) => part.tables ?? []).sort(byOrder);
  const known = new Set(entries.map((entry) => entry.key));
  const all = {
    columns: parts.flatMap((part) => part.columns ?? []).sort(byOrder),
    filters: parts.flatMap((part) => part.filters ?? []).sort(byOrder),
    flags: parts.flatMap((part) => part.flags ?? []).sort(byOrder),
    actions: parts.flatMap((part) => part.bulkActions ?? []).sort(byOrder),
  };
  for (const { key, table } of Object.values(all).flat())
    if (!known.has(table)) throw new Error(`${key} is registered for the table ${table}, which does not exist`);
  for (const { key } of all.filters) if (RESERVED.has(key)) throw new Error(`a filter cannot be called ${key}`);
  const of = <T extends { readonly table: string }>(list: readonly T[], key: string): T[] =>
    list.filter((part) => part.table === key);
  return new Map(
    entries.map((entry) => [
      entry.key,
      {
        entry,
        columns: of(all.columns, entry.key),
        filters: of(all.filters, entry.key),
        flags: of(all.flags, entry.key),
        actions: of(all.actions, entry.key),
      },
    ]),
  );
}

/** The table as this actor may use it there. */
export function kitFor(kit: Kit, ctx: SessionContext, place: Place | null): Kit {
  const shown = <T extends { shownTo?(ctx: SessionContext, place: Place | null): boolean }>(parts: readonly T[]): T[] =>
    parts.filter((part) => part.shownTo?.(ctx, place) ?? true);
  return {
    entry: kit.entry,
    columns: shown(kit.columns),
    filters: shown(kit.filters),
    flags: shown(kit.flags),
    actions: shown(kit.actions),
  };
}
