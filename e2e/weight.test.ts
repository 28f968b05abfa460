import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from './browser.ts';
import { weigh } from './weight.ts';

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('a page is weighed cold, compressed, by kind, with what it fetches once it is there', async () => {
  const script = gzipSync(`${'// the same line again and again\n'.repeat(5000)}fetch('/late');`);
  const server = createServer((request, response) => {
    if (request.url === '/s.js')
      response.setHeader('content-encoding', 'gzip').setHeader('content-type', 'text/javascript').end(script);
    else if (request.url === '/photo.png')
      response.setHeader('content-type', 'image/png').end(Buffer.concat([pixel, randomBytes(50_000)]));
    else if (request.url === '/late') response.end(randomBytes(20_000).toString('base64'));
    else
      response
        .setHeader('content-type', 'text/html')
        .end(
          '<!doctype html><html lang="fr"><head><title>Pesée</title><link rel="icon" href="data:,"><script src="/s.js"></script></head><body><p>1</p><img alt="" src="/photo.png"></body></html>',
        );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const weighed = await weigh(page, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    assert.equal(weighed.requests, 4);
    assert.equal(weighed.elements, 8);
    assert.ok(weighed.images > 50 && weighed.images < 51, `images ${weighed.images} kB`);
    assert.ok(
      weighed.code > 27 && weighed.code < 30,
      `the late answer counts, the script counts compressed: ${weighed.code} kB`,
    );
  } finally {
    await browser.close();
    server.close();
  }
});
