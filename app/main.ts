import '../platform/config/production.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import { authenticate } from '../modules/identity/index.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { type Keys, openKeys } from '../platform/config/keys.ts';
import { OperatorRefusal } from '../platform/config/operator-refusal.ts';
import { readSettings, type Settings, withActualPort } from '../platform/config/settings.ts';
import { createDb, type Db, rowsOf, sql } from '../platform/db/db.ts';
import { type Listener, openListener } from '../platform/db/listen.ts';
import { readMigrations } from '../platform/db/migrate.ts';
import { createHealth, type Health } from '../platform/health/health.ts';
import { healthRoutes } from '../platform/health/routes.ts';
import { watchJobs } from '../platform/jobs/metrics.ts';
import { startWorker } from '../platform/jobs/worker.ts';
import { openLive } from '../platform/live/live.ts';
import { watchLive } from '../platform/live/metrics.ts';
import { createLog, type Log } from '../platform/log/log.ts';
import { logResponses } from '../platform/log/responses.ts';
import { openMailer } from '../platform/mail/open-mailer.ts';
import { createMetrics, type Metrics } from '../platform/metrics/metrics.ts';
import type { WorkContext } from '../platform/module.ts';
import { migrateDatabase, openDatabase } from './database.ts';
import { DEMO_PASSWORD, loadDemo, type SampleSignIn } from './demo.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { drain, findPort, listen } from './listen.ts';
import { modules } from './modules.ts';
import { createWebServer } from './server.ts';
import { texts } from './texts.ts';
import { texts as demoTexts } from './texts-demo.ts';

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
    const [url, samples] = await run(settings, log, lifecycle);
    say(`\n${texts.ready(url, (performance.now() - begun) / 1000)}\n`);
    if (samples.length > 0) say(`${demoTexts.people(DEMO_PASSWORD)}\n${tableOf(samples)}\n`);
    say(`${texts.howToStop}\n`);
  } catch (error) {
    // Once we are stopping, what was still starting fails for that reason only.
    if (lifecycle.stopping) return;
    process.exitCode = tell(error, log);
    await lifecycle.stop(process.exitCode);
  }
}

/** Everything that runs, in the order in which it can; each part says how it is closed as soon as it exists. */
async function run(
  given: Settings,
  log: Log,
  lifecycle: Lifecycle,
): Promise<readonly [string, readonly SampleSignIn[]]> {
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

  const db = createDb(database.url, { poolSize: settings.databasePool });
  lifecycle.onStop('connections', () => db.destroy());
  const health = createHealth({ onFailure: (name, error) => log.warn({ check: name, err: error }, 'not ready') });
  await watchDatabase(health, db);

  const keys = openKeys(settings.keysDir);
  const samples = settings.demo
    ? await loadDemo({ databaseUrl: database.url, db, keys, clock: systemClock, dataDir: settings.dataDir, say })
    : [];
  const metrics = createMetrics();
  watchJobs(metrics.registry, db);
  const listener = await openListener(database.url);
  lifecycle.onStop('listener', () => listener.close());
  const parts: Parts = { settings, log, db, keys, databaseUrl: database.url, listener, health, metrics };
  if (settings.roles.includes('worker')) await work(parts, lifecycle);
  const app = settings.roles.includes('web') ? await serve(parts) : probes(parts);
  lifecycle.onStop('web', () => {
    health.drain();
    return drain(app);
  });
  await listen(app, settings);
  return [settings.publicUrl, samples] as const;
}

/** Ready means: the database answers, and its schema is this version's or a later one that took over meanwhile. */
async function watchDatabase(health: Health, db: Db): Promise<void> {
  const known = (await readMigrations()).map(({ name }) => name);
  health.registerCheck('database', async () => void (await sql`select 1`.execute(db)));
  health.registerCheck('migrations', async () => {
    const applied = await rowsOf(db, sql<{ name: string }>`select name from public.migrations`);
    const missing = known.filter((name) => !applied.some((row) => row.name === name));
    if (missing.length > 0) throw new Error(`not applied: ${missing.join(', ')}`);
  });
}

interface Parts {
  settings: Settings;
  log: Log;
  db: Db;
  keys: Keys;
  databaseUrl: string;
  listener: Listener;
  health: Health;
  metrics: Metrics;
}

/** The worker role: jobs, facts to their readers, mail. */
async function work({ settings, log, db, databaseUrl, listener, health }: Parts, lifecycle: Lifecycle): Promise<void> {
  const tellLog: WorkContext['log'] = (level, event, details) => log[level](details ?? {}, event);
  const worker = await startWorker({
    databaseUrl,
    db,
    listener,
    clock: systemClock,
    settings,
    mailer: openMailer(settings, systemClock, tellLog),
    log: tellLog,
    modules,
  });
  lifecycle.onStop('worker', () => worker.stop());
  health.registerCheck('jobs', async () => {
    if (!worker.ready()) throw new Error('the worker does not hear the database');
  });
}

/** The web role: every page and the API, live pages, with journal, figures and health. */
async function serve(parts: Parts): Promise<FastifyInstance> {
  const { settings, log, db, keys, listener, metrics } = parts;
  const live = await openLive({ listener, keys: keys.session, clock: systemClock });
  watchLive(metrics.registry, live);
  return createWebServer({
    db,
    live,
    clock: systemClock,
    keys,
    publicUrl: settings.publicUrl,
    filesUrl: settings.filesUrl,
    trustedProxies: settings.trustedProxies,
    modules,
    authenticate,
    onDefect: (error, request) => log.error({ err: error, req: request.id, route: request.route }, 'defect'),
    mount: (app) => observe(app, parts),
  });
}

/** A worker alone still answers health and figures. */
function probes(parts: Parts): FastifyInstance {
  const app = Fastify({ logger: false });
  observe(app, parts);
  return app;
}

function observe(app: FastifyInstance, { settings, log, health, metrics }: Parts): void {
  logResponses(app, log);
  metrics.watchResponses(app);
  healthRoutes(app, { health, metrics, metricsToken: settings.metricsToken });
}

/** Who one may become, a line each: role, name, login. */
function tableOf(samples: readonly SampleSignIn[]): string {
  const widest = Math.max(...samples.map((sample) => sample.login.length));
  return samples.map(({ login, name, role }) => `  ${login.padEnd(widest)}  ${name}, ${role}`).join('\n');
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
