/** The list under the field: what it shows, which line is the one at hand. */
import { make } from '../../client/page.ts';
import type { Recipient } from './recipients.tsx';

export interface Suggestions {
  readonly element: HTMLElement;
  readonly isOpen: boolean;
  /** Lines, or one sentence where there are none; `first`: the first line that may be chosen is at hand. */
  show(found: readonly Recipient[], sentence: string, first: boolean): void;
  close(): void;
  /** One line on or back, round the ends. */
  step(by: 1 | -1): void;
  /** The line at hand, if any. */
  readonly atHand: Recipient | undefined;
}

export function makeSuggestions(
  input: HTMLInputElement,
  id: string,
  label: string,
  pick: (recipient: Recipient) => void,
): Suggestions {
  const list = make('ul', { id });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', label);
  const note = make('p', { className: 'recipients-none' });
  const element = make('div', { className: 'recipients-list', hidden: true }, list, note);
  let shown: readonly Recipient[] = [];
  let rank = -1;

  const goTo = (next: number): void => {
    rank = next;
    for (const [each, line] of [...list.children].entries()) line.setAttribute('aria-selected', String(each === rank));
    const line = list.children[rank];
    if (!line) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', line.id);
      line.scrollIntoView({ block: 'nearest' });
    }
  };
  const open = (isOpen: boolean): void => {
    element.hidden = !isOpen;
    input.setAttribute('aria-expanded', String(isOpen && shown.length > 0));
  };

  // The field keeps the focus, and a telephone its keyboard.
  element.addEventListener('pointerdown', (event) => event.preventDefault());
  element.addEventListener('click', ({ target }) => {
    const line = target instanceof Element ? target.closest('[role="option"]') : null;
    const chosen = shown[line ? [...list.children].indexOf(line) : -1];
    if (chosen && chosen.why === null) pick(chosen);
  });

  return {
    element,
    get isOpen() {
      return !element.hidden;
    },
    get atHand() {
      return element.hidden ? undefined : shown[rank];
    },
    show(found, sentence, first) {
      shown = found;
      list.replaceChildren(...found.map((one, each) => lineOf(one, `${id}-${each}`)));
      list.hidden = found.length === 0;
      note.textContent = sentence;
      note.hidden = sentence === '';
      open(found.length > 0 || sentence !== '');
      goTo(first ? found.findIndex(({ why }) => why === null) : -1);
    },
    close() {
      open(false);
      goTo(-1);
    },
    step(by) {
      if (shown.length > 0) goTo((rank + by + shown.length + (rank < 0 && by < 0 ? 1 : 0)) % shown.length);
    },
  };
}

function lineOf({ label, detail, why }: Recipient, id: string): HTMLLIElement {
  const line = make('li', { id }, make('span', {}, label));
  if (why ?? detail) line.append(' ', make('small', {}, why ?? detail));
  line.setAttribute('role', 'option');
  line.setAttribute('aria-selected', 'false');
  if (why !== null) line.setAttribute('aria-disabled', 'true');
  return line;
}
