import pg from 'pg';
import { exitCodes, OperatorRefusal } from '../platform/config/operator-refusal.ts';
import type { Settings } from '../platform/config/settings.ts';
import { migrate, NewerDatabase } from '../platform/db/migrate.ts';
import { migrateJobs } from '../platform/jobs/queue-schema.ts';
import { startPostgres } from '../platform/postgres/launcher.ts';
import { texts } from './texts.ts';

/** The database the product works on, whoever runs it. */
export interface Database {
  readonly url: string;
  /** Settles with a sentence if the embedded server dies by itself; never for a given one, whose pool reconnects. */
  readonly crashed: Promise<string>;
  stop(): Promise<void>;
  /** Asks it to end without waiting. */
  abandon(): void;
}

const never = new Promise<string>(() => {});

/**
 * Opens the database that the settings name, else starts the embedded one.
 * @throws OperatorRefusal when it does not answer, is too old, or cannot start
 */
export async function openDatabase(settings: Settings, say: (sentence: string) => void): Promise<Database> {
  if (settings.databaseUrl === undefined) {
    const embedded = await startPostgres({ dataDir: settings.dataDir, say });
    return { ...embedded, url: embedded.databaseUrl };
  }
  await checkGiven(settings.databaseUrl);
  return { url: settings.databaseUrl, crashed: never, stop: async () => {}, abandon: () => {} };
}

/** Brings our schema and the queue's up to date; refuses, in one sentence, a database that a newer version wrote. */
export async function migrateDatabase(url: string): Promise<string[]> {
  try {
    const applied = await migrate(url);
    await migrateJobs(url);
    return applied;
  } catch (error) {
    if (error instanceof NewerDatabase) {
      throw new OperatorRefusal(texts.databaseNewer(error.unknown), exitCodes.configuration, error);
    }
    throw error;
  }
}

/** @throws OperatorRefusal when a given database does not answer, is older than PostgreSQL 15, or is not in UTF-8 */
export async function checkGiven(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: 'preau start',
  });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const reason = (error as { code?: string }).code ?? (error as Error).message;
    throw new OperatorRefusal(texts.databaseUnreachable(new URL(url).host, reason), exitCodes.unavailable, error);
  }
  try {
    const { rows } = await client.query<{ version: number; shown: string; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as shown,
              pg_encoding_to_char(encoding) as encoding
         from pg_database where datname = current_database()`,
    );
    const [found] = rows;
    if (found && found.version < 150_000) {
      throw new OperatorRefusal(texts.databaseTooOld(found.shown), exitCodes.configuration);
    }
    if (found && found.encoding !== 'UTF8') {
      throw new OperatorRefusal(texts.databaseNotUtf8(found.encoding), exitCodes.configuration);
    }
  } finally {
    await client.end();
  }
}
