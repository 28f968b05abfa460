import { setTimeout as wait } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { authenticate, proofOfPerson } from '../modules/identity/index.ts';
import { topicsOfReader } from '../modules/notifications/index.ts';
import { openBoard } from '../modules/portal/index.ts';
import type { Storage } from '../platform/blobs/storage.ts';
import { systemClock } from '../platform/clock/clock.ts';
import type { Keys } from '../platform/config/keys.ts';
import type { Settings } from '../platform/config/settings.ts';
import { type Db, rowsOf, sql } from '../platform/db/db.ts';
import type { Listener } from '../platform/db/listen.ts';
import { readMigrations } from '../platform/db/migrate.ts';
import type { Health } from '../platform/health/health.ts';
import { healthRoutes } from '../platform/health/routes.ts';
import { contractOnly } from '../platform/http/server.ts';
import type { Worker } from '../platform/jobs/worker.ts';
import { openLive } from '../platform/live/live.ts';
import { watchLive } from '../platform/live/metrics.ts';
import type { Log } from '../platform/log/log.ts';
import { logResponses } from '../platform/log/responses.ts';
import type { Metrics } from '../platform/metrics/metrics.ts';
import type { WorkContext } from '../platform/module.ts';
import { httpSmsSender } from '../platform/sms/http-sender.ts';
import { libreTranslator } from '../platform/translation/libre.ts';
import type { Lifecycle } from './lifecycle.ts';
import { modules } from './modules.ts';
import { createWebServer } from './server.ts';

/** Ready means: the database answers, and its schema is this version's or a later one that took over meanwhile. */
export async function watchDatabase(health: Health, db: Db): Promise<void> {
  const known = (await readMigrations()).map(({ name }) => name);
  health.registerCheck('database', async () => void (await sql`select 1`.execute(db)));
  health.registerCheck('migrations', async () => {
    const applied = await rowsOf(db, sql<{ name: string }>`select name from public.migrations`);
    const missing = known.filter((name) => !applied.some((row) => row.name === name));
    if (missing.length > 0) throw new Error(`not applied: ${missing.join(', ')}`);
  });
}

/** What the roles share. */
export interface Parts {
  settings: Settings;
  log: Log;
  db: Db;
  keys: Keys;
  storage: Storage;
  databaseUrl: string;
  listener: Listener;
  health: Health;
  metrics: Metrics;
}

/** Milliseconds between listening and taking work. */
const BREATH = 300;

/**
 * The worker role: jobs, facts to their readers, mail. Told to health and to the stop at once, it begins by the function given: after the
 * web listens, so that pages do not wait for the code of the queue and of the post.
 */
export function prepareWork(
  { settings, log, db, keys, storage, databaseUrl, listener, health }: Parts,
  lifecycle: Lifecycle,
): () => Promise<void> {
  let starting: Promise<Worker> | undefined;
  let worker: Worker | undefined;
  lifecycle.onStop('worker', async () => (await starting?.catch(() => undefined))?.stop());
  health.registerCheck('jobs', async () => {
    if (!worker?.ready()) throw new Error('the worker does not hear the database');
  });
  const begin = async (): Promise<Worker> => {
    // Reading code stops everything else for a tenth of a second: the first page, which somebody waits for, goes before.
    if (settings.roles.includes('web')) await wait(BREATH);
    const [{ startWorker }, { openMailer }] = await Promise.all([
      import('../platform/jobs/worker.ts'),
      import('../platform/mail/open-mailer.ts'),
    ]);
    const tellLog: WorkContext['log'] = (level, event, details) => log[level](details ?? {}, event);
    return startWorker({
      databaseUrl,
      db,
      listener,
      clock: systemClock,
      settings,
      keys,
      storage,
      mailer: openMailer(settings, systemClock, tellLog),
      log: tellLog,
      modules,
    });
  };
  return async () => {
    starting = begin();
    worker = await starting;
  };
}

/** The web role: every page and the API, live pages, with journal, figures and health. */
export async function serve(parts: Parts): Promise<FastifyInstance> {
  const { settings, log, db, keys, storage, listener, metrics } = parts;
  const live = await openLive({ listener, keys: keys.session, clock: systemClock, ownTopics: topicsOfReader });
  watchLive(metrics.registry, live);
  const board = await openBoard({
    db,
    clock: systemClock,
    listener,
    sources: modules.flatMap((module) => module.banners ?? []),
    onFailure: (error) => log.warn({ err: error }, 'portal not read'),
  });
  return createWebServer({
    db,
    sms: settings.sms ? httpSmsSender(settings.sms, (level, event, details) => log[level](details, event)) : undefined,
    translator: settings.translationUrl ? libreTranslator(settings.translationUrl, systemClock) : undefined,
    live,
    board,
    clock: systemClock,
    keys,
    publicUrl: settings.publicUrl,
    publisher: settings.publisher,
    filesUrl: settings.filesUrl,
    storage,
    trustedProxies: settings.trustedProxies,
    modules,
    authenticate,
    proof: proofOfPerson,
    onDefect: (error, request) => log.error({ err: error, req: request.id, route: request.route }, 'defect'),
    mount: (app) => observe(app, parts),
  });
}

/** A worker alone still answers health and figures. */
export function probes(parts: Parts): FastifyInstance {
  const app = Fastify({ logger: false, schemaController: contractOnly });
  observe(app, parts);
  return app;
}

function observe(app: FastifyInstance, { settings, log, health, metrics }: Parts): void {
  logResponses(app, log);
  metrics.watchResponses(app);
  healthRoutes(app, { health, metrics, metricsToken: settings.metricsToken });
}
