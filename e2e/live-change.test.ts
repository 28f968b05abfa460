import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Request } from 'playwright-core';
import { LIVE_CHANNEL } from '../platform/outbox/announce.ts';
import { journey } from './journey.ts';

journey('the page of a school, left open, changes by itself when a class is checked elsewhere', async (visit) => {
  await visit.signIn('headOfEcole');
  await visit.open('École');
  const row = visit.page.locator('main li', { hasText: 'CE1-CE2' });
  assert.match(await row.innerText(), /responsables à vérifier/);

  const elsewhere = await visit.page.context().newPage();
  await elsewhere.goto(visit.page.url());
  await elsewhere.getByRole('link', { name: /^CE1-CE2/ }).click();
  await elsewhere.locator('form[action$="/kin-review"] button[type="submit"]').click();

  await row.filter({ hasNotText: 'à vérifier' }).waitFor();
  await visit.look();
});

journey(
  'what a head saves is told as saved, also when the page hears of the change before the answer is there',
  async (visit) => {
    const { page } = visit;
    await visit.signIn('headOfEcole');
    await visit.go('/console/rentree');
    await visit.follow(/Choisir le portail|Voir le portail/);
    // The server has saved and told every open page; its answer travels for longer than a page waits before it refreshes itself.
    await page.route('**/portal/look', async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      await wait(2_000);
      await route.fulfill({ response });
    });
    await page.locator('form[action$="/portal/look"] button[type="submit"]').click();
    await visit.isTold('C’est enregistré');
    await page.unroute('**/portal/look');
  },
);

journey(
  'two windows of one browser hear of changes by one connection, and the one that stays takes it over',
  async (visit) => {
    const { page, product } = visit;
    const open = new Set<Request>();
    const isStream = (request: Request): boolean => new URL(request.url()).pathname === '/live';
    page.context().on('request', (request) => {
      if (isStream(request)) open.add(request);
    });
    const closed = (request: Request): boolean => open.delete(request);
    page.context().on('requestfailed', closed);
    page.context().on('requestfinished', closed);
    /** Windows on each open connection; what a closed page had open is closed too. */
    const windows = (): string =>
      [...open]
        .filter((request) => !request.frame().page().isClosed())
        .map((request) => new URL(request.url()).searchParams.getAll('topics').length)
        .join(' ');
    const until = async (wanted: string): Promise<void> => {
      for (let tries = 0; windows() !== wanted; tries += 1) {
        assert.ok(tries < 400, `connections of ${windows()} windows instead of ${wanted}`);
        await wait(50);
      }
    };
    const isRefresh = (request: Request): boolean => request.headers()['x-preau-background'] === 'refresh';

    await visit.signIn('headOfEcole');
    await until('1');
    const other = await page.context().newPage();
    await other.goto(`${product.origin}/news`);
    await until('2');
    const told = [page.waitForRequest(isRefresh), other.waitForRequest(isRefresh)];
    await product.query(`select pg_notify('${LIVE_CHANNEL}', '*')`);
    await Promise.all(told);
    await until('2');
    await page.close();
    await until('1');
    const alone = other.waitForRequest(isRefresh);
    await product.query(`select pg_notify('${LIVE_CHANNEL}', '*')`);
    await alone;
  },
);
