import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { projectPath } from '../platform/config/paths.ts';

const home = mkdtempSync(join(tmpdir(), 'preau-bootstrap-'));
after(() => rmSync(home, { recursive: true, force: true }));

const dependencies = realpathSync(projectPath('node_modules'));

/** A checkout in small: the bootstrap, one source, and the project's own tools. */
function checkout(name: string, { linked = true } = {}): string {
  const folder = join(home, name);
  mkdirSync(join(folder, 'app'), { recursive: true });
  for (const file of ['app/bootstrap.mjs', 'app/run.mjs', 'package.json', 'tsconfig.json']) {
    cpSync(projectPath(file), join(folder, file));
  }
  write(folder, 'app/cli.ts', 'export const main = (args: string[]): number => args.length;\n');
  write(folder, 'package-lock.json', JSON.stringify({ packages: { 'node_modules/typescript': { version: '7.0.2' } } }));
  if (linked) symlinkSync(dependencies, join(folder, 'node_modules'));
  return folder;
}

function write(folder: string, path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** An npm that notes how it is called and installs by linking, or fails. */
function fakeNpm(folder: string, code: number): string {
  const packages = readdirSync(dependencies).filter((name) => !name.startsWith('.'));
  const script = `const fs = require('node:fs');
    fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
    if (${code} === 0) { fs.mkdirSync('node_modules', { recursive: true });
      for (const name of ${JSON.stringify(packages)}) try { fs.symlinkSync('${dependencies}/' + name, 'node_modules/' + name); } catch {} }
    process.exit(${code});`;
  write(folder, 'fake-npm.cjs', script);
  return join(folder, 'fake-npm.cjs');
}

const calls = (folder: string): string[] =>
  existsSync(join(folder, 'npm-calls')) ? readFileSync(join(folder, 'npm-calls'), 'utf8').trim().split('\n') : [];

function run(folder: string, args: string[], environment: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, ...environment };
  const done = spawnSync(process.execPath, [join(folder, 'app', 'run.mjs'), ...args], { env, encoding: 'utf8' });
  return { code: done.status, said: `${done.stdout}${done.stderr}` };
}

describe('the preparation of every npm script', () => {
  it('builds what changed, and nothing when nothing did', () => {
    const folder = checkout('build');
    assert.deepEqual(run(folder, ['preau', 'a', 'b']), { code: 2, said: '' });
    const built = () => statSync(join(folder, 'build', 'server', 'app', 'cli.js')).mtimeMs;
    const first = built();
    assert.equal(run(folder, ['build']).code, 0);
    assert.equal(built(), first);
    write(folder, 'app/cli.ts', 'export const main = (): number => 7;\n');
    assert.equal(run(folder, ['preau']).code, 7);
  });

  it('forgets what was compiled from a source that is gone', () => {
    const folder = checkout('orphans');
    write(folder, 'app/old.ts', 'export const old = 1;\n');
    run(folder, ['build']);
    rmSync(join(folder, 'app', 'old.ts'));
    run(folder, ['build']);
    const compiled = readdirSync(join(folder, 'build', 'server', 'app')).sort();
    assert.deepEqual(compiled, ['cli.js', 'cli.js.map']);
  });

  it('says that the build failed, and tries again the next time', () => {
    const folder = checkout('broken');
    write(folder, 'app/cli.ts', 'export const = ;\n');
    for (const _ of [1, 2]) {
      const { code, said } = run(folder, ['build']);
      assert.equal(code, 1);
      assert.match(said, /app\/cli\.ts.*\n(.*\n)*La construction a échoué/);
    }
  });

  it('installs the exact dependencies once, without anybody’s scripts, and again when the lock changes', () => {
    const folder = checkout('install', { linked: false });
    const npm = { npm_execpath: fakeNpm(folder, 0) };
    assert.equal(run(folder, ['build'], npm).code, 0);
    assert.equal(run(folder, ['build'], npm).code, 0);
    assert.deepEqual(calls(folder), ['ci --ignore-scripts --no-audit --no-fund --loglevel=error']);
    const lock = { packages: { 'node_modules/typescript': { version: '7.0.3' } } };
    write(folder, 'package-lock.json', JSON.stringify(lock));
    assert.equal(run(folder, ['build'], npm).code, 0);
    assert.equal(calls(folder).length, 2);
  });

  it('takes an installation made by hand for what it is', () => {
    const folder = checkout('by-hand', { linked: false });
    const npm = { npm_execpath: fakeNpm(folder, 0) };
    spawnSync(process.execPath, [npm.npm_execpath], { cwd: folder });
    rmSync(join(folder, 'npm-calls'));
    cpSync(join(folder, 'package-lock.json'), join(folder, 'node_modules', '.package-lock.json'));
    assert.equal(run(folder, ['build'], npm).code, 0);
    assert.deepEqual(calls(folder), []);
  });

  it('says in one sentence that the installation failed', () => {
    const folder = checkout('offline', { linked: false });
    const { code, said } = run(folder, ['build'], { npm_execpath: fakeNpm(folder, 3) });
    assert.equal(code, 3);
    assert.match(said, /\nLes dépendances n’ont pas pu être installées[^\n]*\n$/);
  });

  it('knows its scripts', () => {
    const { code, said } = run(checkout('unknown'), ['deploy']);
    assert.equal(code, 64);
    assert.match(said, /<test\|preau\|bench\|check\|build>/);
  });
});
