/** The checkboxes of the plain form: they stay in it, hidden, and are what is sent. The field only ticks them. */
import { make } from '../../client/page.ts';
import type { Recipient } from './recipients.tsx';

export interface Boxes {
  /** In the order in which they were chosen. */
  chosen(): Recipient[];
  /** Those that the page came with and that are not chosen; `unfolded`: those it shows at once. */
  offered(which?: 'unfolded'): Recipient[];
  set(recipient: Recipient, on: boolean): void;
}

export function boxesIn(plain: readonly HTMLElement[], name: string, place: HTMLElement): Boxes {
  const all = (): HTMLInputElement[] =>
    [place, ...plain].flatMap((part) => [
      ...part.querySelectorAll<HTMLInputElement>(`input[type="checkbox"][name="${CSS.escape(name)}"]`),
    ]);
  const once = (boxes: readonly HTMLInputElement[]): Recipient[] => [
    ...new Map(boxes.map((box) => [box.value, recipientOf(box)])).values(),
  ];
  /** Those chosen here; who was chosen before stands first. */
  let order: readonly string[] = [];
  return {
    chosen: () =>
      once(all().filter((box) => box.checked)).sort((a, b) => order.indexOf(a.token) - order.indexOf(b.token)),
    offered(which) {
      const chosen = new Set(all().flatMap((box) => (box.checked ? [box.value] : [])));
      return once(all().filter((box) => !chosen.has(box.value) && !(which && box.closest('details'))));
    },
    set(recipient, on) {
      order = [...order.filter((token) => token !== recipient.token), ...(on ? [recipient.token] : [])];
      const known = all().filter((box) => box.value === recipient.token);
      for (const [rank, box] of known.entries()) box.checked = on && rank === 0;
      const box = known[0] ?? (on ? place.appendChild(boxFor(name, recipient)).querySelector('input') : null);
      // What watches forms (drafts, the end of the session) hears of it as of any box.
      for (const event of ['input', 'change']) box?.dispatchEvent(new Event(event, { bubbles: true }));
    },
  };
}

/** A box as the plain form draws it: label, then what tells two of one name apart. */
function recipientOf(box: HTMLInputElement): Recipient {
  const words = box.nextElementSibling;
  const detail = words?.querySelector('small')?.textContent ?? '';
  const label = words?.firstChild?.textContent ?? box.value;
  return { token: box.value, label, detail: box.disabled ? '' : detail, why: box.disabled ? detail : null };
}

function boxFor(name: string, { token, label, detail }: Recipient): HTMLLabelElement {
  const box = make('input', { type: 'checkbox', name, value: token, checked: true });
  const words = make('span', {}, label);
  if (detail) words.append(make('small', {}, detail));
  return make('label', { className: 'choice' }, box, words);
}
