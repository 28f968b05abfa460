// The other npm scripts: `node app/run.mjs <test|preau|bench|check|build> …`, after the same preparation as `npm start`.
import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, inProject, prepare, refuse, run } from './bootstrap.mjs';

const [command = '', ...args] = process.argv.slice(2);
const compiled = (file) => pathToFileURL(inProject('build', 'server', file)).href;
const program = (...path) => inProject('node_modules', ...path);

const commands = {
  /** Every test, or those whose path contains one of the words given. */
  async test() {
    const options = args.filter((word) => word.startsWith('-'));
    const words = args.filter((word) => !word.startsWith('-'));
    const files = readdirSync(inProject('build', 'server'), { recursive: true })
      .filter((file) => file.endsWith('.test.js'))
      .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
      .sort();
    if (files.length === 0) refuse(`Aucun test ne correspond à : ${words.join(' ')}`);
    const paths = files.map((file) => inProject('build', 'server', file));
    const command = ['--enable-source-maps', '--test', '--test-isolation=none', ...options, ...paths];
    if (process.env.TEST_DATABASE_URL) return run(process.execPath, command);
    const { startTestPostgres } = await import(compiled('platform/testing/postgres.js'));
    const database = await startTestPostgres();
    try {
      return await run(process.execPath, command, { env: { ...process.env, TEST_DATABASE_URL: database.databaseUrl } });
    } finally {
      await database.stop();
    }
  },

  async preau() {
    const cli = await import(compiled('app/cli.js'));
    return cli.main(args);
  },

  async bench() {
    return run(process.execPath, ['--enable-source-maps', inProject('build/server/bench/main.js'), ...args]);
  },

  /** Types, format, lint, then the project's own checks; all of them, so that one run tells everything. */
  async check() {
    const own = readdirSync(inProject('tools')).filter(
      (file) => /^check-.*\.ts$/.test(file) && !file.includes('.test.'),
    );
    const steps = [
      [program('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json'],
      [program('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'],
      [program('oxlint', 'bin', 'oxlint'), '--deny-warnings'],
      ...own.sort().map((file) => [inProject('tools', file)]),
    ];
    let worst = 0;
    for (const step of steps) worst = Math.max(worst, await run(process.execPath, step));
    return worst;
  },

  async build() {
    await build();
    return 0;
  },
};

const chosen = Object.hasOwn(commands, command) ? commands[command] : null;
if (!chosen) refuse(`Usage : node app/run.mjs <${Object.keys(commands).join('|')}> …`, 64);
await prepare(fileURLToPath(import.meta.url), { build: command !== 'check' });
process.exitCode = await chosen();
