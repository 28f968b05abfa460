import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { notify } from '../modules/notifications/index.ts';
import { projectPath } from '../platform/config/paths.ts';
import { createDb, newId } from '../platform/db/db.ts';
import { inTransaction } from '../platform/outbox/outbox.ts';
import type { Bench } from './bench.ts';
import { Connection } from './ground/http-client.ts';
import type { OpenPage, Report } from './ground/listening.ts';
import { memoryOf } from './ground/memory.ts';
import { openMetropole } from './ground/metropole.ts';
import { homeAddress, openSessions, type Player, playersAs, withDb } from './ground/people.ts';
import { startProduct } from './ground/product.ts';

/** Open pages, and of how many a web process takes care: a process may hold twenty thousand descriptors, its own among them. */
const pages = 20_000;
const pagesAProcess = 10_000;
/** Pages a session may have open. */
const pagesASession = 6;
/** People of the message that is told while all listen. */
const told = 700;
const rounds = 20;

export const listeners: Bench = {
  name: 'listeners',
  sentence:
    '20,000 pages open at once, each its event stream: memory of the web processes for one of them, and how soon the 700 people of a message hear of it',
  bar: { most: 12 },
  async run(options, say) {
    const { values } = parseArgs({ args: [...options], options: { pages: { type: 'string' } } });
    const wanted = Number(values.pages ?? pages);
    const metropole = await openMetropole(say);
    const webs = await Promise.all(
      Array.from({ length: Math.ceil(wanted / pagesAProcess) }, () => startProduct(metropole)),
    );
    const browsers: ChildProcess[] = [];
    try {
      const players = await withDb(metropole, (db) =>
        playersAs(db, 'guardian', told + Math.ceil((wanted - told) / pagesASession)),
      );
      const tokens = await withDb(metropole, (db) => openSessions(db, players));
      const open = await pagesOf(
        players,
        tokens,
        webs.map(({ port }) => port),
        wanted,
      );
      await wait(5_000);
      const before = memoryOf(webs.map(({ pid }) => pid)).pss;
      say(`Opening ${open.length} pages…`);
      let opened = 0;
      for (let from = 0; from < open.length; from += pagesAProcess) {
        const browser = fork(projectPath('build', 'server', 'bench', 'ground', 'listening.js'));
        browsers.push(browser);
        browser.send({ open: open.slice(from, from + pagesAProcess) });
        const [report] = (await once(browser, 'message')) as [Extract<Report, { opened: number }>];
        opened += report.opened;
      }
      await wait(10_000);
      const after = memoryOf(webs.map(({ pid }) => pid)).pss;
      const times = await tellSome(metropole.databaseUrl, players.slice(0, told), browsers);
      times.sort((one, other) => one - other);
      const share = (part: number): number => times[Math.floor((times.length - 1) * part)] ?? Number.POSITIVE_INFINITY;
      const complete = opened === wanted && times.length >= rounds * Math.min(told, players.length);
      return {
        value: complete ? ((after - before) * 1000) / opened : Number.POSITIVE_INFINITY,
        unit: 'kB/page',
        opened,
        processes: webs.length,
        heard: times.length,
        toldMs: { p50: share(0.5), p95: share(0.95), p99: share(0.99) },
      };
    } finally {
      for (const browser of browsers) browser.kill();
      await Promise.all(webs.map((web) => web.stop()));
      await metropole.stop();
    }
  },
};

/** The signed address that a page of each session carries, and from it as many open pages as are wanted. */
async function pagesOf(
  players: readonly Player[],
  tokens: readonly string[],
  ports: readonly number[],
  wanted: number,
): Promise<OpenPage[]> {
  const found: OpenPage[] = [];
  for (const [at] of players.entries()) {
    const port = ports[at % ports.length] as number;
    const token = tokens[at] as string;
    const { 'x-forwarded-for': from = '' } = homeAddress(at);
    const connection = new Connection(port);
    const answer = await connection.send('GET', '/legal-notice', {
      cookie: `preau-session=${token}`,
      'x-forwarded-for': from,
    });
    connection.close();
    const address = /name="preau-live" content="([^"]+)"/.exec(answer.text())?.[1]?.replaceAll('&amp;', '&');
    if (!address) throw new Error(`a page of ${players[at]?.login} does not listen`);
    // Those of the message have one page open, as most people do; the others fill the house.
    const most = at < told ? 1 : pagesASession;
    for (let page = 0; page < most && found.length < wanted; page += 1) found.push({ port, address, token, from });
  }
  return found;
}

/** Tells these people something, again and again; answers after how many milliseconds each of their pages heard. */
async function tellSome(
  databaseUrl: string,
  players: readonly Player[],
  browsers: readonly ChildProcess[],
): Promise<number[]> {
  const db = createDb(databaseUrl, { poolSize: 2 });
  const times: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const browser of browsers) browser.send({ listen: 'unread' });
      await wait(1_500);
      await inTransaction(db, (tx) =>
        notify(tx, {
          kind: 'messaging.message',
          subject: `bench.message:${newId()}`,
          schoolId: null,
          href: '/feed',
          title: 'À toutes les familles',
          words: 'Un message.',
          publishAt: new Date(),
          to: { persons: players.map(({ personId }) => personId) },
        }),
      );
      const begun = performance.timeOrigin + performance.now();
      await wait(1_500);
      for (const browser of browsers) {
        browser.send({ report: true });
        const [report] = (await once(browser, 'message')) as [Extract<Report, { heard: readonly unknown[] }>];
        times.push(...report.heard.map(({ at }) => at - begun));
      }
    }
  } finally {
    await db.destroy();
  }
  return times;
}
