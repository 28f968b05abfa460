import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { richTextAnswer } from '../../../platform/rich-text/input.ts';
import { readingAnswer } from '../../../platform/rich-text/reading.ts';
import { acts, signingRules } from '../acts/rules.ts';
import { outcomes, questionKinds, states } from './rules.ts';

/** What families and pupils do with notes; the school's side is in contract-staff.ts. */

export const question = z.object({
  kind: z.enum(questionKinds),
  label: z.string(),
  options: z.array(z.string()),
});

const noteId = z.object({ noteId: z.uuid() });

const line = z.object({
  id: z.uuid(),
  title: z.string(),
  act: z.enum(acts),
  /** The pupil it is about, by public id. */
  pupil: z.object({ id: z.string(), displayName: z.string() }),
  /** Who wrote it, and for which class or school. */
  author: z.string(),
  place: z.string(),
  publishAt: z.date(),
  dueOn: z.iso.date().nullable(),
  state: z.enum(states),
  /** Whether the reader still owes a signature. */
  isOwed: z.boolean(),
  own: z.enum(outcomes).nullable(),
  answeredAt: z.date().nullable(),
});

export const listNotes = endpoint({
  name: 'liaison.listNotes',
  method: 'GET',
  path: '/notes',
  summary: 'The notes about the reader’s children, or about the reader who is a pupil: those to sign first.',
  access: 'session',
  query: z.object({
    /** Public id of one child. */
    child: z.string().max(20).optional(),
    /** Where the page of signed notes goes on. */
    after: z
      .string()
      .regex(/^\d{13}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .optional(),
  }),
  answer: z.object({
    toSign: z.array(line),
    others: z.array(line),
    after: z.string().nullable(),
    isPupil: z.boolean(),
  }),
});

export const showNote = endpoint({
  name: 'liaison.showNote',
  method: 'GET',
  path: '/notes/:noteId',
  summary: 'A note as a family or a pupil reads it, with what is asked for each child.',
  access: 'session',
  params: noteId,
  answer: z.object({
    id: z.uuid(),
    version: z.number().int(),
    title: z.string(),
    words: richTextAnswer,
    /** In the reader’s own language, where the text is made of phrases of the bank. */
    reading: readingAnswer,
    act: z.enum(acts),
    rule: z.enum(signingRules),
    author: z.string(),
    place: z.string(),
    publishAt: z.date(),
    /** When the text was corrected; null for the first text. */
    correctedAt: z.date().nullable(),
    withdrawnAt: z.date().nullable(),
    dueOn: z.iso.date().nullable(),
    questions: z.array(question),
    isPupil: z.boolean(),
    pupils: z.array(
      z.object({
        id: z.string(),
        displayName: z.string(),
        state: z.enum(states),
        isOwed: z.boolean(),
        own: z.enum(outcomes).nullable(),
        given: z.array(z.string()).nullable(),
        answeredAt: z.date().nullable(),
        /** It came back on paper. */
        paperAt: z.date().nullable(),
        acknowledgedAt: z.date().nullable(),
        asksPupil: z.boolean(),
        mayAnswer: z.boolean(),
      }),
    ),
  }),
});

const answer = z.string().max(2000).optional();

export const answerNote = endpoint({
  name: 'liaison.answerNote',
  method: 'POST',
  path: '/notes/:noteId/answers/:pupilUid',
  summary: 'Signs a note for one child, with the answers to its questions; an answer may be changed until the due day.',
  access: 'session',
  params: z.object({ noteId: z.uuid(), pupilUid: z.string().max(20) }),
  body: z.object({
    /** The text that was read: a corrected one has another number. */
    version: z.coerce.number().int().min(1).max(999),
    /** When the reader’s own answer was given that they saw, in milliseconds, or nothing: one given since is not replaced unseen. */
    seen: z.string().max(20).optional(),
    answer1: answer,
    answer2: answer,
    answer3: answer,
  }),
  answer: z.object({ outcome: z.enum(outcomes), digest: z.string() }),
  refusals: {
    'liaison.text-changed': 409,
    'liaison.withdrawn': 409,
    'liaison.answers-closed': 409,
    'liaison.answered-meanwhile': 409,
    'liaison.session-needed': 403,
    'directory.year-closed': 409,
  },
});

export const acknowledgeNote = endpoint({
  name: 'liaison.acknowledgeNote',
  method: 'POST',
  path: '/notes/:noteId/acknowledge',
  summary: 'A pupil says that they have read a note about them.',
  access: 'session',
  params: noteId,
  answer: z.object({ acknowledged: z.boolean() }),
  refusals: { 'liaison.withdrawn': 409 },
});

export const proveNote = endpoint({
  name: 'liaison.proveNote',
  method: 'GET',
  path: '/notes/:noteId/proof/:pupilUid',
  summary:
    'The proof, as a PDF, of what was answered for one child: who, when, to which text. A guardian gets their own.',
  access: 'session',
  params: z.object({ noteId: z.uuid(), pupilUid: z.string().max(20) }),
  answer: z.object({ title: z.string() }),
});
