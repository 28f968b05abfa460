import type { Bench } from './bench.ts';
import type { Operation } from './ground/load.ts';
import { openMetropole } from './ground/metropole.ts';
import { guardiansOfTwo, homeAddress, openSessions, type Player, withDb } from './ground/people.ts';
import { run } from './ground/serve.ts';

const people = 2000;

export const home: Bench = {
  name: 'home',
  sentence:
    'one complete home of a guardian of two, signed in, its own name and both children in it; 2,000 people in turn',
  bar: { least: 1500 },
  async run(options, say) {
    const metropole = await openMetropole(say);
    try {
      const operation = await withDb(metropole, async (db) => {
        const players = await guardiansOfTwo(db, people);
        return visitHome(players, await openSessions(db, players));
      });
      const course = { metropole, operation, rate: 300, seconds: 8, connections: 32, full: true, options };
      const { capacity, beside } = await run(course);
      return { value: capacity, unit: 'homes/s', ...beside };
    } finally {
      await metropole.stop();
    }
  },
};

/** Each operation is the home of the next player, whole and with their children in it. */
export const visitHome =
  (players: readonly Player[], tokens: readonly string[]): Operation =>
  async (connection, number) => {
    const at = number % players.length;
    const player = players[at] as Player;
    const answer = await connection.send('GET', '/', {
      'accept-encoding': 'gzip, deflate, br, zstd',
      'accept-language': 'fr',
      cookie: `preau-session=${tokens[at]}`,
      ...homeAddress(at),
    });
    checkHome(answer.status, answer.text(), player);
  };

/** A home without its person or one of their children is an error, whatever its status. */
export function checkHome(status: number, html: string, player: Player): void {
  if (status !== 200) throw new Error(`home answers ${status}`);
  const text = html.replaceAll('&#x27;', '’').replaceAll("'", '’').toLowerCase();
  for (const word of [player.familyName, ...player.children])
    if (!text.includes(word.replaceAll("'", '’').toLowerCase()))
      throw new Error(`the home of ${player.login} lacks ${word}`);
}
