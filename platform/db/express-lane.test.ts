import { deepEqual, equal, notEqual, rejects } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { countStatements, type Db, firstOf, sql, statement } from './db.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

const half = statement<{ of: number }, { half: number; backend: number }>(
  ['of'],
  ({ of }) => sql`select 100 / ${of}::int as half, pg_backend_pid() as backend`,
);
const backendOf = async (db: Db): Promise<number | undefined> => (await half(db, { of: 1 }))[0]?.backend;

test('many statements travel on one connection, and each gets its own answer', async () => {
  const asked = Array.from({ length: 50 }, (_, at) => at + 1);
  const answers = await Promise.all(asked.map((of) => half(database.db, { of })));
  deepEqual(
    answers.map(([row]) => row?.half),
    asked.map((of) => Math.trunc(100 / of)),
  );
  equal(new Set(answers.map(([row]) => row?.backend)).size, 1);
});

test('one that fails fails alone', async () => {
  const [before, failing, behind] = [2, 0, 4].map((of) => half(database.db, { of }));
  await rejects(failing as Promise<unknown>, { code: '22012' });
  equal((await before)?.[0]?.half, 50);
  equal((await behind)?.[0]?.half, 25);
});

test('a connection that was cut is replaced', async () => {
  const { db } = database;
  const former = await backendOf(db);
  await sql`select pg_terminate_backend(${former}, 30000)`.execute(db);
  // The process may hear of the cut only from the statement that meets it.
  const next = await backendOf(db).catch(() => backendOf(db));
  notEqual(next, former);
});

test('inside a transaction it runs on the transaction’s own connection', async () => {
  await database.db.transaction().execute(async (tx) => {
    const own = await firstOf(tx, sql<{ backend: number }>`select pg_backend_pid() as backend`);
    equal(await backendOf(tx), own?.backend);
    notEqual(await backendOf(database.db), own?.backend);
  });
});

test('it is counted among the statements of a request', async () => {
  const { statements } = await countStatements(() => half(database.db, { of: 1 }));
  equal(statements, 1);
});
