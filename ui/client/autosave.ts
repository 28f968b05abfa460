/** Forms with `data-saves`: what is written is a draft on the server two seconds after the last key, and the tab's own copy until then. */
import { isEntry, make, metaNamed } from './page.ts';

const pause = 2_000;
/** Between two tries while the connection is down; the browser says when it is back, and may be wrong. */
const again = 15_000;

interface Saving {
  timer: ReturnType<typeof setTimeout> | undefined;
  running: AbortController | undefined;
  /** Typed since the last time it left. */
  changed: boolean;
}

const savings = new WeakMap<HTMLFormElement, Saving>();
const unsaved = new Set<HTMLFormElement>();

const savingOf = (form: HTMLFormElement): Saving => {
  let saving = savings.get(form);
  if (!saving) {
    saving = { timer: undefined, running: undefined, changed: false };
    savings.set(form, saving);
  }
  return saving;
};

document.addEventListener('input', ({ target }) => {
  const form = isEntry(target) ? target.form : null;
  if (!form?.dataset.saves) return;
  savingOf(form).changed = true;
  plan(form, pause);
});

// Sent for good: nothing must make a draft of it afterwards.
for (const leaving of ['submit', 'turbo:submit-start', 'reset']) {
  document.addEventListener(leaving, ({ target }) => {
    if (!(target instanceof HTMLFormElement) || !savings.has(target)) return;
    const saving = savingOf(target);
    clearTimeout(saving.timer);
    saving.running?.abort();
    unsaved.delete(target);
  });
}

addEventListener('online', () => {
  for (const form of unsaved) if (form.isConnected) void save(form);
});

function plan(form: HTMLFormElement, delay: number): void {
  const saving = savingOf(form);
  clearTimeout(saving.timer);
  saving.timer = setTimeout(() => void save(form), delay);
}

async function save(form: HTMLFormElement): Promise<void> {
  const saving = savingOf(form);
  if (!form.isConnected || saving.running) return;
  const stop = new AbortController();
  saving.running = stop;
  saving.changed = false;
  const fields = [...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string');
  try {
    const answer = await fetch(`/api${form.dataset.saves}`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(fields),
      signal: stop.signal,
    });
    unsaved.delete(form);
    // A refusal says what the form itself will say when it is sent; the tab's copy stays.
    if (answer.ok) saved(form, (await answer.json()) as { href?: string });
  } catch {
    if (stop.signal.aborted) return;
    unsaved.add(form);
    tell(form, metaNamed('preau-draft-owner')?.dataset.offline ?? '');
    plan(form, again);
  } finally {
    saving.running = undefined;
    if (saving.changed && !stop.signal.aborted) plan(form, pause);
  }
}

function saved(form: HTMLFormElement, { href }: { href?: string }): void {
  if (href?.startsWith('/')) history.replaceState(history.state, '', href);
  const { lang } = document.documentElement;
  const at = new Date().toLocaleTimeString(lang, { hour: '2-digit', minute: '2-digit' });
  tell(form, `${metaNamed('preau-draft-owner')?.dataset.saved ?? ''} ${at}`);
}

/** One quiet line in the form, read out when the person pauses. */
function tell(form: HTMLFormElement, sentence: string): void {
  let note = form.querySelector<HTMLElement>('.draft-saved');
  if (!note) {
    note = make('p', { className: 'draft-saved' });
    note.setAttribute('role', 'status');
    const actions = form.querySelector('.actions');
    if (actions) actions.after(note);
    else form.append(note);
  }
  if (note.textContent !== sentence) note.textContent = sentence;
}
