import { z } from 'zod';
import { endpoint } from '../../platform/contract/endpoint.ts';
import { richTextAnswer } from '../../platform/rich-text/input.ts';
import { phraseFields } from '../../platform/rich-text/phrase.ts';
import { translationAnswer } from '../../platform/rich-text/reading.ts';
import { fileRefusals, fileUploads, heldIds } from '../files/index.ts';
import { urgentCategories } from '../notifications/rules.ts';
import { MOST_SUBJECT } from './rules.ts';

export const boxNames = ['inbox', 'sent', 'waiting', 'drafts', 'archive', 'bin'] as const;
export type BoxName = (typeof boxNames)[number];
export const orders = ['newest', 'oldest'] as const;
export const filters = ['all', 'unread', 'files'] as const;
export const kinds = ['new', 'reply', 'reply-all', 'forward'] as const;

const messageId = z.object({ messageId: z.uuid() });
const mark = z.string().max(400).optional();
/** One or several fields under one name, as a list. */
const several = <T extends z.ZodType>(one: T, most: number) =>
  z.preprocess(
    (given) => (given === undefined || given === '' ? [] : Array.isArray(given) ? given : [given]),
    z.array(one).max(most),
  );
const token = z
  .string()
  .regex(/^(person:[A-Z][0-9][A-Z]{2}[0-9]{4}|(group|school|commune):[0-9a-f-]{36}:[a-z]+|platform::[a-z]+)$/);
const orNothing = <T extends z.ZodType>(type: T) => z.union([z.literal(''), type]).default('' as never);

const line = z.object({
  id: z.uuid(),
  subject: z.string(),
  words: z.string(),
  author: z.string().nullable(),
  sentAt: z.date(),
  isRead: z.boolean(),
  hasFiles: z.boolean(),
  urgent: z.enum(urgentCategories).nullable(),
  people: z.number().int(),
  isOwn: z.boolean(),
});

export const listMessages = endpoint({
  name: 'messaging.listMessages',
  method: 'GET',
  path: '/messages',
  summary: 'The messages of the person who asks: a box or folder, or what a search finds; 20 a page.',
  access: 'session',
  personal: true,
  query: z.object({
    box: z.union([z.enum(boxNames), z.string().regex(/^folder-[1-5][0-9]$/)]).default('inbox'),
    q: z.string().trim().max(120).default(''),
    order: z.enum(orders).default('newest'),
    only: z.enum(filters).default('all'),
    after: mark,
  }),
  answer: z.object({ messages: z.array(line), next: z.string().nullable() }),
  refusals: { 'messaging.reading-stopped': 423 },
});

const opened = z.object({
  id: z.uuid(),
  subject: z.string(),
  text: richTextAnswer,
  author: z.string().nullable(),
  isOwn: z.boolean(),
  state: z.string(),
  people: z.number().int(),
  publishAt: z.date(),
  sentAt: z.date().nullable(),
  recalledAt: z.date().nullable(),
  urgent: z.enum(urgentCategories).nullable(),
  /** In the language of who asks, where there is one. */
  translation: translationAnswer.nullable(),
});

export const showMessage = endpoint({
  name: 'messaging.showMessage',
  method: 'GET',
  path: '/messages/:messageId',
  summary: 'A message with its thread, as far as the person who asks wrote or received it.',
  access: 'session',
  personal: true,
  params: messageId,
  answer: z.object({ subject: z.string(), messages: z.array(opened) }),
  refusals: { 'messaging.reading-stopped': 423 },
});

export const showComposer = endpoint({
  name: 'messaging.showComposer',
  method: 'GET',
  path: '/messages/new',
  summary: 'The form of a new message, an answer, or a draft that goes on.',
  access: 'session',
  personal: true,
  query: z.object({
    to: several(token, 50),
    kind: z.enum(kinds).default('new'),
    of: orNothing(z.uuid()),
    draft: orNothing(z.uuid()),
    /** Persons to propose before anybody is looked for: a child’s teachers. */
    near: several(token, 20),
    /** Who was looked for by name. */
    find: z.string().trim().max(80).default(''),
    ...phraseFields,
  }),
  answer: z.object({}),
  refusals: { 'messaging.reading-stopped': 423 },
  api: false,
});

