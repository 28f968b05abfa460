import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { childEnvironment } from '../config/environment.ts';
import { exitCodes, OperatorRefusal } from '../config/operator-refusal.ts';
import { type Account, commandUnder } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Reach } from './endpoint.ts';
import type { DataFolder } from './folder.ts';
import { texts } from './texts.ts';

/** File holding the role's password on the systems where the database listens on a port. */
export const passwordFile = (folder: DataFolder): string => join(folder.root, 'keys', 'postgres.password');

/**
 * Creates the database files: UTF-8, French order of words (ICU), page checksums. They are made beside their
 * final place and renamed, so that a kill in the middle leaves no half-made database behind.
 * @throws OperatorRefusal with PostgreSQL's own reason when it fails; what was begun is removed
 */
export function createDatabase(folder: DataFolder, account: Account, binaries: Binaries, reach: Reach): void {
  const draft = `${folder.cluster}.new-${process.pid}`;
  removeDrafts(folder);
  try {
    ownedFolder(draft, folder, account);
    const command = commandUnder(account, binaries.initdb, initArguments(draft, folder, reach));
    const run = spawnSync(command.file, command.args, {
      ...account.identity,
      env: childEnvironment(),
      encoding: 'utf8',
    });
    if (run.status !== 0) {
      throw new OperatorRefusal(texts.initFailed(folder.root, reasonIn(run.stderr, run.error)), exitCodes.cannotCreate);
    }
    moveIntoPlace(draft, folder.cluster);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function ownedFolder(path: string, folder: DataFolder, account: Account): void {
  mkdirSync(path, { mode: 0o700 });
  if (account.identity.uid === undefined) return;
  chownSync(path, account.identity.uid, account.identity.gid ?? -1);
  // The unprivileged account has to pass through the data folder to reach its own.
  chmodSync(folder.root, 0o711);
}

function initArguments(draft: string, folder: DataFolder, reach: Reach): string[] {
  const common = ['-D', draft, '-U', 'preau', '--encoding=UTF8', '--data-checksums', '--no-instructions'];
  const locale = [
    '--locale-provider=icu',
    '--icu-locale=fr-FR',
    `--locale=${platform() === 'linux' ? 'C.UTF-8' : 'C'}`,
  ];
  return [...common, ...locale, ...(reach === 'socket' ? ['--auth=trust'] : passwordArguments(folder))];
}

function passwordArguments(folder: DataFolder): string[] {
  const file = passwordFile(folder);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Two first starts at once must agree: the one who writes first decides.
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return ['--auth=scram-sha-256', `--pwfile=${file}`];
}

function moveIntoPlace(draft: string, cluster: string): void {
  try {
    rmdirSync(cluster);
  } catch (error) {
    // Absent is the usual case; full means that another start was faster, and its database is as good.
    if ((error as NodeJS.ErrnoException).code === 'ENOTEMPTY') return;
  }
  try {
    renameSync(draft, cluster);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function removeDrafts(folder: DataFolder): void {
  const prefix = `${basename(folder.cluster)}.new-`;
  for (const name of readdirSync(folder.root)) {
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)))) {
      rmSync(join(folder.root, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The line in which PostgreSQL says why, without its prefix; or why the program could not be run at all. */
export function reasonIn(output: string | null, error?: Error): string {
  const lines = (output ?? '').split('\n').filter((line) => line.trim() !== '');
  const line = lines.findLast((candidate) => /FATAL|PANIC|error:/.test(candidate)) ?? lines.at(-1);
  return line?.replace(/^.*?(?:FATAL|PANIC|error):\s*/, '').trim() ?? error?.message ?? '';
}
