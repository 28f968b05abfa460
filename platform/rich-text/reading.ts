import { z } from 'zod';
import { readingLanguages } from '../texts/languages.ts';
import { richTextAnswer } from './input.ts';

/** What a text says in the language of who reads it. */
export const translationAnswer = z.object({
  /** Null where the title has no translation of its own. */
  title: z.string().nullable(),
  words: richTextAnswer,
  /** Somebody who reads that language signed it off. */
  isReviewed: z.boolean(),
  /** False when a part of it stands there as it was written. */
  isWhole: z.boolean(),
  byMachine: z.boolean(),
});
export type Translation = z.output<typeof translationAnswer>;

/** How a text is read by somebody: in their language where it can be, with what was written beside it. */
export const readingAnswer = z.object({
  language: z.enum(readingLanguages),
  translation: translationAnswer.nullable(),
});
export type Reading = z.output<typeof readingAnswer>;
