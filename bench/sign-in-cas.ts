import { buildService } from '../modules/identity/relying-parties/builders.ts';
import { rowsOf, sql } from '../platform/db/db.ts';
import type { Bench } from './bench.ts';
import type { Operation } from './ground/load.ts';
import { openMetropole } from './ground/metropole.ts';
import { guardiansOfTwo, homeAddress, openSessions, type Player, withDb } from './ground/people.ts';
import { run } from './ground/serve.ts';

const people = 2000;
const origin = 'https://bench-cas.example.invalid';
const service = `${origin}/entree?page=1`;

export const signInCas: Bench = {
  name: 'sign-in-cas',
  sentence:
    'a signed-in guardian opens a service by CAS: login with its redirect, then validation with five attributes',
  bar: { least: 400 },
  async run(options, say) {
    const metropole = await openMetropole(say);
    try {
      const operation = await withDb(metropole, async (db) => {
        const known = await rowsOf(
          db,
          sql`select 1 from identity.service_addresses where origin = ${origin} order by path limit 1`,
        );
        if (known.length === 0)
          await buildService(db, {
            addresses: [`${origin}/*`],
            reach: 'every-school',
            released: [
              { attribute: 'familyName', as: 'nom' },
              { attribute: 'givenName', as: 'prenom' },
              { attribute: 'profileName', as: 'ENTPersonProfils' },
              { attribute: 'schoolUai', as: 'UAI' },
              { attribute: 'children', as: 'enfants' },
            ],
          });
        const players = await guardiansOfTwo(db, people);
        return openService(players, await openSessions(db, players));
      });
      const course = { metropole, operation, rate: 100, seconds: 8, connections: 32, full: true, options };
      const { capacity, beside } = await run(course);
      return { value: capacity, unit: 'openings/s', ...beside };
    } finally {
      await metropole.stop();
    }
  },
};

const openService =
  (players: readonly Player[], tokens: readonly string[]): Operation =>
  async (connection, number) => {
    const at = number % players.length;
    const player = players[at] as Player;
    const entered = await connection.send('GET', `/cas/login?service=${encodeURIComponent(service)}`, {
      cookie: `preau-session=${tokens[at]}`,
      ...homeAddress(at),
    });
    const ticket = new URL(entered.headers.location ?? origin).searchParams.get('ticket');
    if (entered.status !== 303 || !ticket) throw new Error(`the door answers ${entered.status} and no ticket`);
    const query = new URLSearchParams({ service, ticket }).toString();
    const validated = await connection.send('GET', `/cas/p3/serviceValidate?${query}`, homeAddress(at));
    if (!validated.text().includes(`<cas:nom>${player.familyName.replaceAll("'", '&apos;')}</cas:nom>`))
      throw new Error(`the answer about ${player.login} lacks their name: ${validated.text().slice(0, 300)}`);
  };
