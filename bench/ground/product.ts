import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectPath } from '../../platform/config/paths.ts';
import { Connection } from './http-client.ts';
import type { Metropole } from './metropole.ts';

/** The product, built, running on METROPOLE-1 as in production; its journal goes to `var/bench/product.log`. */
export interface RunningProduct {
  readonly port: number;
  readonly pid: number;
  /** Milliseconds from `exec` to the first good answer. */
  readonly firstAnswer: number;
  stop(): Promise<void>;
}

/** @param databaseUrl instead of the database's own: to pass by a counter */
export async function startProduct(
  metropole: Pick<Metropole, 'databaseUrl' | 'dataDir'>,
  databaseUrl = metropole.databaseUrl,
): Promise<RunningProduct> {
  mkdirSync(projectPath('var', 'bench'), { recursive: true });
  const port = await freePort();
  const journal = openSync(join(projectPath('var', 'bench'), 'product.log'), 'w');
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [projectPath('build', 'server', 'app', 'main.js'), '--port', String(port), '--data', metropole.dataDir, '--empty'],
    {
      stdio: ['ignore', journal, journal, 'ipc'],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_URL: databaseUrl,
        NODE_ENV: 'production',
        // As `npm start` sets it.
        NODE_COMPILE_CACHE: projectPath('build', 'cache'),
        TRUSTED_PROXIES: '127.0.0.1',
      },
    },
  );
  closeSync(journal);
  await untilAnswer(child, port);
  const firstAnswer = performance.now() - begun;
  return { port, pid: child.pid as number, firstAnswer, stop: () => stop(child) };
}

/** Asks for the sign-in page until it comes whole. */
async function untilAnswer(child: ChildProcess, port: number): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error('the product ended at once: see var/bench/product.log');
    const connection = new Connection(port);
    const answer = await connection.send('GET', '/sign-in', {}).catch(() => undefined);
    connection.close();
    if (answer?.status === 200 && answer.text().includes('<form')) return;
    await wait(2);
  }
  throw new Error('the product gave no page in a minute: see var/bench/product.log');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await gone;
  clearTimeout(late);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
