/** Small readings of the page, used by every script here. */

/** The `<meta name>` of the page shown, if any. */
export const metaNamed = (name: string): HTMLMetaElement | null => document.head.querySelector(`meta[name="${name}"]`);

/** An element made in one line: `make('p', { className: 'note' }, 'text', child)`. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Runs now, and again whenever Turbo has shown a page or a part of it. */
export function onPage(act: () => void): void {
  document.addEventListener('turbo:load', act);
  document.addEventListener('turbo:render', act);
}

/** What people type into: everything but what only leads or finds. */
export const holdsWriting = (form: HTMLFormElement): boolean => form.method === 'post';

export type TextEntry = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export const isEntry = (target: EventTarget | null): target is TextEntry =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
