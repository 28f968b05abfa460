/** `import-full`, `import-same`, `import-delta`: METROPOLE-1 through the real importer, in a process of its own, durable commits on. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrateDatabase } from '../app/database.ts';
import { projectPath } from '../platform/config/paths.ts';
import { startPostgres } from '../platform/postgres/launcher.ts';
import { readPostmaster } from '../platform/postgres/postmaster.ts';
import { generateAcademy } from '../tools/academy/academy.ts';
import type { Bench, Figures } from './bench.ts';
import { countCpu } from './ground/cpu.ts';

const folder = (): string => projectPath('var', 'bench', 'import');
const day = '2026-09-15';

/** What one run of the importer says on its last line. */
interface Run {
  readonly seconds: number;
  readonly maxRssMb: number;
  readonly outcomes: readonly {
    readonly name: string;
    readonly status: string;
    readonly read: Readonly<Record<string, number>>;
    readonly seconds: Readonly<Record<string, number>>;
  }[];
}

interface Ground {
  readonly databaseUrl: string;
  readonly postmasterPid: number;
  readonly full: readonly string[];
  readonly delta: readonly string[];
  stop(): Promise<void>;
}

export const importFull: Bench = {
  name: 'import-full',
  sentence: 'METROPOLE-1 (1D and 2D) into an empty directory, from archive to committed, preview included; seconds',
  bar: { most: 60 },
  run: (_options, say) =>
    onGround(say, async (ground) => {
      await recreate(ground.databaseUrl);
      return measured(ground, ground.full, ['applied', 'applied']);
    }),
};

export const importSame: Bench = {
  name: 'import-same',
  sentence: 'the same deliveries again: nothing changed, no row of the directory written; seconds',
  bar: { most: 25 },
  run: (_options, say) =>
    onGround(say, async (ground) => {
      await loaded(ground, say);
      const figures = await measured(ground, ground.full, ['unchanged', 'unchanged']);
      if (figures.rowsWritten !== 0) throw new Error(`${String(figures.rowsWritten)} rows were written`);
      return figures;
    }),
};

export const importDelta: Bench = {
  name: 'import-delta',
  sentence: 'the deltas of the next day, 1 % of the people; seconds',
  bar: { most: 3 },
  run: (_options, say) =>
    onGround(say, async (ground) => {
      await loaded(ground, say);
      return measured(ground, ground.delta, ['applied', 'applied']);
    }),
};

export const benches = [importFull, importSame, importDelta] as const;

async function onGround(say: (sentence: string) => void, work: (ground: Ground) => Promise<Figures>): Promise<Figures> {
  const dataDir = join(folder(), 'data');
  mkdirSync(dataDir, { recursive: true });
  const out = join(folder(), 'academy');
  if (!existsSync(out) || readdirSync(out).length < 4) {
    say('Writing the deliveries of METROPOLE-1…');
    rmSync(out, { recursive: true, force: true });
    await generateAcademy({ size: 'METROPOLE-1', seed: 1, date: day, out, delta: true, format: 'tgz' });
  }
  const archives = readdirSync(out)
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => join(out, name));
  const server = await startPostgres({ dataDir, say });
  try {
    const postmasterPid = readPostmaster(join(dataDir, 'postgres'))?.pid ?? 0;
    return await work({
      databaseUrl: server.databaseUrl,
      postmasterPid,
      full: archives.filter((path) => path.includes('Complet')),
      delta: archives.filter((path) => path.includes('Delta')),
      stop: server.stop,
    });
  } finally {
    await server.stop();
  }
}

/** The directory as the full deliveries left it, and no delta yet: loaded anew when it is anything else. */
async function loaded(ground: Ground, say: (sentence: string) => void): Promise<void> {
  const state = await query<{ kind: string; status: string }>(
    ground.databaseUrl,
    `select kind, status from directory.deliveries`,
  ).catch(() => []);
  if (state.length === 2 && state.every(({ kind, status }) => kind === 'full' && status === 'applied')) return;
  say('Importing METROPOLE-1 first…');
  await recreate(ground.databaseUrl);
  await importing(ground.databaseUrl, ground.full);
}

async function measured(ground: Ground, paths: readonly string[], expected: readonly string[]): Promise<Figures> {
  const before = await rowsWritten(ground.databaseUrl);
  const database = countCpu([ground.postmasterPid]);
  try {
    const { run, cpuMs } = await importing(ground.databaseUrl, paths);
    const databaseCpuMs = database.used();
    const statuses = run.outcomes.map((outcome) => outcome.status);
    if (JSON.stringify(statuses) !== JSON.stringify(expected))
      throw new Error(`the import ended as ${statuses.join(', ')}`);
    const [counts] = await query(
      ground.databaseUrl,
      `select (select count(*) from directory.persons) as persons,
              (select count(*) from directory.profiles where ends_on is null) as profiles,
              (select count(*) from directory.schools) as schools`,
    );
    return {
      value: run.seconds,
      unit: 's',
      maxRssMb: run.maxRssMb,
      importerCpuSeconds: cpuMs / 1000,
      databaseCpuSeconds: databaseCpuMs / 1000,
      rowsWritten: (await rowsWritten(ground.databaseUrl)) - before,
      directory: counts,
      deliveries: run.outcomes,
    };
  } finally {
    database.close();
  }
}

/** Runs the importer in a process of its own and waits for its figures. */
function importing(databaseUrl: string, paths: readonly string[]): Promise<{ run: Run; cpuMs: number }> {
  const script = projectPath('build', 'server', 'bench', 'import-run.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, databaseUrl, ...paths], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      const last = text.trim().split('\n').at(-1) ?? '';
      if (code !== 0 || !last.startsWith('{')) return reject(new Error(`the importer ended (${code}): ${text}`));
      const run = JSON.parse(last) as Run & { readonly cpuMs: number };
      resolve({ run, cpuMs: run.cpuMs });
    });
  });
}

/** Rows inserted, updated or deleted in the directory since the server keeps count. */
async function rowsWritten(databaseUrl: string): Promise<number> {
  // A backend reports what it did at most a second later.
  await new Promise((go) => setTimeout(go, 1500));
  const [row] = await query<{ rows: string }>(
    databaseUrl,
    `select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) as rows from pg_stat_user_tables where schemaname = 'directory'`,
  );
  return Number(row?.rows ?? 0);
}

async function query<Row extends pg.QueryResultRow>(databaseUrl: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function recreate(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  await query(url.toString(), `drop database if exists "${name}" with (force)`);
  await query(url.toString(), `create database "${name}"`);
  await migrateDatabase(databaseUrl);
}