const written = {
  kind: z.enum(kinds).default('new'),
  of: orNothing(z.uuid()),
  to: several(token, 250),
  subject: z.string().trim().max(MOST_SUBJECT, 'messaging.subject-long').default(''),
  text: z.string().max(400_000, 'text.too-long').default(''),
  /** Files that are here already. */
  filesIds: heldIds,
};

export const sendMessage = endpoint({
  name: 'messaging.sendMessage',
  method: 'POST',
  path: '/messages/new',
  summary:
    'Sends a message, at once or when it may go out. The same requestKey twice is one message. To more than a hundred people it asks for their number (confirmed) and for a second factor.',
  access: 'session',
  personal: true,
  stepUp: 'when-wide',
  uploads: fileUploads(['files']),
  body: z.object({
    ...written,
    /** look: people by name; phrases: one of the ready-made ones; save: as a draft. */
    act: z.enum(['send', 'look', 'phrases', 'save']).default('send'),
    find: z.string().trim().max(80).default(''),
    /** Not before that day and time, at the school's clock. */
    on: orNothing(z.iso.date()),
    at: orNothing(z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)),
    urgent: orNothing(z.enum(urgentCategories)),
    confirmed: orNothing(z.coerce.number().int().positive()),
    requestKey: z.uuid(),
    draft: orNothing(z.uuid()),
  }),
  answer: z.object({
    id: z.uuid().nullable(),
    state: z.enum(['sent', 'waiting', 'held', 'draft', 'looked', 'phrases']),
    people: z.number().int(),
    publishAt: z.date().nullable(),
  }),
  refusals: {
    'messaging.recipients-refused': 422,
    'messaging.too-many-named': 422,
    'messaging.wide-refused': 403,
    'messaging.class-closed': 403,
    'messaging.confirm-wide': 422,
    'messaging.request-known': 409,
    'notifications.not-urgent': 403,
    'safety.stopped': 423,
    ...fileRefusals,
  },
});

export const saveDraft = endpoint({
  name: 'messaging.saveDraft',
  method: 'POST',
  path: '/messages/drafts',
  summary: 'Keeps what is being written, under the id that the form made.',
  access: 'session',
  personal: true,
  body: z.object({ ...written, draft: z.uuid() }),
  /** `href`: where the draft goes on. */
  answer: z.object({ savedAt: z.date(), href: z.string() }),
});

export const dropDraft = endpoint({
  name: 'messaging.dropDraft',
  method: 'POST',
  path: '/messages/drafts/:draftId/drop',
  summary: 'Throws a draft away.',
  access: 'session',
  personal: true,
  params: z.object({ draftId: z.uuid() }),
  answer: z.object({}),
});

export const actOnMessages = endpoint({
  name: 'messaging.actOnMessages',
  method: 'POST',
  path: '/messages/act',
  summary: 'Moves several messages of the person who asks, or marks them as read or not.',
  access: 'session',
  personal: true,
  body: z.object({
    ids: several(z.uuid(), 100),
    act: z.union([z.enum(['inbox', 'archive', 'bin', 'read', 'unread']), z.string().regex(/^folder-[1-5][0-9]$/)]),
    back: z.string().max(400).default(''),
  }),
  answer: z.object({ moved: z.number().int() }),
});

export const recallMessage = endpoint({
  name: 'messaging.recallMessage',
  method: 'POST',
  path: '/messages/:messageId/recall',
  summary: 'Takes a message back from whoever has not read it yet.',
  access: 'session',
  personal: true,
  params: messageId,
  answer: z.object({ people: z.number().int(), read: z.number().int() }),
  refusals: { 'messaging.read-by-all': 422 },
});

export const cancelMessage = endpoint({
  name: 'messaging.cancelMessage',
  method: 'POST',
  path: '/messages/:messageId/cancel',
  summary: 'Keeps a message back that is not out yet; it is a draft again.',
  access: 'session',
  personal: true,
  params: messageId,
  answer: z.object({ draft: z.uuid() }),
});

