import { type Db, rowsOf, sql } from '../platform/db/db.ts';
import type { Bench } from './bench.ts';
import type { Operation } from './ground/load.ts';
import { openMetropole } from './ground/metropole.ts';
import { homeAddress, openSessions, type Player, playersAs, withDb } from './ground/people.ts';
import { run } from './ground/serve.ts';

export const ruleSimulator: Bench = {
  name: 'rule-simulator',
  sentence: 'p95 of the simulator ("may she write to him, and why?") at 100/s on METROPOLE-1, heads and support',
  bar: { most: 10 },
  async run(options, say) {
    const metropole = await openMetropole(say);
    try {
      const operation = await withDb(metropole, async (db) => {
        const heads = await playersAs(db, 'head', 100);
        const support = await playersAs(db, 'platform', 20);
        const pairs = await pairsFor(db, heads);
        const tokens = await openSessions(db, [...heads, ...support]);
        return ask(
          tokens.map((token, at) => ({
            token,
            // Support may ask about anybody.
            pairs: pairs.get(heads[at % heads.length]?.personId ?? '') ?? [],
          })),
        );
      });
      const course = { metropole, operation, rate: 100, seconds: 10, connections: 32, full: false, options };
      const { p95, capacity, beside } = await run(course);
      return { value: p95, unit: 'ms', capacity, ...beside };
    } finally {
      await metropole.stop();
    }
  },
};

interface Pair {
  readonly from: string;
  readonly to: string;
}

/** For each head some guardians of the school, each with a teacher of it, in both directions. */
async function pairsFor(db: Db, heads: readonly Player[]): Promise<Map<string, Pair[]>> {
  const rows = await rowsOf(
    db,
    sql<{ head: string; guardian: string; teacher: string }>`
      select h.person_id as head, g.uid as guardian, t.uid as teacher
      from directory.profiles h
      cross join lateral (
        select p.uid, row_number() over (order by md5(p.id::text)) as rank
        from directory.profiles pr join directory.persons p on p.id = pr.person_id
        where pr.school_id = h.school_id and pr.kind = 'guardian' and pr.ends_on is null) as g
      cross join lateral (
        select p.uid, row_number() over (order by md5(p.id::text)) as rank, count(*) over () as all_of_them
        from directory.profiles pr join directory.persons p on p.id = pr.person_id
        where pr.school_id = h.school_id and pr.kind = 'teacher' and pr.ends_on is null) as t
      where h.person_id = any(${heads.map(({ personId }) => personId)}::uuid[]) and h.kind = 'head' and h.ends_on is null
        and g.rank <= 6 and t.rank = 1 + g.rank % t.all_of_them
      order by 1, 2, 3`,
  );
  return new Map(
    [...Map.groupBy(rows, ({ head }) => head)].map(([head, met]) => [
      head,
      met.flatMap(({ guardian, teacher }) => [
        { from: guardian, to: teacher },
        { from: teacher, to: guardian },
      ]),
    ]),
  );
}

const ask =
  (players: readonly { readonly token: string; readonly pairs: readonly Pair[] }[]): Operation =>
  async (connection, number) => {
    const at = number % players.length;
    const { token, pairs } = players[at] as (typeof players)[number];
    const pair = pairs[Math.floor(number / players.length) % pairs.length] as Pair;
    const answer = await connection.send('GET', `/rules/simulator?from=${pair.from}&to=${pair.to}`, {
      'accept-encoding': 'gzip, deflate, br, zstd',
      'accept-language': 'fr',
      cookie: `preau-session=${token}`,
      ...homeAddress(at),
    });
    if (answer.status !== 200) throw new Error(`the simulator answers ${answer.status}`);
    if (!/(Oui|Non), .+ écrire à/.test(answer.text())) throw new Error('the simulator gives no verdict');
  };
