import { withConnection } from '../db/connection.ts';

/** The newest migration of the queue's own schema (`graphile_worker`) in the version that we pin; a test holds it to the truth. */
export const QUEUE_SCHEMA = 20;

/**
 * Brings the queue's own schema up to date; several processes may do so at once. Nearly every start finds it so, and then does not read
 * the queue's code (67 files, 440 kB).
 */
export async function migrateJobs(databaseUrl: string): Promise<void> {
  if ((await schemaOf(databaseUrl)) >= QUEUE_SCHEMA) return;
  const { Logger, runMigrations } = await import('graphile-worker');
  // The library would write to the console; what matters is said by the worker itself.
  const logger = new Logger(() => () => undefined);
  await runMigrations({ connectionString: databaseUrl, maxPoolSize: 1, logger });
}

/** The number of the last migration that the queue's schema went through; 0 when there is none. */
export const schemaOf = (databaseUrl: string): Promise<number> =>
  withConnection(databaseUrl, 'preau migrate', async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('graphile_worker.migrations') is not null as there`,
    );
    if (!rows[0]?.there) return 0;
    const last = await client.query<{ id: number }>(
      'select coalesce(max(id), 0) as id from graphile_worker.migrations',
    );
    return last.rows[0]?.id ?? 0;
  });
