import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { OperatorRefusal } from '../config/operator-refusal.ts';
import { chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { borrowPostgres } from './borrow.ts';
import { checkDatabase, dataFolder } from './folder.ts';
import { type EmbeddedPostgres, startPostgres } from './launcher.ts';
import { isPostgresAlive, readPostmaster } from './postmaster.ts';

const home = mkdtempSync(join(tmpdir(), 'preau-pg-'));
const original = join(home, 'original');
after(() => rmSync(home, { recursive: true, force: true }));

// The tests kill processes, not the machine: only the first one waits for the disk.
const quick = { fsync: 'off' };

/** Runs one statement on a connection of its own. */
async function ask<Row extends pg.QueryResultRow>(server: EmbeddedPostgres, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  // A session lost meanwhile rejects the statement; as an event it would end the test before the next try.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** A data folder of its own with the database made once for all these tests. */
function copyOfOriginal(name: string): string {
  cpSync(original, join(home, name), { recursive: true, filter: (path) => !path.endsWith('/run') });
  return join(home, name);
}

/** Starts the launcher in a process of its own, to be killed. */
async function launchApart(dataDir: string): Promise<ChildProcess> {
  const launcher = new URL('./launcher.js', import.meta.url).href;
  const script = `const { startPostgres } = await import('${launcher}');
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, options: ${JSON.stringify(quick)} }); process.stdout.write('ready')`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Tries until it passes; fails as the last try did. */
async function eventually(check: () => Promise<void>): Promise<void> {
  for (const deadline = performance.now() + 20_000; ; await wait(50)) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}

const postmasterPid = (dataDir: string): number => readPostmaster(dataFolder(dataDir).cluster)?.pid ?? 0;

const refusal = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof OperatorRefusal, String(error));
  assert.match(error.message, pattern);
  assert.notEqual(error.exitCode, 0);
  return true;
};

describe('the embedded PostgreSQL', () => {
  before(async () => {
    const server = await startPostgres({ dataDir: original });
    await ask(server, 'create table kept (n int); insert into kept values (1)');
    await server.stop();
  });

  it('is durable, checks its pages, sorts as in French, and listens on a private socket only', async () => {
    const dataDir = copyOfOriginal('fresh');
    const server = await startPostgres({ dataDir });
    const names = [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'data_checksums',
      'listen_addresses',
      'server_encoding',
    ];
    const settings = await ask<{ name: string; setting: string }>(
      server,
      `select name, setting from pg_settings where name in ('${names.join("','")}')`,
    );
    assert.deepEqual(Object.fromEntries(settings.map(({ name, setting }) => [name, setting])), {
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      data_checksums: 'on',
      listen_addresses: '',
      server_encoding: 'UTF8',
    });
    const [sorted] = await ask<{ words: string }>(
      server,
      "select string_agg(w, ' ' order by w) as words from unnest(array['zoé','œuf','abel','Élodie','eloise','oeuf']) w",
    );
    assert.equal(sorted?.words, 'abel Élodie eloise oeuf œuf zoé');
    assert.equal(statSync(join(dataDir, 'run')).mode & 0o777, 0o700);
    await server.stop();
    assert.equal(existsSync(join(dataDir, 'postgres', 'postmaster.pid')), false);
  });

  it('refuses a second copy on the same data, and the first one goes on', async () => {
    const dataDir = copyOfOriginal('twice');
    const server = await startPostgres({ dataDir, options: quick });
    await assert.rejects(startPostgres({ dataDir, patience: 0, options: quick }), refusal(/Un autre Préau/));
    assert.deepEqual(await ask(server, 'select n from kept'), [{ n: 1 }]);
    await server.stop();
  });

  it('waits for the launcher of the same data that is just stopping', async () => {
    const dataDir = copyOfOriginal('relay');
    const first = await startPostgres({ dataDir, options: quick });
    const second = startPostgres({ dataDir, options: quick, patience: 60_000 });
    await wait(200);
    await first.stop();
    await (await second).stop();
  });

  it('is adopted when its launcher was killed', async () => {
    const dataDir = copyOfOriginal('orphan');
    const child = await launchApart(dataDir);
    const pid = postmasterPid(dataDir);
    await killed(child);
    const server = await startPostgres({ dataDir, options: quick });
    assert.equal(server.adopted, true);
    assert.equal(postmasterPid(dataDir), pid);
    await server.stop();
    assert.equal(isPostgresAlive(pid), false);
  });

  it('says so when the server dies, and recovers at the next start', async () => {
    const dataDir = copyOfOriginal('killed');
    const server = await startPostgres({ dataDir, options: quick });
    await ask(server, 'insert into kept values (2)');
    process.kill(postmasterPid(dataDir), 'SIGKILL');
    assert.match(await server.crashed, /s’est arrêtée toute seule/);
    await server.stop();
    const next = await startPostgres({ dataDir, options: quick });
    assert.equal(next.adopted, false);
    assert.deepEqual(await ask(next, 'select n from kept order by n'), [{ n: 1 }, { n: 2 }]);
    await next.stop();
  });

  it('survives the crash of one of its sessions, and keeps refusing a second copy', async () => {
    const dataDir = copyOfOriginal('session');
    const server = await startPostgres({ dataDir, options: quick });
    const client = new pg.Client({ connectionString: server.databaseUrl });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query('select pg_backend_pid() as pid');
    const holder = "select pid from pg_locks where locktype = 'advisory' and granted";
    const [first] = await ask<{ pid: number }>(server, holder);
    process.kill(rows[0].pid, 'SIGKILL');
    // PostgreSQL restarts all its sessions: the launcher's lock is lost with the others, and taken again.
    await assert.rejects(client.query('select 1'));
    await eventually(async () => {
      const [now] = await ask<{ pid: number }>(server, holder);
      assert.ok(now && now.pid !== first?.pid);
    });
    await assert.rejects(startPostgres({ dataDir, patience: 0, options: quick }), refusal(/Un autre Préau/));
    assert.deepEqual(await ask(server, 'select n from kept'), [{ n: 1 }]);
    await server.stop();
  });

  it('recovers when launcher and server were both killed', async () => {
    const dataDir = copyOfOriginal('both');
    const child = await launchApart(dataDir);
    process.kill(postmasterPid(dataDir), 'SIGKILL');
    await killed(child);
    const server = await startPostgres({ dataDir, options: quick });
    assert.deepEqual(await ask(server, 'select n from kept'), [{ n: 1 }]);
    await server.stop();
  });

  it('starts although the number of a dead server now belongs to another program', async () => {
    const dataDir = copyOfOriginal('reused');
    const lines = [process.pid, join(dataDir, 'postgres'), 1, 5432, join(dataDir, 'run'), '', '1 1', 'ready   ', ''];
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), lines.join('\n'));
    const server = await startPostgres({ dataDir, options: quick });
    assert.equal(server.adopted, false);
    await server.stop();
  });

  it('refuses a database of another version, of another account, or what is no database, and changes nothing', async () => {
    const dataDir = copyOfOriginal('version');
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    const listing = readdirSync(dataDir);
    await assert.rejects(
      startPostgres({ dataDir, options: quick }),
      refusal(/version 17 de PostgreSQL.*embarque la version 18/),
    );
    assert.deepEqual(readdirSync(dataDir), listing);
    assert.equal(readFileSync(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8'), '17\n');

    const folder = dataFolder(original);
    const owner = statSync(folder.cluster).uid + 1;
    assert.throws(() => checkDatabase(folder, { owner, version: '18.4' }), refusal(/appartiennent à un autre compte/));

    mkdirSync(join(home, 'other', 'postgres'), { recursive: true });
    writeFileSync(join(home, 'other', 'postgres', 'letter.txt'), 'dear');
    await assert.rejects(startPostgres({ dataDir: join(home, 'other') }), refusal(/autre chose qu’une base/));
    writeFileSync(join(home, 'file'), '');
    await assert.rejects(startPostgres({ dataDir: join(home, 'file') }), refusal(/n’est pas un dossier/));
  });

  it('refuses to begin on a full disk', async () => {
    const full = { create: 1e12, start: 1e12 };
    const dataDir = join(home, 'full');
    await assert.rejects(startPostgres({ dataDir, freeSpace: full }), refusal(/Mo libres/));
    assert.deepEqual(readdirSync(dataDir), []);
    await assert.rejects(startPostgres({ dataDir: original, freeSpace: full }), refusal(/Mo libres/));
  });

  it('listens in a short private folder when the path of its data is too long for a socket', async () => {
    const dataDir = copyOfOriginal('d'.repeat(120));
    const server = await startPostgres({ dataDir, options: quick });
    assert.doesNotMatch(server.databaseUrl, /dddd/);
    assert.deepEqual(await ask(server, 'select n from kept'), [{ n: 1 }]);
    await server.stop();
    assert.equal(existsSync(new URL(server.databaseUrl).searchParams.get('host') ?? ''), false);
  });

  it('asks for a password where it can only listen on a port, and then only on this machine', async () => {
    const dataDir = join(home, 'port');
    const server = await startPostgres({ dataDir, options: quick, reach: 'loopback' });
    assert.match(server.databaseUrl, /@127\.0\.0\.1:\d+\/preau$/);
    assert.deepEqual(await ask(server, 'show listen_addresses'), [{ listen_addresses: '127.0.0.1' }]);
    const guessed = { ...server, databaseUrl: server.databaseUrl.replace(/:[^:@]+@/, ':guess@') };
    await assert.rejects(ask(guessed, 'select 1'), /password authentication failed/);
    const borrowed = await borrowPostgres({ dataDir });
    assert.equal(borrowed.databaseUrl, server.databaseUrl);
    await server.stop();
  });

  it('sweeps away a creation that was interrupted', async () => {
    const dataDir = join(home, 'swept');
    mkdirSync(join(dataDir, 'postgres.new-4194303'), { recursive: true });
    const server = await startPostgres({ dataDir, options: quick });
    assert.deepEqual(readdirSync(dataDir).sort(), ['log', 'postgres', 'run']);
    await server.stop();
  });

  it('never runs as root: in a user namespace, under an unprivileged account, or not at all', async () => {
    const binaries = await findBinaries();
    const account = chooseAccount(binaries, null);
    const asRoot = process.getuid?.() === 0;
    assert.equal(account.prefix.length > 0 || account.identity.uid !== undefined, asRoot);
    if (!asRoot) return;
    try {
      assert.equal(chooseAccount(binaries, 65534).identity.uid, 65534);
    } catch (error) {
      refusal(/refuse d’être lancé par root/)(error);
    }
  });
});
