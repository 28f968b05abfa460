/**
 * Files of a form, sent as soon as they are chosen: each shows how far it is, goes on by itself after a cut, and can be taken back. Only
 * their ids travel with the form. Without this script the same field sends them with the form.
 */
import { announce } from './forms.ts';
import { make } from './page.ts';
import { smaller } from './photos.ts';
import { send, takeBack, UploadRefused } from './tus.ts';

const MOST_BYTES = 1_073_741_824;

/** Sentences of the field, with `{name}` and `{percent}`. */
type Words = Readonly<
  Record<
    'sending' | 'done' | 'failed' | 'cut' | 'remove' | 'removed' | 'tooMany' | 'tooLarge' | 'wait' | 'empty' | 'gone',
    string
  >
>;

/** Fields whose files are on their way, with how many. */
const busy = new WeakMap<HTMLElement, number>();
/** One after another: a telephone's line is not faster for two. */
let line: Promise<unknown> = Promise.resolve();

/** Wakes the fields of the page that are still asleep. */
export function wakeUploads(): void {
  for (const field of document.querySelectorAll<HTMLElement>('[data-uploads]:not([data-uploads-awake])')) wake(field);
}

function wake(field: HTMLElement): void {
  const input = field.querySelector<HTMLInputElement>('input[type="file"]');
  const list = field.querySelector<HTMLElement>('.files-held');
  if (!input || !list) return;
  field.dataset.uploadsAwake = '';
  input.addEventListener('change', () => {
    const chosen = [...(input.files ?? [])];
    // They are sent from here: the form must not carry them a second time.
    input.value = '';
    for (const file of chosen) add(field, list, input, file);
  });
  field.closest('form')?.addEventListener(
    'submit',
    (event) => {
      if ((busy.get(field) ?? 0) === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      announce(wordsOf(field).wait);
      list.querySelector<HTMLElement>('progress')?.scrollIntoView({ block: 'center' });
    },
    { capture: true },
  );
}

const wordsOf = (field: HTMLElement): Words => JSON.parse(field.dataset.uploadsWords ?? '{}') as Words;

const say = (sentence: string, name: string, percent = 0): string =>
  sentence.replace('{name}', name).replace('{percent}', String(percent));

const held = (list: HTMLElement): number =>
  list.querySelectorAll('input[type="checkbox"]:checked, [data-upload]').length;

/** A file in the list: its row, and its way to the server. */
function add(field: HTMLElement, list: HTMLElement, input: HTMLInputElement, file: File): void {
  const words = wordsOf(field);
  const state = make('p', { className: 'file-state' });
  const progress = make('progress', { className: 'file-progress', max: 100, value: 0 });
  progress.setAttribute('aria-label', file.name);
  const remove = make('button', { type: 'button', className: 'button button-quiet button-small' }, words.gone);
  remove.setAttribute('aria-label', say(words.remove, file.name));
  const row = make(
    'li',
    { className: 'file-held' },
    make('div', { className: 'file-main' }, make('span', { className: 'file-words' }, file.name, state)),
    remove,
    progress,
  );
  list.append(row);
  list.hidden = false;
  const stop = new AbortController();
  let address: string | undefined;
  const take = (): void => {
    stop.abort();
    if (address) void takeBack(address);
    row.remove();
    list.hidden = list.children.length === 0;
    announce(say(words.removed, file.name));
    input.focus();
    changed(field);
  };
  remove.addEventListener('click', take);
  const fail = (sentence: string): void => {
    progress.remove();
    state.classList.add('field-error');
    state.textContent = sentence;
    announce(sentence);
  };
  const fault = faultOf(file, held(list) >= Number(field.dataset.uploadsMost), words);
  if (fault) {
    fail(fault);
    return;
  }
  row.dataset.upload = 'sending';
  busy.set(field, (busy.get(field) ?? 0) + 1);
  const go = async (): Promise<void> => {
    try {
      const ready = await smaller(file, field.dataset.uploadsPhotos !== undefined);
      address = await send(ready, {
        source: field.dataset.uploads ?? '',
        school: field.dataset.uploadsSchool,
        signal: stop.signal,
        onProgress: (bytes) => {
          const percent = Math.round((bytes / ready.size) * 100);
          progress.value = percent;
          state.textContent = say(words.sending, file.name, percent);
        },
        onCut: () => {
          if (state.textContent === words.cut) return;
          state.textContent = words.cut;
          announce(words.cut);
        },
      });
      const id = address.split('/').at(-1) ?? '';
      row.append(make('input', { type: 'hidden', name: `${input.name}Ids`, value: id }));
      row.dataset.upload = 'done';
      input.required = false;
      progress.remove();
      state.textContent = '';
      announce(say(words.done, file.name));
      changed(field);
    } catch (error) {
      if (stop.signal.aborted) return;
      delete row.dataset.upload;
      fail(error instanceof UploadRefused && error.message ? error.message : say(words.failed, file.name));
    } finally {
      busy.set(field, (busy.get(field) ?? 1) - 1);
    }
  };
  state.textContent = say(words.sending, file.name, 0);
  line = line.then(go);
}

/** What is said before anything is sent. */
function faultOf(file: File, isOneTooMany: boolean, words: Words): string | undefined {
  if (isOneTooMany) return words.tooMany;
  if (file.size === 0) return say(words.empty, file.name);
  return file.size > MOST_BYTES ? say(words.tooLarge, file.name) : undefined;
}

/** Whoever keeps drafts of the form hears that it holds something else. */
function changed(field: HTMLElement): void {
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