export const blockAuthor = endpoint({
  name: 'messaging.blockAuthor',
  method: 'POST',
  path: '/messages/:messageId/block',
  summary: 'Lets no message of its author come any more, where that is open to the person who asks.',
  access: 'session',
  personal: true,
  params: messageId,
  answer: z.object({}),
});

export const findRecipients = endpoint({
  name: 'messaging.findRecipients',
  method: 'GET',
  path: '/messages/recipients',
  summary:
    'To whom the person who asks may write: people and groups whose names begin with these words; without words, those with whom they wrote lately. `why`: in words, why somebody of that name cannot be written to; null where they can.',
  access: 'session',
  personal: true,
  query: z.object({ q: z.string().trim().max(80).default('') }),
  answer: z.object({
    recipients: z.array(
      z.object({
        token: z.string(),
        label: z.string(),
        detail: z.string(),
        people: z.number().int(),
        why: z.string().nullable(),
      }),
    ),
  }),
});

/** More recipients than that are not foretold as they are chosen: the form says it when it is sent. */
export const MOST_FORETOLD = 60;

export const foretellMessage = endpoint({
  name: 'messaging.foretellMessage',
  method: 'GET',
  path: '/messages/foretold',
  summary:
    'What would become of a message to these recipients, were it sent now: how many people, when it leaves and why, who cannot be written to.',
  access: 'session',
  personal: true,
  query: z.object({
    to: several(token, MOST_FORETOLD),
    kind: z.enum(kinds).default('new'),
    of: orNothing(z.uuid()),
  }),
  answer: z.object({
    people: z.number().int(),
    /** On the button. */
    send: z.string(),
    notes: z.array(z.string()),
    refused: z.array(z.object({ token: z.string(), why: z.string() })),
  }),
});

export const showPreferences = endpoint({
  name: 'messaging.showPreferences',
  method: 'GET',
  path: '/messages/preferences',
  summary: 'Signature, own folders, and from whom the person who asks wants no message.',
  access: 'session',
  personal: true,
  answer: z.object({
    absence: z.object({ from: z.string(), until: z.string(), words: z.string() }).nullable(),
    mayBeAbsent: z.boolean(),
    signature: z.string(),
    folders: z.array(z.object({ number: z.number().int(), label: z.string() })),
    blocked: z.array(z.object({ uid: z.string(), name: z.string() })),
  }),
});

export const keepSignature = endpoint({
  name: 'messaging.keepSignature',
  method: 'POST',
  path: '/messages/preferences/signature',
  summary: 'What stands under the messages of the person who asks.',
  access: 'session',
  personal: true,
  body: z.object({ signature: z.string().trim().max(500, 'messaging.signature-long').default('') }),
  answer: z.object({}),
});

export const addFolder = endpoint({
  name: 'messaging.addFolder',
  method: 'POST',
  path: '/messages/preferences/folders',
  summary: 'Makes a folder of one’s own.',
  access: 'session',
  personal: true,
  body: z.object({ label: z.string().trim().min(1, 'messaging.folder-missing').max(60, 'messaging.folder-long') }),
  answer: z.object({ number: z.number().int() }),
  refusals: { 'messaging.too-many-folders': 422 },
});

export const removeFolder = endpoint({
  name: 'messaging.removeFolder',
  method: 'POST',
  path: '/messages/preferences/folders/:number/remove',
  summary: 'Removes a folder; what lies in it goes to the archive.',
  access: 'session',
  personal: true,
  params: z.object({ number: z.coerce.number().int().min(10).max(59) }),
  answer: z.object({}),
});

export const unblock = endpoint({
  name: 'messaging.unblock',
  method: 'POST',
  path: '/messages/preferences/blocked/:personUid/lift',
  summary: 'Lets messages of a person come again.',
  access: 'session',
  personal: true,
  params: z.object({ personUid: z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/) }),
  answer: z.object({}),
});
