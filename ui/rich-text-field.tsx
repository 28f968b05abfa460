import type { ReactElement } from 'react';
import { writtenAgain } from '../platform/rich-text/field.ts';
import { emptyText, type RichText } from '../platform/rich-text/model.ts';
import { plainOf } from '../platform/rich-text/plain.ts';
import { asset } from './assets.ts';
import { described, Field, type FieldProps } from './field.tsx';
import { type EditorTexts, editorTexts } from './islands/editor/texts.ts';
import { Island } from './islands/island.tsx';
import { useLocale } from './texts.ts';

export interface RichTextFieldProps extends FieldProps {
  /** What is kept, or the value of a refused form as it was sent. */
  value?: RichText | string | undefined;
  /** Letters at most, as given to `richTextInput`. */
  max?: number | undefined;
  /** Whether images may stand in the text; they are sent as files are (`files`). */
  images?: boolean | undefined;
  /** The school whose room the images take, as `files` names it. */
  school?: string | undefined;
  /** Lines that it shows when empty; default 6. */
  rows?: number | undefined;
}

/** What the editor knows when it wakes. */
export interface RichTextEditing {
  text: RichText;
  max: number | undefined;
  /** Where images go (tus) and are shown from (`:file` stands for the id); undefined where none may stand. */
  images: { send: string; school: string | undefined; show: string } | undefined;
  /** The sprite of icons. */
  icons: string;
  texts: EditorTexts;
}

/**
 * A text with paragraphs, lists, headings and links, read by `richTextInput`. Bare, a text area where a blank line parts paragraphs and
 * `- ` opens an item; with scripts, an editor settles over it, and the text area carries what it writes.
 */
export function RichTextField({ value, max, images, school, rows = 6, ...props }: RichTextFieldProps): ReactElement {
  const text = typeof value === 'string' ? writtenAgain(value) : (value ?? emptyText);
  const editing: RichTextEditing = {
    text,
    max,
    images: images ? { send: '/files', school, show: '/files/:file/thumbnail?size=1280' } : undefined,
    icons: asset('icons.svg'),
    texts: editorTexts[useLocale()],
  };
  return (
    <Field {...props}>
      <Island name="rich-text" props={editing}>
        <textarea {...described(props)} className="input" rows={rows} defaultValue={plainOf(text)} />
      </Island>
    </Field>
  );
}
