import { systemClock } from '../../../platform/clock/clock.ts';
import { explained } from '../../../platform/db/connection.ts';
import { ImportConnection } from './connection.ts';
import { openContainer } from './container.ts';
import { importDelivery } from './delivery.ts';
import type { Finding } from './finding.ts';
import type { Ground, ImportOptions } from './ground.ts';
import { ImportRunning } from './import-running.ts';
import { type DeliveryOutcome, refuse } from './outcome.ts';
import { ReadingThreads } from './reading.ts';

const LOCK = 7_203_116;

/**
 * Imports every delivery found under the paths, oldest first: reads, previews, and unless it is held or only a preview, applies it
 * school by school. A damaged delivery is refused whole and the next one goes on. Run again after a kill, it resumes.
 * @throws ConnectionLost when a connection breaks; run again, it resumes
 */
export async function importDeliveries(options: ImportOptions): Promise<DeliveryOutcome[]> {
  const opened: ImportConnection[] = [];
  const open = async (): Promise<ImportConnection> => {
    const connection = await ImportConnection.open(options.databaseUrl, 'preau import');
    opened.push(connection);
    return connection;
  };
  const threads = new ReadingThreads();
  try {
    const main = await open();
    const [lock] = await main.rows<{ mine: boolean }>(`select pg_try_advisory_lock(${LOCK}) as mine`);
    if (!lock?.mine) throw new ImportRunning();
    const ground: Ground = {
      connections: [main, await open()],
      threads,
      options,
      clock: options.clock ?? systemClock,
    };
    return await importOn(ground);
  } catch (error) {
    throw explained(error);
  } finally {
    await threads.close();
    await Promise.all(opened.map((connection) => connection.close()));
  }
}

async function importOn(ground: Ground): Promise<DeliveryOutcome[]> {
  const container = await openContainer(ground.options.paths);
  try {
    const outcomes: DeliveryOutcome[] = [];
    for (const { name, refusal } of container.refusals) outcomes.push(await refuse(ground, { name }, refusal));
    for (const set of container.sets) outcomes.push(await importDelivery(ground, set));
    const [last] = outcomes;
    if (last)
      for (const file of container.strangers)
        (last.findings as Finding[]).push({ severity: 'warning', code: 'stranger', file });
    return outcomes;
  } finally {
    await container.close();
  }
}
