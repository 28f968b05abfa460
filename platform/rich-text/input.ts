import { z } from 'zod';
import { readText } from './field.ts';
import { type RichText, saysNothing } from './model.ts';

/** Letters, unless a form says otherwise: some seven printed pages. */
const USUAL_MOST = 20_000;

export interface RichTextOptions {
  /** Letters that a person reads, at most; default 20,000. */
  readonly max?: number;
  /** Whether images may stand in it; default no. */
  readonly images?: boolean;
  /** Refuses a text that says nothing (`text.missing`); default no. */
  readonly required?: boolean;
}

/**
 * One field of a form as a rich text: JSON from the editor, or what was typed in the bare field. Faults, for the field: `text.too-long`,
 * `text.not-understood`, `text.alt-missing`, `text.link-refused`, `text.missing` (sentences: `textFaults` of `texts.ts`).
 */
export function richTextInput({ max = USUAL_MOST, images = false, required = false }: RichTextOptions = {}) {
  return z
    .string()
    .transform((sent, check): RichText => {
      const read = readText(sent, { max, images });
      const fault = typeof read === 'string' ? read : required && saysNothing(read) ? 'text.missing' : undefined;
      if (typeof read !== 'string' && !fault) return read;
      check.issues.push({ code: 'custom', message: fault ?? 'text.not-understood', input: undefined });
      return z.NEVER;
    })
    .describe(
      'Plain text, or a rich text as JSON (doc, paragraph, heading, lists, blockquote, image; bold, italic, link).',
    );
}

/** A rich text in an answer of the JSON API: written by `richTextInput`, and so not checked again. */
export const richTextAnswer = z.custom<RichText>().describe('A rich text: {"type":"doc","content":[…]}.');
