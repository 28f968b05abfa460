/** What comes from other programs, brought to the few shapes that the editor knows; the schema drops the rest. */
import type { Schema } from '@tiptap/pm/model';
import { Fragment, Slice } from '@tiptap/pm/model';
import { fromPlain } from '../../../platform/rich-text/plain.ts';

/** Plain text: paragraphs, items and addresses are understood as in the bare field. A single line goes into the line it is pasted in. */
export function pastedText(schema: Schema, text: string): Slice {
  const doc = schema.nodeFromJSON(filled(fromPlain(text)));
  const [only] = doc.content.content;
  if (doc.childCount === 1 && only?.type.name === 'paragraph') return new Slice(Fragment.from(only), 1, 1);
  return new Slice(doc.content, 0, 0);
}

const filled = (text: { readonly content: readonly unknown[] }): object =>
  text.content.length > 0 ? text : { type: 'doc', content: [{ type: 'paragraph' }] };

/** Word writes its lists as paragraphs with a sign in front; a web page brings what only dresses it. */
export function pastedHtml(html: string): string {
  const page = new DOMParser().parseFromString(undressed(html), 'text/html');
  for (const idle of page.querySelectorAll(
    'style, script, meta, link, title, svg, iframe, object, form, button, select, [aria-hidden="true"]',
  ))
    idle.remove();
  wordLists(page);
  for (const empty of page.querySelectorAll('p')) {
    if (/^[\s\u00a0]*$/.test(empty.textContent ?? '') && !empty.querySelector('img, br')) empty.remove();
  }
  emphasis(page);
  // Cells are told apart by a space, rows by a line.
  for (const cell of page.querySelectorAll('td, th')) cell.append(' ');
  for (const row of page.querySelectorAll('tr')) row.append(page.createElement('br'));
  return page.body.innerHTML;
}

/** Bold and italic said by a style become elements, and what is called bold without being it (Google's wrapper) stops being it. */
function emphasis(page: Document): void {
  for (const element of page.querySelectorAll('[data-worn]')) {
    const style = wornBy(element);
    const weight = /font-weight:\s*([\w]+)/i.exec(style)?.[1] ?? '';
    if (element.tagName === 'B' && /^(normal|[1-5]00)$/.test(weight)) unwrap(element);
    else if (element.tagName === 'SPAN') {
      if (/^(bold(er)?|[6-9]00)$/.test(weight)) wrapInside(element, 'strong');
      if (/font-style:\s*italic/i.test(style)) wrapInside(element, 'em');
    }
    element.removeAttribute('data-worn');
  }
}

const unwrap = (element: Element): void => element.replaceWith(...element.childNodes);

function wrapInside(element: Element, tag: string): void {
  const inside = element.ownerDocument.createElement(tag);
  inside.append(...element.childNodes);
  element.append(inside);
}

/** Our policy lets no style in, not even into a page that nobody sees: the browser would complain of each. They are read under another name. */
const undressed = (html: string): string =>
  html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, '')
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-worn='));

const wornBy = (element: Element): string => element.getAttribute('data-worn') ?? '';

function wordLists(page: Document): void {
  const isItem = (element: Element | null): element is HTMLElement =>
    element?.tagName === 'P' && /mso-list:\s*l\d+/i.test(wornBy(element));
  for (const first of page.querySelectorAll('p')) {
    if (!isItem(first) || !first.isConnected) continue;
    const list = page.createElement(isNumbered(first) ? 'ol' : 'ul');
    first.before(list);
    for (let next: Element | null = first; isItem(next); ) {
      const following: Element | null = next.nextElementSibling;
      const item = list.appendChild(page.createElement('li'));
      for (const sign of next.querySelectorAll('[data-worn*="mso-list"]'))
        if (/ignore/i.test(wornBy(sign))) sign.remove();
      item.append(...next.childNodes);
      next.remove();
      next = following;
    }
  }
}

const isNumbered = (item: Element): boolean => /^[\s\u00a0]*(\d+|[a-z])[.)]/i.test(item.textContent ?? '');
