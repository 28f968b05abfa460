import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { readingLanguages } from '../../../platform/texts/languages.ts';

export const chooseReadingLanguage = endpoint({
  name: 'directory.chooseReadingLanguage',
  method: 'POST',
  path: '/reading-language',
  summary:
    'The language in which the actor would read what schools write, where there is a translation; French stays beside it.',
  access: 'session',
  body: z.object({
    language: z.enum(readingLanguages),
    /** The page to go back to. */
    back: z
      .string()
      .regex(/^\/(?!\/)[\w/.-]{0,200}$/)
      .default('/'),
  }),
  answer: z.object({ language: z.enum(readingLanguages) }),
});
