import { type RawBuilder, sql, statement } from '../db/db.ts';
import type { BadgeCount } from '../module.ts';
import type { SessionContext } from './context.ts';

/** How many things wait at each destination, by its key. */
export type Counts = ReadonlyMap<string, number>;

const kept = new WeakMap<SessionContext, Counts>();

/** What a page's own statement found beside what it asked for: the shell need not ask again. `counts` in the order of the badges. */
export const keepCounts = (ctx: SessionContext, counts: readonly number[]): void => {
  kept.set(ctx, countsOf(ctx, counts));
};

type Values = Readonly<Record<string, unknown>>;

/** A value's name among those of all badges. */
const nameOf = (rank: number, name: string): string => `badge${rank}.${name}`;

/** What the query of all counts needs of this request. */
export const badgeValues = (ctx: SessionContext): Values =>
  Object.fromEntries(
    ctx.extensions.badges.flatMap((badge, rank) =>
      Object.entries(badge.values(ctx)).map(([name, value]) => [nameOf(rank, name), value]),
    ),
  );

/** SQL query of one JSON array: the counts in the order of the badges. @param values those of `badgeValues` */
export function countsQuery(badges: readonly BadgeCount[], values: Values): RawBuilder<unknown> {
  if (badges.length === 0) return sql`'[]'::json`;
  const counts = badges.map((badge, rank) => {
    const prefix = nameOf(rank, '');
    const own = Object.entries(values).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    );
    return sql`(${badge.query(Object.fromEntries(own))})`;
  });
  return sql`json_build_array(${sql.join(counts)})`;
}

type Row = { readonly counts: readonly number[] };
const statements = new WeakMap<readonly BadgeCount[], ReturnType<typeof statement<Values, Row>>>();

/** The counts of all badges, in one statement unless the page has them already. Whoever looks in somebody's place sees none. */
export async function readCounts(ctx: SessionContext): Promise<Counts> {
  const known = kept.get(ctx);
  if (known) return known;
  const { badges } = ctx.extensions;
  if (badges.length === 0 || ctx.viewing) return new Map();
  const values = badgeValues(ctx);
  const ask =
    statements.get(badges) ??
    statement<Values, Row>(Object.keys(values), (slots) => sql`select ${countsQuery(badges, slots)} as counts`);
  statements.set(badges, ask);
  const [row] = await ask(ctx.db, values);
  const counts = countsOf(ctx, row?.counts ?? []);
  kept.set(ctx, counts);
  return counts;
}

function countsOf({ extensions }: SessionContext, values: readonly number[]): Counts {
  const counts = new Map<string, number>();
  for (const [rank, { destination }] of extensions.badges.entries())
    counts.set(destination, (counts.get(destination) ?? 0) + (values[rank] ?? 0));
  return counts;
}
