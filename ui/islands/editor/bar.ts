/** The bar of buttons: one stop of the keyboard, arrows inside it, Esc back to the text. */
import type { EditorView } from '@tiptap/pm/view';
import { make } from '../../client/page.ts';
import type { Tool, ToolKey } from './commands.ts';
import { shortcuts } from './keys.ts';
import type { EditorTexts } from './texts.ts';

/** Names in the sprite. */
export const toolIcons: Readonly<Record<ToolKey, string>> = {
  bold: 'bold',
  italic: 'italic',
  title: 'heading-2',
  subtitle: 'heading-3',
  bullets: 'list',
  numbers: 'list-ordered',
  quote: 'quote',
  link: 'link',
  image: 'image',
  undo: 'undo-2',
  redo: 'redo-2',
};

export interface Bar {
  readonly element: HTMLElement;
  /** Shows what holds where the cursor is. */
  update(view: EditorView): void;
  focus(): void;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

export function makeBar(tools: readonly Tool[], icons: string, texts: EditorTexts, viewOf: () => EditorView): Bar {
  const buttons = tools.map((tool) => {
    const button = make('button', { type: 'button', className: 'editor-tool', tabIndex: -1 }, iconOf(icons, tool.key));
    button.setAttribute('aria-label', texts.tools[tool.key]);
    const keys = shortcuts[tool.key];
    button.title = keys ? `${texts.tools[tool.key]} (${spoken(keys, texts)})` : texts.tools[tool.key];
    if (keys)
      button.setAttribute('aria-keyshortcuts', keys.replace('Mod', isMac ? 'Meta' : 'Control').replaceAll('-', '+'));
    button.addEventListener('click', () => {
      const view = viewOf();
      if (isOff(button)) return;
      // Where a box opens it takes the focus by itself.
      if (tool.key !== 'link' && tool.key !== 'image') view.focus();
      tool.run(view.state, view.dispatch, view);
    });
    return button;
  });
  const element = make('div', { className: 'editor-bar' }, ...buttons);
  element.setAttribute('role', 'toolbar');
  element.setAttribute('aria-label', texts.bar);
  let stop = 0;
  const stopAt = (rank: number): HTMLButtonElement => {
    stop = (rank + buttons.length) % buttons.length;
    for (const [each, button] of buttons.entries()) button.tabIndex = each === stop ? 0 : -1;
    return buttons[stop] as HTMLButtonElement;
  };
  stopAt(0);
  element.addEventListener('focusin', ({ target }) =>
    stopAt(Math.max(0, buttons.indexOf(target as HTMLButtonElement))),
  );
  element.addEventListener('keydown', (event) => {
    const forward = getComputedStyle(element).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const to = { [forward]: stop + 1, [backward]: stop - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === 'Escape') viewOf().focus();
    else if (to !== undefined) stopAt(to).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    element,
    focus: () => stopAt(stop).focus(),
    update: (view) => {
      for (const [rank, tool] of tools.entries()) {
        const button = buttons[rank] as HTMLButtonElement;
        if (tool.isOn) button.setAttribute('aria-pressed', String(tool.isOn(view.state)));
        // Not `disabled`: the focus would be lost on the way.
        else button.setAttribute('aria-disabled', String(!tool.run(view.state)));
      }
    },
  };
}

const isOff = (button: HTMLElement): boolean => button.getAttribute('aria-disabled') === 'true';

const spoken = (keys: string, texts: EditorTexts): string =>
  keys
    .split('-')
    .map((key) => ({ Mod: isMac ? '⌘' : 'Ctrl', Shift: texts.shift, Alt: 'Alt' })[key] ?? key.toUpperCase())
    .join(' + ');

function iconOf(icons: string, key: ToolKey): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${icons}#${toolIcons[key]}`);
  svg.append(use);
  return svg;
}
