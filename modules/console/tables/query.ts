import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { readMarkWithId, writeMark } from '../../../platform/http/mark.ts';
import type { FilterOption, Place } from '../../../platform/tables/table.ts';
import type { Ask } from './ask.ts';
import type { Kit } from './registry.ts';

/** A row of a table: its values in the order of the columns asked for. */
export interface TableRow {
  readonly id: string;
  readonly publicId: string;
  readonly values: readonly unknown[];
  /** Keys of the flags that apply. */
  readonly flags: readonly string[];
  /** Where the row stands in the order. */
  readonly mark: string;
}

export interface TablePage {
  readonly rows: readonly TableRow[];
  /** Rows on all pages; 0 when none was met. */
  readonly total: number;
  /** Whether there are rows beyond the page, in the direction read. */
  readonly hasMore: boolean;
}

export interface PageWish {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

type Raw = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly public_id: string;
  readonly sort_key: string;
  readonly total: number;
  readonly flags: readonly string[];
};

/**
 * A page of the table, in one statement: the filters and the order are computed for every row of the place, of which nothing else is
 * carried along; the columns for those of the page only, each fetched by its id.
 */
export async function readPage(
  ctx: SessionContext,
  kit: Kit,
  place: Place | null,
  ask: Ask,
  wish: PageWish,
): Promise<TablePage> {
  const mark = readMarkWithId(wish.before ?? wish.after, 2);
  const backwards = wish.before !== undefined && mark !== undefined;
  const descending = ask.sort.descending !== backwards;
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = mark
    ? sql`where (k.sort_key, k.id) ${descending ? sql`<` : sql`>`} (${mark[0]}, ${mark[1]}::uuid)`
    : sql``;
  const values = ask.columns.map((column, at) => sql`, ${column.value(ctx, place)} as ${sql.ref(`c${at}`)}`);
  const found = await rowsOf(
    ctx.db,
    sql<Raw>`
      select t.id, t.public_id, met.sort_key, met.total, ${flagsOf(ctx, kit, place)} as flags ${sql.join(values, sql``)}
      from (select k.id, k.sort_key, k.total from (
              select t.id, (${ask.sort.column.sort?.(ctx, place)}) collate "C" as sort_key, (count(*) over ())::int as total
              from (${kit.entry.rows(ctx, place)}) as t
              where ${conditions(ctx, kit, place, ask)}) as k
            ${beyond}
            order by k.sort_key ${direction}, k.id ${direction} limit ${wish.limit + 1}) as met
      cross join lateral (${kit.entry.rows(ctx, place, sql`met.id`)}) as t
      order by met.sort_key ${direction}, met.id ${direction}`,
  );
  const rows = found.slice(0, wish.limit).map(
    (row): TableRow => ({
      id: row.id,
      publicId: row.public_id,
      values: ask.columns.map((_, at) => row[`c${at}`]),
      flags: row.flags,
      mark: writeMark([row.sort_key, row.id]),
    }),
  );
  return { rows: backwards ? rows.reverse() : rows, total: found[0]?.total ?? 0, hasMore: found.length > wish.limit };
}

/** SQL expression: the keys of the flags that apply to the row. */
function flagsOf(ctx: SessionContext, kit: Kit, place: Place | null): RawBuilder<string[]> {
  if (kit.flags.length === 0) return sql<string[]>`'{}'::text[]`;
  const cases = kit.flags.map((flag) => sql`case when ${flag.applies(ctx, place)} then ${flag.key}::text end`);
  return sql<string[]>`array_remove(array[${sql.join(cases)}], null)`;
}

/** SQL condition: the row fits what was asked. */
function conditions(ctx: SessionContext, kit: Kit, place: Place | null, ask: Ask): RawBuilder<unknown> {
  const all = [
    ...(ask.words && kit.entry.search ? [kit.entry.search(ask.words)] : []),
    ...ask.filters.flatMap(({ filter, value }) => filter.where(value, ctx, place) ?? []),
    ...(ask.flag ? [ask.flag.applies(ctx, place)] : []),
    ...(ask.only ? [sql`t.public_id = any(${[...ask.only]}::text[])`] : []),
  ];
  return all.length === 0
    ? sql`true`
    : sql.join(
        all.map((one) => sql`(${one})`),
        sql` and `,
      );
}

/** SQL query: the ids of all rows that fit. */
export const fittingIds = (ctx: SessionContext, kit: Kit, place: Place | null, ask: Ask): RawBuilder<unknown> =>
  sql`select t.id from (${kit.entry.rows(ctx, place)}) as t where ${conditions(ctx, kit, place, ask)}`;

/** Rows at a time, while a file is written. */
const BATCH = 500;

/** All rows that fit, in the order asked, batch after batch: each resumes where the former ended, and no more is in memory. */
export async function* readAll(
  ctx: SessionContext,
  kit: Kit,
  place: Place | null,
  ask: Ask,
): AsyncGenerator<readonly TableRow[]> {
  let after: string | undefined;
  do {
    const page: TablePage = await readPage(ctx, kit, place, ask, { after, limit: BATCH });
    if (page.rows.length > 0) yield page.rows;
    after = page.hasMore ? page.rows.at(-1)?.mark : undefined;
  } while (after !== undefined);
}

/** The rows chosen by hand that lie in the actor's sight, or all that fit; `limit` of them. */
export async function chosenIds(
  ctx: SessionContext,
  kit: Kit,
  place: Place | null,
  chosen: { readonly publicIds: readonly string[] } | { readonly fitting: Ask },
  limit: number,
): Promise<string[]> {
  const which =
    'fitting' in chosen
      ? conditions(ctx, kit, place, chosen.fitting)
      : sql`t.public_id = any(${[...chosen.publicIds]}::text[])`;
  const rows = await rowsOf(
    ctx.db,
    sql<{
      id: string;
    }>`select t.id from (${kit.entry.rows(ctx, place)}) as t where ${which} order by t.id limit ${limit}`,
  );
  return rows.map((row) => row.id);
}

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

/** What surrounds a table, in one statement: the actor's saved views, and the choices that depend on the place, by filter. */
export async function readSurroundings(
  db: Db,
  ctx: SessionContext,
  kit: Kit,
  place: Place | null,
): Promise<{ readonly views: readonly SavedView[]; readonly choices: ReadonlyMap<string, readonly FilterOption[]> }> {
  const asking = kit.filters.filter((filter) => filter.choices);
  const choices = asking.map((filter, at) => sql`, ${filter.choices?.(ctx, place)} as ${sql.ref(`c${at}`)}`);
  const row = await firstOf(
    db,
    sql<Readonly<Record<string, readonly FilterOption[]>> & { readonly views: readonly SavedView[] }>`
      select (select coalesce(json_agg(json_build_object('id', v.id, 'name', v.name, 'query', v.query) order by v.name, v.id), '[]')
              from console.saved_views v
              where v.person_id = ${ctx.actor.personId}::uuid and v.table_key = ${kit.entry.key}) as views
             ${sql.join(choices, sql``)}`,
  );
  return {
    views: row?.views ?? [],
    choices: new Map(asking.map((filter, at) => [filter.key, (row?.[`c${at}`] ?? []) as readonly FilterOption[]])),
  };
}
