import { writeMark } from '../platform/http/mark.ts';
import type { Bench } from './bench.ts';
import type { Operation } from './ground/load.ts';
import { openMetropole } from './ground/metropole.ts';
import { guardiansOfTwo, homeAddress, openSessions, type PlayerRole, playersAs, withDb } from './ground/people.ts';
import { run } from './ground/serve.ts';

/** Who looks at the list: everybody may, those who see the most are the slowest. */
const mix: Readonly<Record<PlayerRole, number>> = {
  pupil: 40,
  guardian: 60,
  teacher: 100,
  head: 60,
  school_life: 40,
  platform: 20,
};

/** The first page, one in the middle of the alphabet, and a search: whom one sees, to whom one may write. */
const pages = [
  'verb=see',
  `verb=see&after=${writeMark(['', 'm', '00000000-0000-0000-0000-000000000000'])}`,
  'verb=see&q=ma',
  'verb=write',
  'verb=write&q=be',
];

export const visiblePeople: Bench = {
  name: 'visible-people',
  sentence: 'p95 of the list of people in reach (seen, written to, searched) at 200/s on METROPOLE-1, roles mixed',
  bar: { most: 10 },
  async run(options, say) {
    const metropole = await openMetropole(say);
    try {
      const operation = await withDb(metropole, async (db) => {
        const players = [];
        for (const [role, count] of Object.entries(mix) as [PlayerRole, number][])
          players.push(...(role === 'guardian' ? await guardiansOfTwo(db, count) : await playersAs(db, role, count)));
        return list(await openSessions(db, players));
      });
      const course = { metropole, operation, rate: 200, seconds: 10, connections: 64, full: false, options };
      const { p95, capacity, beside } = await run(course);
      return { value: p95, unit: 'ms', capacity, ...beside };
    } finally {
      await metropole.stop();
    }
  },
};

const list =
  (tokens: readonly string[]): Operation =>
  async (connection, number) => {
    const page = pages[number % pages.length] as string;
    const player = (number * 7) % tokens.length;
    const answer = await connection.send('GET', `/people/in-reach?${page}`, {
      'accept-encoding': 'gzip, deflate, br, zstd',
      'accept-language': 'fr',
      cookie: `preau-session=${tokens[player]}`,
      ...homeAddress(player),
    });
    if (answer.status !== 200) throw new Error(`the list answers ${answer.status}`);
    // Everybody of these sees somebody; the others pages may be empty for who sees few.
    if (page === 'verb=see' && !/href="\/people\/[A-Z]\d/.test(answer.text())) throw new Error('the list is empty');
  };
