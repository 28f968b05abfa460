import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { richTextAnswer, richTextInput } from '../../../platform/rich-text/input.ts';
import { phraseFields } from '../../../platform/rich-text/phrase.ts';
import { fileRefusals, fileUploads, heldIds } from '../../files/contract.ts';
import { acts, signingRules } from '../acts/rules.ts';
import { question } from './contract.ts';
import { MOST_QUESTIONS, outcomes, questionKinds, states } from './rules.ts';

/** What the school does with notes; the families' side is in contract.ts. */

export const audiences = ['all', 'chosen', 'after-school'] as const;

/** Where a note goes: `group:<id>` or `school:<id>`. */
const place = z
  .string()
  .regex(/^(?:group|school):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'liaison.place-missing');
const cursor = z.string().regex(/^\d{13}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const noteId = z.object({ noteId: z.uuid() });
const list = (each: z.ZodString) =>
  z.preprocess((given) => (given === undefined || given === '' ? [] : [given].flat()), z.array(each).max(300));

const counts = {
  /** Pupils whose note came back, refusals included, of how many. */
  answered: z.number().int(),
  pupils: z.number().int(),
  refused: z.number().int(),
};

export const listSentNotes = endpoint({
  name: 'liaison.listSentNotes',
  method: 'GET',
  path: '/notes/sent',
  summary: 'The notes that the actor follows, the latest first, with how many came back.',
  access: 'session',
  query: z.object({ group: z.uuid().optional(), after: cursor.optional() }),
  answer: z.object({
    notes: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        act: z.enum(acts),
        author: z.string(),
        place: z.string(),
        publishAt: z.date(),
        dueOn: z.iso.date().nullable(),
        withdrawnAt: z.date().nullable(),
        ...counts,
      }),
    ),
    after: z.string().nullable(),
    group: z.object({ id: z.uuid(), label: z.string() }).nullable(),
    mayWrite: z.boolean(),
  }),
});

export const newNote = endpoint({
  name: 'liaison.newNote',
  method: 'GET',
  path: '/notes/new',
  summary: 'Where the actor may write a note to, and the form for one place.',
  access: 'session',
  query: z.object({
    place: place.optional(),
    template: z.string().max(40).optional(),
    ...phraseFields,
  }),
  answer: z.object({
    places: z.array(z.object({ value: z.string(), label: z.string(), school: z.string() })),
    place: z
      .object({
        value: z.string(),
        label: z.string(),
        school: z.string(),
        isGroup: z.boolean(),
        afterSchoolOnly: z.boolean(),
        pupils: z.array(z.object({ id: z.string(), displayName: z.string() })),
        /** Rule by act, as the school has it. */
        rules: z.record(z.string(), z.enum(signingRules)),
        /** When it will reach families if it is sent now; null: at once. */
        publishAt: z.date().nullable(),
      })
      .nullable(),
  }),
});

/** The fields of the text, of a new note and of a correction. */
const text = {
  title: z.string().trim().min(1, 'liaison.title-missing').max(120, 'liaison.title-long'),
  words: richTextInput({ max: 6_000, required: true }),
  kind1: z.enum(['', ...questionKinds]).default(''),
  label1: z.string().trim().max(200, 'liaison.question-long').default(''),
  options1: z.string().max(1000, 'liaison.question-long').default(''),
  kind2: z.enum(['', ...questionKinds]).default(''),
  label2: z.string().trim().max(200, 'liaison.question-long').default(''),
  options2: z.string().max(1000, 'liaison.question-long').default(''),
  kind3: z.enum(['', ...questionKinds]).default(''),
  label3: z.string().trim().max(200, 'liaison.question-long').default(''),
  options3: z.string().max(1000, 'liaison.question-long').default(''),
  dueOn: z.union([z.literal(''), z.iso.date('liaison.day-wrong')]).default(''),
};

const written = {
  'liaison.due-past': 422,
  'liaison.choice-short': 422,
  'liaison.question-missing': 422,
  'directory.year-closed': 409,
  'safety.stopped': 423,
};

export const writeNote = endpoint({
  name: 'liaison.writeNote',
  method: 'POST',
  path: '/notes',
  summary:
    'Writes a note to the families of a class, a group, chosen pupils, the after-school or a school; it leaves within the hours.',
  access: 'session',
  uploads: fileUploads(['files']),
  body: z.object({
    /** Made with the form: the same one twice is one note. */
    requestKey: z.uuid(),
    place,
    act: z.enum(acts).default('information'),
    rule: z.enum(['', ...signingRules]).default(''),
    audience: z.enum(['all', 'chosen']).default('all'),
    pupils: list(z.string().max(20)),
    asksPupil: z.literal('yes').optional(),
    filesIds: heldIds,
    ...text,
  }),
  answer: z.object({ id: z.uuid(), publishAt: z.date() }),
  refusals: { ...written, ...fileRefusals, 'liaison.pupils-missing': 422 },
});

