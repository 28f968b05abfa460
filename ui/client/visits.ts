/** Page changes by Turbo: reading settings follow, focus and title are told, what someone is writing is left alone. */
import { announce } from './forms.ts';
import { holdsWriting, isEntry } from './page.ts';

/** Forms that hold something typed and not sent yet. */
const touched = new WeakSet<HTMLFormElement>();

export function startVisits(): void {
  document.addEventListener('input', ({ target }) => {
    if (isEntry(target) && target.form && holdsWriting(target.form)) touched.add(target.form);
  });
  document.addEventListener('reset', ({ target }) => touched.delete(target as HTMLFormElement));
  document.addEventListener('turbo:submit-start', ({ target }) => touched.delete(target as HTMLFormElement));

  // A place in the same page is the browser's business: fetched again, a form refused would lose what was typed in it, and the
  // answer to a form, which has no address of its own, would be lost itself.
  document.addEventListener('turbo:click', (event) => {
    const target = new URL((event as CustomEvent<{ url: string }>).detail.url);
    const samePage = target.pathname === location.pathname && target.search === location.search;
    if (samePage && target.hash !== '') event.preventDefault();
  });

  // Turbo replaces the body only; the reading settings are on <html>.
  document.addEventListener('turbo:before-render', (event) => {
    const body = (event as CustomEvent<{ newBody: HTMLElement }>).detail.newBody;
    const next = body.closest('html');
    if (!next || next === document.documentElement) return;
    const root = document.documentElement;
    for (const name of Object.keys(root.dataset)) if (!name.startsWith('turbo')) delete root.dataset[name];
    Object.assign(root.dataset, next.dataset);
  });

  // A refresh keeps what is being written, what the person opened, and the islands at work.
  document.addEventListener('turbo:before-morph-element', (event) => {
    const { target } = event;
    const { newElement } = (event as CustomEvent<{ newElement?: Element }>).detail;
    // What was just said to the person stays until something else is said: the page may refresh itself right after.
    const stillSaid = target instanceof HTMLElement && target.id === 'status' && !newElement?.textContent;
    const kept =
      stillSaid ||
      (target instanceof HTMLFormElement && touched.has(target)) ||
      (target instanceof HTMLDialogElement && target.open) ||
      (target instanceof HTMLElement && (target.id === 'announcer' || target.dataset.islandState === 'live'));
    if (kept) event.preventDefault();
  });
  document.addEventListener('turbo:before-morph-attribute', (event) => {
    const { attributeName } = (event as CustomEvent<{ attributeName: string }>).detail;
    if (attributeName === 'open' && event.target instanceof HTMLDetailsElement) event.preventDefault();
  });

  // Another page: the keyboard goes on from its content, and its title is said, as a full load would do.
  let shown = location.pathname + location.search;
  document.addEventListener('turbo:load', () => {
    const now = location.pathname + location.search;
    if (now === shown) return;
    shown = now;
    if (document.activeElement === document.body || !document.activeElement) {
      const target = location.hash
        ? document.getElementById(location.hash.slice(1))
        : document.getElementById('content');
      target?.focus({ preventScroll: true });
    }
    announce(document.title);
  });
}
