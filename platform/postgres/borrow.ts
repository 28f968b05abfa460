import { existsSync, readFileSync } from 'node:fs';
import { passwordFile } from './create.ts';
import { endpointOf, urlOf } from './endpoint.ts';
import { dataFolder } from './folder.ts';
import { type EmbeddedPostgres, type LaunchOptions, startPostgres } from './launcher.ts';
import { isPostgresAlive, readPostmaster } from './postmaster.ts';

/**
 * The embedded database for the time of a command: the running product's one when there is one, else one started for
 * the occasion, which `stop` ends.
 */
export async function borrowPostgres(launch: LaunchOptions): Promise<Pick<EmbeddedPostgres, 'databaseUrl' | 'stop'>> {
  const folder = dataFolder(launch.dataDir);
  const found = existsSync(folder.cluster) ? readPostmaster(folder.cluster) : null;
  if (found?.status !== 'ready' || !isPostgresAlive(found.pid)) return startPostgres(launch);
  const password = existsSync(passwordFile(folder)) ? readFileSync(passwordFile(folder), 'utf8').trim() : null;
  return { databaseUrl: urlOf(endpointOf(found), password), stop: async () => {} };
}
