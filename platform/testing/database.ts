import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { createDb, type Db } from '../db/db.ts';
import { migrate, readMigrations } from '../db/migrate.ts';
import { migrateJobs } from '../jobs/queue-schema.ts';

const adminUrl = (): string => {
  const url = process.env.TEST_DATABASE_URL;
  if (!url)
    throw new Error('TEST_DATABASE_URL is not set: run tests through `npm test`, which starts a PostgreSQL of its own');
  return url;
};

const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
};

let template: Promise<string> | undefined;

/** A migrated database made once per schema, from which each test file clones its own in some 50 ms. */
async function templateName(): Promise<string> {
  const migrations = await readMigrations();
  const digest = createHash('sha256')
    .update(JSON.stringify([migrations, 'and the queue']))
    .digest('hex')
    .slice(0, 12);
  const name = `preau_template_${digest}`;
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7203115)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) {
      await client.query(`create database ${name}_new`);
      await migrate(withDatabase(adminUrl(), `${name}_new`), migrations);
      await migrateJobs(withDatabase(adminUrl(), `${name}_new`));
      await client.query(`alter database ${name}_new rename to ${name}`);
    }
  } finally {
    await client.end();
  }
  return name;
}

export interface TestDatabase {
  readonly url: string;
  readonly db: Db;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

/** A database of its own for a test file, with the present schema and nothing in it. */
export async function testDatabase(): Promise<TestDatabase> {
  template ??= templateName();
  const source = await template;
  const name = `preau_test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name} template ${source} strategy file_copy`);
  const url = withDatabase(adminUrl(), name);
  const db = createDb(url, { poolSize: 5, expressLane: true });
  return {
    url,
    db,
    drop: async () => {
      await db.destroy();
      await administer(`drop database ${name} with (force)`);
    },
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock_shared(7203115)');
    await client.query(statement);
  } finally {
    await client.end();
  }
}
