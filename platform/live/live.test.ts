import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { createElement } from 'react';
import { type Clock, fixedClock, systemClock } from '../clock/clock.ts';
import { openKeys } from '../config/keys.ts';
import { sql } from '../db/db.ts';
import { type Listener, openListener } from '../db/listen.ts';
import { createHttp } from '../http/server.ts';
import { announceEverything } from '../outbox/announce.ts';
import { inTransaction, publishChange } from '../outbox/outbox.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { until } from '../testing/work.ts';
import { sessionTopic } from './hub.ts';
import { type Live, type LiveOptions, openLive } from './live.ts';
import { readListening, signListening } from './token.ts';

const keys = openKeys(mkdtempSync(join(tmpdir(), 'preau-keys-')));
let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

interface Process {
  readonly app: FastifyInstance;
  readonly live: Live;
  readonly listener: Listener;
  readonly origin: string;
  stop(): Promise<void>;
}

/** A web process as in production: its own server and its own ear on the one database. The cookie is the session's id. */
async function webProcess(options: Partial<LiveOptions> = {}): Promise<Process> {
  const clock: Clock = options.clock ?? systemClock;
  const listener = await openListener(database.url);
  const live = await openLive({ listener, clock, keys: keys.session, ...options });
  const app = createHttp({
    db: database.db,
    clock,
    keys,
    publicUrl: 'http://localhost',
    routes: live.routes,
    authenticate: async ({ cookies, now }) => {
      const id = cookies.get('session');
      if (!id) return null;
      const actor = { personId: id, roles: ['reader'] } as never;
      return { actor, session: { id, expiresAt: new Date(now.getTime() + 60_000), means: 'session', provedAt: null } };
    },
    renderDocument: () => '',
    renderProblem: (refusal) => ({ title: refusal.code, shell: 'reading', body: createElement('p') }),
    signInAddress: () => '/sign-in',
    onDefect: (error) => assert.fail(String(error)),
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const stop = async (): Promise<void> => {
    live.close();
    await app.close();
    await listener.close();
  };
  return { app, live, listener, origin, stop };
}

/** A browser's page with its event stream. */
interface Tab {
  readonly status: number;
  readonly heard: () => number;
  readonly text: () => string;
  readonly ended: () => boolean;
  leave(): void;
}

const tabs: Tab[] = [];

async function open(process: Process, session: string | null, address: string): Promise<Tab> {
  const gone = new AbortController();
  const headers = { accept: 'text/event-stream', ...(session ? { cookie: `session=${session}` } : {}) };
  const response = await fetch(process.origin + address, { headers, signal: gone.signal, redirect: 'manual' });
  let text = '';
  let ended = false;
  const read = async (): Promise<void> => {
    try {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk;
    } catch {
      // Left by the test.
    }
    ended = true;
  };
  void read();
  const tab: Tab = {
    status: response.status,
    heard: () => text.split('event: changed\ndata: 1\n\n').length - 1,
    text: () => text,
    ended: () => ended,
    leave: () => gone.abort(),
  };
  tabs.push(tab);
  return tab;
}

const processes: Process[] = [];
const start = async (options: Partial<LiveOptions> = {}): Promise<Process> => {
  const process = await webProcess(options);
  processes.push(process);
  return process;
};
afterEach(async () => {
  for (const tab of tabs.splice(0)) tab.leave();
  await Promise.all(processes.splice(0).map((process) => process.stop()));
});

/** What the process hears is heard in order: once this is heard, so is all that was said before. */
async function settled(process: Process): Promise<void> {
  let heard = false;
  const silence = await process.listener.on('preau_test', () => {
    heard = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 60));
  await sql`select pg_notify('preau_test', '')`.execute(database.db);
  await until('the process heard', () => heard);
  silence();
}

const read = (): Date => new Date();

describe('an open page', () => {
  it('hears of a change that a command made in another process, and of no other', async () => {
    const [one, other] = [await start(), await start()];
    const blue = await open(one, 'lea', one.live.address(['group:blue'], 'lea', read()));
    const red = await open(other, 'tom', other.live.address(['group:red', 'group:blue'], 'tom', read()));
    const green = await open(other, 'ida', other.live.address(['group:green'], 'ida', read()));
    assert.deepEqual([blue.status, red.status], [200, 200]);
    await inTransaction(database.db, async (tx) => tx.changed('group:blue'));
    await until('both heard', () => blue.heard() === 1 && red.heard() === 1);
    await settled(other);
    assert.equal(green.heard(), 0);
  });

  it('hears nothing of a command that failed', async () => {
    const process = await start();
    const tab = await open(process, 'lea', process.live.address(['group:blue'], 'lea', read()));
    await inTransaction(database.db, async (tx) => {
      tx.changed('group:blue');
      throw new Error('the rule says no');
    }).catch(() => undefined);
    await settled(process);
    assert.equal(tab.heard(), 0);
  });

  it('hears many changes as few words', async () => {
    const pause = 300;
    const process = await start({ pause });
    const tab = await open(process, 'lea', process.live.address(['group:blue'], 'lea', read()));
    const from = performance.now();
    for (let turn = 0; turn < 40; turn += 1) {
      publishChange(database.db, 'group:blue');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await until('the last change is heard too', () => tab.heard() >= 2);
    await new Promise((resolve) => setTimeout(resolve, pause + 100));
    const most = 2 + (performance.now() - from) / pause;
    assert.ok(tab.heard() <= most, `${tab.heard()} words for 40 changes, ${most} at most`);
  });

  it('in one of two windows on one connection hears of its own change alone, and the oldest stream does not end for it', async () => {
    const process = await start({ streamsASession: 1 });
    const after = new Date(Date.now() + 1);
    const addresses = ['group:blue', 'group:red'].map((topic) => process.live.address([topic], 'lea', after));
    const foreign = process.live.address(['group:green'], 'tom', after);
    const both = [...addresses, foreign].join('&').replaceAll('&/live?', '&');
    const tab = await open(process, 'lea', both);
    assert.deepEqual([tab.status, process.live.pages()], [200, 2]);
    publishChange(database.db, 'group:red', 'group:green');
    await until('the second window hears', () => tab.text().includes('event: changed\ndata: 1 1\n\n'));
    publishChange(database.db, 'group:blue');
    await until('the first one hears', () => tab.text().includes('event: changed\ndata: 1 0\n\n'));
    await settled(process);
    assert.deepEqual([tab.text().split('event: changed').length - 1, tab.ended()], [2, false]);
    assert.equal((await open(process, 'ida', both)).status, 403);
  });

  it('that was read before a change and connects after it hears at once', async () => {
    const process = await start();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const address = process.live.address(['group:blue'], 'lea', read());
    const calm = process.live.address(['group:red'], 'lea', read());
    publishChange(database.db, 'group:blue');
    await settled(process);
    const late = await open(process, 'lea', address);
    const unmoved = await open(process, 'lea', calm);
    await until('it hears', () => late.heard() === 1);
    assert.equal(unmoved.heard(), 0);
    const fresh = await open(process, 'lea', process.live.address(['group:blue'], 'lea', new Date(Date.now() + 1)));
    await settled(process);
    assert.equal(fresh.heard(), 0);
  });

  it('read before this process began to listen is told to look again', async () => {
    const before = read();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const process = await start();
    const tab = await open(process, 'lea', process.live.address(['group:blue'], 'lea', before));
    await until('it hears', () => tab.heard() === 1);
  });

  it('is told to look again after the process lost the database for a moment', async () => {
    const process = await start();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const tab = await open(process, 'lea', process.live.address(['group:blue'], 'lea', read()));
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'preau-listener' and datname = current_database()`.execute(database.db);
    await until('it hears', () => tab.heard() === 1);
  });

  it('all look again when a mass of things changed at once', async () => {
    const process = await start();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const tab = await open(process, 'lea', process.live.address(['group:blue'], 'lea', read()));
    publishChange(database.db, ...Array.from({ length: 6_000 }, (_, turn) => `person:${turn}`));
    await until('it hears', () => tab.heard() === 1);
    await announceEverything(database.db);
    await until('it hears again', () => tab.heard() === 2);
  });

  it('hears what its person is told as another word, wherever they are, and nobody else hears it', async () => {
    const ownTopics = ({ personId }: { readonly personId: string }): readonly string[] => [`reader:${personId}`, 'all'];
    const process = await start({ ownTopics });
    const after = new Date(Date.now() + 1);
    const lea = await open(process, 'lea', process.live.address([], 'lea', after));
    const tom = await open(process, 'tom', process.live.address(['group:blue'], 'tom', after));
    publishChange(database.db, 'reader:lea');
    await until('she hears', () => lea.text().includes('event: unread\ndata: 1\n\n'));
    await settled(process);
    assert.deepEqual([lea.heard(), tom.text()], [0, '']);
    publishChange(database.db, 'all');
    await until('all hear', () => tom.text().includes('event: unread'));
  });

  it('told with very many others is told over how long to spread its question', async () => {
    const process = await start({ streamsASession: 500 });
    const opened: Tab[] = [];
    for (let turn = 0; turn < 240; turn += 1)
      opened.push(
        await open(process, `s${turn}`, process.live.address(['school:1'], `s${turn}`, new Date(Date.now() + 1))),
      );
    publishChange(database.db, 'school:1');
    await until('all hear', () => opened.every((tab) => tab.text().includes('event: changed')));
    for (const tab of opened) assert.match(tab.text(), /event: changed\ndata: 1200\n\n/);
  });

  it('gets a sign of life, so that no proxy closes the connection', async () => {
    const process = await start({ beatEvery: 20 });
    const tab = await open(process, 'lea', process.live.address(['group:blue'], 'lea', read()));
    await until('it beats', () => tab.text().startsWith(':\n\n:\n\n'));
    assert.equal(tab.heard(), 0);
  });
});

describe('nobody else', () => {
  it('listens: no session, another’s address, an address of one’s own making', async () => {
    const process = await start();
    const address = process.live.address(['group:blue'], 'lea', read());
    assert.equal((await open(process, null, address)).status, 401);
    const stranger = await open(process, 'tom', address);
    assert.equal(stranger.status, 403);
    const forged = address.replace(/topics=([^.]+)\.[^.]+/, (_, id: string) => {
      const wanted = Buffer.from(JSON.stringify([Date.now(), 'group:secret'])).toString('base64url');
      return `topics=${id}.${wanted}`;
    });
    assert.notEqual(forged, address);
    assert.equal((await open(process, 'lea', forged)).status, 403);
    assert.equal((await open(process, 'lea', '/live?topics=x')).status, 403);
    assert.equal((await open(process, 'lea', '/live')).status, 422);
    publishChange(database.db, 'group:blue', 'group:secret');
    await settled(process);
    assert.equal(stranger.heard(), 0);
    assert.equal(process.live.pages(), 0);
  });

  it('reads a listening signed with a key that is not ours, and a rotated key still reads', () => {
    const listening = { topics: ['group:blue'], since: new Date(5) };
    const old = openKeys(mkdtempSync(join(tmpdir(), 'preau-keys-'))).session;
    const signed = signListening(old, 'lea', listening);
    assert.equal(readListening(keys.session, 'lea', signed), undefined);
    const rotated = { ...keys.session, find: (id: string) => keys.session.find(id) ?? old.find(id) };
    assert.deepEqual(readListening(rotated, 'lea', signed), listening);
  });
});

describe('a connection', () => {
  it('ends when its session is closed anywhere', async () => {
    const [one, other] = [await start(), await start()];
    const tab = await open(one, 'lea', one.live.address(['group:blue'], 'lea', read()));
    const tom = await open(other, 'tom', other.live.address(['group:blue'], 'tom', read()));
    await inTransaction(database.db, async (tx) => tx.changed(sessionTopic('lea')));
    await until('it ended', () => tab.ended());
    assert.equal(tom.ended(), false);
    assert.equal(one.live.pages(), 0);
  });

  it('ends when its session would end, so that the browser asks again', async () => {
    const clock = fixedClock(new Date());
    const process = await start({ clock });
    const tab = await open(process, 'lea', process.live.address(['group:blue'], 'lea', clock.now()));
    clock.advance(61_000);
    await until('it ended', () => tab.ended());
    assert.match(tab.text(), /retry: \d+/);
  });

  it('is the oldest to end when a session opens too many', async () => {
    const process = await start({ streamsASession: 3 });
    const opened: Tab[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      opened.push(await open(process, 'lea', process.live.address(['group:blue'], 'lea', read())));
    }
    await until('two ended', () => opened.filter((tab) => tab.ended()).length === 2);
    assert.deepEqual(
      opened.map((tab) => tab.ended()),
      [true, true, false, false, false],
    );
    assert.equal(process.live.pages(), 3);
  });

  it('does not keep the process from stopping', { timeout: 60_000 }, async () => {
    const process = await start();
    const tab = await open(process, 'lea', process.live.address(['group:blue'], 'lea', read()));
    await process.app.close();
    await until('it ended', () => tab.ended());
    assert.match(tab.text(), /retry: \d{4}/, 'and the browsers do not come back all at once');
  });

  it('left by the browser is forgotten', async () => {
    const process = await start();
    const tab = await open(process, 'lea', process.live.address(['group:blue'], 'lea', read()));
    assert.equal(process.live.pages(), 1);
    tab.leave();
    await until('it is forgotten', () => process.live.pages() === 0);
  });
});
