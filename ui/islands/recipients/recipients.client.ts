/** The field that settles over the boxes of the plain form: chips, and suggestions as one types. */
import { announce } from '../../client/forms.ts';
import { make } from '../../client/page.ts';
import { FEWEST, finder, foreteller } from './ask.ts';
import { boxesIn } from './boxes.ts';
import { chipOf, fieldOf } from './field.ts';
import type { Recipient, RecipientsPicking } from './recipients.tsx';
import { makeSuggestions } from './suggestions.ts';

/** Lines shown before anything is typed. */
const NEAREST = 8;

export function mount(host: HTMLElement, props: unknown): () => void {
  const given = props as RecipientsPicking;
  const { texts, name } = given;
  const form = host.closest('form');
  const plain = [...host.children] as HTMLElement[];
  const found = host.appendChild(make('div', { className: 'choices', hidden: true }));
  const boxes = boxesIn(plain, name, found);
  const id = `field-${name}`;
  const former = document.getElementById(id);
  former?.removeAttribute('id');

  const input = make('input', { id, type: 'text', className: 'input', autocomplete: 'off', spellcheck: false });
  const chips = make('ul', { className: 'recipients-chips' });
  const suggestions = makeSuggestions(input, `${id}-list`, texts.list, (one) => choose(one));
  const place = fieldOf(given, input, chips, suggestions.element);
  host.append(place);
  for (const part of plain) part.hidden = true;
  // Enter in another field must not press a button that nobody sees.
  const buttons = plain.flatMap((part) => [...part.querySelectorAll('button')]);
  for (const button of buttons) button.disabled = true;

  const find = finder(given.source);
  const foretell = form && given.foretells ? foreteller(form, given.foretells) : undefined;
  const whyNot = new Map(given.refused?.map((token) => [token, '']));
  let nearest: readonly Recipient[] | undefined;

  const draw = (): void => {
    const chosen = boxes.chosen();
    const at = [...chips.querySelectorAll<Element>('button')].indexOf(document.activeElement as Element);
    chips.replaceChildren(...chosen.map((one) => chipOf(one, given, whyNot.get(one.token), () => drop(one))));
    chips.hidden = chosen.length === 0;
    chips.querySelectorAll('button')[at]?.focus();
  };
  const changed = (): void => {
    draw();
    void foretell?.().then((refused) => {
      if (!refused) return;
      whyNot.clear();
      for (const { token, why } of refused) whyNot.set(token, why);
      draw();
    });
  };
  const choose = (one: Recipient): void => {
    boxes.set(one, true);
    input.value = '';
    suggestions.close();
    announce(`${texts.added} ${one.label}`);
    changed();
  };
  const drop = (one: Recipient): void => {
    const rank = boxes.chosen().findIndex(({ token }) => token === one.token);
    boxes.set(one, false);
    announce(`${texts.removed} ${one.label}`);
    changed();
    const next = chips.querySelectorAll('button')[rank] ?? input;
    next.focus();
  };

  /** Those chosen are not proposed again; what the page offers comes first where words fit it. */
  const propose = async (): Promise<void> => {
    const words = input.value.trim();
    const chosen = new Set(boxes.chosen().map(({ token }) => token));
    const others = (all: readonly Recipient[]): Recipient[] => [
      ...new Map(all.filter(({ token }) => !chosen.has(token)).map((one) => [one.token, one])).values(),
    ];
    const offered = boxes.offered();
    const fits = ({ label }: Recipient): boolean => folded(label).includes(folded(words));
    if (words.length < FEWEST) {
      const near = others([...boxes.offered('unfolded'), ...(nearest ?? []), ...offered]).filter(fits);
      suggestions.show(near.slice(0, NEAREST), '', false);
      return;
    }
    try {
      const answer = await find(words);
      if (!answer || document.activeElement !== input) return;
      const lines = others(answer);
      suggestions.show(lines, lines.length === 0 ? given.none : '', true);
      announce(lines.length === 0 ? given.none : `${texts.count} ${lines.length}`);
    } catch {
      suggestions.show(others(offered.filter(fits)), texts.failed, true);
    }
  };
  const askNearest = async (): Promise<void> => {
    if (nearest) return;
    nearest = [];
    nearest = (await find('').catch(() => undefined)) ?? [];
    if (suggestions.isOpen && nearest.length > 0) void propose();
  };

  input.addEventListener('focus', () => void askNearest());
  input.addEventListener('click', () => void propose());
  input.addEventListener('input', (event) => {
    // What is looked for is no part of what is written.
    event.stopPropagation();
    void propose();
  });
  input.addEventListener('blur', () => suggestions.close());
  input.addEventListener('keydown', (event) => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (suggestions.isOpen) suggestions.step(key === 'ArrowDown' ? 1 : -1);
      else void propose();
    } else if (key === 'Enter') {
      const { atHand } = suggestions;
      if (atHand && atHand.why === null) choose(atHand);
    } else if (key === 'Escape' && suggestions.isOpen) suggestions.close();
    else if (key === 'Backspace' && input.value === '') {
      const last = boxes.chosen().at(-1);
      if (!last) return;
      drop(last);
      input.focus();
    } else return;
    event.preventDefault();
  });

  const onReset = (): void => void setTimeout(changed);
  form?.addEventListener('reset', onReset);
  draw();

  return () => {
    form?.removeEventListener('reset', onReset);
    place.remove();
    // Who was found by name stays chosen in the plain form.
    if (found.childElementCount === 0) found.remove();
    found.hidden = false;
    for (const button of buttons) button.disabled = false;
    if (former) former.id = id;
    for (const part of plain) part.hidden = false;
  };
}

/** Words as names are compared: no capital, no accent. */
const folded = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
