/**
 * Forms with `data-outbox` that are sent off while the connection is cut: they wait on this device, in sight, and leave once when it is back.
 * Only for a person in a session of their own; what another one left on the device is forgotten.
 */
import { visit } from '@hotwired/turbo';
import { isDocument, type RichText } from '../../../platform/rich-text/model.ts';
import { plainOf } from '../../../platform/rich-text/plain.ts';
import { makeDialog } from '../dialogs.ts';
import { letGoOf } from '../drafts.ts';
import { announce } from '../forms.ts';
import { make, metaNamed, onPage } from '../page.ts';
import { CHANNEL, forget, forgetAll, type Kept, keep, readKept, tellPages, WAKE } from './kept.ts';
import { makePanel } from './panel.ts';
import { alone, type Stop, sendKept } from './send.ts';
import { wordsOfPage } from './texts.ts';

/** Whose things wait on this device, where any do: pages look there before they fetch this script. */
const FLAG = 'preau-outbox';
/** Between two tries; the browser says when the connection is back, and may be wrong. */
const AGAIN = 10_000;
const LONGEST_WORDS = 140;

const owner = (): string => metaNamed('preau-draft-owner')?.content ?? '';

let kept: readonly Kept[] = [];
let stopped: Stop = 'cut';
let shownAs = '';
let timer: ReturnType<typeof setTimeout> | undefined;
let pressed: HTMLElement | null = null;

/** Under which name a form waits: what has a key of its own is itself however often it is sent; else the place it goes to. */
const idOf = (form: HTMLFormElement): string => {
  const key = form.elements.namedItem('requestKey');
  return `${new URL(form.action).pathname} ${key instanceof HTMLInputElement ? key.value : ''}`;
};

/** A device that its person said to be shared keeps nothing. */
const keepsHere = (): boolean => owner() !== '' && metaNamed('preau-draft-owner')?.dataset.shared === undefined;

const isOurs = (target: EventTarget | null): target is HTMLFormElement =>
  target instanceof HTMLFormElement && target.dataset.outbox !== undefined && keepsHere();

document.addEventListener(
  'submit',
  (event) => {
    const { target, submitter } = event;
    if (isSigningOut(target) && kept.length > 0) {
      event.preventDefault();
      askToLeave(target);
      return;
    }
    if (!isOurs(target)) return;
    pressed = submitter;
    if (navigator.onLine || !isFor(target, submitter)) return;
    event.preventDefault();
    void take(target, submitter);
  },
  { capture: true },
);

// The browser believed in a connection that is none. Had the form arrived all the same, its key makes it the same one.
document.addEventListener('turbo:fetch-request-error', (event) => {
  const { target } = event;
  if (!isOurs(target) || !isFor(target, pressed)) return;
  event.preventDefault();
  void take(target, pressed);
});

/** Whether the button that was pressed sends; a form may have others, which look for somebody or keep a draft. */
const isFor = ({ dataset }: HTMLFormElement, submitter: HTMLElement | null): boolean =>
  dataset.outboxButton === undefined ||
  (submitter instanceof HTMLButtonElement && submitter.value === dataset.outboxButton);

async function take(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const t = wordsOfPage();
  const given = [...new FormData(form, submitter)];
  if (!form.checkValidity()) return void form.reportValidity();
  if (
    form.querySelector('[data-upload="sending"]') ||
    given.some(([, value]) => value instanceof File && value.size > 0)
  )
    return say(t.withFiles);
  const fields = given.filter((field): field is [string, string] => typeof field[1] === 'string');
  const { outbox = '', outboxField } = form.dataset;
  const named = outboxField ? (fields.find(([name]) => name === outboxField)?.[1] ?? '') : form.dataset.outboxWords;
  try {
    await keep({
      id: idOf(form),
      owner: owner(),
      action: new URL(form.action).pathname,
      fields,
      what: outbox,
      words: plain(named ?? '').slice(0, LONGEST_WORDS),
      at: Date.now(),
      state: 'waiting',
    });
  } catch {
    return say(t.notKept);
  }
  letGoOf(form);
  tellPages();
  stopped = 'cut';
  await show();
  const panel = document.querySelector<HTMLElement>('.outbox');
  panel?.focus({ preventScroll: true });
  panel?.scrollIntoView({ block: 'center' });
  announce(t.cut);
  const beside = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  await (beside as Waking | undefined)?.sync?.register(WAKE).catch(() => undefined);
}

/** Where the browser can wake the script beside the pages; not all can, and then a page sends. */
interface Waking {
  readonly sync?: { register(tag: string): Promise<void> };
}

function plain(value: string): string {
  return isDocument(value) ? plainOf(JSON.parse(value) as RichText) : value;
}

