/** The product of the journeys: the real one, started as `npm start` does, once for the whole run, on a database of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { projectPath } from '../platform/config/paths.ts';

export interface Product {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly databaseUrl: string;
  /** Where keys and, without a mail server, mail are written. */
  readonly dataDir: string;
  /** The sample people, as the product itself announces them. */
  readonly people: readonly SamplePerson[];
  readonly password: string;
  /** What the database holds: to check what was kept, or to let time pass. */
  query<Row>(statement: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface SamplePerson {
  readonly login: string;
  readonly name: string;
}

interface Running extends Product {
  stop(): Promise<void>;
}

/** Loading the demonstration on a busy machine takes a while; nothing else does. */
const patience = 120_000;

/** What is printed last at a start. */
const lastWords = 'Ctrl-C';

/** How a product is reached otherwise than at its own port. */
export interface Approach {
  readonly port: number;
  /** What people type, without a slash at the end. */
  readonly publicUrl: string;
  /** What stands in its environment beside the usual. */
  readonly environment: Readonly<Record<string, string>>;
}

let running: Promise<Running> | undefined;

/**
 * Starts the product at the first call, demonstration loaded; later calls answer the same one. It stops after the last test.
 * @param approach only heeded by the first call; without one, plain HTTP at a port of its own
 */
export const openProduct = (approach?: Approach): Promise<Product> => {
  running ??= start(approach);
  return running;
};

after(async () => {
  await (await running?.catch(() => undefined))?.stop();
});

async function start(approach?: Approach): Promise<Running> {
  const admin = process.env.TEST_DATABASE_URL;
  if (!admin) throw new Error('TEST_DATABASE_URL is not set: run the journeys through `npm test`');
  const name = `preau_test_e2e_${randomBytes(5).toString('hex')}`;
  const url = new URL(admin);
  url.pathname = `/${name}`;
  await query(admin, `create database ${name}`);
  const dataDir = mkdtempSync(join(tmpdir(), 'preau-e2e-'));
  const port = approach?.port ?? (await freePort());
  const child = spawn(process.execPath, [projectPath('app', 'start.mjs'), '--port', String(port), '--data', dataDir], {
    // The channel tells the product when we are gone, however brutally.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TMPDIR: process.env.TMPDIR,
      DATABASE_URL: url.toString(),
      LOG_LEVEL: 'warn',
      ...(approach && { PUBLIC_URL: approach.publicUrl, ...approach.environment }),
    },
  });
  const said: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const stop = async (): Promise<void> => {
    await end(child);
    await query(admin, `drop database if exists ${name} with (force)`);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await untilReady(child, `http://localhost:${port}`, () => said.join('').includes(lastWords));
  } catch (error) {
    await stop();
    throw new Error(`the product does not start: ${(error as Error).message}\n${said.join('').slice(-4000)}`, {
      cause: error,
    });
  }
  return {
    origin: approach?.publicUrl ?? `http://localhost:${port}`,
    databaseUrl: url.toString(),
    dataDir,
    ...announced(said.join('')),
    query: (statement, values) => query(url.toString(), statement, values),
    stop,
  };
}

/** Reads the sign-ins printed for whoever starts the demonstration. */
function announced(said: string): Pick<Product, 'people' | 'password'> {
  const people = [...said.matchAll(/^ {2}(\S+) +([^,\n]+), .+$/gm)].map(([, login = '', name = '']) => ({
    login,
    name,
  }));
  const password = /mot de passe : (\S+)/.exec(said)?.[1];
  if (people.length !== 10 || !password) throw new Error(`the product announces no ten people:\n${said}`);
  return { people, password };
}

async function untilReady(child: ChildProcess, origin: string, announcedAll: () => boolean): Promise<void> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`it ended with exit code ${child.exitCode}`);
    const answer = await fetch(`${origin}/health/ready`).catch(() => undefined);
    if (answer?.ok && announcedAll()) return;
    await wait(50);
  }
  throw new Error(`it was not ready after ${patience / 1000} s`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(late);
}

async function query<Row>(url: string, statement: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(statement, [...values]);
    return rows as Row[];
  } finally {
    await client.end();
  }
}

/** A port of 127.0.0.1 that nobody listens on yet. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
