import { rowsOf, sql } from '../db/db.ts';
import type { SessionContext } from './context.ts';

/** How many things wait at each destination, by its key. */
export type Counts = ReadonlyMap<string, number>;

const kept = new WeakMap<SessionContext, Counts>();

/** What a page's own statement found beside what it asked for: the shell need not ask again. `values` in the order of the badges. */
export const keepCounts = (ctx: SessionContext, values: readonly number[]): void => {
  kept.set(ctx, countsOf(ctx, values));
};

/** The counts of all badges, in one statement unless the page has them already. Whoever looks in somebody's place sees none. */
export async function readCounts(ctx: SessionContext): Promise<Counts> {
  const known = kept.get(ctx);
  if (known) return known;
  const { badges } = ctx.extensions;
  if (badges.length === 0 || ctx.viewing) return new Map();
  const rows = await rowsOf(
    ctx.db,
    sql<{
      counts: number[];
    }>`select json_build_array(${sql.join(badges.map((badge) => sql`(${badge.query(ctx)})`))}) as counts`,
  );
  const counts = countsOf(ctx, rows[0]?.counts ?? []);
  kept.set(ctx, counts);
  return counts;
}

function countsOf({ extensions }: SessionContext, values: readonly number[]): Counts {
  const counts = new Map<string, number>();
  for (const [rank, { destination }] of extensions.badges.entries())
    counts.set(destination, (counts.get(destination) ?? 0) + (values[rank] ?? 0));
  return counts;
}
