/** « This page has changed »: one event stream per visible page; each word of it refreshes the page in place. */
import { session } from '@hotwired/turbo';
import { make, metaNamed, onPage } from './page.ts';

const firstWait = 2_000;
const longestWait = 300_000;
/** A page read again after this long hidden is refreshed at once: it may have missed a change. */
const staleAfter = 60_000;

let stream: EventSource | undefined;
let address = '';
let wait = firstWait;
let retry: ReturnType<typeof setTimeout> | undefined;
let counting: ReturnType<typeof setTimeout> | undefined;
let refreshing: ReturnType<typeof setTimeout> | undefined;
let background = false;
let hiddenAt = 0;
/** Forms on their way. */
let sending = 0;
/** Until when the page that answers a form is awaited: read, but not shown yet. */
let answerDue = 0;
const longestAnswer = 10_000;

export function startLive(): void {
  onPage(listen);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      hiddenAt = Date.now();
      close();
      return;
    }
    if (address && hiddenAt && Date.now() - hiddenAt > staleAfter) refreshSoon(0);
    listen();
  });
  // Whatever the person does next is theirs, even when a refresh was let go.
  for (const own of ['turbo:click', 'turbo:submit-start', 'popstate']) {
    addEventListener(own, () => {
      background = false;
    });
  }
  document.addEventListener('turbo:submit-start', () => {
    sending += 1;
  });
  document.addEventListener('turbo:submit-end', (event) => {
    sending = Math.max(0, sending - 1);
    if ((event as CustomEvent<{ fetchResponse?: object }>).detail.fetchResponse) answerDue = Date.now() + longestAnswer;
  });
  document.addEventListener('turbo:render', () => {
    answerDue = 0;
  });
  // The server must not take a refresh that nobody asked for as a sign of life of the person.
  document.addEventListener('turbo:before-fetch-request', (event) => {
    if (!background) return;
    background = false;
    const { fetchOptions } = (event as CustomEvent<{ fetchOptions: { headers: Record<string, string> } }>).detail;
    fetchOptions.headers['x-preau-background'] = 'refresh';
  });
}

function listen(): void {
  const wanted = metaNamed('preau-live')?.content ?? '';
  if (wanted === address && stream && stream.readyState !== EventSource.CLOSED) return;
  close();
  address = wanted;
  if (!wanted || document.hidden) return;
  const opened = new EventSource(wanted);
  stream = opened;
  opened.addEventListener('open', () => {
    wait = firstWait;
  });
  // A little chance in the delay: a whole school must not come back in the same instant. The server says how long very many shall take.
  opened.addEventListener('changed', ({ data }) => refreshSoon(delayFor(data)));
  opened.addEventListener('unread', ({ data }) => {
    if (metaNamed('preau-live')?.dataset.follows) refreshSoon(delayFor(data));
    else countSoon(delayFor(data));
  });
  opened.addEventListener('error', () => {
    // The browser reconnects by itself after a cut; it gives up after a refusal, and then we wait longer and longer.
    if (opened.readyState !== EventSource.CLOSED || stream !== opened) return;
    stream = undefined;
    retry = setTimeout(listen, wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, longestWait);
  });
}

const delayFor = (data: unknown): number => 200 + Math.random() * Math.max(800, Number(data) || 0);

/** Brings the badges of the destinations up to date, and nothing else of the page. */
function countSoon(delay: number): void {
  clearTimeout(counting);
  counting = setTimeout(async () => {
    if (document.hidden) return;
    const headers = { accept: 'application/json', 'x-preau-background': 'count' };
    const answer = await fetch('/api/feed/unread', { headers }).catch(() => undefined);
    if (!answer?.ok) return;
    const { counts } = (await answer.json()) as { counts: Record<string, { count: number; label: string }> };
    for (const link of document.querySelectorAll<HTMLElement>('[data-destination]')) {
      const { count = 0, label = '' } = counts[link.dataset.destination ?? ''] ?? {};
      link.querySelector('.count')?.remove();
      if (count === 0) continue;
      const figure = make('span', {}, count > 99 ? '99+' : String(count));
      figure.setAttribute('aria-hidden', 'true');
      link.append(
        make('span', { className: 'count' }, figure, make('span', { className: 'visually-hidden' }, ` ${label}`)),
      );
    }
  }, delay);
}

function close(): void {
  clearTimeout(retry);
  stream?.close();
  stream = undefined;
}

function refreshSoon(delay: number): void {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => {
    // A refresh would cut off a form that is being sent, or the page that answers it: what it was told of is often that very form.
    const answering = sending > 0 || Date.now() < answerDue;
    if (document.hidden || answering || document.querySelector('dialog[open]')) return refreshSoon(1_000);
    background = true;
    session.refresh(document.baseURI, { method: 'morph', scroll: 'preserve' });
  }, delay);
}
