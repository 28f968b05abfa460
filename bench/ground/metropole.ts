/**
 * METROPOLE-1, loaded: the reference directory of every bench that needs one. Made once, by the generator and the real importer, and
 * kept under `var/bench`; made anew when what makes it has changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrateDatabase } from '../../app/database.ts';
import { importDeliveries, refreshCircles } from '../../modules/directory/index.ts';
import { provisionAccounts } from '../../modules/identity/index.ts';
import { fixedClock } from '../../platform/clock/clock.ts';
import { projectPath } from '../../platform/config/paths.ts';
import { createDb, rowsOf, sql } from '../../platform/db/db.ts';
import { startPostgres } from '../../platform/postgres/launcher.ts';
import { readPostmaster } from '../../platform/postgres/postmaster.ts';
import { generateAcademy } from '../../tools/academy/academy.ts';

/** The running database with METROPOLE-1 in it. */
export interface Metropole {
  readonly databaseUrl: string;
  /** Data folder: keys of the product that works on it. */
  readonly dataDir: string;
  /** The postmaster, whose children do the work. */
  readonly postmasterPid: number;
  stop(): Promise<void>;
}

const folder = (): string => projectPath('var', 'bench');
const seed = 1;
/** Deliveries are of this day, so that every run measures the same bytes. */
const day = '2026-11-24';

/**
 * Starts the embedded PostgreSQL with the options of production (durable commits) and METROPOLE-1 loaded.
 * @param say tells what takes long: the first time, a few minutes
 */
export async function openMetropole(say: (sentence: string) => void): Promise<Metropole> {
  const dataDir = join(folder(), 'data');
  mkdirSync(dataDir, { recursive: true });
  const stamp = join(folder(), 'metropole-1.stamp');
  const wanted = fingerprint();
  const ready = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (!ready) rmSync(stamp, { force: true });
  const server = await startPostgres({ dataDir, say });
  try {
    if (!ready) {
      await load(server.databaseUrl, say);
      writeFileSync(stamp, wanted);
    }
    const postmasterPid = readPostmaster(join(dataDir, 'postgres'))?.pid;
    if (postmasterPid === undefined) throw new Error('the database of the benches is not running');
    return { databaseUrl: server.databaseUrl, dataDir, postmasterPid, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function load(databaseUrl: string, say: (sentence: string) => void): Promise<void> {
  await recreate(databaseUrl);
  await migrateDatabase(databaseUrl);
  const db = createDb(databaseUrl, { poolSize: 2, statementTimeout: 0 });
  try {
    const out = join(folder(), 'academy');
    rmSync(out, { recursive: true, force: true });
    say('Writing the deliveries of METROPOLE-1…');
    const written = await generateAcademy({ size: 'METROPOLE-1', seed, date: day, out, delta: false, format: 'tgz' });
    say('Importing them…');
    const clock = fixedClock(`${day}T02:00:00Z`);
    const outcomes = await importDeliveries({ databaseUrl, paths: written.map((one) => one.path), clock });
    const refused = outcomes.filter((outcome) => outcome.status !== 'applied');
    if (outcomes.length === 0 || refused.length > 0)
      throw new Error(
        `METROPOLE-1 was not imported: ${JSON.stringify(refused.map(({ name, status, findings }) => ({ name, status, findings: findings.slice(0, 5) })))}`,
      );
    rmSync(out, { recursive: true, force: true });
    const made = await provisionAccounts(db, day, clock.now());
    const schools = await rowsOf(db, sql<{ id: string }>`select id from directory.schools order by id`);
    await refreshCircles(
      db,
      schools.map(({ id }) => id),
      day,
    );
    // What the readers of the import's facts would do is done: no product that is measured shall spend its time on it.
    await sql`delete from platform.outbox`.execute(db);
    await sql`vacuum (analyze)`.execute(db);
    say(`METROPOLE-1 is loaded, ${made} accounts.`);
  } finally {
    await db.destroy();
  }
}

/** Drops what an older preparation left. */
async function recreate(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** Everything that decides what METROPOLE-1 holds. */
function fingerprint(): string {
  const hash = createHash('sha256').update(`${seed} ${day}`);
  for (const part of ['db/migrations', 'tools/academy', 'modules/directory/aaf', 'modules/identity/accounts']) {
    const names = readdirSync(projectPath(part), { recursive: true, encoding: 'utf8' }).sort();
    for (const name of names.filter((one) => /\.(ts|sql)$/.test(one) && !one.includes('.test.')))
      hash.update(name).update(readFileSync(projectPath(part, name)));
  }
  return hash.digest('hex');
}
