import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../e2e/browser.ts';
import { projectPath } from '../../platform/config/paths.ts';
import { loadAssets } from '../assets.ts';
import { Document, renderDocument } from '../layout/document.tsx';
import { openSite, type Site } from '../testing/site.ts';

const client = projectPath('build/client');
loadAssets(client);

let counts: Record<string, number> = {};
/** Open connections, with the topics that each asked for. */
const streams = new Map<ServerResponse, string[]>();

const sheet = (name: string): string =>
  renderDocument(
    <Document title={name} siteName="Préau" locale="fr" kind="app" live={`/live?topics=${name}`}>
      <main id="content" tabIndex={-1}>
        <h1>{name}</h1>
        <p>{counts[name] ?? 0} fois</p>
      </main>
    </Document>,
  );

describe('The windows of one browser', () => {
  let browser: Browser;
  let site: Site;

  before(async () => {
    browser = await launchBrowser();
    site = await openSite(client, {
      '/red': () => sheet('red'),
      '/blue': () => sheet('blue'),
      '/live': (_request, response, url) => {
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
        response.write(': listening\n\n');
        streams.set(response, url.searchParams.getAll('topics'));
        response.on('close', () => streams.delete(response));
        return undefined;
      },
    });
  });
  after(async () => {
    await browser.close();
    await site.close();
  });
  beforeEach(() => {
    counts = {};
  });

  /** As the server says it: with several windows, for which of them. */
  function changed(topic: string): void {
    counts[topic] = (counts[topic] ?? 0) + 1;
    for (const [stream, topics] of streams) {
      const rank = topics.indexOf(topic);
      if (rank >= 0) stream.write(`event: changed\ndata: ${topics.length > 1 ? `1 ${rank}` : '1'}\n\n`);
    }
  }

  const asked = (): string => [...streams.values()].map((topics) => [...topics].sort().join('+')).join(' ');

  const until = async (wanted: string): Promise<void> => {
    for (let waited = 0; asked() !== wanted; waited += 50) {
      assert.ok(waited < 30_000, `${asked()} instead of ${wanted}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  const shows = (page: Page, times: number): Promise<void> => page.getByText(`${times} fois`).waitFor();

  test('share one connection, hear each what is theirs, and take it over from one that closes', async () => {
    const context = await browser.newContext();
    const [red, blue] = [await context.newPage(), await context.newPage()];
    await red.goto(`${site.origin}/red`);
    await until('red');
    await blue.goto(`${site.origin}/blue`);
    await until('blue+red');
    changed('blue');
    await shows(blue, 1);
    assert.equal(await red.getByText('0 fois').count(), 1);
    changed('red');
    await shows(red, 1);
    await until('blue+red');
    await red.close();
    await until('blue');
    changed('blue');
    await shows(blue, 2);
    await context.close();
  });

  test('have one each where the browser cannot agree on one', async () => {
    const context = await browser.newContext();
    await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'locks'));
    const [red, blue] = [await context.newPage(), await context.newPage()];
    await red.goto(`${site.origin}/red`);
    await until('red');
    await blue.goto(`${site.origin}/blue`);
    await until('red blue');
    changed('red');
    await shows(red, 1);
    await context.close();
  });
});