export const showBoard = endpoint({
  name: 'liaison.showBoard',
  method: 'GET',
  path: '/notes/:noteId/board',
  summary: 'Who signed a note, child by child and guardian by guardian, and who is to be asked again.',
  access: 'session',
  params: noteId,
  answer: z.object({
    id: z.uuid(),
    version: z.number().int(),
    title: z.string(),
    words: richTextAnswer,
    act: z.enum(acts),
    rule: z.enum(signingRules),
    audience: z.enum(audiences),
    author: z.string(),
    place: z.string(),
    group: z.uuid().nullable(),
    publishAt: z.date(),
    isPublished: z.boolean(),
    withdrawnAt: z.date().nullable(),
    dueOn: z.iso.date().nullable(),
    asksPupil: z.boolean(),
    questions: z.array(question),
    mayChange: z.boolean(),
    relaunchedAt: z.date().nullable(),
    ...counts,
    /** Guardians to ask again; families for whom nobody uses the product. */
    toRelaunch: z.number().int(),
    withoutAccount: z.number().int(),
    pupilList: z.array(
      z.object({
        id: z.string(),
        displayName: z.string(),
        state: z.enum(states),
        hasLeft: z.boolean(),
        acknowledgedAt: z.date().nullable(),
        paper: z.object({ outcome: z.enum(outcomes), at: z.date(), by: z.string() }).nullable(),
        guardians: z.array(
          z.object({
            displayName: z.string(),
            seenAt: z.date().nullable(),
            outcome: z.enum(outcomes).nullable(),
            given: z.array(z.string()).nullable(),
            answeredAt: z.date().nullable(),
            isInUse: z.boolean(),
          }),
        ),
      }),
    ),
  }),
});

export const relaunchNote = endpoint({
  name: 'liaison.relaunchNote',
  method: 'POST',
  path: '/notes/:noteId/relaunch',
  summary: 'Asks again those guardians who have not answered, within the hours.',
  access: 'session',
  params: noteId,
  answer: z.object({ told: z.number().int(), publishAt: z.date() }),
  refusals: {
    'safety.stopped': 423,
    'liaison.just-relaunched': 409,
    'liaison.withdrawn': 409,
    'directory.year-closed': 409,
  },
});

export const tickPaper = endpoint({
  name: 'liaison.tickPaper',
  method: 'POST',
  path: '/notes/:noteId/paper/:pupilUid',
  summary: 'Says that the note of one child came back on paper, signed or refused; `undo` takes a tick back.',
  access: 'session',
  params: z.object({ noteId: z.uuid(), pupilUid: z.string().max(20) }),
  body: z.object({ outcome: z.enum([...outcomes, 'undo']) }),
  answer: z.object({ ticked: z.boolean() }),
  refusals: { 'directory.year-closed': 409 },
});

export const showCorrection = endpoint({
  name: 'liaison.showCorrection',
  method: 'GET',
  path: '/notes/:noteId/correct',
  summary: 'The text of a note, to correct it.',
  access: 'session',
  params: noteId,
  answer: z.object({
    id: z.uuid(),
    title: z.string(),
    words: richTextAnswer,
    questions: z.array(question).max(MOST_QUESTIONS),
    dueOn: z.iso.date().nullable(),
    version: z.number().int(),
    answered: z.number().int(),
  }),
});

export const correctNote = endpoint({
  name: 'liaison.correctNote',
  method: 'POST',
  path: '/notes/:noteId/correct',
  summary: 'Gives a note another text and asks everybody again; former signatures stay proof of the former text.',
  access: 'session',
  params: noteId,
  body: z.object({ version: z.coerce.number().int().min(1).max(998), ...text }),
  answer: z.object({ version: z.number().int() }),
  refusals: { ...written, 'liaison.withdrawn': 409, 'liaison.text-changed': 409 },
});

export const withdrawNote = endpoint({
  name: 'liaison.withdrawNote',
  method: 'POST',
  path: '/notes/:noteId/withdraw',
  summary: 'Withdraws a note: it leaves the families’ lists; what was signed stays as proof.',
  access: 'session',
  params: noteId,
  answer: z.object({ withdrawn: z.boolean() }),
});

export const exportBoard = endpoint({
  name: 'liaison.exportBoard',
  method: 'GET',
  path: '/notes/:noteId/table',
  summary: 'The table of a note as a file for spreadsheets.',
  access: 'session',
  params: noteId,
  query: z.object({ format: z.enum(['csv', 'ods']).default('csv') }),
  answer: z.object({ title: z.string() }),
});

export const printForPaper = endpoint({
  name: 'liaison.printForPaper',
  method: 'GET',
  path: '/notes/:noteId/paper',
  summary:
    'The note on paper, two a page, for the families where nobody uses the product and whose note has not come back.',
  access: 'session',
  params: noteId,
  query: z.object({ all: z.literal('yes').optional() }),
  answer: z.object({ title: z.string() }),
});

export const proveBoard = endpoint({
  name: 'liaison.proveBoard',
  method: 'GET',
  path: '/notes/:noteId/proof',
  summary: 'The proof of a whole note as a PDF: its text with its fingerprint, and every answer.',
  access: 'session',
  params: noteId,
  answer: z.object({ title: z.string() }),
});
