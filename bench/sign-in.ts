import type { Bench } from './bench.ts';
import { CookieJar } from './ground/http-client.ts';
import type { Operation } from './ground/load.ts';
import { openMetropole } from './ground/metropole.ts';
import { givePasswords, guardiansOfTwo, homeAddress, type Player, playersPassword, withDb } from './ground/people.ts';
import { run } from './ground/serve.ts';
import { checkHome } from './home.ts';

const people = 3000;

export const signIn: Bench = {
  name: 'sign-in',
  sentence: 'GET the form, POST it, GET the home with its data: a new browser and another person each time, argon2id',
  bar: { least: 60 },
  async run(options, say) {
    const metropole = await openMetropole(say);
    try {
      const players = await withDb(metropole, async (db) => {
        const chosen = await guardiansOfTwo(db, people);
        await givePasswords(db, metropole, chosen);
        return chosen;
      });
      const operation = enter(players);
      const course = { metropole, operation, rate: 20, seconds: 10, connections: 16, full: true, options };
      const { capacity, beside } = await run(course);
      return { value: capacity, unit: 'sign-ins/s', ...beside };
    } finally {
      await metropole.stop();
    }
  },
};

const enter =
  (players: readonly Player[]): Operation =>
  async (connection, number) => {
    const player = players[number % players.length] as Player;
    const jar = new CookieJar();
    const common = { 'accept-encoding': 'gzip, deflate, br, zstd', 'accept-language': 'fr', ...homeAddress(number) };
    const form = await connection.send('GET', '/sign-in', common);
    jar.keep(form);
    if (form.status !== 200 || !form.text().includes('name="password"'))
      throw new Error(`the form answers ${form.status}`);
    const posted = await connection.send(
      'POST',
      '/sign-in',
      {
        ...common,
        ...jar.header(),
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      new URLSearchParams({ login: player.login, password: playersPassword }).toString(),
    );
    jar.keep(posted);
    if (posted.status !== 303) throw new Error(`signing in as ${player.login} answers ${posted.status}`);
    const home = await connection.send('GET', posted.headers.location ?? '/', { ...common, ...jar.header() });
    checkHome(home.status, home.text(), player);
  };
