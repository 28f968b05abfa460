import '../platform/config/production.ts';
import { watchDeliveries } from '../modules/notifications/index.ts';
import { openStorage } from '../platform/blobs/storage.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { openKeys } from '../platform/config/keys.ts';
import { OperatorRefusal } from '../platform/config/operator-refusal.ts';
import { readSettings, type Settings, withActualPort } from '../platform/config/settings.ts';
import { createDb } from '../platform/db/db.ts';
import { openListener } from '../platform/db/listen.ts';
import { createHealth } from '../platform/health/health.ts';
import { watchJobs } from '../platform/jobs/metrics.ts';
import { createLog, type Log } from '../platform/log/log.ts';
import { createMetrics } from '../platform/metrics/metrics.ts';
import { migrateDatabase, openDatabase } from './database.ts';
import type { DemoOptions } from './demo.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { drain, findPort, listen } from './listen.ts';
import { type Parts, prepareWork, probes, serve, watchDatabase } from './roles.ts';
import { texts } from './texts.ts';

/**
 * The product's process: settings → database → migrations → web and worker, then the address.
 * @param options words of the command line, e.g. `['--port', '9000']`
 */
export async function start(options: readonly string[]): Promise<void> {
  const begun = performance.now() - process.uptime() * 1000;
  let settings: Settings;
  try {
    settings = readSettings(options);
  } catch (error) {
    return leave(error);
  }
  const log = createLog({ level: settings.logLevel, pretty: process.stdout.isTTY === true });
  const lifecycle = createLifecycle({ log, onSignal: () => say(texts.stopping) });
  try {
    const { url, invitation } = await run(settings, log, lifecycle);
    // Told to stop while the worker was starting: there is nothing to invite to.
    if (lifecycle.stopping) return;
    const seconds = (performance.now() - begun) / 1000;
    say(`\n${settings.roles.includes('web') ? texts.ready(url, seconds) : texts.workerReady(url, seconds)}\n`);
    if (invitation) say(`${invitation}\n`);
    say(`${texts.howToStop}\n`);
  } catch (error) {
    // Once we are stopping, what was still starting fails for that reason only.
    if (lifecycle.stopping) return;
    process.exitCode = tell(error, log);
    await lifecycle.stop(process.exitCode);
  }
}

/** Everything that runs, in the order in which it can; each part says how it is closed as soon as it exists. */
async function run(given: Settings, log: Log, lifecycle: Lifecycle): Promise<{ url: string; invitation: string }> {
  const opening = openDatabase(given, say);
  lifecycle.onStop('database', async () => (await opening.catch(() => null))?.stop());
  const database = await opening;
  lifecycle.onAbort(database.abandon);
  void database.crashed.then((sentence) => {
    process.stderr.write(`${sentence}\n`);
    return lifecycle.stop(1, 'database gone');
  });
  const settings = withActualPort(given, await findPort(given));
  const applied = await migrateDatabase(database.url);
  if (applied.length > 0) log.info({ migrations: applied }, 'schema brought up to date');

  const metrics = createMetrics();
  const db = createDb(database.url, {
    poolSize: settings.databasePool,
    expressLane: true,
    onPool: metrics.watchPool,
  });
  lifecycle.onStop('connections', () => db.destroy());
  const health = createHealth({ onFailure: (name, error) => log.warn({ check: name, err: error }, 'not ready') });
  await watchDatabase(health, db);

  const keys = openKeys(settings.keysDir);
  const storage = openStorage(settings);
  const invitation = settings.demo
    ? await inviteToDemo({
        databaseUrl: database.url,
        db,
        keys,
        storage,
        clock: systemClock,
        dataDir: settings.dataDir,
        say,
      })
    : '';
  watchJobs(metrics.registry, db);
  watchDeliveries(metrics.registry, db);
  const listener = await openListener(database.url);
  lifecycle.onStop('listener', () => listener.close());
  const parts: Parts = { settings, log, db, keys, storage, databaseUrl: database.url, listener, health, metrics };
  const work = settings.roles.includes('worker') ? prepareWork(parts, lifecycle) : undefined;
  const app = settings.roles.includes('web') ? await serve(parts) : probes(parts);
  lifecycle.onStop('web', () => {
    health.drain();
    return drain(app);
  });
  await listen(app, settings);
  await work?.();
  return { url: settings.publicUrl, invitation };
}

/** Loads the demonstration and says who one may become; a real installation never even reads that code. */
async function inviteToDemo(options: DemoOptions): Promise<string> {
  const [{ DEMO_PASSWORD, loadDemo }, { texts: demoTexts }] = await Promise.all([
    import('./demo.ts'),
    import('./texts-demo.ts'),
  ]);
  const samples = await loadDemo(options);
  if (samples.length === 0) return '';
  const widest = Math.max(...samples.map((sample) => sample.login.length));
  const lines = samples.map(({ login, name, role }) => `  ${login.padEnd(widest)}  ${name}, ${role}`);
  return `${demoTexts.people(DEMO_PASSWORD)}\n${lines.join('\n')}`;
}

const say = (sentence: string): void => {
  process.stdout.write(`${sentence}\n`);
};

/** Says why we cannot run: one sentence for what the operator can mend, the whole error for a defect of ours. */
function tell(error: unknown, log?: Log): number {
  if (error instanceof OperatorRefusal) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  if (log) log.fatal({ err: error }, 'could not start');
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}

function leave(error: unknown): void {
  process.exitCode = tell(error);
}

if (import.meta.main) await start(process.argv.slice(2));
