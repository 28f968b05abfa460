// What every npm script does first, on any Node ≥ 20: exact dependencies, the product's own Node, an up-to-date build.
// Plain JavaScript without a dependency: it runs before there is anything else.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const nodeMajor = 24;
const sources = ['app', 'modules', 'platform', 'ui', 'db', 'e2e', 'bench', 'tools'];

/** A path inside the checkout. */
export const inProject = (...parts) => join(root, ...parts);

/**
 * Ends this process, as by SIGTERM, when the npm that started it is gone: npm passes a signal on to its shell only, which
 * dies of it and tells nobody.
 */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const watch = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === grandparent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 300);
  watch.unref();
}

/** Known on Linux only: elsewhere a killed npm leaves its shell, and us, alive. */
function parentOf(pid) {
  const status = readOrEmpty(`/proc/${pid}/stat`);
  return status.slice(status.lastIndexOf(')')).split(' ')[2];
}

/** Says one sentence and ends the process. */
export function refuse(sentence, code = 1) {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

/**
 * Brings the checkout to the point where the compiled product can be imported; goes on under Node 24 if needed, in
 * which case this process only waits for that one and ends as it does.
 * @param {string} script absolute path of the calling script, to be started again under Node 24
 * @param {{ build?: boolean }} [options] `build: false` leaves the build to the caller
 */
export async function prepare(script, { build: withBuild = true } = {}) {
  endWithNpm();
  await installDependencies();
  const node = findNode();
  if (node !== process.execPath) process.exit(await run(node, [script, ...process.argv.slice(2)], { linked: true }));
  process.setSourceMapsEnabled(true);
  module.enableCompileCache(inProject('build', 'cache'));
  if (withBuild) await build();
}

/**
 * Runs a program with our terminal, passes signals on to it, and answers its exit code.
 * @param {string} file
 * @param {string[]} args
 * @param {{ linked?: boolean, env?: Record<string, string | undefined> }} [options] `linked` opens a channel whose
 *   closing tells the child that we are gone, even killed
 * @returns {Promise<number>}
 */
export function run(file, args, { linked = false, env = process.env } = {}) {
  return new Promise((resolve) => {
    const stdio = ['inherit', 'inherit', 'inherit', ...(linked ? ['ipc'] : [])];
    const child = spawn(file, args, { cwd: root, stdio, env });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const forward = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, forward);
    child.once('error', (error) => refuse(`${file} ne peut pas être lancé : ${error.message}`));
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** Installs the exact dependencies of package-lock.json when they are missing or are not those. */
async function installDependencies() {
  const folder = inProject('node_modules');
  // A linked folder belongs to someone else: it is used as it is.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const stamp = join(folder, '.preau-lock');
  const lock = readFileSync(inProject('package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (readOrEmpty(stamp) === wanted) return;
  if (!installedAsLocked(JSON.parse(lock.toString()))) await npmCi();
  writeFileSync(stamp, wanted);
}

/** Whether what npm noted of its last installation here is what the lock asks for (`npm ci` run by hand). */
function installedAsLocked(lock) {
  const noted = readOrEmpty(inProject('node_modules', '.package-lock.json'));
  if (!noted) return false;
  const installed = JSON.parse(noted).packages;
  const production = process.env.NODE_ENV === 'production';
  return Object.entries(lock.packages).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional || (entry.dev && production)) return true;
    return installed[path]?.version === entry.version;
  });
}

async function npmCi() {
  process.stdout.write('Installation des dépendances (une à deux minutes la première fois)…\n');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // The npm that started us, run by the Node outside node_modules, which is about to be replaced.
  const npm = process.env.npm_execpath;
  const code = npm
    ? await run(process.env.npm_node_execpath ?? process.execPath, [npm, ...args])
    : await run(platform() === 'win32' ? 'npm.cmd' : 'npm', args);
  if (code !== 0) {
    refuse(
      'Les dépendances n’ont pas pu être installées : vérifiez le réseau (ou le registre npm) et la place libre, puis relancez.',
      code,
    );
  }
}

/** The Node that runs the product: the one installed with it, else the current one when it is recent enough. */
function findNode() {
  const system = { linux: 'linux', win32: 'win' }[platform()];
  const program = platform() === 'win32' ? 'node.exe' : 'node';
  const own = inProject('node_modules', `node-${system}-${arch()}`, 'bin', program);
  const major = Number(process.versions.node.split('.')[0]);
  if (system && existsSync(own)) return major === nodeMajor ? process.execPath : own;
  if (major >= nodeMajor) return process.execPath;
  return refuse(
    `Préau fonctionne avec Node ${nodeMajor}, qui n’est pas fourni pour ce système (${platform()}-${arch()}) : installez Node ${nodeMajor} ou plus récent, puis relancez (version trouvée : ${process.versions.node}).`,
    69,
  );
}

/** Compiles the server and the browser's files when a source changed since the last time. */
export async function build() {
  const stamp = inProject('build', '.stamp');
  const wanted = fingerprint();
  if (readOrEmpty(stamp) === wanted) return;
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc');
  if (!existsSync(compiler)) {
    refuse(
      'Le produit n’est pas construit, et les outils de construction ne sont pas installés : lancez « npm ci », puis « npm run build ».',
    );
  }
  rmSync(stamp, { force: true });
  const steps = [run(process.execPath, [compiler, '-p', 'tsconfig.json', '--noCheck'])];
  if (existsSync(inProject('vite.config.ts'))) {
    const vite = inProject('node_modules', 'vite', 'bin', 'vite.js');
    steps.push(run(process.execPath, [vite, 'build', '--logLevel', 'error']));
  }
  const codes = await Promise.all(steps);
  if (codes.some((code) => code !== 0)) refuse('La construction a échoué : voir ci-dessus.');
  removeOrphans(inProject('build', 'server'), root);
  mkdirSync(inProject('build'), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** One hash of every file that the build reads: contents, not dates, so that a copy or a checkout changes nothing. */
function fingerprint() {
  const hash = createHash('sha256');
  const own = ['package-lock.json', 'tsconfig.json', 'vite.config.ts'].filter((file) => existsSync(inProject(file)));
  const files = sources.flatMap((folder) => (existsSync(inProject(folder)) ? listFiles(folder) : []));
  for (const file of [...own, ...files]) {
    const content = readFileSync(inProject(file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function listFiles(folder) {
  return readdirSync(inProject(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|css|svg|woff2?|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

/** Removes compiled files whose source is gone: a deleted test would otherwise go on running. */
function removeOrphans(compiled, source) {
  for (const entry of readdirSync(compiled, { withFileTypes: true })) {
    const here = join(compiled, entry.name);
    if (entry.isDirectory()) {
      removeOrphans(here, join(source, entry.name));
    } else if (entry.name.endsWith('.js')) {
      const stem = join(source, entry.name.slice(0, -3));
      if (['.ts', '.tsx'].some((suffix) => existsSync(stem + suffix))) continue;
      rmSync(here);
      rmSync(`${here}.map`, { force: true });
    }
  }
}

function readOrEmpty(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
