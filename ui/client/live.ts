/** « This page has changed »: a page in sight listens, and each word it hears refreshes it in place. */
import { session } from '@hotwired/turbo';
import { make, metaNamed, onPage } from './page.ts';
import { leave, listenTo, type Word } from './stream.ts';

/** A page read again after this long hidden is refreshed at once: it may have missed a change. */
const staleAfter = 60_000;

let address = '';
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
      leave();
      return;
    }
    if (address && hiddenAt && Date.now() - hiddenAt > staleAfter) refreshSoon(0);
    listen();
  });
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
    const { fetchOptions } = (event as CustomEvent<{ fetchOptions: { headers: Record<string, string> } }>).detail;
    fetchOptions.headers['x-preau-background'] = 'refresh';
  });
}

function listen(): void {
  address = metaNamed('preau-live')?.content ?? '';
  if (!address || document.hidden) leave();
  else listenTo(address, heard);
}

function heard(word: Word, told: string): void {
  // A little chance in the delay: a whole school must not come back in the same instant. The server says how long very many shall take.
  const delay = 200 + Math.random() * Math.max(800, Number(told) || 0);
  if (word === 'changed' || metaNamed('preau-live')?.dataset.follows) refreshSoon(delay);
  else countSoon(delay);
}

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

function refreshSoon(delay: number): void {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => {
    // A refresh would cut off a form that is being sent, or the page that answers it: what it was told of is often that very form.
    const answering = sending > 0 || Date.now() < answerDue;
    // While another page is on its way, Turbo lets a refresh go without a word.
    const busy = answering || document.documentElement.hasAttribute('aria-busy');
    if (document.hidden || busy || document.querySelector('dialog[open]')) return refreshSoon(1_000);
    background = true;
    session.debouncedRefresh(document.baseURI, { method: 'morph', scroll: 'preserve' });
    // Not `refresh`, which waits first. It asked at once or not at all: whatever is asked for next is the person's, and says what they are told.
    background = false;
  }, delay);
}
