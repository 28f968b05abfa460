// The other npm scripts: `node app/run.mjs <test|preau|bench|check|build> …`, after the same preparation as `npm start`.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, inProject, prepare, refuse, run } from './bootstrap.mjs';

const [command = '', ...args] = process.argv.slice(2);
const compiled = (file) => pathToFileURL(inProject('build', 'server', file)).href;

const commands = {
  /** Every test, or those whose path contains one of the words given. */
  test() {
    return run(process.execPath, ['--enable-source-maps', inProject('build/server/tools/test.js'), ...args]);
  },

  async preau() {
    const cli = await import(compiled('app/cli.js'));
    return cli.main(args);
  },

  async bench() {
    return run(process.execPath, ['--enable-source-maps', inProject('build/server/bench/main.js'), ...args]);
  },

  /** Types, format, lint and the project's own checks; all of them, so that one run tells everything. */
  check() {
    return run(process.execPath, [inProject('tools/checks.ts')]);
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
