import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** What a running PostgreSQL says of itself in its `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Folder of its unix socket, empty when it listens on TCP only. */
  socketFolder: string;
  status: 'starting' | 'ready' | 'stopping' | 'standby' | '';
}

const pidFile = (cluster: string) => join(cluster, 'postmaster.pid');

/** Reads `postmaster.pid` of a database folder; `null` when there is none or it is still being written. */
export function readPostmaster(cluster: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const status = (lines[7] ?? '').trim() as Postmaster['status'];
  return { pid, port: Number(lines[3] ?? 0), socketFolder: lines[4] ?? '', status };
}

/**
 * Whether this process id is a PostgreSQL of ours. Ids are reused after a crash or a container restart, so on
 * the systems that let us, the program is looked at too.
 */
export function isPostgresAlive(pid: number): boolean {
  if (!exists(pid)) return false;
  const program = programOf(pid);
  return program === null || /(^|\/)postgres$/.test(program);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** The program that a process runs; empty for one that is gone or ending, `null` where the system does not tell. */
function programOf(pid: number): string | null {
  if (platform() === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '';
    } catch {
      return '';
    }
  }
  if (platform() === 'win32') return null;
  return spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout.trim();
}

/**
 * After a crash or a container restart, the id left in the pid file may belong to another program, and PostgreSQL
 * would then refuse to start for ever: its lock files are removed in that case. In all others they are its own affair.
 */
export function forgetIfReused(cluster: string, postmaster: Postmaster): void {
  if (!exists(postmaster.pid) || isPostgresAlive(postmaster.pid)) return;
  if (readPostmaster(cluster)?.pid !== postmaster.pid) return;
  rmSync(pidFile(cluster), { force: true });
  if (!postmaster.socketFolder) return;
  for (const suffix of ['', '.lock']) {
    rmSync(join(postmaster.socketFolder, `.s.PGSQL.${postmaster.port}${suffix}`), { force: true });
  }
}

/** Waits until the process is gone; false when it still lives after that many milliseconds. */
export async function waitForEnd(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (isPostgresAlive(pid)) {
    if (performance.now() > deadline) return false;
    await wait(10);
  }
  return true;
}
