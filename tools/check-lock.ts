/**
 * The lock file must list every platform package that one of its packages may need, on this machine and on others: `npm install`
 * leaves out the ones that the registry lacks, and `npm ci` then fails elsewhere.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { report } from './report.ts';

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly integrity?: string; readonly optionalDependencies?: object }>
  >;
}

interface Manifest {
  readonly dependencies?: object;
  readonly devDependencies?: object;
  readonly optionalDependencies?: object;
}

/** Every gap of the lock, and every dependency whose version is not exact; one sentence each. */
export function gapsOf(lock: Lock, manifest: Manifest): string[] {
  const names = new Set(Object.keys(lock.packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
  const gaps = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !names.has(name))
      .map((name) => `package-lock.json: ${path || 'the project'} may need ${name}, which is not locked`),
  );
  const unsealed = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && entry.version !== undefined && entry.integrity === undefined)
    .map(([path]) => `package-lock.json: ${path} has no integrity`);
  const ranges = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies]
    .flatMap((list) => Object.entries(list ?? {}))
    .filter(([, version]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(version))
    .map(([name, version]) => `package.json: ${name} is ${version}, not an exact version`);
  return [...gaps, ...unsealed, ...ranges];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  report(gapsOf(lock, manifest), `lock file, ${Object.keys(lock.packages).length} packages`);
}
