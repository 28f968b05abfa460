import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Place, TableColumn } from '../../../platform/tables/table.ts';
import { type Ask, readAsk, writeAsk } from './ask.ts';
import { type Asked, showTable } from './contract.ts';
import { readPage, readSurroundings, type TableRow } from './query.ts';
import { type Kit, kitFor } from './registry.ts';
import { texts } from './texts.ts';

type Tables = ReadonlyMap<string, Kit>;

/** A table opened by an actor at a place, with what was asked of it. */
export interface Opened {
  readonly kit: Kit;
  readonly place: Place | null;
  readonly ask: Ask;
}

/** A way into a part of the console. */
export interface Door {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly icon: string;
  readonly href: string;
}

/** Every table that the actor may open, school by school. */
export function tableDoors(tables: Tables, ctx: SessionContext): Door[] {
  const open = [...tables.values()].filter(({ entry }) => entry.shownTo(ctx));
  return open.flatMap(({ entry }) => {
    const label = entry.label(ctx.locale);
    const door = { key: entry.key, label, detail: entry.detail(ctx.locale), icon: entry.icon };
    const href = (place?: Place): string => addressOf(showTable, { tableKey: entry.key }, { place: place?.key });
    if (entry.of === 'platform') return [{ ...door, href: href() }];
    const places = entry.places(ctx);
    return places.map((place) => ({
      ...door,
      label: places.length > 1 ? `${label} · ${place.label}` : label,
      href: href(place),
    }));
  });
}

/** Opens a table for the actor; what they may not open does not exist. Without a place: the first of theirs. */
export async function openTable(tables: Tables, ctx: SessionContext, key: string, query: Asked): Promise<Opened> {
  const whole = tables.get(key);
  if (!whole?.entry.shownTo(ctx)) notFound();
  const place = whole.entry.of === 'platform' ? null : await placeOf(whole, ctx, query.place);
  const kit = kitFor(whole, ctx, place);
  return { kit, place, ask: readAsk(kit, query) };
}

async function placeOf({ entry }: Kit, ctx: SessionContext, key: string | undefined): Promise<Place> {
  if (key === undefined) return entry.places(ctx)[0] ?? notFound();
  return (await entry.findPlace(ctx, key)) ?? notFound();
}

/** Rows a page: fewer when they are wide, so that a page stays light. */
const rowsFor = (columns: readonly TableColumn[]): number =>
  Math.max(10, Math.min(25, Math.floor(200 / columns.length)));

/** A page of a table, and how it was opened. Two statements besides the session's. */
export async function readTable(
  tables: Tables,
  ctx: SessionContext,
  key: string,
  query: Asked,
): Promise<Answer<typeof showTable> & { readonly opened: Opened }> {
  const opened = await openTable(tables, ctx, key, query);
  const { kit, place, ask } = opened;
  const { entry } = kit;
  const { after, before } = query;
  const [page, { views, choices }] = await Promise.all([
    readPage(ctx, kit, place, ask, { after, before, limit: rowsFor(ask.columns) }),
    readSurroundings(ctx.db, ctx, kit, place),
  ]);
  const [first] = page.rows;
  const last = page.rows.at(-1);
  const backwards = before !== undefined;
  const turn = (mark: 'after' | 'before', row: TableRow | undefined): string | null =>
    row ? `${addressOf(showTable, { tableKey: key })}?${writeAsk(kit, ask, place?.key, { [mark]: row.mark })}` : null;
  return {
    opened,
    table: {
      key,
      label: entry.label(ctx.locale),
      count: entry.count(page.total, ctx.locale),
      empty: entry.empty(ctx.locale),
    },
    place: place && { key: place.key, label: place.label },
    total: page.total,
    columns: kit.columns.map((column) => ({
      key: column.key,
      label: column.label(ctx.locale),
      isShown: ask.columns.includes(column),
      sorted: column === ask.sort.column ? (ask.sort.descending ? 'down' : 'up') : null,
    })),
    rows: page.rows.map((row) => rowOf(ctx, opened, row)),
    filters: [
      ...kit.filters.map((filter) => ({
        key: filter.key,
        label: filter.label(ctx.locale),
        value: ask.filters.find((one) => one.filter === filter)?.value ?? '',
        options: [...(filter.options?.(ctx.locale) ?? []), ...(choices.get(filter.key) ?? [])],
      })),
      ...flagFilter(ctx, opened),
    ],
    views: [...views],
    actions: kit.actions.map((action) => ({ key: action.key, label: action.label(ctx.locale), most: action.most })),
    next: backwards || page.hasMore ? turn('after', last) : null,
    previous: (backwards ? page.hasMore : after !== undefined) ? turn('before', first) : null,
  };
}

/** The badges, as a filter like the others. */
const flagFilter = ({ locale }: SessionContext, { kit, ask }: Opened): Answer<typeof showTable>['filters'] =>
  kit.flags.length === 0
    ? []
    : [
        {
          key: 'flag',
          label: texts[locale].flag,
          value: ask.flag?.key ?? '',
          options: kit.flags.map((flag) => ({ value: flag.key, label: flag.label(locale) })),
        },
      ];

function rowOf(ctx: SessionContext, { kit, ask }: Opened, row: TableRow): Answer<typeof showTable>['rows'][number] {
  return {
    id: row.publicId,
    href: kit.entry.address?.(row.publicId) ?? null,
    words: Object.fromEntries(wordsOf(ctx, ask, row).map((words, at) => [ask.columns[at]?.key ?? '', words])),
    values: Object.fromEntries(ask.columns.map((column, at) => [column.key, row.values[at] ?? null])),
    flags: kit.flags
      .filter((flag) => row.flags.includes(flag.key))
      .map((flag) => ({ value: flag.key, label: flag.label(ctx.locale), tone: flag.tone })),
  };
}

/** The row in words, column by column. */
export const wordsOf = (ctx: SessionContext, ask: Ask, row: TableRow): string[] =>
  ask.columns.map((column, at) => {
    const value = row.values[at];
    return value === null || value === undefined ? '' : column.text(value, ctx);
  });
