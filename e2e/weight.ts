import type { CDPSession, Page } from 'playwright-core';

/** What a page costs to load. Kilobytes are 1,000 bytes, as they cross the network. */
export interface Weighed {
  /** HTML, style sheets, scripts, and the interface's own sprites. */
  code: number;
  fonts: number;
  images: number;
  requests: number;
  elements: number;
}

/** Pictures of the interface (sprites of icons and drawings) are code like the style sheets; photographs are images. */
const kinds: Readonly<Record<string, 'code' | 'fonts' | 'images'>> = {
  Font: 'fonts',
  Image: 'images',
  Media: 'images',
};

/** Loads a page with an empty cache and counts what crosses the network, as it crosses it. */
export async function weigh(page: Page, url: string): Promise<Weighed> {
  const session = await page.context().newCDPSession(page);
  const weighed: Weighed = { code: 0, fonts: 0, images: 0, requests: 0, elements: 0 };
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  countTransfers(session, weighed);
  await page.goto(url);
  // What the page fetches by itself once it is there belongs to it.
  await page.waitForTimeout(1000);
  weighed.elements = await page.evaluate(() => document.querySelectorAll('*').length);
  await session.detach();
  return weighed;
}

function countTransfers(session: CDPSession, weighed: Weighed): void {
  const kindOf = new Map<string, 'code' | 'fonts' | 'images'>();
  session.on('Network.requestWillBeSent', ({ requestId, type, request }) => {
    // The stream of live changes stays open and weighs nothing.
    if (type === 'EventSource' || request.url.startsWith('data:')) return;
    weighed.requests += 1;
    kindOf.set(requestId, kinds[type ?? ''] ?? 'code');
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kindOf.get(requestId);
    if (kind) weighed[kind] += encodedDataLength / 1000;
  });
}
