/**
 * The checks of the code, in one list: `npm run check` runs them all, `npm test` runs each as a test. A tool that finds something
 * ends with an exit code other than 0 and says what.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Check {
  /** What holds when it passes. */
  readonly sentence: string;
  /** Arguments for Node, from the root of the checkout. */
  readonly command: readonly string[];
}

const tool = (...path: string[]): string => join('node_modules', ...path);

export const checks: readonly Check[] = [
  { sentence: 'the types hold', command: [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  {
    sentence: 'format and lint rules are kept',
    command: [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'],
  },
  {
    sentence: 'no promise floats and no other suspicious construct is left',
    command: [tool('oxlint', 'bin', 'oxlint'), '--deny-warnings'],
  },
  {
    sentence: 'no file, export or dependency is unused',
    command: [tool('knip', 'bin', 'knip.js'), '--treat-config-hints-as-errors'],
  },
  { sentence: 'modules keep to their borders', command: [join('tools', 'check-modules.ts')] },
  { sentence: 'migrations are one ordered, explained list', command: [join('tools', 'check-migrations.ts')] },
  { sentence: 'the lock file is complete and exact', command: [join('tools', 'check-lock.ts')] },
  { sentence: 'every sentence lies in a texts file', command: [join('tools', 'check-texts.ts')] },
  { sentence: 'the page of settings is what the code accepts', command: [join('tools', 'check-settings.ts')] },
  { sentence: 'documents name only what exists', command: [join('tools', 'check-docs.ts')] },
];

/** Runs one check; answers what it printed when it found something, null when it passed. */
export function runCheck(check: Check, folder: string): Promise<string | null> {
  return new Promise((resolve) => {
    const options = { cwd: folder, maxBuffer: 50_000_000 };
    execFile(process.execPath, [...check.command], options, (error, stdout, stderr) =>
      resolve(error ? `${stdout}${stderr}`.trim() || error.message : null),
    );
  });
}

/** Runs them all, two at a time, and prints each with what it found; answers the exit code. */
async function main(): Promise<number> {
  const waiting = [...checks];
  let failed = 0;
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const found = await runCheck(check, process.cwd());
      if (found !== null) failed += 1;
      console.log(`${found === null ? '✔' : '✖'} ${check.sentence}${found === null ? '' : `\n${found}\n`}`);
    }
  };
  await Promise.all([lane(), lane()]);
  return failed > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main();
