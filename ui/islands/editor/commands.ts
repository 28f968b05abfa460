/** What the keys and the buttons of the editor do. */
import { chainCommands, lift, setBlockType, toggleMark, wrapIn } from '@tiptap/pm/commands';
import { redo, undo } from '@tiptap/pm/history';
import type { MarkType, NodeType, Schema } from '@tiptap/pm/model';
import { liftListItem, sinkListItem, wrapInList } from '@tiptap/pm/schema-list';
import type { Command, EditorState } from '@tiptap/pm/state';

export type ToolKey =
  | 'bold'
  | 'italic'
  | 'title'
  | 'subtitle'
  | 'bullets'
  | 'numbers'
  | 'quote'
  | 'link'
  | 'image'
  | 'undo'
  | 'redo';

/** A button of the bar. `isOn`: undefined for what is done once and has no state. */
export interface Tool {
  readonly key: ToolKey;
  readonly run: Command;
  readonly isOn?: (state: EditorState) => boolean;
}

/** Lists in lists, at most: as deep as a reader follows. */
const DEEPEST_LIST = 3;

export interface Commands {
  readonly tools: readonly Tool[];
  readonly deeper: Command;
  readonly higher: Command;
}

/** The tools in the order of the bar; those that open a box are the caller's. */
export function commandsOf(schema: Schema, boxes: { link: Command; image?: Command | undefined }): Commands {
  const nodes = schema.nodes as Record<string, NodeType>;
  const marks = schema.marks as Record<string, MarkType>;
  const node = (name: string): NodeType => nodes[name] as NodeType;
  const mark = (name: string): MarkType => marks[name] as MarkType;
  const item = node('listItem');

  const heading =
    (level: number): Tool['run'] =>
    (state, dispatch, view) =>
      isBlock(state, node('heading'), { level })
        ? setBlockType(node('paragraph'))(state, dispatch, view)
        : setBlockType(node('heading'), { level })(state, dispatch, view);

  const list =
    (type: NodeType): Command =>
    (state, dispatch, view) => {
      const around = listAround(state);
      if (!around) return wrapInList(type)(state, dispatch, view);
      if (around.type === type) return liftListItem(item)(state, dispatch, view);
      dispatch?.(state.tr.setNodeMarkup(around.at, type));
      return true;
    };

  const quote: Command = (state, dispatch, view) =>
    isInside(state, node('blockquote'))
      ? lift(state, dispatch, view)
      : wrapIn(node('blockquote'))(state, dispatch, view);

  const tools: Tool[] = [
    { key: 'bold', run: toggleMark(mark('bold')), isOn: (state) => hasMark(state, mark('bold')) },
    { key: 'italic', run: toggleMark(mark('italic')), isOn: (state) => hasMark(state, mark('italic')) },
    { key: 'title', run: heading(2), isOn: (state) => isBlock(state, node('heading'), { level: 2 }) },
    { key: 'subtitle', run: heading(3), isOn: (state) => isBlock(state, node('heading'), { level: 3 }) },
    { key: 'bullets', run: list(node('bulletList')), isOn: (state) => listAround(state)?.type === node('bulletList') },
    {
      key: 'numbers',
      run: list(node('orderedList')),
      isOn: (state) => listAround(state)?.type === node('orderedList'),
    },
    { key: 'quote', run: quote, isOn: (state) => isInside(state, node('blockquote')) },
    { key: 'link', run: boxes.link, isOn: (state) => hasMark(state, mark('link')) },
    ...(boxes.image ? [{ key: 'image' as const, run: boxes.image }] : []),
    { key: 'undo', run: undo },
    { key: 'redo', run: redo },
  ];
  return {
    tools,
    deeper: (state, dispatch, view) => depthOfList(state) < DEEPEST_LIST && sinkListItem(item)(state, dispatch, view),
    higher: chainCommands(liftListItem(item), lift),
  };
}

function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  if (!empty) return state.doc.rangeHasMark(from, to, type);
  return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
}

const isBlock = ({ selection }: EditorState, type: NodeType, attrs: object): boolean =>
  selection.$from.parent.hasMarkup(type, attrs);

function isInside({ selection: { $from } }: EditorState, type: NodeType): boolean {
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type === type) return true;
  return false;
}

/** The innermost list around the selection. */
function listAround({ selection: { $from } }: EditorState): { type: NodeType; at: number } | undefined {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { type } = $from.node(depth);
    if (isList(type)) return { type, at: $from.before(depth) };
  }
  return undefined;
}

function depthOfList({ selection: { $from } }: EditorState): number {
  let lists = 0;
  for (let depth = $from.depth; depth > 0; depth -= 1) if (isList($from.node(depth).type)) lists += 1;
  return lists;
}

const isList = ({ name }: NodeType): boolean => name === 'bulletList' || name === 'orderedList';
