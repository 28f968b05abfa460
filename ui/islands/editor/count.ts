/** How many letters are left, said when the end comes near. */
import type { Node } from '@tiptap/pm/model';
import { make } from '../../client/page.ts';
import type { EditorTexts } from './texts.ts';

/** From this share of the most on. */
const near = 0.9;

export function countLeft(
  max: number | undefined,
  texts: EditorTexts,
): { element: HTMLElement; update(doc: Node): void } {
  // Empty rather than hidden: what appears in a hidden region is not announced.
  const element = make('p', { className: 'editor-count' });
  element.setAttribute('role', 'status');
  return {
    element,
    update: (doc) => {
      if (max === undefined) return;
      const written = doc.textContent.length;
      element.classList.toggle('editor-count-over', written > max);
      const says = written > max ? `${texts.over} ${written - max}` : `${texts.left} ${max - written}`;
      const told = written < max * near ? '' : says;
      if (element.textContent !== told) element.textContent = told;
    },
  };
}
