import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { projectPath } from '../../platform/config/paths.ts';

/** What continuous integration installs; a peer that needs another package would never be walked there. */
const known: ReadonlySet<string> = new Set(
  readFileSync(projectPath('e2e', 'interop', 'packages.txt'), 'utf8')
    .trim()
    .split('\n'),
);

/** The version of an installed Debian package; undefined when it is not installed, or this is no Debian. */
function versionOf(name: string): string | undefined {
  assert.ok(known.has(name), `e2e/interop/packages.txt lists ${name}`);
  const { stdout } = spawnSync('dpkg', ['--status', name], { encoding: 'utf8' });
  const said = stdout ?? '';
  return /^Status: .* installed$/m.test(said) ? /^Version: (.+)$/m.exec(said)?.[1] : undefined;
}

export const isInstalled = (name: string): boolean => versionOf(name) !== undefined;

/**
 * The walks with one real peer. Without its packages they are left out, and the run says so; in continuous integration that is a failure.
 * @param name the package that makes the peer
 * @param others what else it needs to run
 */
export function withPeer(name: string, others: readonly string[], walks: () => void): void {
  const missing = [name, ...others].filter((one) => versionOf(one) === undefined);
  if (missing.length === 0) {
    describe(`${name} ${versionOf(name)}`, walks);
    return;
  }
  const leftOut = `left out: package ${missing.join(', ')} is not installed`;
  if (process.env.CI === 'true') test(name, () => assert.fail(leftOut));
  else test(name, { skip: leftOut });
}
