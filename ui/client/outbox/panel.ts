/** The list of what waits on this device, as a page shows it. */
import { make } from '../page.ts';
import type { Kept } from './kept.ts';
import { wordsOfPage } from './texts.ts';

export interface Deeds {
  drop(one: Kept): void;
  /** Sends it as a form of its own, so that the page which answers says what is wrong; none on the page without network. */
  again?: ((one: Kept) => void) | undefined;
}

/** `stopped`: why it waits. `withWords`: for its owner; on a page before a session nobody knows who looks. */
export function makePanel(
  kept: readonly Kept[],
  { stopped, withWords, ...deeds }: { stopped: 'cut' | 'signed-out' | undefined; withWords: boolean } & Deeds,
): HTMLElement {
  const t = wordsOfPage();
  const isStuck = kept.some(({ state }) => state !== 'waiting');
  const waits = kept.some(({ state }) => state === 'waiting');
  const title = waits ? (stopped === 'signed-out' ? t.signedOut : t.cut) : t.refused;
  const words = make('div', { className: 'notice-words' }, make('p', { className: 'notice-title' }, title));
  const panel = make(
    'section',
    { className: `notice notice-${isStuck ? 'attention' : 'info'} outbox`, tabIndex: -1 },
    words,
  );
  panel.setAttribute('aria-label', title);
  if (waits && stopped === 'signed-out') {
    const link = make('a', { href: location.href }, t.signIn);
    link.dataset.turbo = 'false';
    words.append(make('p', {}, link));
  }
  words.append(make('ul', { className: 'outbox-list' }, ...kept.map((one) => line(one, withWords, deeds))));
  return panel;
}

function line(one: Kept, withWords: boolean, { drop, again }: Deeds): HTMLElement {
  const t = wordsOfPage();
  const shown = withWords && one.words !== '' ? `${one.what} : ${one.words}` : one.what;
  const actions = make('div', { className: 'actions' });
  if (again && one.state !== 'waiting')
    actions.append(button(one.state === 'late' ? t.again : t.look, 'primary', () => again(one)));
  const dropping = button(t.drop, 'secondary', () => drop(one));
  dropping.setAttribute('aria-label', t.dropLabel(shown));
  actions.append(dropping);
  const row = make('li', {}, make('p', {}, make('strong', {}, shown), ` (${momentOf(one.at)})`));
  if (one.state !== 'waiting')
    row.append(make('p', {}, one.state === 'late' ? t.late : `${t.refused}. ${t.refusedText}`));
  row.append(actions);
  return row;
}

function button(label: string, variant: string, act: () => void): HTMLButtonElement {
  const made = make('button', { type: 'button', className: `button button-${variant} button-small` }, label);
  made.addEventListener('click', act);
  return made;
}

/** Today needs no day. */
function momentOf(at: number): string {
  const t = wordsOfPage();
  const { lang } = document.documentElement;
  const when = new Date(at);
  const hour = when.toLocaleTimeString(lang, { hour: '2-digit', minute: '2-digit' });
  if (when.toDateString() === new Date().toDateString()) return t.writtenAt(hour);
  return t.writtenOn(when.toLocaleDateString(lang, { weekday: 'long', day: 'numeric', month: 'long' }), hour);
}
