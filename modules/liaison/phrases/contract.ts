import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { richTextAnswer } from '../../../platform/rich-text/input.ts';
import { readingLanguages } from '../../../platform/texts/languages.ts';
import { themeNames } from './blanks.ts';

const key = z.string().regex(/^[a-z-]{2,40}$/);
const language = z.enum(readingLanguages);
const uai = z.string().regex(/^[0-9A-Z]{8}$/);

/** Where the note will go, carried along: `group:<id>` or `school:<id>`. */
const goes = z.string().max(60).optional();

const day = z.iso.date().optional().catch(undefined);
const hour = z
  .string()
  .regex(/^\d\d:\d\d$/)
  .optional()
  .catch(undefined);
const words = z.string().trim().max(200).optional().catch(undefined);

/** What fills the blanks, as an address carries it; what does not fit is left blank. */
export const blankFields = {
  date: day,
  until: day,
  time: hour,
  end: hour,
  amount: z
    .string()
    .transform((typed) => typed.replace(/[\s€]/g, '').replace(',', '.'))
    .pipe(z.string().regex(/^\d{1,5}(\.\d{1,2})?$/))
    .optional()
    .catch(undefined),
  where: words,
  what: words,
};

const listed = z.object({ key: z.string(), title: z.string() });

export const listPhrases = endpoint({
  name: 'liaison.listPhrases',
  method: 'GET',
  path: '/notes/phrases',
  summary: 'The phrase bank: common notes by subject, translated, and what the actor’s schools wrote themselves.',
  access: 'session',
  query: z.object({ place: goes }),
  answer: z.object({
    own: z.array(z.object({ id: z.uuid(), title: z.string(), words: z.string(), school: z.string() })),
    themes: z.array(z.object({ theme: z.enum(themeNames), phrases: z.array(listed) })),
    /** Schools whose own phrases the actor may change. */
    changes: z.array(z.object({ uai, name: z.string() })),
  }),
});

export const showPhrase = endpoint({
  name: 'liaison.showPhrase',
  method: 'GET',
  path: '/notes/phrases/:key',
  summary: 'A phrase with its blanks, and what it says in each language.',
  access: 'session',
  params: z.object({ key }),
  query: z.object({ place: goes }),
  answer: z.object({
    key,
    title: z.string(),
    text: z.string(),
    translations: z.array(z.object({ language, title: z.string(), text: z.string(), isReviewed: z.boolean() })),
  }),
});

export const listReviews = endpoint({
  name: 'liaison.listReviews',
  method: 'GET',
  path: '/phrase-reviews',
  summary: 'The translations of the phrase bank in a language, beside the French text, with who signed them off.',
  access: 'session',
  query: z.object({ language: language.exclude(['fr']).default('en') }),
  answer: z.object({
    language,
    counts: z.array(z.object({ language, reviewed: z.number().int(), phrases: z.number().int() })),
    phrases: z.array(
      z.object({
        key,
        title: z.string(),
        text: z.string(),
        french: z.object({ title: z.string(), text: z.string() }),
        review: z.object({ by: z.string(), at: z.date() }).nullable(),
      }),
    ),
  }),
});

export const reviewPhrase = endpoint({
  name: 'liaison.reviewPhrase',
  method: 'POST',
  path: '/phrase-reviews/:language/:key',
  summary: 'Signs off a translation that one has read again, or takes that back.',
  access: 'session',
  params: z.object({ language: language.exclude(['fr']), key }),
  body: z.object({ undo: z.enum(['yes', '']).default('') }),
  answer: z.object({ reviewed: z.boolean() }),
});

export const listOwnPhrases = endpoint({
  name: 'liaison.listOwnPhrases',
  method: 'GET',
  path: '/schools/:schoolUai/phrases',
  summary: 'The phrases that a school wrote for its notes, and the form for one more.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  query: z.object({ replaces: key.optional() }),
  answer: z.object({
    school: z.object({ uai, name: z.string() }),
    phrases: z.array(z.object({ id: z.uuid(), title: z.string(), words: z.string(), replaces: z.string().nullable() })),
  }),
});

export const writeOwnPhrase = endpoint({
  name: 'liaison.writeOwnPhrase',
  method: 'POST',
  path: '/schools/:schoolUai/phrases',
  summary: 'Adds a phrase to those of a school, in the place of one of the bank or beside it.',
  access: 'session',
  params: z.object({ schoolUai: uai }),
  body: z.object({
    title: z.string().trim().min(1, 'liaison.title-missing').max(120, 'liaison.title-long'),
    words: z.string().trim().min(1, 'text.missing').max(2000, 'text.too-long'),
    replaces: z.union([z.literal(''), key]).default(''),
  }),
  answer: z.object({ id: z.uuid() }),
});

export const removeOwnPhrase = endpoint({
  name: 'liaison.removeOwnPhrase',
  method: 'POST',
  path: '/schools/:schoolUai/phrases/:phraseId/remove',
  summary: 'Takes a phrase away from those of a school; notes that came from it stay.',
  access: 'session',
  params: z.object({ schoolUai: uai, phraseId: z.uuid() }),
  answer: z.object({ removed: z.boolean() }),
});

/** How a text is read by somebody: in their language where it can be, with French beside. */
export const readingAnswer = z.object({
  language: z.enum(readingLanguages),
  translation: z
    .object({
      title: z.string(),
      words: richTextAnswer,
      isReviewed: z.boolean(),
      isWhole: z.boolean(),
      byMachine: z.boolean(),
    })
    .nullable(),
});
export type Reading = z.output<typeof readingAnswer>;
