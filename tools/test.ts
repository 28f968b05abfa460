/**
 * `npm test`: the whole suite, or the files whose path holds one of the words given. It starts a PostgreSQL of its own, then
 * hands two lanes to node's runner, which runs them at once, each in one process (isolating every file costs forty times more):
 * the journeys of people in a browser, and everything else. The closing lines are those of node's runner.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { OperatorRefusal } from '../platform/config/operator-refusal.ts';
import { projectPath } from '../platform/config/paths.ts';
import { startTestPostgres } from '../platform/testing/postgres.ts';

const folder = projectPath('var', 'test');
/** Other runs than the suite, by their option: the smoke test in an installed Firefox, the walks with real peers from Debian's packages. */
const otherRuns: Readonly<Record<string, string>> = { '--firefox': '.firefox.js', '--interop': '.interop.js' };
/** A run that lasts longer hangs: something was left open. */
const longestMinutes = 35;

/** Runs the tests and answers the exit code. @param args words to look for in paths; options for node's runner */
export async function main(args: readonly string[]): Promise<number> {
  const words = args.filter((word) => !word.startsWith('-'));
  const other = args.find((word) => Object.hasOwn(otherRuns, word));
  const lanes = laneFiles(words, other ? (otherRuns[other] ?? '') : '.test.js');
  if (lanes.length === 0) {
    console.error(`No test file has ${words.map((word) => `"${word}"`).join(' or ')} in its path.`);
    return 64;
  }
  const database = await openDatabase();
  try {
    return await runNode(
      [
        '--test',
        `--test-concurrency=${lanes.length}`,
        ...args.filter((word) => word.startsWith('-') && word !== other),
        ...lanes,
      ],
      { TEST_DATABASE_URL: database.url },
    );
  } finally {
    await database.close();
  }
}

/** Writes one entry file per lane that has something to run; answers their paths. */
function laneFiles(words: readonly string[], ending: string): string[] {
  const compiled = projectPath('build', 'server');
  const files = readdirSync(compiled, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith(ending))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word.replace(/\.tsx?$/, ''))))
    .sort();
  const lanes = {
    journeys: files.filter((file) => file.startsWith('e2e/')),
    rules: files.filter((file) => !file.startsWith('e2e/')),
  };
  mkdirSync(folder, { recursive: true });
  return Object.entries(lanes)
    .filter(([, members]) => members.length > 0)
    .map(([name, members]) => {
      const entry = join(folder, `${name}.test.mjs`);
      const imports = members.map((file) => `import ${JSON.stringify(pathToFileURL(join(compiled, file)).href)};\n`);
      writeFileSync(entry, imports.join(''));
      return entry;
    });
}

interface TestServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The PostgreSQL given by `TEST_DATABASE_URL`, else an embedded one of our own. */
async function openDatabase(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, close: async () => {} };
  const server = await startTestPostgres(folder);
  await dropLeftovers(server.databaseUrl);
  return { url: server.databaseUrl, close: server.stop };
}

/** Drops the databases that an interrupted run left behind. */
async function dropLeftovers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname like 'preau\\_test\\_%' or datname like 'preau\\_template\\_%\\_new'",
    );
    for (const { datname } of rows)
      await client.query(`drop database ${client.escapeIdentifier(datname)} with (force)`);
  } finally {
    await client.end();
  }
}

/** Runs node with our terminal; an interruption reaches it first, and this process ends after it. */
function runNode(args: readonly string[], environment: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', ...args], {
      cwd: projectPath(),
      stdio: 'inherit',
      // One build of React for all of them, whichever file comes first: that of the product.
      env: { NODE_ENV: 'production', ...process.env, ...environment },
    });
    const pass = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    const guard = setTimeout(() => {
      console.error(`The tests were stopped after ${longestMinutes} minutes: one of them does not end.`);
      child.kill('SIGKILL');
    }, longestMinutes * 60_000);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    for (const signal of signals) process.on(signal, pass);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(guard);
      for (const name of signals) process.off(name, pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof OperatorRefusal)) throw error;
    console.error(error.message);
    process.exitCode = error.exitCode;
  }
}
