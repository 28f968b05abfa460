/** The editor that settles over a bare text field: the field stays in the form and carries what is written, as JSON. */
import { history } from '@tiptap/pm/history';
import type { MarkType, Node, Schema } from '@tiptap/pm/model';
import { type Command, EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';
import { EditorView } from '@tiptap/pm/view';
import { isDocument, type RichText } from '../../../platform/rich-text/model.ts';
import { fromPlain, plainOf } from '../../../platform/rich-text/plain.ts';
import { make } from '../../client/page.ts';
import type { RichTextEditing } from '../../rich-text-field.tsx';
import { makeBar } from './bar.ts';
import { askImage, askLink, type ImageGiven } from './boxes.ts';
import { commandsOf } from './commands.ts';
import { countLeft } from './count.ts';
import { keysOf } from './keys.ts';
import { pastedHtml, pastedText } from './paste.ts';
import { makeSchema } from './schema.ts';
import { sendImage } from './send-image.ts';

export function mount(host: HTMLElement, props: unknown): () => void {
  const given = props as RichTextEditing;
  const field = host.querySelector('textarea');
  if (!field) return () => undefined;
  const { texts } = given;
  const schema = makeSchema((file) => given.images?.show.replace(':file', file) ?? '');
  let view: EditorView;
  const commands = commandsOf(schema, {
    link: linkBox(schema, given),
    image: given.images ? imageBox(schema, given) : undefined,
  });
  const bar = makeBar(commands.tools, given.icons, texts, () => view);
  const { id } = field;
  const hadFocus = document.activeElement === field;
  const count = countLeft(given.max, texts);
  const place = make('div', { className: 'editor' }, bar.element);

  const state = (text: RichText): EditorState =>
    EditorState.create({
      doc: docOf(schema, text),
      plugins: [...keysOf(schema, commands, () => bar.focus()), history()],
    });
  const carry = (): void => {
    field.value = JSON.stringify(view.state.doc.toJSON());
  };

  view = new EditorView(
    { mount: place.appendChild(make('div', {})) },
    {
      state: state(startOf(field, given.text)),
      attributes: attributesOf(field, id),
      transformPastedHTML: pastedHtml,
      clipboardTextParser: (text) => pastedText(schema, text),
      clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, '\n\n'),
      handleDoubleClickOn: (_view, _at, node, nodeAt) => {
        if (node.type.name !== 'image') return false;
        view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, nodeAt)));
        return imageBox(schema, given)(view.state, view.dispatch, view);
      },
      dispatchTransaction: (transaction) => {
        view.updateState(view.state.apply(transaction));
        bar.update(view);
        if (!transaction.docChanged) return;
        carry();
        count.update(view.state.doc);
        // What watches forms (drafts, the end of the session, live pages) hears of it as of any field.
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
    },
  );
  place.append(count.element);
  bar.element.setAttribute('aria-controls', id);
  host.append(place);
  bar.update(view);
  count.update(view.state.doc);

  const plain = field.value;
  const { required } = field;
  field.removeAttribute('id');
  field.hidden = true;
  field.required = false;
  carry();
  if (hadFocus) {
    view.dispatch(view.state.tr.setSelection(TextSelection.atEnd(view.state.doc)));
    view.focus();
  }

  // A form that is emptied, or whose draft is let go, is the server's again.
  const onReset = (): void => {
    view.updateState(state(given.text));
    bar.update(view);
    setTimeout(carry);
  };
  field.form?.addEventListener('reset', onReset);
  const label = document.querySelector<HTMLLabelElement>(`label[for="${CSS.escape(id)}"]`);
  const onLabel = (): void => view.focus();
  label?.addEventListener('click', onLabel);

  return () => {
    field.form?.removeEventListener('reset', onReset);
    label?.removeEventListener('click', onLabel);
    // The page is kept as it came: the bare field in words, and beside it the shape that they had.
    const written = view.state.doc.toJSON() as RichText;
    view.destroy();
    place.remove();
    field.id = id;
    field.hidden = false;
    field.required = required;
    field.value = plain;
    field.dataset.shaped = JSON.stringify(written);
    field.value = plainOf(written);
  };
}

