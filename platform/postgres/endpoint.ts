import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, rmdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes, OperatorRefusal } from '../config/operator-refusal.ts';
import type { Account } from './account.ts';
import type { DataFolder } from './folder.ts';
import type { Postmaster } from './postmaster.ts';
import { texts } from './texts.ts';

/** Where PostgreSQL listens: a unix socket in a private folder, or a loopback port on systems without them. */
export type Endpoint = { kind: 'socket'; folder: string } | { kind: 'loopback'; port: number };

/** How PostgreSQL is reached: by a unix socket, whose folder guards it, or on Windows by a loopback port, guarded by a password. */
export type Reach = Endpoint['kind'];
export const usualReach: Reach = platform() === 'win32' ? 'loopback' : 'socket';

/** Name of the database and of its only role. */
export const databaseName = 'preau';
const socketPort = 5432;
const longestPath = 107;

/**
 * Chooses and prepares the place where a new server will listen. The socket lies in `<data>/run`; when the
 * data folder's path is too long for a socket, in a short private folder of the temporary directory.
 * @throws OperatorRefusal when even that path is too long, or that folder exists and is not private to us
 */
export async function openEndpoint(folder: DataFolder, account: Account, reach: Reach): Promise<Endpoint> {
  if (reach === 'loopback') return { kind: 'loopback', port: await freePort() };
  const short = `preau-${createHash('sha256').update(folder.root).digest('hex').slice(0, 12)}`;
  const candidates = [join(folder.root, 'run'), join(tmpdir(), short)];
  const chosen = candidates.find((path) => bytesOfSocket(path) <= longestPath);
  if (!chosen) {
    const shortest = candidates[1] as string;
    throw new OperatorRefusal(texts.socketTooLong(shortest, bytesOfSocket(shortest)), exitCodes.configuration);
  }
  makePrivate(chosen, account);
  return { kind: 'socket', folder: chosen };
}

const bytesOfSocket = (folder: string) => Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}`));

function makePrivate(folder: string, account: Account): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const ours = found.uid === account.owner || found.uid === process.getuid?.();
  if (!found.isDirectory() || !ours) throw new OperatorRefusal(texts.socketUnsafe(folder), exitCodes.permission);
  chmodSync(folder, 0o700);
  if (account.identity.uid !== undefined) chownSync(folder, account.identity.uid, account.identity.gid ?? -1);
}

/** Leaves no empty folder behind in the temporary directory. */
export function closeEndpoint(endpoint: Endpoint, folder: DataFolder): void {
  if (endpoint.kind !== 'socket' || endpoint.folder.startsWith(folder.root)) return;
  try {
    rmdirSync(endpoint.folder);
  } catch {
    // Something still lies in it: not ours to remove.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

/** The endpoint on which an already running server listens. */
export const endpointOf = (postmaster: Postmaster): Endpoint =>
  postmaster.socketFolder
    ? { kind: 'socket', folder: postmaster.socketFolder }
    : { kind: 'loopback', port: postmaster.port };

/** Server options that make it listen there and nowhere else. */
export function listenOptions(endpoint: Endpoint): Record<string, string> {
  return endpoint.kind === 'socket'
    ? { listen_addresses: '', unix_socket_directories: endpoint.folder, port: String(socketPort) }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(endpoint.port) };
}

/** A connection string, understood by libpq and by pg alike. */
export function urlOf(endpoint: Endpoint, password: string | null, database: string = databaseName): string {
  const user = password === null ? databaseName : `${databaseName}:${encodeURIComponent(password)}`;
  return endpoint.kind === 'socket'
    ? `postgresql://${user}@localhost:${socketPort}/${database}?host=${encodeURIComponent(endpoint.folder)}`
    : `postgresql://${user}@127.0.0.1:${endpoint.port}/${database}`;
}
