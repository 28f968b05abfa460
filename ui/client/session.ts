/** The end of the session, announced a minute ahead, put off by one button or by the writing that goes on. */
import { makeDialog } from './dialogs.ts';
import { make, metaNamed, onPage } from './page.ts';

const warning = 60_000;
/** Someone who typed this recently is there: the session is renewed without asking. */
const presence = 300_000;

let expires = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let dialog: HTMLDialogElement | undefined;
let lastTyped = 0;
let tabs: BroadcastChannel | undefined;

export function startSession(): void {
  tabs = new BroadcastChannel('preau-session');
  tabs.addEventListener('message', ({ data }) => {
    if (typeof data === 'number' && data > expires) prolong(data);
  });
  document.addEventListener('input', () => {
    lastTyped = Date.now();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && expires) schedule();
  });
  onPage(() => {
    const meta = metaNamed('preau-session-expires');
    const told = meta ? Date.parse(meta.content) : 0;
    if (!told) {
      clearTimeout(timer);
      expires = 0;
    } else if (told !== expires) {
      prolong(told);
      tabs?.postMessage(told);
    }
  });
}

/** The session now lasts until this instant (ms). */
function prolong(until: number): void {
  expires = until;
  dialog?.close('stay');
  schedule();
}

function schedule(): void {
  clearTimeout(timer);
  const left = expires - Date.now();
  if (left > warning) {
    // Long timers overflow; an hour at a time is precise enough.
    timer = setTimeout(schedule, Math.min(left - warning, 3_600_000));
  } else if (left > 0) {
    if (Date.now() - lastTyped < presence) void renew();
    else warn();
    timer = setTimeout(schedule, left + 500);
  } else {
    end();
  }
}

function warn(): void {
  const meta = metaNamed('preau-session-expires');
  if (!meta || dialog) return;
  const { title = '', text = '', stay = '' } = meta.dataset;
  const button = make('button', { className: 'button button-primary', value: 'stay' }, stay);
  dialog = makeDialog('alertdialog', title, text, [button]);
  button.addEventListener('click', (event) => {
    event.preventDefault();
    void renew();
  });
  show(dialog);
}

async function renew(): Promise<void> {
  try {
    const response = await fetch('/api/session/renew', { method: 'POST', headers: { accept: 'application/json' } });
    if (!response.ok) return end();
    const answer = (await response.json()) as { expiresAt: string };
    const until = Date.parse(answer.expiresAt);
    const meta = metaNamed('preau-session-expires');
    if (meta) meta.content = answer.expiresAt;
    prolong(until);
    tabs?.postMessage(until);
  } catch {
    // No network: the warning stays, and the button can be pressed again until the end.
  }
}

/** The session is over: what was on the screen is covered, and one link leads to signing in and back here. */
function end(): void {
  clearTimeout(timer);
  const meta = metaNamed('preau-session-expires');
  if (!meta) return;
  dialog?.remove();
  const { endedTitle = '', endedText = '', signIn = '' } = meta.dataset;
  const link = make('a', { className: 'button button-primary', href: location.href }, signIn);
  link.dataset.turbo = 'false';
  link.addEventListener('click', (event) => {
    event.preventDefault();
    location.reload();
  });
  dialog = makeDialog('alertdialog', endedTitle, endedText, [link]);
  dialog.classList.add('dialog-last');
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  show(dialog);
}

function show(shown: HTMLDialogElement): void {
  shown.addEventListener('close', () => {
    shown.remove();
    if (dialog === shown) dialog = undefined;
  });
  document.body.append(shown);
  shown.showModal();
}
