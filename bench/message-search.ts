import type { Bench } from './bench.ts';
import type { Operation } from './ground/load.ts';
import { openMessages } from './ground/messages.ts';
import { guardiansOfTwo, homeAddress, openSessions, type Player, playersAs, withDb } from './ground/people.ts';
import { run } from './ground/serve.ts';

/** As people type them: endings cut, accents left out. */
const WORDS = [
  'piscine',
  'autorisation sort',
  'reunion',
  'photographe',
  'orthophon',
  'livret bulletin',
  'vacances',
  'pique-nique',
];

export const messageSearch: Bench = {
  name: 'message-search',
  sentence: 'p95 of a search in one’s own messages at 50/s; 2 M messages loaded, families and teachers mixed',
  bar: { most: 30 },
  async run(options, say) {
    const metropole = await openMessages(say);
    try {
      const operation = await withDb(metropole, async (db) => {
        const players = [...(await guardiansOfTwo(db, 700)), ...(await playersAs(db, 'teacher', 300))];
        return search(players, await openSessions(db, players));
      });
      const course = { metropole, operation, rate: 50, seconds: 10, connections: 16, full: true, options };
      const { p95, capacity, beside } = await run(course);
      return { value: p95, unit: 'ms', capacity, ...beside };
    } finally {
      await metropole.stop();
    }
  },
};

const search =
  (players: readonly Player[], tokens: readonly string[]): Operation =>
  async (connection, number) => {
    const at = (number * 7) % players.length;
    const words = WORDS[number % WORDS.length] as string;
    const answer = await connection.send('GET', `/messages?q=${encodeURIComponent(words)}`, {
      'accept-encoding': 'gzip, deflate, br, zstd',
      'accept-language': 'fr',
      cookie: `preau-session=${tokens[at]}`,
      ...homeAddress(at),
    });
    if (answer.status !== 200) throw new Error(`the search answers ${answer.status}`);
    const text = answer.text();
    if (!text.includes('href="/messages/0') && !text.includes('Aucun message'))
      throw new Error(`"${words}" finds nothing and says nothing`);
  };
