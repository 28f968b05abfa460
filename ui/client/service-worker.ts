/**
 * Kept by the browser beside the pages: shows what the product tells it, and a page of ours where there is no network. It stores nothing that
 * a person wrote or read: only that page, its style, its script and its picture. It sends what pages left to wait for the connection, where
 * the browser can wake it for that.
 */
import { WAKE } from './outbox/kept.ts';
import { sendKept } from './outbox/send.ts';

const worker = globalThis as unknown as ServiceWorkerScope;

const OFFLINE = '/offline';
const SHELF = 'preau-offline-2';

/** The few things of a service worker that we use: the page's own types do not know them. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}
interface Pushed extends Lasting {
  readonly data: { json(): unknown } | null;
}
interface Clicked extends Lasting {
  readonly notification: Notification;
}
interface Woken extends Lasting {
  readonly tag: string;
}
interface Page {
  readonly url: string;
  focus(): Promise<Page>;
  navigate(address: string): Promise<Page | null>;
}
interface ServiceWorkerScope {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(options: { type: 'window' }): Promise<readonly Page[]>;
    openWindow(address: string): Promise<Page | null>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', act: (event: Lasting) => void): void;
  addEventListener(name: 'fetch', act: (event: Asked) => void): void;
  addEventListener(name: 'sync', act: (event: Woken) => void): void;
  addEventListener(name: 'push', act: (event: Pushed) => void): void;
  addEventListener(name: 'notificationclick', act: (event: Clicked) => void): void;
}

worker.addEventListener('install', (event) => {
  event.waitUntil(keepOffline().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  const forget = async (): Promise<void> => {
    for (const name of await caches.keys())
      if (name.startsWith('preau-offline') && name !== SHELF) await caches.delete(name);
    await worker.registration.navigationPreload?.enable();
    await worker.clients.claim();
  };
  event.waitUntil(forget());
});

/** The page and what it is made of; its files are named by their content. */
async function keepOffline(): Promise<void> {
  const shelf = await caches.open(SHELF);
  const page = await fetch(OFFLINE, { cache: 'reload' });
  const text = await page.clone().text();
  const files = [...text.matchAll(/(?:href|src)="(\/assets\/[^"#]+\.(?:css|js|svg|woff2))/g)].flatMap(
    ([, file]) => file ?? [],
  );
  await shelf.addAll([...new Set(files)]);
  await shelf.put(OFFLINE, page);
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method === 'POST' && url.pathname === '/sign-out') event.waitUntil(stopTelling());
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  // Only what the page without network is made of; everything else goes the way it always went.
  else if (offline && url.pathname.startsWith('/assets/'))
    event.respondWith(fetch(request).catch(() => kept(url.pathname)));
});

/** Who signs out on a device is told nothing on it any more: the next person may hold it. The push service then says so to the product. */
async function stopTelling(): Promise<void> {
  await (await worker.registration.pushManager.getSubscription())?.unsubscribe();
}

let offline = false;

/** The page asked for, which the browser began to fetch while it woke us; ours where there is none. */
async function page({ request, preloadResponse }: Asked): Promise<Response> {
  try {
    const answer = (await preloadResponse) ?? (await fetch(request));
    offline = false;
    return answer;
  } catch {
    offline = true;
    return kept(OFFLINE);
  }
}

const kept = async (address: string): Promise<Response> => (await caches.match(address)) ?? Response.error();

worker.addEventListener('sync', (event) => {
  if (event.tag !== WAKE) return;
  const send = async (): Promise<void> => {
    // The browser tries again later what fails.
    if ((await sendKept()) === 'cut') throw new Error('the connection is cut again');
  };
  event.waitUntil(send());
});

interface Told {
  readonly title: string;
  readonly body: string;
  readonly href: string;
  readonly tag: string;
}

worker.addEventListener('push', (event) => {
  const told = event.data?.json() as Told | undefined;
  if (!told) return;
  const { title, body, tag, href } = told;
  event.waitUntil(worker.registration.showNotification(title, { body, tag, data: { href } }));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { href } = event.notification.data as { href: string };
  const show = async (): Promise<void> => {
    const address = new URL(href, worker.location.origin).href;
    const [open] = await worker.clients.matchAll({ type: 'window' });
    if (!open) return void (await worker.clients.openWindow(address));
    await open.focus();
    await open.navigate(address);
  };
  event.waitUntil(show());
});
