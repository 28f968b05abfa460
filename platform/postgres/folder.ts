import { accessSync, constants, mkdirSync, readdirSync, readFileSync, type Stats, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exitCodes, OperatorRefusal } from '../config/operator-refusal.ts';
import { texts } from './texts.ts';

/** Where the pieces of an embedded database lie inside the data folder. */
export interface DataFolder {
  root: string;
  /** The database itself (`PGDATA`). */
  cluster: string;
  log: string;
}

export const dataFolder = (root: string): DataFolder => ({
  root,
  cluster: join(root, 'postgres'),
  log: join(root, 'log'),
});

/** Megabytes that must be free: to create a database, and to start an existing one. */
export const freeSpaceNeeded = { create: 300, start: 64 };

/**
 * Creates the data folder (private) when it is missing and makes sure that we can write into it.
 * @throws OperatorRefusal saying what is wrong with the folder
 */
export function openDataFolder(folder: DataFolder): void {
  try {
    mkdirSync(folder.root, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new OperatorRefusal(texts.notAFolder(folder.root), exitCodes.cannotCreate);
    throw new OperatorRefusal(texts.cannotCreate(folder.root, message), exitCodes.cannotCreate, error);
  }
  try {
    accessSync(folder.root, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new OperatorRefusal(texts.notWritable(folder.root), exitCodes.permission, error);
  }
}

/** The uid owning the database on disk, `null` when there is no database yet. */
export function databaseOwner(folder: DataFolder): number | null {
  return statOrNull(folder.cluster)?.uid ?? null;
}

/**
 * Whether the folder already holds a database; refuses one that this program could only damage.
 * @throws OperatorRefusal when it belongs to another account, is of another major version, or is no database at all
 */
export function checkDatabase(folder: DataFolder, expected: { owner: number | null; version: string }): boolean {
  checkReachable(folder, expected.owner);
  const found = statOrNull(folder.cluster);
  if (!found) return false;
  if (!found.isDirectory()) throw new OperatorRefusal(texts.notAFolder(folder.cluster), exitCodes.cannotCreate);
  if (expected.owner !== null && found.uid !== expected.owner) {
    throw new OperatorRefusal(
      texts.otherOwner(folder.cluster, found.uid, process.getuid?.() ?? 0),
      exitCodes.permission,
    );
  }
  const entries = readdirSync(folder.cluster);
  if (entries.length === 0) return false;
  if (!entries.includes('PG_VERSION'))
    throw new OperatorRefusal(texts.notACluster(folder.cluster), exitCodes.configuration);
  const version = readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8').trim();
  if (version !== major(expected.version)) {
    throw new OperatorRefusal(
      texts.otherVersion(folder.cluster, version, major(expected.version)),
      exitCodes.configuration,
    );
  }
  return true;
}

/** Root in its namespace has root's files only: a folder that another account keeps to itself is closed to it. */
function checkReachable(folder: DataFolder, owner: number | null): void {
  const found = statSync(folder.root);
  if (owner !== 0 || found.uid === 0 || (found.mode & 0o007) === 0o007) return;
  throw new OperatorRefusal(texts.otherOwner(folder.root, found.uid, owner), exitCodes.permission);
}

const major = (version: string) => version.split('.')[0] ?? version;

/** @throws OperatorRefusal when fewer than `needed` megabytes are free where the data lie */
export function checkFreeSpace(folder: DataFolder, needed: number): void {
  const disk = statfsSync(folder.root);
  const free = Math.floor((disk.bavail * disk.bsize) / 1_000_000);
  if (free < needed) throw new OperatorRefusal(texts.diskFull(folder.root, free, needed), exitCodes.cannotCreate);
}

function statOrNull(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    throw new OperatorRefusal(texts.notWritable(dirname(path)), exitCodes.permission, error);
  }
}
