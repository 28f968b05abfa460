import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { childEnvironment } from '../config/environment.ts';
import { exitCodes, OperatorRefusal } from '../config/operator-refusal.ts';
import { explained, openConnection } from '../db/connection.ts';
import { type Account, chooseAccount, commandUnder } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { createDatabase, passwordFile, reasonIn } from './create.ts';
import {
  closeEndpoint,
  databaseName,
  type Endpoint,
  endpointOf,
  listenOptions,
  openEndpoint,
  type Reach,
  urlOf,
  usualReach,
} from './endpoint.ts';
import {
  checkDatabase,
  checkFreeSpace,
  type DataFolder,
  databaseOwner,
  dataFolder,
  freeSpaceNeeded,
  openDataFolder,
} from './folder.ts';
import { asArguments, serverOptions } from './options.ts';
import { forgetIfReused, isPostgresAlive, readPostmaster, waitForEnd } from './postmaster.ts';
import { texts } from './texts.ts';

export interface LaunchOptions {
  /** The data folder (`var/`); the database goes into its `postgres` folder. Absolute. */
  dataDir: string;
  /** Server options that replace ours, e.g. `{ fsync: 'off' }` for tests. */
  options?: Record<string, string>;
  /** Told what takes long (creation, recovery), in French. */
  say?: (sentence: string) => void;
  /** Megabytes to require on the disk; ours when absent. */
  freeSpace?: typeof freeSpaceNeeded;
  /** How the server is reached; by what the system has, when absent. */
  reach?: Reach;
  /** Milliseconds granted to another launcher of the same data that is just stopping. */
  patience?: number;
}

/** A running embedded database. */
export interface EmbeddedPostgres {
  /** Connection string of the database, for pg as for libpq. */
  databaseUrl: string;
  /** True when the server was found running, left behind by a launcher that was killed. */
  adopted: boolean;
  /** Settles with one sentence when the server dies by itself; never when it is stopped by `stop`. */
  crashed: Promise<string>;
  /** Ends connections, lets PostgreSQL write its last checkpoint, and waits until it is gone. */
  stop(): Promise<void>;
  /** Asks it to stop, without waiting: for a process that must leave at once. */
  abandon(): void;
}

const startSeconds = 120;
// Held, as an advisory lock in PostgreSQL, by the one launcher that owns a running server. The server frees it
// when that launcher dies however brutally, which no pid file can promise.
const launcherLock = 0x70726561;

/**
 * Starts the embedded PostgreSQL of a data folder, creating the database the first time; adopts a server left
 * running by a killed launcher; recovers by itself after a crash.
 * @throws OperatorRefusal with one sentence when it cannot, having damaged nothing
 */
export async function startPostgres(launch: LaunchOptions): Promise<EmbeddedPostgres> {
  const folder = dataFolder(launch.dataDir);
  const needed = launch.freeSpace ?? freeSpaceNeeded;
  const binaries = await findBinaries();
  openDataFolder(folder);
  const account = chooseAccount(binaries, databaseOwner(folder));
  if (!checkDatabase(folder, account)) {
    checkFreeSpace(folder, needed.create);
    launch.say?.(texts.creating);
    createDatabase(folder, account, binaries, launch.reach ?? usualReach);
  }
  const deadline = performance.now() + (launch.patience ?? 3000);
  for (;;) {
    const server = await findOrStart(folder, account, binaries, launch, needed.start);
    try {
      return await hold(server, folder, account, binaries);
    } catch (error) {
      // A server that was just stopping is gone now: look again.
      if (error instanceof ServerGone) continue;
      if (!(error instanceof SecondCopy) || performance.now() > deadline) throw error;
      await wait(100);
    }
  }
}

class SecondCopy extends OperatorRefusal {}
class ServerGone extends Error {}

interface Server {
  pid: number;
  endpoint: Endpoint;
  adopted: boolean;
}

async function findOrStart(
  folder: DataFolder,
  account: Account,
  binaries: Binaries,
  launch: LaunchOptions,
  needed: number,
) {
  const deadline = performance.now() + startSeconds * 1000;
  let patience = performance.now() + 3000;
  let child: ChildProcess | null = null;
  while (performance.now() < deadline) {
    const found = readPostmaster(folder.cluster);
    const alive = found !== null && isPostgresAlive(found.pid);
    if (alive && found.status === 'ready') {
      return { pid: found.pid, endpoint: endpointOf(found), adopted: found.pid !== child?.pid };
    }
    if (found && !alive && !child) forgetIfReused(folder.cluster, found);
    if (!alive && !child) {
      checkFreeSpace(folder, needed);
      child = await spawnServer(folder, account, binaries, launch);
    }
    if (child && child.exitCode !== null) {
      const reason = reasonIn(readFileSync(startLog(folder), 'utf8'));
      // Another start was faster, or the last server's processes are still on their way out: look again.
      if (!/lock file|pre-existing shared memory/.test(reason)) {
        throw new OperatorRefusal(texts.startFailed(folder.root, reason, folder.log), exitCodes.failure);
      }
      child = null;
      await wait(100);
    }
    if (performance.now() > patience) {
      launch.say?.(texts.recovering);
      patience = Number.POSITIVE_INFINITY;
    }
    await wait(10);
  }
  throw new OperatorRefusal(texts.startTooLong(folder.root, startSeconds, folder.log), exitCodes.unavailable);
}

