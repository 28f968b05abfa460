import type pg from 'pg';

/** A table that holds lasting data of the product or of its job queue. */
export interface Table {
  readonly schema: string;
  readonly name: string;
  /** Columns that are stored, in order; generated ones are computed again. */
  readonly columns: readonly string[];
}

/** The lists of what was applied to the schema belong to the schema, not to the data. */
const ledgers = ['public.migrations', 'graphile_worker.migrations'];

/** Every lasting table, whatever the schema: unlogged ones are caches and workbenches, empty after a crash by nature. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as name,
            array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                   order by a.attnum) as columns
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and c.relpersistence = 'p'
        and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and n.nspname || '.' || c.relname <> all ($1)
      order by n.nspname, c.relname`,
    [ledgers],
  );
  return rows;
}

export interface Sequence {
  readonly schema: string;
  readonly name: string;
  readonly value: string;
}

/** Sequences that have been used, with the last number they gave. */
export async function sequencesOf(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select schemaname as schema, sequencename as name, last_value::text as value
       from pg_sequences
      where last_value is not null and schemaname !~ '^pg_' and schemaname <> 'information_schema'
      order by schemaname, sequencename`,
  );
  return rows;
}

/** Names of the migrations applied, in order; `null` when this database never was a Préau. */
export async function migrationsOf(client: pg.ClientBase): Promise<string[] | null> {
  const known = await client.query(`select to_regclass('public.migrations') is not null as known`);
  if (!known.rows[0].known) return null;
  const { rows } = await client.query<{ name: string }>('select name from public.migrations order by name');
  return rows.map((row) => row.name);
}

/** `"schema"."name"`, and a list of columns, ready for a statement. */
export const quoted = (client: pg.ClientBase, table: { schema: string; name: string }): string =>
  `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)}`;

export const quotedColumns = (client: pg.ClientBase, columns: readonly string[]): string =>
  columns.map((column) => client.escapeIdentifier(column)).join(', ');
