import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'preau-main-'));
const dataDir = join(home, 'var');
const launched = new Set<Running>();
after(async () => {
  for (const { child, ended } of launched) {
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(home, { recursive: true, force: true });
});

interface Running {
  child: ChildProcess;
  output(): string;
  /** Exit code; what it said is in `output`. */
  ended: Promise<number | null>;
}

function launch(options: string[] = [], environment: Record<string, string> = {}): Running {
  const words = [main, '--empty', '--port', '0', '--data', dataDir, ...options];
  const child = spawn(process.execPath, words, { env: { PATH: process.env.PATH, ...environment }, stdio: 'pipe' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text));
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    launched.delete(running);
    return code ?? null;
  });
  const running: Running = { child, output: () => said, ended };
  launched.add(running);
  return running;
}

/** The address it prints once it is ready. */
async function ready(running: Running): Promise<string> {
  for (let tries = 0; tries < 2400; tries += 1) {
    const address = /Préau est prêt : (http:\S+)/.exec(running.output())?.[1];
    if (address) return address;
    if (running.child.exitCode !== null) break;
    await wait(50);
  }
  assert.fail(`it did not start: ${running.output()}`);
}

describe('the product’s process', () => {
  it('starts from an empty folder, says where it is, is ready, and stops on SIGTERM without leaving anything', async () => {
    const running = launch();
    const address = await ready(running);
    const answer = await fetch(`${address}/health/ready`);
    assert.equal(answer.status, 200);
    assert.match(running.output(), /Pour arrêter : Ctrl-C/);
    running.child.kill('SIGTERM');
    assert.equal(await running.ended, 0);
    assert.equal(existsSync(join(dataDir, 'postgres', 'postmaster.pid')), false);
  });

  it('takes the two deliveries of one Ctrl-C (terminal and npm) for one', async () => {
    const running = launch();
    await ready(running);
    running.child.kill('SIGINT');
    running.child.kill('SIGINT');
    await wait(30);
    running.child.kill('SIGINT');
    assert.equal(await running.ended, 0);
    assert.equal(existsSync(join(dataDir, 'postgres', 'postmaster.pid')), false);
  });

  it('starts again by itself after it was killed', async () => {
    const killed = launch();
    await ready(killed);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const running = launch();
    const address = await ready(running);
    assert.equal((await fetch(`${address}/health/ready`)).status, 200);
    running.child.kill('SIGINT');
    assert.equal(await running.ended, 0);
  });

  it('stops when the database dies under it, and says so', async () => {
    const running = launch();
    await ready(running);
    const { readPostmaster } = await import('../platform/postgres/postmaster.ts');
    process.kill(readPostmaster(join(dataDir, 'postgres'))?.pid ?? 0, 'SIGKILL');
    assert.equal(await running.ended, 1);
    assert.match(running.output(), /base de données s’est arrêtée toute seule/);
  });

  it('refuses a second copy on the same data, and the first goes on', async () => {
    const first = launch();
    const address = await ready(first);
    const second = launch();
    assert.equal(await second.ended, 69);
    assert.match(second.output(), /^Un autre Préau[^\n]*\n$/);
    assert.equal((await fetch(`${address}/health/ready`)).status, 200);
    first.child.kill('SIGTERM');
    assert.equal(await first.ended, 0);
  });

  it('refuses a taken port in one sentence, and leaves no database behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const running = launch(['--port', String(port)]);
    assert.equal(await running.ended, 69);
    assert.match(running.output(), new RegExp(`^Le port ${port} est déjà pris`, 'm'));
    assert.equal(existsSync(join(dataDir, 'postgres', 'postmaster.pid')), false);
    other.close();
  });

  it('refuses wrong settings before it touches anything', async () => {
    const elsewhere = join(home, 'untouched');
    const running = launch(['--data', elsewhere], { PUBLIC_URL: 'http://ent.example.invalid' });
    assert.equal(await running.ended, 78);
    assert.match(running.output(), /^Réglage PUBLIC_URL : [^\n]*\n$/);
    assert.equal(existsSync(elsewhere), false);
  });

  it('says which given database does not answer, without its password', async () => {
    const running = launch([], { DATABASE_URL: 'postgresql://preau:hunter2@127.0.0.1:9/preau' });
    assert.equal(await running.ended, 69);
    assert.match(running.output(), /127\.0\.0\.1:9 ne répond pas/);
    assert.doesNotMatch(running.output(), /hunter2/);
  });
});
