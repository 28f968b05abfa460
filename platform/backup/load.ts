import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { exitCodes, OperatorRefusal } from '../config/operator-refusal.ts';
import { withConnection } from '../db/connection.ts';
import type { SoundArchive } from './archive.ts';
import { type TableEntry, tableName } from './manifest.ts';
import { quoted, quotedColumns, tablesOf } from './schema.ts';
import { texts } from './texts.ts';

/**
 * Fills a migrated database with an archive's tables, in one transaction: all of it, with the right number of rows in
 * every table, or nothing.
 * @throws ConnectionLost when the connection breaks
 */
export async function loadTables(databaseUrl: string, archive: SoundArchive): Promise<void> {
  await withConnection(databaseUrl, 'preau restore', async (client) => {
    await client.query('begin');
    const references = await dropReferences(client);
    const present = await tablesOf(client);
    // What migrations put in by themselves is in the archive too, as it had become.
    if (present.length > 0) await client.query(`truncate ${present.map((table) => quoted(client, table)).join(', ')}`);
    for (const table of archive.manifest.tables) await loadTable(client, archive, table);
    for (const { statement } of references) await client.query(statement);
    for (const { schema, name, value } of archive.manifest.sequences) {
      await client.query('select setval(to_regclass($1), $2::bigint)', [quoted(client, { schema, name }), value]);
    }
    await client.query('commit');
    await client.query('analyze');
  });
}

/** Foreign keys are dropped for the load and made again after it, which checks them all at once, in any order of tables. */
async function dropReferences(client: pg.Client): Promise<{ statement: string }[]> {
  const { rows } = await client.query<{ schema: string; table: string; name: string; definition: string }>(
    `select n.nspname as schema, c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k
       join pg_class c on c.oid = k.conrelid
       join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and n.nspname !~ '^pg_'
      order by 1, 2, 3`,
  );
  const statements = [];
  for (const { schema, table, name, definition } of rows) {
    const alter = `alter table ${quoted(client, { schema, name: table })}`;
    const constraint = client.escapeIdentifier(name);
    await client.query(`${alter} drop constraint ${constraint}`);
    statements.push({ statement: `${alter} add constraint ${constraint} ${definition}` });
  }
  return statements;
}

async function loadTable(client: pg.Client, archive: SoundArchive, table: TableEntry): Promise<void> {
  const target = quoted(client, table);
  if (table.members.length > 0) {
    const stream = client.query(copyFrom(`copy ${target} (${quotedColumns(client, table.columns)}) from stdin`));
    await pipeline(Readable.from(archive.read(table.members), { objectMode: false }), stream);
  }
  const { rows } = await client.query<{ count: string }>(`select count(*) as count from ${target}`);
  const found = Number(rows[0]?.count);
  if (found !== table.rows) {
    throw new OperatorRefusal(texts.countsDiffer(tableName(table), table.rows, found), exitCodes.failure);
  }
}
