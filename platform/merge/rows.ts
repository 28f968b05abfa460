import { type Db, rowsOf, sql } from '../db/db.ts';
import type { Merge } from '../module.ts';

/** A column that names a person, whose rows follow when two records of one person are merged. */
export interface PersonColumn {
  /** With its schema: `directory.profiles`. */
  readonly table: string;
  readonly column: string;
  /** Columns that name a row, the person's own left out: `['id']`, or the rest of a compound key. */
  readonly key: readonly string[];
  /**
   * What may stand once per person: a row of the one set aside that meets such a row of the one that stays is put aside. `when` narrows it,
   * in terms of the alias `r`.
   */
  readonly once?: { readonly per: readonly string[]; readonly when?: string };
  /** Put all rows aside: they mean nothing for the other record. */
  readonly aside?: true;
}

/** What was done with the rows of one column. */
interface Moved {
  readonly column: string;
  readonly keys: readonly Readonly<Record<string, unknown>>[];
  readonly aside: readonly Readonly<Record<string, unknown>>[];
}

export const columnName = ({ table, column }: Pick<PersonColumn, 'table' | 'column'>): string => `${table}.${column}`;

/** Gives the rows of `from` to `into`, column by column; what it returns is enough to give back exactly the same rows. */
export async function moveRows(db: Db, columns: readonly PersonColumn[], merge: Merge): Promise<readonly Moved[]> {
  const moved: Moved[] = [];
  for (const one of columns) {
    const aside = await putAside(db, one, merge);
    const keys = one.aside ? [] : await handOver(db, one, merge);
    moved.push({ column: columnName(one), keys, aside });
  }
  return moved;
}

async function putAside(
  db: Db,
  { table, column, once, aside }: PersonColumn,
  { from, into }: Merge,
): Promise<Moved['aside']> {
  if (!once && !aside) return [];
  const condition = aside
    ? sql`true`
    : sql`${sql.raw(once?.when ?? 'true')} and exists (
        select 1 from (select * from ${sql.table(table)} as r where ${sql.ref(`r.${column}`)} = ${into} and ${sql.raw(once?.when ?? 'true')}) as o
        where ${sql.join([sql`true`, ...(once?.per ?? []).map((name) => sql`${sql.ref(`o.${name}`)} is not distinct from ${sql.ref(`r.${name}`)}`)], sql` and `)})`;
  const rows = await rowsOf(
    db,
    sql<{ row: Record<string, unknown> }>`
      delete from ${sql.table(table)} as r where ${sql.ref(`r.${column}`)} = ${from} and ${condition} returning to_jsonb(r) as row`,
  );
  return rows.map(({ row }) => row);
}

async function handOver(db: Db, { table, column, key }: PersonColumn, { from, into }: Merge): Promise<Moved['keys']> {
  const named = key.map((name) => sql`${sql.lit(name)}, ${sql.ref(`r.${name}`)}`);
  const rows = await rowsOf(
    db,
    sql<{ key: Record<string, unknown> }>`
      update ${sql.table(table)} as r set ${sql.ref(column)} = ${into} where ${sql.ref(`r.${column}`)} = ${from}
      returning jsonb_build_object(${sql.join(named)}) as key`,
  );
  return rows.map((row) => row.key);
}

/** Gives back what `moveRows` took, in the contrary order. Rows that are gone meanwhile, or belong to others, are left. */
export async function giveBackRows(
  db: Db,
  columns: readonly PersonColumn[],
  { from, into }: Merge,
  moved: unknown,
): Promise<void> {
  for (const { column: name, keys, aside } of [...(moved as readonly Moved[])].reverse()) {
    const one = columns.find((column) => columnName(column) === name);
    if (!one) continue;
    const { table, column, key } = one;
    if (keys.length > 0)
      await sql`
        update ${sql.table(table)} as r set ${sql.ref(column)} = ${from}
        from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(keys)}::jsonb) as k
        where ${sql.ref(`r.${column}`)} = ${into}
          and ${sql.join(
            key.map((part) => sql`${sql.ref(`r.${part}`)} = ${sql.ref(`k.${part}`)}`),
            sql` and `,
          )}`.execute(db);
    if (aside.length > 0)
      await sql`
        insert into ${sql.table(table)}
        select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(aside)}::jsonb)
        on conflict do nothing`.execute(db);
  }
}