/** What the field holds now: what the server gave, a draft found again, or what was typed before the editor woke. */
function startOf(field: HTMLTextAreaElement, text: RichText): RichText {
  const typed = field.value.replaceAll('\r\n', '\n');
  const { shaped } = field.dataset;
  delete field.dataset.shaped;
  for (const known of [shaped ? (JSON.parse(shaped) as RichText) : undefined, text])
    if (known && plainOf(known) === typed) return known;
  return isDocument(typed) ? (JSON.parse(typed) as RichText) : fromPlain(typed);
}

/** A text as the editor's document; one that does not fit its schema keeps its words. */
function docOf(schema: Schema, text: RichText): Node {
  const empty = { type: 'doc', content: [{ type: 'paragraph' }] };
  try {
    const doc = schema.nodeFromJSON(text.content.length > 0 ? text : empty);
    doc.check();
    return doc;
  } catch {
    const again = fromPlain(plainOf(text));
    return schema.nodeFromJSON(again.content.length > 0 ? again : empty);
  }
}

/** The editor takes the field's id, name and notes; a label that names a bare field does not name it, so that it is told. */
function attributesOf(field: HTMLTextAreaElement, id: string): Record<string, string> {
  const label = document.querySelector<HTMLLabelElement>(`label[for="${CSS.escape(id)}"]`);
  if (label && !label.id) label.id = `${id}-label`;
  const told = ['aria-describedby', 'aria-invalid'].flatMap((name) => {
    const value = field.getAttribute(name);
    return value ? [[name, value]] : [];
  });
  return {
    id,
    class: 'rich-text editor-text',
    role: 'textbox',
    'aria-multiline': 'true',
    ...(label ? { 'aria-labelledby': label.id } : {}),
    ...(field.required ? { 'aria-required': 'true' } : {}),
    ...Object.fromEntries(told),
  };
}

const linkBox =
  (schema: Schema, { texts }: RichTextEditing): Command =>
  (state, _dispatch, view) => {
    if (!view) return true;
    const link = schema.marks.link as MarkType;
    const { from, to } = linkAround(state, link);
    const href = String(link.isInSet(state.doc.resolve(Math.min(to, from + 1)).marks())?.attrs.href ?? '');
    const words = state.doc.textBetween(from, to, ' ');
    void askLink(texts, { words, href }, words === '').then((answer) => {
      view.focus();
      if (!answer) return;
      const { tr } = view.state;
      if (words === '') tr.insert(from, schema.text(answer.words, [link.create({ href: answer.href })]));
      else {
        tr.removeMark(from, to, link);
        if (answer.href) tr.addMark(from, to, link.create({ href: answer.href }));
      }
      view.dispatch(tr.removeStoredMark(link).scrollIntoView());
    });
    return true;
  };

/** The link that the cursor stands in, or what is selected. */
function linkAround({ selection, doc }: EditorState, link: MarkType): { from: number; to: number } {
  const { $from, empty } = selection;
  const here = empty ? link.isInSet($from.marks()) : undefined;
  if (!here) return { from: selection.from, to: selection.to };
  let { from, to } = selection;
  while (from > $from.start() && doc.rangeHasMark(from - 1, from, link)) from -= 1;
  while (to < $from.end() && doc.rangeHasMark(to, to + 1, link)) to += 1;
  return { from, to };
}

const imageBox =
  (schema: Schema, { texts, images }: RichTextEditing): Command =>
  (state, _dispatch, view) => {
    if (!view || !images) return true;
    const chosen = state.selection instanceof NodeSelection ? state.selection.node : undefined;
    const known = chosen?.type.name === 'image' ? (chosen.attrs as ImageGiven) : undefined;
    const at = state.selection.from;
    void askImage(texts, known, (file) => sendImage(images, file)).then((answer) => {
      view.focus();
      if (!answer) return;
      const [image, paragraph] = [schema.nodes.image?.create(answer), schema.nodes.paragraph];
      if (!image || !paragraph) return;
      const { tr } = view.state;
      if (known) tr.setNodeMarkup(at, undefined, answer);
      else {
        // After the block that the cursor is in: images stand between paragraphs.
        const end = tr.doc.resolve(at).depth > 0 ? tr.doc.resolve(at).after(1) : at;
        tr.insert(end, image);
        // Somewhere to go on writing.
        if (end + image.nodeSize === tr.doc.content.size) tr.insert(tr.doc.content.size, paragraph.create());
        tr.setSelection(TextSelection.near(tr.doc.resolve(end + image.nodeSize)));
      }
      view.dispatch(tr.scrollIntoView());
    });
    return true;
  };
