/** Keys of the editor, and what a few typed signs become. */
import { baseKeymap, chainCommands, exitCode, setBlockType } from '@tiptap/pm/commands';
import { redo, undo } from '@tiptap/pm/history';
import { InputRule, inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from '@tiptap/pm/inputrules';
import { keymap } from '@tiptap/pm/keymap';
import type { MarkType, NodeType, Schema } from '@tiptap/pm/model';
import { splitListItem } from '@tiptap/pm/schema-list';
import type { Command, Plugin } from '@tiptap/pm/state';
import { withAddresses } from '../../../platform/rich-text/links.ts';
import type { Commands, ToolKey } from './commands.ts';

/** As ProseMirror writes keys; `Mod` is Ctrl, or ⌘ on a Mac. */
export const shortcuts: Partial<Record<ToolKey, string>> = {
  bold: 'Mod-b',
  italic: 'Mod-i',
  title: 'Mod-Alt-2',
  subtitle: 'Mod-Alt-3',
  bullets: 'Mod-Shift-8',
  numbers: 'Mod-Shift-7',
  quote: 'Mod-Shift-9',
  link: 'Mod-k',
  undo: 'Mod-z',
  redo: 'Mod-y',
};

/** Tab is left alone: it leads on to the next field. Lists go deeper and higher by Ctrl+] and Ctrl+[. */
export function keysOf(schema: Schema, { tools, deeper, higher }: Commands, toBar: () => void): Plugin[] {
  const nodes = schema.nodes as Record<string, NodeType>;
  const breakLine: Command = chainCommands(exitCode, (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith((nodes.hardBreak as NodeType).create()).scrollIntoView());
    return true;
  });
  const bound = Object.fromEntries(
    tools.flatMap((tool) => {
      const keys = shortcuts[tool.key];
      return keys ? [[keys, tool.run]] : [];
    }),
  );
  return [
    rulesOf(schema),
    keymap({
      ...bound,
      'Mod-Shift-z': redo,
      'Mod-z': undo,
      'Mod-]': deeper,
      'Mod-[': higher,
      'Shift-Enter': breakLine,
      'Alt-F10': () => {
        toBar();
        return true;
      },
      Enter: splitListItem(nodes.listItem as NodeType),
      Backspace: chainCommands(undoInputRule, plainAgain(nodes.heading as NodeType, nodes.paragraph as NodeType)),
    }),
    keymap(baseKeymap),
  ];
}

/** At the start of a title, one step back makes it a paragraph. */
const plainAgain =
  (heading: NodeType, paragraph: NodeType): Command =>
  (state, dispatch, view) => {
    const { $from, empty } = state.selection;
    if (!empty || $from.parentOffset > 0 || $from.parent.type !== heading) return false;
    return setBlockType(paragraph)(state, dispatch, view);
  };

function rulesOf(schema: Schema): Plugin {
  const nodes = schema.nodes as Record<string, NodeType>;
  const link = schema.marks.link as MarkType;
  return inputRules({
    rules: [
      wrappingInputRule(/^\s*[-*•]\s$/, nodes.bulletList as NodeType),
      wrappingInputRule(/^(\d{1,3})[.)]\s$/, nodes.orderedList as NodeType, (match) => ({ start: Number(match[1]) })),
      wrappingInputRule(/^>\s$/, nodes.blockquote as NodeType),
      textblockTypeInputRule(/^(##?#?)\s$/, nodes.heading as NodeType, (match) => ({
        level: match[1] === '###' ? 3 : 2,
      })),
      // An address, once the space behind it is typed.
      new InputRule(/(\S{4,})\s$/, (state, match, _start, end) => {
        const words = match[1] ?? '';
        const from = end - words.length;
        const found = withAddresses(words).find(({ href }) => href !== undefined);
        if (!found?.href || state.doc.rangeHasMark(from, end, link)) return null;
        const at = from + words.indexOf(found.text);
        return state.tr
          .addMark(at, at + found.text.length, link.create({ href: found.href }))
          .removeStoredMark(link)
          .insertText(' ', end);
      }),
    ],
  });
}
