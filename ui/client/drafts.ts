/** What is being written in a form with `data-draft` stays in this tab until it is sent, even across a sign-in. */
import { isEntry, make, metaNamed, onPage } from './page.ts';

const prefix = 'preau-draft:';

/** Drafts belong to a person: on a shared device the next one must find nothing. */
const owner = (): string => metaNamed('preau-draft-owner')?.content ?? '';

const keyOf = (form: HTMLFormElement): string => `${prefix}${owner()}:${form.dataset.draft}`;

const isKept = (entry: Element): entry is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
  isEntry(entry) && entry.name !== '' && !['password', 'hidden', 'file', 'submit', 'button'].includes(entry.type);

type Draft = [name: string, value: string][];

let saving: ReturnType<typeof setTimeout> | undefined;

export function startDrafts(): void {
  document.addEventListener('input', ({ target }) => {
    const form = isEntry(target) ? target.form : null;
    if (!form?.dataset.draft || !owner()) return;
    clearTimeout(saving);
    saving = setTimeout(() => save(form), 300);
  });
  document.addEventListener('turbo:submit-end', (event) => {
    if ((event as CustomEvent<{ success: boolean }>).detail.success) letGoOf(event.target);
  });
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && target.dataset.turbo === 'false') letGoOf(target);
  });
  onPage(() => {
    if (!owner()) return;
    forgetOthers();
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) restore(form);
  });
}

/** What was written is somewhere else by now: the tab keeps it no longer. */
export function letGoOf(form: unknown): void {
  clearTimeout(saving);
  if (form instanceof HTMLFormElement && form.dataset.draft) sessionStorage.removeItem(keyOf(form));
}

function save(form: HTMLFormElement): void {
  const draft: Draft = [];
  for (const entry of form.elements) {
    if (!isKept(entry)) continue;
    if (entry instanceof HTMLInputElement && ['checkbox', 'radio'].includes(entry.type) && !entry.checked) continue;
    draft.push([entry.name, entry.value]);
  }
  sessionStorage.setItem(keyOf(form), JSON.stringify(draft));
}

function restore(form: HTMLFormElement): void {
  const kept = sessionStorage.getItem(keyOf(form));
  if (!kept || form.dataset.draftState === 'restored') return;
  form.dataset.draftState = 'restored';
  const values = new Map<string, string[]>();
  for (const [name, value] of JSON.parse(kept) as Draft) values.set(name, [...(values.get(name) ?? []), value]);
  let changed = false;
  for (const entry of form.elements) {
    if (!isKept(entry)) continue;
    const mine = values.get(entry.name) ?? [];
    if (entry instanceof HTMLInputElement && ['checkbox', 'radio'].includes(entry.type)) {
      changed ||= entry.checked !== mine.includes(entry.value);
      entry.checked = mine.includes(entry.value);
    } else {
      const value = mine.shift() ?? '';
      changed ||= entry.value !== value;
      entry.value = value;
    }
  }
  if (changed) tell(form);
}

/** Says that a draft was found, and lets it go. */
function tell(form: HTMLFormElement): void {
  const { found = '', forget = '' } = metaNamed('preau-draft-owner')?.dataset ?? {};
  const button = make('button', { type: 'button', className: 'button button-quiet button-small' }, forget);
  const note = make('p', { className: 'draft-note' }, found, ' ', button);
  note.setAttribute('role', 'status');
  button.addEventListener('click', () => {
    sessionStorage.removeItem(keyOf(form));
    form.reset();
    note.remove();
    form.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, select')?.focus();
  });
  form.prepend(note);
}

function forgetOthers(): void {
  const mine = `${prefix}${owner()}:`;
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(prefix) && !key.startsWith(mine)) sessionStorage.removeItem(key);
  }
}
