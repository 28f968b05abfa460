import type { Bench } from './bench.ts';
import type { Operation } from './ground/load.ts';
import { openMetropole } from './ground/metropole.ts';
import { guardiansOfTwo, homeAddress, openSessions, type PlayerRole, playersAs, withDb } from './ground/people.ts';
import { run } from './ground/serve.ts';

/** Who searches: mostly staff, some families, and the operator's own people, who may find anybody. */
const mix: Readonly<Partial<Record<PlayerRole, number>>> = {
  guardian: 60,
  teacher: 120,
  head: 60,
  school_life: 40,
  platform: 20,
};

export const peopleSearch: Bench = {
  name: 'people-search',
  sentence: 'p95 of the people search at 300/s on METROPOLE-1, roles mixed, the person looked for among the answers',
  bar: { most: 10 },
  async run(options, say) {
    const metropole = await openMetropole(say);
    try {
      const operation = await withDb(metropole, async (db) => {
        const searches: Search[] = [];
        const players = [];
        for (const [role, count] of Object.entries(mix) as [PlayerRole, number][]) {
          const chosen = role === 'guardian' ? await guardiansOfTwo(db, count) : await playersAs(db, role, count);
          players.push(...chosen);
        }
        const tokens = await openSessions(db, players);
        for (const [at, player] of players.entries())
          for (const words of wordsFor(player.familyName))
            searches.push({ token: tokens[at] as string, words, finds: player.familyName });
        return search(shuffled(searches));
      });
      const course = { metropole, operation, rate: 300, seconds: 10, connections: 64, full: false, options };
      const { p95, capacity, beside } = await run(course);
      return { value: p95, unit: 'ms', capacity, ...beside };
    } finally {
      await metropole.stop();
    }
  },
};

interface Search {
  readonly token: string;
  readonly words: string;
  /** A family name that must be among the answers: one finds oneself. */
  readonly finds: string;
}

/** As people type: the beginning of a name, without its accents, then all of it. */
function wordsFor(familyName: string): string[] {
  const plain = familyName.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return [plain.slice(0, 3), plain.slice(0, 5), familyName];
}

const search =
  (searches: readonly Search[]): Operation =>
  async (connection, number) => {
    const { token, words, finds } = searches[number % searches.length] as Search;
    const answer = await connection.send('GET', `/people?q=${encodeURIComponent(words)}`, {
      'accept-encoding': 'gzip, deflate, br, zstd',
      'accept-language': 'fr',
      cookie: `preau-session=${token}`,
      ...homeAddress(number % searches.length),
    });
    if (answer.status !== 200) throw new Error(`the search answers ${answer.status}`);
    // A short beginning has more answers than a page holds: the page must then be full of names that begin so.
    const text = answer.text().toLowerCase();
    const found = words.length > 5 ? finds : words;
    if (!plainly(text).includes(plainly(found.toLowerCase()))) throw new Error(`"${words}" does not find ${finds}`);
  };

const plainly = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('&#x27;', "'");

/** The same order in every run. */
function shuffled<T>(list: readonly T[]): T[] {
  let state = 42;
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return list
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
