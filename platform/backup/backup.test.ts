import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { openKeyRing, rotateKeys } from '../config/keys.ts';
import { OperatorRefusal } from '../config/operator-refusal.ts';
import { migrate, readMigrations } from '../db/migrate.ts';
import { migrateJobs } from '../jobs/queue-schema.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { openArchive } from './archive.ts';
import { type BackupOptions, makeBackup } from './backup.ts';
import { type RestoreOptions, restore } from './restore.ts';

/** Everything that is hard to copy: references in a circle and to oneself, numbers given by the database, computed columns. */
const hardSchema = `
  create schema lab;
  create table lab.a (id int primary key, b_id int, parent_id int references lab.a);
  create table lab.b (id int primary key, a_id int not null references lab.a);
  alter table lab.a add constraint a_b foreign key (b_id) references lab.b;
  create table lab.words (id bigint generated always as identity primary key, word text, bytes bytea,
                          length int generated always as (length(word)) stored, made_at timestamptz, facts jsonb);
  create unlogged table lab.cache (key text, a_id int references lab.a)`;
const hardRows = `
  begin; set constraints all deferred;
  insert into lab.a values (1, null, null), (3, null, 1), (2, null, 3);
  insert into lab.b values (1, 2); update lab.a set b_id = 1 where id = 1; commit;
  insert into lab.words (word, bytes, made_at, facts) values
    (E'tab\\tnew\\nline\\\\back', '\\x00ff5c', '2026-03-29 01:30:00.123456+00', '{"é": [1, null]}'),
    (null, null, 'infinity', null), ('', '', null, '""');
  insert into lab.words (word) select 'mot ' || n || repeat('x', n % 90) from generate_series(1, 5000) n;
  insert into lab.cache values ('gone')`;
const digest = `
  select (select md5(string_agg(a::text, ';' order by id)) from lab.a) as a, (select count(*)::int from lab.b) as b,
         (select md5(string_agg(w::text, ';' order by id)) from lab.words w) as words,
         (select count(*)::int from pg_constraint where contype = 'f' and connamespace = 'lab'::regnamespace) as keys`;

const home = mkdtempSync(join(tmpdir(), 'preau-backup-'));
const at = new Date('2026-09-01T06:00:00Z');
let source: TestDatabase;
let keysDir: string;
const made: string[] = [];

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** An empty database on the same server. */
async function emptyDatabase(): Promise<string> {
  const name = `preau_test_${randomBytes(6).toString('hex')}`;
  await ask(source.url, `create database ${name}`);
  made.push(name);
  const url = new URL(source.url);
  url.pathname = `/${name}`;
  return url.toString();
}

let number = 0;
const fresh = (name: string): string => {
  number += 1;
  return join(home, `${number}-${name}`);
};

async function backup(options: Partial<BackupOptions> = {}): Promise<string> {
  const path = options.path ?? fresh('backup.tar');
  const files = join(home, 'files');
  await makeBackup({
    databaseUrl: source.url,
    filesDir: files,
    keysDir,
    path,
    at,
    withKeys: false,
    passphrase: undefined,
    ...options,
  });
  return path;
}

async function putBack(path: string, databaseUrl: string, options: Partial<RestoreOptions> = {}, passphrase?: string) {
  const archive = await openArchive(path, passphrase);
  const filesDir = options.filesDir ?? fresh('restored-files');
  const migrations = await readMigrations();
  try {
    await restore(archive, {
      databaseUrl,
      filesDir,
      keysDir,
      replace: false,
      withoutKeys: false,
      migrations: migrations.map(({ name }) => name),
      migrateTo: async (url, names) => {
        await migrate(
          url,
          migrations.filter(({ name }) => names.includes(name)),
        );
        await migrateJobs(url);
        const [found] = await ask(url, "select to_regnamespace('lab') is null as absent");
        if (found?.absent) await ask(url, hardSchema);
      },
      ...options,
    });
    return filesDir;
  } finally {
    await archive.close();
  }
}

