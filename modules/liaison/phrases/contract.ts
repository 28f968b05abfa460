import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { readingLanguages } from '../../../platform/texts/languages.ts';
import { themeNames } from './blanks.ts';

const key = z.string().regex(/^[a-z-]{2,40}$/);
const language = z.enum(readingLanguages);
const uai = z.string().regex(/^[0-9A-Z]{8}$/);

/** The form that a phrase begins, carried along: an address of the product with what it holds already. */
const form = z
  .string()
  .regex(/^\/[a-z]+\/new(\?[\w.:=&%-]*)?$/)
  .max(1000)
  .catch('/notes/new')
  .default('/notes/new');

const listed = z.object({ key: z.string(), title: z.string() });

export const listPhrases = endpoint({
  name: 'liaison.listPhrases',
  method: 'GET',
  path: '/notes/phrases',
  summary: 'The phrase bank: common notes by subject, translated, and what the actor’s schools wrote themselves.',
  access: 'session',
  query: z.object({ form }),
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
  query: z.object({ form }),
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
