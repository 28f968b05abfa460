import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startPostgres } from '../postgres/launcher.ts';

/** A throw-away server: nothing in it survives the tests, so nothing waits for the disk. */
const options = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_connections: '200',
  logging_collector: 'off',
};

/** Starts a PostgreSQL for one run of the tests, in a temporary folder that `stop` removes. */
export async function startTestPostgres(): Promise<Pick<EmbeddedPostgres, 'databaseUrl' | 'stop'>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'preau-tests-'));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const server = await startPostgres({ dataDir, options });
    return { databaseUrl: server.databaseUrl, stop: () => server.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
