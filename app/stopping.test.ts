import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { systemClock } from '../platform/clock/clock.ts';
import { openKeys } from '../platform/config/keys.ts';
import { openListener } from '../platform/db/listen.ts';
import { openLive } from '../platform/live/live.ts';
import { testDatabase } from '../platform/testing/database.ts';
import { drain, findPort, listen } from './listen.ts';
import { createWebServer } from './server.ts';

/** Nothing is cut meanwhile: what ends, ends by itself. */
const AN_HOUR = 3_600_000;

it('a page that is open and waits for news does not hold the stop back', { timeout: 60_000 }, async () => {
  const database = await testDatabase();
  const listener = await openListener(database.url);
  const keys = openKeys(mkdtempSync(join(tmpdir(), 'preau-keys-')));
  const live = await openLive({ listener, keys: keys.session, clock: systemClock });
  const app = createWebServer({
    db: database.db,
    clock: systemClock,
    keys,
    live,
    publicUrl: 'http://localhost',
    modules: [],
    authenticate: async ({ now }) => ({
      actor: { personId: 'p', roles: [] } as never,
      session: { id: 's', expiresAt: new Date(now.getTime() + 60_000), means: 'session', provedAt: null },
    }),
    onDefect: (error) => assert.fail(String(error)),
  });
  const place = { host: '127.0.0.1', port: await findPort({ host: '127.0.0.1', port: 0 }) };
  await listen(app, place);
  const address = live.address(['school:1'], 's', systemClock.now());
  const page = await fetch(`http://${place.host}:${place.port}${address}`, {
    headers: { accept: 'text/event-stream' },
  });
  assert.match(page.headers.get('content-type') ?? '', /event-stream/);
  assert.equal(live.pages(), 1);

  await drain(app, AN_HOUR);
  await page.text();
  await listener.close();
  await database.drop();
});
