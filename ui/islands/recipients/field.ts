/** The field as it is drawn: label, help, chips, the words looked for, what was wrong. */
import { make } from '../../client/page.ts';
import type { Recipient, RecipientsPicking } from './recipients.tsx';

export function fieldOf(
  { label, help, error, required, texts }: RecipientsPicking,
  input: HTMLInputElement,
  chips: HTMLElement,
  suggestions: HTMLElement,
): HTMLElement {
  const { id } = input;
  const field = make('div', { className: error ? 'field field-refused' : 'field' });
  const must = make('span', { className: 'field-required' }, ` (${required})`);
  field.append(make('label', { htmlFor: id }, label, must));
  if (help) field.append(make('p', { id: `${id}-help`, className: 'field-help' }, help));
  chips.setAttribute('aria-label', texts.chosen);
  field.append(chips, make('div', { className: 'recipients-input' }, input, suggestions));
  if (error) field.append(make('p', { id: `${id}-error`, className: 'field-error' }, error));
  const told = Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-required': 'true',
    'aria-expanded': 'false',
    'aria-controls': `${id}-list`,
    'aria-describedby': [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' '),
    'aria-invalid': error ? 'true' : '',
  });
  for (const [name, value] of told) if (value) input.setAttribute(name, value);
  return field;
}

/** One chosen, with the button that takes it away; `whyNot`: it cannot be written to, and why where that is known. */
export function chipOf(
  { label, detail }: Recipient,
  { icons, texts }: RecipientsPicking,
  whyNot: string | undefined,
  drop: () => void,
): HTMLLIElement {
  const words = make('span', {}, label);
  if (whyNot || detail) words.append(' ', make('small', {}, whyNot || detail));
  const button = make('button', { type: 'button' });
  button.setAttribute('aria-label', `${texts.remove} ${label}`);
  button.append(cross(icons));
  button.addEventListener('click', drop);
  return make(
    'li',
    { className: whyNot === undefined ? 'recipients-chip' : 'recipients-chip recipients-refused' },
    words,
    button,
  );
}

function cross(icons: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${icons}#x`);
  svg.append(use);
  return svg;
}
