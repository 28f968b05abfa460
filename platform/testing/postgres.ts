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

/**
 * Starts the PostgreSQL of a run of the tests in a folder that runs share: a server left by an interrupted run is adopted, and
 * two runs at once in one checkout are refused with a sentence.
 */
export const startTestPostgres = (dataDir: string): Promise<EmbeddedPostgres> => startPostgres({ dataDir, options });
