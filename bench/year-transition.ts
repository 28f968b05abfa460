import { parseArgs } from 'node:util';
import pg from 'pg';
import { openDueYears } from '../modules/directory/school-year/jobs.ts';
import { proposeYear } from '../modules/directory/school-year/prepare.ts';
import { fixedClock } from '../platform/clock/clock.ts';
import { createDb, type Db, firstOf, rowsOf, sql } from '../platform/db/db.ts';
import type { Bench } from './bench.ts';
import { type Operation, openLoop } from './ground/load.ts';
import { type Metropole, openMetropole } from './ground/metropole.ts';
import { guardiansOfTwo, openSessions, type Player, withDb } from './ground/people.ts';
import { startProduct } from './ground/product.ts';
import { visitHome } from './home.ts';

const YEAR = 2027;
/** Ten past midnight at school, on the day the years open. */
const NIGHT = '2027-08-31T22:10:00Z';
const people = 1000;
/** Seconds of the quiet phase; the other lasts as long as the opening. */
const quietSeconds = 15;
/** At night few people read: a modest steady rate, of homes a second. */
const rate = 20;

export const yearTransition: Bench = {
  name: 'year-transition',
  sentence:
    'opening the prepared year of every school of METROPOLE-1, in seconds, while homes are read; infinite when their p95 doubles',
  bar: { most: 300 },
  async run(options, say) {
    const { values } = parseArgs({ args: [...options], options: { rate: { type: 'string' } } });
    const original = await openMetropole(say);
    const metropole = await copyOf(original);
    try {
      return await withDb(metropole, (db) => transition(db, metropole, Number(values.rate ?? rate), say));
    } finally {
      await dropCopy(original, metropole);
      await original.stop();
    }
  },
};

async function transition(db: Db, metropole: Metropole, perSecond: number, say: (sentence: string) => void) {
  say('Preparing the drafts…');
  const prepared = await prepareAll(db);
  const players = await whoseChildrenStay(db);
  const operation: Operation = visitHome(players, await openSessions(db, players));
  await sql`vacuum (analyze)`.execute(db);
  const product = await startProduct(metropole);
  const load = { port: product.port, operation, connections: 16, rate: perSecond };
  try {
    const warm = await openLoop({ ...load, seconds: 5 });
    const quiet = await openLoop({ ...load, seconds: quietSeconds, first: warm.done });
    say(`Opening ${prepared.schools} school years…`);
    const over = new AbortController();
    const reading = openLoop({ ...load, seconds: 1800, until: over.signal, first: warm.done + quiet.done });
    const worker = createDb(metropole.databaseUrl, { poolSize: 2, statementTimeout: 0 });
    const start = performance.now();
    const opened = await openDueYears({
      db: worker,
      clock: fixedClock(NIGHT),
      signal: over.signal,
      log: () => undefined,
    }).finally(() => worker.destroy());
    const seconds = (performance.now() - start) / 1000;
    over.abort();
    const during = await reading;
    if (opened !== prepared.schools) throw new Error(`${opened} of ${prepared.schools} years were opened`);
    const turned = await check(db);
    const ratio = during.p95 / quiet.p95;
    const held = quiet.errors + during.errors === 0 && ratio < 2;
    return {
      value: held ? seconds : Number.POSITIVE_INFINITY,
      unit: 's',
      openedIn: seconds,
      ratio,
      homeQuietP95: quiet.p95,
      homeDuringP95: during.p95,
      schools: opened,
      ...turned,
      preparedIn: prepared.seconds,
      quiet,
      during,
    };
  } finally {
    await product.stop();
  }
}

/** Every school prepares its next year in June, with what we propose. */
async function prepareAll(db: Db): Promise<{ schools: number; seconds: number }> {
  const schools = await rowsOf(
    db,
    sql<{ id: string; kind: string }>`select id, kind from directory.schools where closed_on is null order by uai`,
  );
  const start = performance.now();
  for (const { id, kind } of schools) {
    const place = { schoolId: id, schoolKind: kind, year: YEAR, today: '2027-06-15' };
    await db
      .transaction()
      .execute((tx) => proposeYear(tx, place, { personId: null, at: new Date('2027-06-15T08:00:00Z') }));
  }
  return { schools: schools.length, seconds: (performance.now() - start) / 1000 };
}

/** Guardians of two whose children both stay where they are: their homes show them before and after. */
async function whoseChildrenStay(db: Db): Promise<Player[]> {
  const players = await guardiansOfTwo(db, people * 2);
  const leaving = new Set(
    (
      await rowsOf(
        db,
        sql<{ id: string }>`
          select distinct k.adult_id as id from directory.kinships k
          join directory.year_draft_places dp on dp.pupil_id = k.pupil_id and dp.leaves
          where k.adult_id = any(${players.map((player) => player.personId)}::uuid[])`,
      )
    ).map((row) => row.id),
  );
  return players.filter((player) => !leaving.has(player.personId)).slice(0, people);
}

/** Nothing of the former year is open, and every pupil who stays is enrolled and, placed as the drafts said, in one class. */
async function check(db: Db): Promise<{ pupils: number; left: number; classes: number }> {
  const row = await firstOf(
    db,
    sql<{ open: number; unenrolled: number; unplaced: number; pupils: number; left: number; classes: number }>`
      select (select count(*) from directory.groups where year < ${YEAR} and ends_on is null) as open,
             (select count(*) from directory.profiles pr where pr.kind = 'pupil' and pr.ends_on is null
              and not exists (select 1 from directory.enrolments e where e.pupil_id = pr.person_id and e.school_id = pr.school_id
                              and e.year = ${YEAR} and e.ends_on is null)) as unenrolled,
             (select count(*) from directory.year_draft_places dp where dp.class_id is not null
              and (select count(*) from directory.memberships m join directory.groups g on g.id = m.group_id and g.year = ${YEAR} and g.kind = 'class'
                   where m.person_id = dp.pupil_id and m.school_id = dp.school_id and m.role = 'pupil' and m.ends_on is null) <> 1) as unplaced,
             (select count(*) from directory.enrolments where year = ${YEAR} and ends_on is null) as pupils,
             (select sum((counts ->> 'left')::int) from directory.year_drafts) as left,
             (select count(*) from directory.groups where year = ${YEAR} and ends_on is null) as classes`,
  );
  if (!row || row.open + row.unenrolled + row.unplaced > 0 || row.pupils === 0)
    throw new Error(`the years were not opened as prepared: ${JSON.stringify(row)}`);
  return { pupils: row.pupils, left: row.left, classes: row.classes };
}

/** METROPOLE-1 stays as it is for the other benches: the years are opened in a copy. */
async function copyOf(metropole: Metropole): Promise<Metropole> {
  const url = new URL(metropole.databaseUrl);
  const source = url.pathname.slice(1);
  url.pathname = `/${source}_year`;
  const copy = { ...metropole, databaseUrl: url.toString() };
  await dropCopy(metropole, copy);
  await administer(metropole, (client) =>
    client.query(
      `create database ${client.escapeIdentifier(`${source}_year`)} template ${client.escapeIdentifier(source)} strategy file_copy`,
    ),
  );
  return copy;
}

const dropCopy = (metropole: Metropole, copy: Metropole): Promise<unknown> =>
  administer(metropole, (client) =>
    client.query(
      `drop database if exists ${client.escapeIdentifier(new URL(copy.databaseUrl).pathname.slice(1))} with (force)`,
    ),
  );

async function administer<T>({ databaseUrl }: Metropole, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(databaseUrl);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
