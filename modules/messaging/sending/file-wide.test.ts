import { deepEqual, equal } from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { projectPath } from '../../../platform/config/paths.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { type TestDatabase, testDatabase } from '../../../platform/testing/database.ts';
import { fileWide } from './file-wide.ts';

/** Joining whenever fewer than `FEW` are left to file: however fast the machine, work is under way. */
const PEOPLE = 10_000;
const FEW = 5_000;
/** Processes killed in the midst of it, each with as many workers in it; one that had finished does not count. */
const KILLS = 200;
const WORKERS = 2;
/** So small a slice that nearly every kill falls into one. */
const SLICE = 4;
/** Processes that load while others are killed: loading is what costs. */
const AHEAD = 3;

const module = (...path: string[]): string =>
  JSON.stringify(pathToFileURL(projectPath('build', 'server', ...path)).href);

/** A process whose workers file copies until it is killed; it is loaded before it is told to begin. */
const program = (url: string): string => `
  const { createDb, sql } = await import(${module('platform', 'db', 'db.js')});
  const { fileWide } = await import(${module('modules', 'messaging', 'sending', 'file-wide.js')});
  const db = createDb(${JSON.stringify(url)}, { poolSize: ${WORKERS} });
  const { signal } = new AbortController();
  await sql\`select 1\`.execute(db);
  process.stdout.write('ready');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  await Promise.all(Array.from({ length: ${WORKERS} }, () => fileWide({ db, signal }, 0, ${SLICE})));
  process.stdout.write('done');
  await new Promise((resolve) => process.stdin.once('end', resolve));`;

interface Running {
  readonly child: ChildProcess;
  readonly ready: Promise<unknown>;
}

function start(url: string): Running {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program(url)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: projectPath('build', 'cache') },
  });
  return { child, ready: once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data') };
}

describe('a message to many', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.drop());

  /** Whose copy is found, by the key of the audience or in their own list, and how often. */
  const found = (messageId: string): Promise<{ people: number; copies: number; filed: number } | undefined> =>
    firstOf(
      database.db,
      sql<{ people: number; copies: number; filed: number }>`
        select count(distinct f.person_id)::int as people, count(*)::int as copies, count(*) filter (where f.filed)::int as filed
        from (select c.person_id, true as filed from messaging.recipients c where c.message_id = ${messageId}::uuid and not c.by_key
              union all
              select c.person_id, false from messaging.wide w join messaging.recipients c on c.message_id = w.message_id and c.by_key
              where w.message_id = ${messageId}::uuid) as f`,
    );

  const join = (messageId: string) =>
    sql`
      insert into messaging.recipients (message_id, person_id, sent_at, role, by_key)
      select ${messageId}::uuid, gen_random_uuid(), now(), 'family', true from generate_series(1, ${PEOPLE}::int)`.execute(
      database.db,
    );

  it('is found once by each of its people at any instant, though what files it is killed two hundred times', {
    timeout: 300_000,
  }, async () => {
    const { db, url } = database;
    const messageId = newId();
    await join(messageId);
    await sql`insert into messaging.wide (key, sent_at, message_id) values ('platform::families', now(), ${messageId}::uuid)`.execute(
      db,
    );
    const { signal } = new AbortController();
    let people = PEOPLE;
    let kills = 0;
    const next: Running[] = Array.from({ length: AHEAD }, () => start(url));
    while (kills < KILLS) {
      const { child, ready } = next.shift() as Running;
      next.push(start(url));
      await ready;
      const gone = once(child, 'exit');
      let finished = false;
      child.stdout?.on('data', () => {
        finished = true;
      });
      child.stdin?.write('go');
      await new Promise((resolve) => setTimeout(resolve, 4 + (kills % 12)));
      child.kill('SIGKILL');
      await gone;
      if (!finished) kills += 1;
      const now = await found(messageId);
      deepEqual([now?.people, now?.copies], [people, people], `after ${kills} kills`);
      if (people - (now?.filed ?? 0) < FEW) {
        await join(messageId);
        people += PEOPLE;
      }
    }
    for (const { child, ready } of next) {
      await ready;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await fileWide({ db, signal }, 0);
    const last = await found(messageId);
    deepEqual([last?.people, last?.copies, last?.filed], [people, people, people]);
    equal((await rowsOf(db, sql`select 1 from messaging.wide`)).length, 0);
  });
});
