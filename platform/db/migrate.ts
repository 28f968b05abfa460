import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { projectPath } from '../config/paths.ts';
import { withConnection } from './connection.ts';

export interface Migration {
  readonly name: string;
  readonly text: string;
}

const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/;

/** The ordered list of migrations; two with one number, or a name off the form, is a defect. */
export async function readMigrations(folder = projectPath('db', 'migrations')): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const numbers = new Set<string>();
  for (const name of names) {
    if (!FILE_NAME.test(name)) throw new Error(`migration ${name}: the form is 0001_what_it_does.sql`);
    const number = name.slice(0, 4);
    if (numbers.has(number)) throw new Error(`migration ${name}: the number ${number} is taken`);
    numbers.add(number);
  }
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
}

/** One lock for all processes that start at once: one migrates, the others wait, then find nothing to do. */
const LOCK = 7_203_114;

/**
 * Brings the database at `url` to the present schema, each migration in its own transaction. Returns the names applied now.
 * A database that knows migrations which this version does not (a newer version wrote it) is refused.
 * @throws ConnectionLost when the connection breaks; the migration under way is undone
 */
export async function migrate(url: string, migrations?: readonly Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations());
  return withConnection(url, 'preau migrate', async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists public.migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string }>('select name from public.migrations order by name');
    const done = new Set(rows.map((row) => row.name));
    const unknown = [...done].filter((name) => !wanted.some((migration) => migration.name === name));
    if (unknown.length > 0) throw new NewerDatabase(unknown);
    const pending = wanted.filter((migration) => !done.has(migration.name));
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  });
}

/** The database was migrated by a newer version of the product. */
export class NewerDatabase extends Error {
  readonly unknown: readonly string[];

  constructor(unknown: readonly string[]) {
    super(`the database knows migrations that this version does not: ${unknown.join(', ')}`);
    this.unknown = unknown;
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.text);
    await client.query('insert into public.migrations (name) values ($1)', [migration.name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new Error(`migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
