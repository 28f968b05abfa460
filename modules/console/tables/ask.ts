import type { TableColumn, TableFilter, TableFlag } from '../../../platform/tables/table.ts';
import { type Asked, asked } from './contract.ts';
import type { Kit } from './registry.ts';

/** What is asked of a table, in terms of what is registered. */
export interface Ask {
  readonly words: string;
  readonly sort: { readonly column: TableColumn; readonly descending: boolean };
  /** In their registered order; the one that names the row is always among them. */
  readonly columns: readonly TableColumn[];
  readonly filters: readonly { readonly filter: TableFilter; readonly value: string }[];
  readonly flag: TableFlag | undefined;
  /** Only these rows, by public id. */
  readonly only?: readonly string[];
}

/** Reads the address of a table; what it does not know it leaves out. */
export function readAsk(kit: Kit, query: Asked): Ask {
  const wanted = new Set([query.columns ?? []].flat().flatMap((list) => list.split(',')));
  const chosen = kit.columns.filter((column) => wanted.has(column.key));
  const columns =
    chosen.length > 0
      ? kit.columns.filter((column) => column.namesRow || wanted.has(column.key))
      : kit.columns.filter((column) => column.namesRow || column.byDefault);
  const [, minus, sortKey] = /^(-?)(.*)$/.exec(query.sort ?? '') ?? [];
  const sortable = kit.columns.filter((column) => column.sort);
  const column =
    sortable.find((one) => one.key === sortKey) ??
    sortable.find((one) => one.key === kit.entry.sortedBy) ??
    sortable[0];
  if (!column) throw new Error(`the table ${kit.entry.key} has no column to sort by`);
  return {
    words: query.q.trim(),
    sort: { column, descending: minus === '-' && column.key === sortKey },
    columns,
    filters: kit.filters.flatMap((filter) => {
      const value = single(query[filter.key]);
      return value === undefined ? [] : [{ filter, value }];
    }),
    flag: kit.flags.find((flag) => flag.key === single(query.flag)),
  };
}

const single = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : Array.isArray(value) ? single(value[0]) : undefined;

/** The same as the query of an address, without where one stands in the list; `changes` replace or (undefined) remove. */
export function writeAsk(
  kit: Kit,
  ask: Ask,
  place: string | undefined,
  changes: Readonly<Record<string, string | undefined>> = {},
): string {
  const standard = kit.columns.filter((column) => column.namesRow || column.byDefault);
  const isStandard =
    ask.columns.length === standard.length && ask.columns.every((column, at) => column === standard[at]);
  const values: Record<string, string | undefined> = {
    place,
    q: ask.words,
    ...Object.fromEntries(ask.filters.map(({ filter, value }) => [filter.key, value])),
    flag: ask.flag?.key,
    sort:
      ask.sort.column.key === kit.entry.sortedBy && !ask.sort.descending
        ? undefined
        : `${ask.sort.descending ? '-' : ''}${ask.sort.column.key}`,
    columns: isStandard ? undefined : ask.columns.map((column) => column.key).join(','),
    ...changes,
  };
  const given = Object.entries(values).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return new URLSearchParams(given).toString();
}

/** The query of a page, sent back by one of its forms, read as if it were that of an address. */
export function readQuery(text: string): Asked {
  const several = Object.entries(Object.groupBy([...new URLSearchParams(text)], ([name]) => name)).map(
    ([name, pairs = []]) => [name, pairs.length === 1 ? pairs[0]?.[1] : pairs.map((pair) => pair[1])],
  );
  const read = asked.safeParse(Object.fromEntries(several));
  return read.success ? read.data : asked.parse({});
}
