import { type Db, rowsOf, sql } from '../platform/db/db.ts';
import type { Bench } from './bench.ts';
import type { Operation } from './ground/load.ts';
import { openMetropole } from './ground/metropole.ts';
import { homeAddress, openSessions, type Player, withDb } from './ground/people.ts';
import { run } from './ground/serve.ts';

/** What a head asks of the list in turn: the first page, a search, filters of several modules, other orders. */
const asked = [
  '',
  'q=mar',
  'flag=never-connected',
  'kind=guardian&access=waiting',
  'flag=unreachable',
  'sort=-last-sign-in',
  'sort=classes&columns=name,kinds,classes,family,phone,email,last-sign-in,access',
  'kind=pupil&flag=no-guardian',
] as const;

export const consoleList: Bench = {
  name: 'console-list',
  sentence: 'p95 of the table of people, at 20/s, in ten schools of 2,000 people, filtered and sorted in turn',
  bar: { most: 50 },
  async run(options, say) {
    const metropole = await openMetropole(say);
    try {
      const { operation, people } = await withDb(metropole, async (db) => {
        await bringTogether(db);
        const heads = await headsOfLargest(db);
        const tokens = await openSessions(db, heads);
        const turns = heads.flatMap((head, at) =>
          asked.map((query) => ({ ...head, token: tokens[at] as string, query })),
        );
        return { operation: list(turns), people: heads.map((head) => head.people) };
      });
      const course = { metropole, operation, rate: 20, seconds: 10, connections: 16, full: false, options };
      const { p95, capacity, beside } = await run(course);
      const listed = { fewest: Math.min(...people), most: Math.max(...people), schools: people.length };
      return { value: p95, unit: 'ms', capacity, listed, ...beside };
    } finally {
      await withDb(metropole, partAgain);
      await metropole.stop();
    }
  },
};

/** Schools in which the bench lists people. */
const SCHOOLS = 10;

/**
 * The largest school of METROPOLE-1 has about 1,050 people: for the time of the bench, each of the ten largest also gets the people of
 * one of the ten next.
 */
async function bringTogether(db: Db): Promise<void> {
  await partAgain(db);
  await sql`
    insert into directory.profiles (id, school_id, person_id, kind, owner, source, starts_on)
    select gen_random_uuid(), host.school_id, f.person_id, f.kind, 'school', 'bench', '2026-09-01'
    from (${largest(SCHOOLS * 2)}) as host
    join (${largest(SCHOOLS * 2)}) as guest on guest.rank = host.rank + ${SCHOOLS}
    join directory.profiles f on f.school_id = guest.school_id and f.ends_on is null
    where host.rank <= ${SCHOOLS}
    on conflict do nothing`.execute(db);
  await sql`analyze directory.profiles`.execute(db);
}

const partAgain = async (db: Db): Promise<void> => {
  await sql`delete from directory.profiles where source = 'bench'`.execute(db);
};

const largest = (count: number) => sql`
  select f.school_id, count(distinct f.person_id) as people, row_number() over (order by count(distinct f.person_id) desc, f.school_id) as rank
  from directory.profiles f where f.ends_on is null and f.source is distinct from 'bench'
  group by f.school_id order by rank limit ${count}`;

const headsOfLargest = (db: Db): Promise<(Player & { uai: string; people: number })[]> =>
  rowsOf(
    db,
    sql<Player & { uai: string; people: number }>`
      select h.person_id as "personId", a.login, p.family_name as "familyName", '{}'::text[] as children, s.uai,
             (select count(distinct f.person_id) from directory.profiles f where f.school_id = s.id and f.ends_on is null) as people
      from (${largest(SCHOOLS)}) as big
      join directory.schools s on s.id = big.school_id
      cross join lateral (select f.person_id from directory.profiles f
                          where f.school_id = big.school_id and f.kind = 'head' and f.ends_on is null and f.source is distinct from 'bench'
                          order by f.person_id limit 1) as h
      join directory.persons p on p.id = h.person_id
      join identity.accounts a on a.person_id = p.id
      order by s.uai`,
  );

interface Turn {
  readonly token: string;
  readonly uai: string;
  readonly query: string;
}

const list =
  (turns: readonly Turn[]): Operation =>
  async (connection, number) => {
    const { token, uai, query } = turns[(number * 7) % turns.length] as Turn;
    const answer = await connection.send('GET', `/console/tables/people?place=${uai}&${query}`, {
      'accept-encoding': 'gzip, deflate, br, zstd',
      'accept-language': 'fr',
      cookie: `preau-session=${token}`,
      ...homeAddress(number % turns.length),
    });
    if (answer.status !== 200) throw new Error(`the list answers ${answer.status}`);
    if (!answer.text().includes('<h1>Personnes</h1>')) throw new Error('what came is not the list');
  };