/** Reads the list again and shows it; forms of the page that wait are put aside. Forgets what somebody else left. */
async function show(): Promise<void> {
  const mine = owner();
  if (mine === '') return;
  let found = await readKept().catch((): Kept[] => []);
  if (found.some((one) => one.owner !== mine)) {
    await forgetAll();
    found = found.filter((one) => one.owner === mine);
    for (const one of found) await keep(one);
  }
  kept = found;
  if (kept.length > 0) localStorage.setItem(FLAG, mine);
  else localStorage.removeItem(FLAG);
  const waiting = new Set(kept.map(({ id }) => id));
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-outbox]'))
    form.hidden = waiting.has(idOf(form));
  const before = document.querySelector('.outbox');
  if (kept.length === 0) return before?.remove();
  // The same list stays as it is: somebody may stand on one of its buttons.
  const as = JSON.stringify([kept, stopped]);
  if (before && as === shownAs) return;
  shownAs = as;
  const panel = makePanel(kept, { stopped, withWords: true, drop: askToDrop, again });
  if (before) before.replaceWith(panel);
  else document.getElementById('status')?.after(panel);
}

async function send(): Promise<void> {
  clearTimeout(timer);
  if (owner() === '' || !kept.some(({ state }) => state === 'waiting')) return;
  stopped = await sendKept();
  await show();
  if (stopped === 'cut') timer = setTimeout(() => void send(), AGAIN);
}

/** What has left is said; a form of this page that it came from makes place for the page after it. */
async function arrived(sent: readonly Kept[]): Promise<void> {
  const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-outbox]')];
  const here = forms.find((form) => sent.some(({ id }) => id === idOf(form)));
  for (const form of forms) if (sent.some(({ id }) => id === idOf(form))) form.reset();
  if (sent.length > 0) said = sent.map(({ what, words }) => (words === '' ? what : `${what}, ${words}`)).join(' ; ');
  if (here) visit(here.dataset.outboxAfter ?? location.href);
  await show();
  tellSent();
}

/** What has left, until its person goes on. */
let said = '';

function tellSent(): void {
  const place = document.getElementById('status');
  if (said === '' || !place || place.querySelector('.outbox-sent')) return;
  place.append(make('p', { className: 'notice notice-success outbox-sent' }, wordsOfPage().sent(said)));
}

function askToDrop(one: Kept): void {
  const t = wordsOfPage();
  ask({ title: t.dropLabel(one.what), text: t.dropText, yes: t.drop, no: t.stay }, async () => {
    const isHere = await alone(async () => {
      const still = (await readKept()).some(({ id }) => id === one.id);
      await forget(one.id);
      return still;
    });
    tellPages();
    await show();
    say(isHere ? t.dropped : t.gone);
    document.querySelector<HTMLElement>('form[data-outbox]:not([hidden]) textarea:not([hidden]), #content')?.focus();
  });
}

/** Sends it as the form it was: the page that answers shows what was typed and says what is wrong with it. */
function again(one: Kept): void {
  const form = make('form', { action: one.action, method: 'post', hidden: true });
  for (const [name, value] of one.fields) form.append(make('input', { type: 'hidden', name, value }));
  form.addEventListener('turbo:submit-end', (event) => {
    const { fetchResponse } = (event as CustomEvent<{ fetchResponse?: { response: Response } }>).detail;
    const answer = fetchResponse?.response;
    // Answered by its own page, with the words in it, or done. Anything else, and it stays here.
    const isAnswered = answer && (answer.ok || answer.status === 422 || answer.status === 409 || answer.status === 423);
    if (isAnswered && !new URL(answer.url).pathname.startsWith('/sign-in'))
      void forget(one.id).then(() => {
        tellPages();
        return show();
      });
    form.remove();
  });
  document.body.append(form);
  form.requestSubmit();
}

const isSigningOut = (target: EventTarget | null): target is HTMLFormElement =>
  target instanceof HTMLFormElement && new URL(target.action, location.href).pathname === '/sign-out';

function askToLeave(form: HTMLFormElement): void {
  const t = wordsOfPage();
  ask({ title: t.leaving, text: t.leavingText(kept.length), yes: t.leave, no: t.stay }, async () => {
    await forgetAll();
    localStorage.removeItem(FLAG);
    form.submit();
  });
}

function ask(
  { title, text, yes, no }: { title: string; text: string; yes: string; no: string },
  act: () => Promise<void>,
): void {
  const accept = make('button', { className: 'button button-danger', value: 'yes' }, yes);
  const refuse = make('button', { className: 'button button-secondary', value: 'no' }, no);
  const dialog = makeDialog('dialog', title, text, [refuse, accept]);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (dialog.returnValue === 'yes') void act();
  });
  document.body.append(dialog);
  dialog.showModal();
  refuse.focus();
}

/** In sight and read out: at the place where a page says what was done. */
function say(sentence: string): void {
  const place = document.getElementById('status');
  place?.replaceChildren(make('p', { className: 'notice notice-attention' }, sentence));
  place?.scrollIntoView({ block: 'center' });
}

const look = async (): Promise<void> => {
  await show();
  tellSent();
  await send();
};

document.addEventListener('turbo:click', () => {
  said = '';
});
addEventListener('online', () => void send());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void send();
});
// By this page, another one or the script beside them.
new BroadcastChannel(CHANNEL).addEventListener('message', ({ data }) => void arrived(data as readonly Kept[]));

onPage(() => void look());
void look();