const refusal = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof OperatorRefusal, String(error));
  assert.match(error.message, pattern);
  return true;
};

/** Changes one byte in the middle of what follows a member's header. */
function damage(path: string, member: string, offset = 600): void {
  const bytes = readFileSync(path);
  const start = bytes.indexOf(`${member}\0`);
  assert.ok(start >= 0);
  bytes.writeUInt8(bytes.readUInt8(start + offset) ^ 1, start + offset);
  writeFileSync(path, bytes);
}

describe('backup and restore', () => {
  before(async () => {
    source = await testDatabase();
    keysDir = fresh('keys');
    openKeyRing(keysDir, 'session');
    openKeyRing(keysDir, 'pepper');
    await ask(source.url, hardSchema);
    await ask(source.url, hardRows);
    for (const [path, size] of [
      ['ab/photo', 5_000_000],
      ['ab/empty', 0],
      ['note.txt', 12],
    ] as const) {
      mkdirSync(dirname(join(home, 'files', path)), { recursive: true });
      writeFileSync(join(home, 'files', path), randomBytes(size));
    }
  });
  after(async () => {
    for (const name of made) await ask(source.url, `drop database if exists ${name} with (force)`);
    await source.drop();
    rmSync(home, { recursive: true, force: true });
  });

  it('gives back every row, every number and every file, and references are guarded again', async () => {
    const target = await emptyDatabase();
    const path = await backup();
    rotateKeys(keysDir, 'pepper');
    const filesDir = await putBack(path, target);
    assert.deepEqual(await ask(target, digest), await ask(source.url, digest));
    assert.deepEqual(await ask(target, "insert into lab.words (word) values ('next') returning id, length"), [
      { id: '5004', length: 4 },
    ]);
    await assert.rejects(ask(target, 'insert into lab.b values (9, 999)'), /foreign key/);
    assert.deepEqual(await ask(target, 'select count(*)::int as kept from lab.cache'), [{ kept: 0 }]);
    for (const path of ['ab/photo', 'ab/empty', 'note.txt']) {
      assert.deepEqual(readFileSync(join(filesDir, path)), readFileSync(join(home, 'files', path)));
    }
  });

  it('is of one instant, although rows are written meanwhile', async () => {
    const before = await ask(source.url, 'select count(*)::int as n from lab.words');
    const writing = ask(source.url, "insert into lab.words (word) select 'late' from generate_series(1, 500)");
    const path = await backup();
    await writing;
    const archive = await openArchive(path, undefined);
    const rows = archive.manifest.tables.find(({ name }) => name === 'words')?.rows;
    await archive.close();
    const { n } = before[0] as { n: number };
    assert.ok(rows === n || rows === n + 500, `${rows} rows is neither before nor after`);
    await ask(source.url, "delete from lab.words where word = 'late'");
  });

  it('is for us alone to read, and never written over another', async () => {
    const path = await backup();
    assert.equal(statSync(path).mode & 0o777, 0o600);
    await assert.rejects(backup({ path }), refusal(/existe déjà/));
    const nowhere = join(home, 'nowhere', 'x.tar');
    await assert.rejects(backup({ path: nowhere }), refusal(/n’a pas pu être écrite \(ENOENT\)/));
  });

  it('names the faulty member of a damaged archive, and touches nothing', async () => {
    const target = await emptyDatabase();
    const sound = await backup();
    const cases: [RegExp, (path: string) => void][] = [
      [/membre data\/0000\d\d \(table [\w.]+\)/, (path) => damage(path, 'data/000001')],
      [/membre data\/0000\d\d \(fichier [\w/.]+\)/, (path) => damage(path, lastData(sound), 525)],
      [/en-tête qui suit le membre data\/000001/, (path) => damage(path, 'data/000002', 0)],
      [/membre manifest \(sommaire\)/, (path) => damage(path, 'manifest', 530)],
      [/il manque la fin, après le membre data\//, (path) => truncateSync(path, Math.floor(statSync(path).size * 0.6))],
      [/il manque la fin/, (path) => truncateSync(path, statSync(path).size - 1030)],
    ];
    for (const [pattern, harm] of cases) {
      const path = fresh('damaged.tar');
      writeFileSync(path, readFileSync(sound));
      harm(path);
      await assert.rejects(putBack(path, target), refusal(pattern));
    }
    assert.deepEqual(
      await ask(target, "select 1 from pg_tables where schemaname <> 'information_schema' and schemaname !~ '^pg_'"),
      [],
    );
    writeFileSync(join(home, 'letter.txt'), 'dear');
    await assert.rejects(putBack(join(home, 'letter.txt'), target), refusal(/n’est pas une sauvegarde/));
  });

  it('sealed with a passphrase, opens with that one only, and may then carry the keys', async () => {
    await assert.rejects(backup({ withKeys: true }), refusal(/que chiffrées/));
    const passphrase = 'correct horse battery';
    const path = await backup({ passphrase, withKeys: true });
    const compressed = Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0]);
    assert.equal(readFileSync(await backup()).includes(compressed), true);
    assert.equal(readFileSync(path).includes(compressed), false);
    await assert.rejects(openArchive(path, undefined), refusal(/chiffrée/));
    await assert.rejects(openArchive(path, 'another passphrase'), refusal(/n’ouvre pas/));
    const target = await emptyDatabase();
    const elsewhere = fresh('keys');
    await putBack(path, target, { keysDir: elsewhere }, passphrase);
    assert.deepEqual(await ask(target, digest), await ask(source.url, digest));
    assert.deepEqual(openKeyRing(elsewhere, 'pepper').all, openKeyRing(keysDir, 'pepper').all);
  });

  it('is refused where the keys that its data need are missing, unless one does without', async () => {
    const path = await backup();
    const target = await emptyDatabase();
    const elsewhere = fresh('keys');
    await assert.rejects(
      putBack(path, target, { keysDir: elsewhere }),
      refusal(/a besoin des clés session\/.*pepper\//),
    );
    assert.equal(existsSync(elsewhere), false);
    await putBack(path, target, { keysDir: elsewhere, withoutKeys: true });
  });

  it('replaces a database in use only when told to, only when nobody is on it, and only once all is loaded', async () => {
    const target = await emptyDatabase();
    const path = await backup();
    const filesDir = await putBack(path, target);
    await ask(target, "insert into lab.words (word) values ('mine')");
    await assert.rejects(putBack(path, target), refusal(/--replace/));
    const other = new pg.Client({ connectionString: target });
    await other.connect();
    await assert.rejects(putBack(path, target, { replace: true }), refusal(/1 connexion/));
    await other.end();

    const failing = { replace: true, filesDir, migrateTo: () => Promise.reject(new Error('disk full')) };
    await assert.rejects(putBack(path, target, failing), /disk full/);
    assert.equal((await ask(target, "select 1 from lab.words where word = 'mine'")).length, 1);
    assert.deepEqual(readdirSync(filesDir).sort(), ['ab', 'note.txt']);

    await putBack(path, target, { replace: true, filesDir });
    assert.deepEqual(await ask(target, digest), await ask(source.url, digest));
    const left = "select datname from pg_database where datname like '%restoring' or datname like '%replaced'";
    assert.deepEqual(await ask(target, left), []);
  });

  it('is refused by a version that does not know its schema, and in a database that is not ours', async () => {
    const path = await backup();
    const target = await emptyDatabase();
    await assert.rejects(putBack(path, target, { migrations: [] }), refusal(/0001_platform/));
    await ask(target, 'create table theirs (n int)');
    await assert.rejects(putBack(path, target), refusal(/autre chose que Préau/));
  });
});

/** The last member that holds data. */
function lastData(path: string): string {
  const names = [
    ...readFileSync(path)
      .toString('latin1')
      .matchAll(/data\/\d{6}(?=\0)/g),
  ];
  return names.at(-1)?.[0] ?? '';
}
