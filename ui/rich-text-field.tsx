import type { ReactElement } from 'react';
import { writtenAgain } from '../platform/rich-text/field.ts';
import { emptyText, type RichText } from '../platform/rich-text/model.ts';
import { plainOf } from '../platform/rich-text/plain.ts';
import { described, Field, type FieldProps } from './field.tsx';
import { Island } from './islands/island.tsx';

export interface RichTextFieldProps extends FieldProps {
  /** What is kept, or the value of a refused form as it was sent. */
  value?: RichText | string | undefined;
  /** Letters at most, as given to `richTextInput`. */
  max?: number | undefined;
  /** Whether images may stand in the text. */
  images?: boolean | undefined;
  /** Lines that it shows when empty; default 6. */
  rows?: number | undefined;
}

/** What the editor knows when it wakes. */
export interface RichTextEditing {
  text: RichText;
  max: number | undefined;
  images: boolean;
}

/**
 * A text with paragraphs, lists, headings and links, read by `richTextInput`. Bare, a text area where a blank line parts paragraphs and
 * `- ` opens an item.
 */
export function RichTextField({ value, max, images = false, rows = 6, ...props }: RichTextFieldProps): ReactElement {
  const text = typeof value === 'string' ? writtenAgain(value) : (value ?? emptyText);
  return (
    <Field {...props}>
      <Island name="rich-text" props={{ text, max, images } satisfies RichTextEditing}>
        <textarea {...described(props)} className="input" rows={rows} defaultValue={plainOf(text)} />
      </Island>
    </Field>
  );
}
