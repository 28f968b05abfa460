import { randomUUID } from 'node:crypto';
import type { Bench } from './bench.ts';
import { type Correspondent, correspondents } from './ground/correspondents.ts';
import type { Operation } from './ground/load.ts';
import { openMessages } from './ground/messages.ts';
import { homeAddress, openSessions, withDb } from './ground/people.ts';
import { run } from './ground/serve.ts';

export const messageOne: Bench = {
  name: 'message-one',
  sentence:
    'one message of a guardian to a teacher, durable, its copy there; 2 M messages loaded, 2,000 people in turn',
  bar: { least: 1000 },
  async run(options, say) {
    const metropole = await openMessages(say);
    try {
      const operation = await withDb(metropole, async (db) => {
        const players = await correspondents(db, 2_000);
        return writeOne(players, await openSessions(db, players));
      });
      const { capacity, beside } = await run({
        metropole,
        operation,
        rate: 200,
        seconds: 8,
        connections: 200,
        full: true,
        options,
      });
      return { value: capacity, unit: 'messages/s', ...beside };
    } finally {
      await metropole.stop();
    }
  },
};

const writeOne =
  (players: readonly Correspondent[], tokens: readonly string[]): Operation =>
  async (connection, number) => {
    const at = number % players.length;
    const { teacherUid } = players[at] as Correspondent;
    const body = {
      to: [`person:${teacherUid}`],
      subject: 'Absence de jeudi',
      text: 'Bonjour, elle sera absente jeudi matin pour un rendez-vous. Merci de lui garder les exercices.',
      requestKey: randomUUID(),
    };
    const answer = await connection.send(
      'POST',
      '/api/messages/new',
      {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        cookie: `preau-session=${tokens[at]}`,
        ...homeAddress(at),
      },
      JSON.stringify(body),
    );
    const text = answer.text();
    if (answer.status !== 200 || !text.includes('"state":"sent"'))
      throw new Error(`${answer.status} ${text.slice(0, 200)}`);
  };
