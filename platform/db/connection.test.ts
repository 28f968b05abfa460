import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openArchive } from '../backup/archive.ts';
import { makeBackup } from '../backup/backup.ts';
import { loadTables } from '../backup/load.ts';
import { cutOnceWaiting, holdTable } from '../testing/cut.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { ConnectionLost, explained, openConnection, withConnection } from './connection.ts';
import { rowsOf, sql } from './db.ts';
import { openListener } from './listen.ts';
import { migrate, readMigrations } from './migrate.ts';

let database: TestDatabase;
const home = mkdtempSync(join(tmpdir(), 'preau-lost-'));
before(async () => {
  database = await testDatabase();
});
after(async () => {
  await database.drop();
  rmSync(home, { recursive: true, force: true });
});

const lost = (error: unknown): boolean => {
  assert.ok(error instanceof ConnectionLost, String(error));
  assert.match(error.message, /^La connexion à la base de données a été perdue \([^)]+\)[^\n]+recommencez\.$/);
  assert.equal(error.exitCode, 69);
  return true;
};
const HELD = 'platform.audit_entries';
const nowhere = 'postgres://nobody@127.0.0.1:9/nowhere';

describe('a connection that the server ends', () => {
  it('while nothing is asked of it lets the process live, and fails what is asked next', async () => {
    const client = await openConnection(database.url, { application_name: 'preau idle' });
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'preau idle'`.execute(
      database.db,
    );
    await ended;
    await assert.rejects(client.query('select 1'), (error) => lost(explained(error)));
    await client.end();
  });

  it('under a statement ends the work with one sentence; a fault of the work stays what it is', async () => {
    const end = 'select pg_terminate_backend(pg_backend_pid())';
    await assert.rejects(
      withConnection(database.url, 'preau test', (client) => client.query(end)),
      lost,
    );
    await assert.rejects(
      withConnection(database.url, 'preau test', (client) => client.query('select 1/0')),
      /division by zero/,
    );
    await assert.rejects(
      withConnection(nowhere, 'preau test', (client) => client.query(end)),
      lost,
    );
    await assert.rejects(openListener(nowhere), lost);
  });

  it('under a migration undoes that migration, keeps those before, and the next start goes on', async () => {
    const done = await readMigrations();
    const first = { name: '9001_first.sql', text: 'create table public.first (n int)' };
    const cut = {
      name: '9002_cut.sql',
      text: 'create table public.cut (n int); select pg_terminate_backend(pg_backend_pid())',
    };
    await assert.rejects(migrate(database.url, [...done, first, cut]), lost);
    const [found] = await rowsOf(
      database.db,
      sql<{ first: boolean; cut: boolean }>`
        select to_regclass('public.first') is not null as first, to_regclass('public.cut') is not null as cut`,
    );
    assert.deepEqual(found, { first: true, cut: false });
    const whole = { ...cut, text: 'create table public.cut (n int)' };
    assert.deepEqual(await migrate(database.url, [...done, first, whole]), [cut.name]);
    await sql`drop table public.first, public.cut`.execute(database.db);
    await sql`delete from public.migrations where name like '900%'`.execute(database.db);
  });

  it('under a backup leaves no archive; under a restoration leaves the tables as they were', async () => {
    const options = {
      databaseUrl: database.url,
      filesDir: join(home, 'files'),
      keysDir: join(home, 'keys'),
      at: new Date('2026-09-01T06:00:00Z'),
      withKeys: false,
      passphrase: undefined,
    };
    const sound = join(home, 'sound.tar');
    await makeBackup({ ...options, path: sound });
    const letGo = await holdTable(database.url, HELD);
    try {
      const path = join(home, 'cut.tar');
      const backup = assert.rejects(makeBackup({ ...options, path }), lost);
      await cutOnceWaiting(database.db, 'preau backup');
      await backup;
      assert.equal(existsSync(path), false);

      const archive = await openArchive(sound, undefined);
      const restoration = assert.rejects(loadTables(database.url, archive), lost);
      await cutOnceWaiting(database.db, 'preau restore');
      await restoration;
      await archive.close();
    } finally {
      await letGo();
    }
    const references = sql<{ count: number }>`select count(*) as count from pg_constraint where contype = 'f'`;
    assert.ok(((await rowsOf(database.db, references))[0]?.count ?? 0) > 0);
  });
});
