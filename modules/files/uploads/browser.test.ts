import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { launchBrowser } from '../../../e2e/browser.ts';
import { pageFaults } from '../../../e2e/page-check.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { telephoneJpeg } from '../../../platform/pictures/testing.ts';
import { buildClass, buildSchool, buildTeacher } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, openTestSession } from '../../identity/builders.ts';
import { SESSION_COOKIE } from '../../identity/sessions/authenticate.ts';
import { filesModule } from '../register.ts';
import { boardModule, sha256 } from '../testing.tsx';

describe('a field of files in a real browser', () => {
  let door: Door;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let origin: string;

  before(async () => {
    door = await openDoor({ modules: [directoryModule, filesModule, boardModule(async () => new Set())] });
    await door.app.listen({ port: 0, host: '127.0.0.1' });
    origin = `http://127.0.0.1:${(door.app.server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
    const school = await buildSchool(door.db);
    const teacher = await buildTeacher(door.db, { school, classes: [await buildClass(door.db, { school })] });
    context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fr-FR' });
    const value = await openTestSession(door.db, teacher.id, door.clock);
    await context.addCookies([{ name: SESSION_COOKIE, value, url: origin, httpOnly: true }]);
    page = await context.newPage();
    await page.goto(`${origin}/board`);
    await page.waitForSelector('[data-uploads-awake]');
  });
  after(async () => {
    await browser.close();
    await door.close();
  });

  const choose = (...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> =>
    page.setInputFiles('input[type=file]', files);
  const rows = (): Promise<string[]> => page.locator('.file-held').allInnerTexts();

  it('sends what is chosen at once, goes on after a cut by itself, and takes one back', async () => {
    const film = Buffer.alloc(3_000_000, 'film');
    // The line breaks twice: once before a byte has come, once when the server has half of it.
    let cuts = 0;
    await page.route('**/files/coming/*', async (route) => {
      if (route.request().method() !== 'PATCH' || cuts >= 2) return route.fallback();
      cuts += 1;
      if (cuts === 1) return route.abort('connectionreset');
      const { 'content-length': _length, ...headers } = await route.request().allHeaders();
      const url = new URL(route.request().url()).pathname;
      await door.app.inject({ method: 'PATCH', url, headers, payload: film.subarray(0, 1_000_000) });
      return route.abort('connectionreset');
    });
    await choose(
      { name: 'Été.txt', mimeType: 'text/plain', buffer: Buffer.from('Bonjour') },
      { name: 'film.bin', mimeType: 'application/octet-stream', buffer: film },
    );
    await page.waitForFunction(() => document.querySelectorAll('[data-upload="done"]').length === 2, undefined, {
      timeout: 30_000,
    });
    equal(cuts, 2);
    await page.unroute('**/files/coming/*');
    const sums = await firstOf(
      door.db,
      sql<{
        sums: string[];
      }>`select array_agg(sha256 order by created_at) as sums from files.files where completed_at is not null`,
    );
    deepEqual(sums?.sums, [sha256(Buffer.from('Bonjour')), sha256(film)]);
    deepEqual(await pageFaults(page, new Set(), ['axe', 'structure', 'targets', 'reflow', 'keyboard']), []);
    await page.getByRole('button', { name: 'Retirer Été.txt' }).click();
    equal((await rows()).length, 1);
    await page.waitForFunction(() => document.querySelector('#announcer')?.textContent?.includes('Été.txt est retiré'));
  });

  it('makes a photo smaller on the device, and refuses one file too many with a sentence', async () => {
    const photo = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#3a7' } })
      .jpeg()
      .withExif({ IFD0: { Make: 'SecretPhone' } })
      .toBuffer();
    await choose({ name: 'IMG_1.JPG', mimeType: 'image/jpeg', buffer: photo });
    await page.waitForFunction(() => document.querySelectorAll('[data-upload="done"]').length === 2);
    const found = await firstOf(
      door.db,
      sql<{ width: number; height: number; declared: number; name: string }>`
        select width, height, declared, name from files.files where width is not null`,
    );
    deepEqual([found?.width, found?.height, found?.name], [2048, 1536, 'IMG_1.jpg']);
    ok(Number(found?.declared) < photo.length);
    await choose({ name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer: await telephoneJpeg() });
    await page.waitForFunction(() => document.querySelectorAll('[data-upload="done"]').length === 3);
    await choose({ name: 'trop.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    match((await rows()).at(-1) ?? '', /3 fichiers au plus/);
    await page.getByRole('button', { name: 'Publier' }).click();
    await page.waitForURL(`${origin}/board`);
    const { files } = JSON.parse(await page.locator('body').innerText()) as { files: { name: string }[] };
    deepEqual(
      files.map(({ name }) => name),
      ['film.bin', 'IMG_1.jpg', 'IMG_2.jpg'],
    );
  });
});
