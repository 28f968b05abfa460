import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { projectPath } from '../../../platform/config/paths.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { type TestDatabase, testDatabase } from '../../../platform/testing/database.ts';
import { notify } from '../entries/notify.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

/** Processes killed, each with as many workers in it: two hundred workers die in the midst of it. */
const KILLS = 25;
const WORKERS = 8;
const PEOPLE = 4_000;
/** So small a slice that nearly every kill falls into one. */
const SLICE = 10;

const module = (...path: string[]): string =>
  JSON.stringify(pathToFileURL(projectPath('build', 'server', ...path)).href);

/**
 * A process whose workers hand the entry's addressees to mail until it is killed. It is loaded before it is told to begin, so that a kill
 * falls into its work and not into its start.
 */
const worker = (url: string, entryId: string): string => `
  const { createDb, sql } = await import(${module('platform', 'db', 'db.js')});
  const { collect } = await import(${module('modules', 'notifications', 'deliveries', 'collect.js')});
  const db = createDb(${JSON.stringify(url)}, { poolSize: ${WORKERS} });
  const kind = { key: 'test.note', order: 1, icon: 'bell', defaults: { mail: 'now', push: false }, texts: {} };
  const mailTargets = async (_db, ids) => ids.map((personId) => ({ personId, address: 'a@b.invalid', locale: 'fr' }));
  const ctx = { db, clock: { now: () => new Date('2026-11-24T09:00:00Z') }, extensions: { notificationKinds: [kind], mailTargets } };
  await sql\`select 1\`.execute(db);
  process.stdout.write('ready');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  await Promise.all(Array.from({ length: ${WORKERS} }, () => collect(ctx, [${JSON.stringify(entryId)}], ${SLICE})));
  process.stdout.write('done');
  await new Promise((resolve) => process.stdin.once('end', resolve));`;

interface Running {
  readonly child: ChildProcess;
  readonly ready: Promise<unknown>;
}

function start(entryId: string): Running {
  const child = spawn(process.execPath, ['--input-type=module', '-e', worker(database.url, entryId)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: projectPath('build', 'cache') },
  });
  return { child, ready: once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data') };
}

test('two hundred workers killed while they tell four thousand people miss nobody and tell nobody twice', {
  timeout: 120_000,
}, async () => {
  const { db } = database;
  const persons = Array.from({ length: PEOPLE }, () => newId()).sort();
  const entryId = await inTransaction(db, (tx) =>
    notify(tx, {
      kind: 'test.note',
      subject: 'test.note:killed',
      schoolId: null,
      href: '/account',
      title: 'À tous',
      words: 'Quatre mille personnes.',
      publishAt: new Date('2026-11-24T09:00:00Z'),
      to: { persons },
    }),
  );
  // Each delivery that is written is counted apart, outside what a second telling would overwrite.
  await sql`create table public.written (person_id uuid, at timestamptz default clock_timestamp())`.execute(db);
  await sql`create function public.note_written() returns trigger language plpgsql as
    'begin insert into public.written (person_id) values (new.person_id); return new; end'`.execute(db);
  await sql`create trigger note_written before insert or update on notifications.deliveries for each row execute function public.note_written()`.execute(
    db,
  );
  let kills = 0;
  let whileWorking = 0;
  const next: Running[] = [start(entryId), start(entryId), start(entryId)];
  while (kills < KILLS) {
    const { child, ready } = next.shift() as Running;
    next.push(start(entryId));
    await ready;
    const gone = once(child, 'exit');
    let finished = false;
    child.stdout?.on('data', (said: Buffer) => {
      finished ||= said.toString().includes('done');
    });
    child.stdin?.write('go');
    await new Promise((resolve) => setTimeout(resolve, 5 + (kills % 12)));
    child.kill('SIGKILL');
    const [, signal] = await gone;
    assert.equal(signal, 'SIGKILL');
    kills += 1;
    if (!finished) whileWorking += 1;
  }
  for (const { child, ready } of next) {
    await ready;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  assert.ok(whileWorking > KILLS / 2, `${whileWorking} of ${kills} kills fell into the work`);
  const last = start(entryId);
  await last.ready;
  const done = once(last.child.stdout as NonNullable<ChildProcess['stdout']>, 'data');
  last.child.stdin?.write('go');
  assert.match(String((await done)[0]), /done/);
  last.child.stdin?.end();
  const told = await rowsOf(
    db,
    sql<{ person_id: string }>`select person_id from notifications.deliveries order by person_id`,
  );
  assert.deepEqual(
    told.map((row) => row.person_id),
    persons,
    'everybody, once',
  );
  const twice = await rowsOf(db, sql`select person_id from public.written group by person_id having count(*) > 1`);
  assert.equal(twice.length, 0, 'nobody was written to a second time');
  const left = await firstOf(db, sql<{ count: number }>`select count(*) as count from notifications.addressees`);
  assert.equal(left?.count, 0);
});
