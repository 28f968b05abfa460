import type { Bench } from './bench.ts';
import type { Operation } from './ground/load.ts';
import { openMessages } from './ground/messages.ts';
import { guardiansOfTwo, homeAddress, openSessions, type Player, withDb } from './ground/people.ts';
import { run } from './ground/serve.ts';

export const inbox: Bench = {
  name: 'inbox',
  sentence:
    'p95 of one complete inbox at 500/s, 20 messages of one’s own in it; 2 M messages loaded, 2,000 people in turn',
  bar: { most: 20 },
  async run(options, say) {
    const metropole = await openMessages(say);
    try {
      const operation = await withDb(metropole, async (db) => {
        const players = await guardiansOfTwo(db, 2_000);
        return readInbox(players, await openSessions(db, players));
      });
      const course = { metropole, operation, rate: 500, seconds: 8, connections: 32, full: true, options };
      const { p95, capacity, beside } = await run(course);
      return { value: p95, unit: 'ms', capacity, ...beside };
    } finally {
      await metropole.stop();
    }
  },
};

/** Each operation is the inbox of the next player, full of messages. */
export const readInbox =
  (players: readonly Player[], tokens: readonly string[]): Operation =>
  async (connection, number) => {
    const at = number % players.length;
    const answer = await connection.send('GET', '/messages', {
      'accept-encoding': 'gzip, deflate, br, zstd',
      'accept-language': 'fr',
      cookie: `preau-session=${tokens[at]}`,
      ...homeAddress(at),
    });
    if (answer.status !== 200) throw new Error(`the inbox answers ${answer.status}`);
    const lines = answer.text().split('href="/messages/0').length - 1;
    if (lines < 20) throw new Error(`the inbox of ${players[at]?.login} shows ${lines} messages`);
  };