const startLog = (folder: DataFolder) => join(folder.log, 'postgres-start.log');

/** Starts the server in its own process group, so that Ctrl-C reaches us first and we stop it in our order. */
async function spawnServer(folder: DataFolder, account: Account, binaries: Binaries, launch: LaunchOptions) {
  mkdirSync(folder.log, { recursive: true, mode: 0o700 });
  if (account.identity.uid !== undefined) chownSync(folder.log, account.identity.uid, account.identity.gid ?? -1);
  const endpoint = await openEndpoint(folder, account, launch.reach ?? usualReach);
  const options = { ...serverOptions, ...launch.options, ...listenOptions(endpoint), log_directory: '../log' };
  const command = commandUnder(account, binaries.postgres, ['-D', folder.cluster, ...asArguments(options)]);
  const output = openSync(startLog(folder), 'w', 0o600);
  const child = spawn(command.file, command.args, {
    ...account.identity,
    env: childEnvironment(),
    stdio: ['ignore', output, output],
    detached: platform() !== 'win32',
    windowsHide: true,
  });
  closeSync(output);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) =>
      reject(new OperatorRefusal(texts.binariesBroken(error.message), exitCodes.unavailable)),
    );
  });
  child.unref();
  return child;
}

async function hold(
  server: Server,
  folder: DataFolder,
  account: Account,
  binaries: Binaries,
): Promise<EmbeddedPostgres> {
  const password = existsSync(passwordFile(folder)) ? readFileSync(passwordFile(folder), 'utf8').trim() : null;
  const url = (database: string) => urlOf(server.endpoint, password, database);
  let stopping = false;
  let guard = await takeLock(url('postgres'), server, folder);
  await ensureDatabase(guard);

  const crashed = new Promise<string>((resolve) => {
    const watch = (client: pg.Client) => {
      client.once('end', async () => {
        if (stopping) return;
        try {
          // A session that crashes makes PostgreSQL restart all of them: the server lives on, and so do we.
          guard = await takeLock(url('postgres'), server, folder);
          watch(guard);
          if (stopping) await guard.end();
        } catch {
          if (!stopping) resolve(texts.crashed(folder.log));
        }
      });
    };
    watch(guard);
  });

  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await guard.end().catch(() => {});
    await endServer(server.pid, folder, account, binaries);
    closeEndpoint(server.endpoint, folder);
  };
  const abandon = () => kill(server.pid, 'SIGINT');
  return { databaseUrl: url(databaseName), adopted: server.adopted, crashed, stop, abandon };
}

/** Becomes the owner of a server, or refuses because another launcher is. */
async function takeLock(url: string, server: Server, folder: DataFolder): Promise<pg.Client> {
  const { client, taken } = await askForLock(url, server);
  if (taken) return client;
  await client.end();
  throw new SecondCopy(texts.secondCopy(folder.root), exitCodes.unavailable);
}

/** Asks until it is answered: a server that says "ready" may still be ending recovery for a moment, or be stopping. */
async function askForLock(url: string, server: Server): Promise<{ client: pg.Client; taken: boolean }> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    let client: pg.Client | undefined;
    try {
      client = await openConnection(url, { application_name: 'preau launcher' });
      const lock = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [launcherLock]);
      return { client, taken: lock.rows[0]?.taken === true };
    } catch (error) {
      await client?.end().catch(() => {});
      if (!isPostgresAlive(server.pid)) throw new ServerGone();
      if (performance.now() > deadline) throw error;
      await wait(20);
    }
  }
}

async function ensureDatabase(guard: pg.Client): Promise<void> {
  try {
    const found = await guard.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (found.rowCount === 0) await guard.query(`create database ${databaseName}`);
  } catch (error) {
    throw explained(error);
  }
}

async function endServer(pid: number, folder: DataFolder, account: Account, binaries: Binaries): Promise<void> {
  if (platform() === 'win32') {
    const command = commandUnder(account, binaries.pgCtl, ['stop', '-m', 'fast', '-D', folder.cluster]);
    spawn(command.file, command.args, { env: childEnvironment(), stdio: 'ignore' });
  } else {
    kill(pid, 'SIGINT');
  }
  if (await waitForEnd(pid, 30_000)) return;
  // An immediate stop loses nothing that was committed; the next start replays the journal.
  kill(pid, 'SIGQUIT');
  await waitForEnd(pid, 5000);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
