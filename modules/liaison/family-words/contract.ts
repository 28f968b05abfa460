import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const wordKinds = ['absence', 'pick-up', 'health', 'other'] as const;
export type WordKind = (typeof wordKinds)[number];

const cursor = z.string().regex(/^\d{13}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

const word = z.object({
  id: z.uuid(),
  kind: z.enum(wordKinds),
  words: z.string(),
  pupil: z.object({ id: z.string(), displayName: z.string() }),
  author: z.string(),
  place: z.string(),
  startsOn: z.iso.date(),
  /** The last day that it is about. */
  until: z.iso.date(),
  sentAt: z.date(),
  /** Who said at school that they read it, and when. */
  received: z.object({ by: z.string(), at: z.date() }).nullable(),
});

export const listOwnWords = endpoint({
  name: 'liaison.listOwnWords',
  method: 'GET',
  path: '/family-words',
  summary: 'What a guardian wrote to the school about their children, and whether it was read.',
  access: 'session',
  query: z.object({ child: z.string().max(20).optional(), after: cursor.optional() }),
  answer: z.object({ words: z.array(word), after: z.string().nullable() }),
});

export const sendWord = endpoint({
  name: 'liaison.sendWord',
  method: 'POST',
  path: '/family-words',
  summary: 'Tells the school of an absence, of who fetches the child, of health or of something else.',
  access: 'session',
  body: z.object({
    requestKey: z.uuid(),
    child: z.string('liaison.child-missing').min(1, 'liaison.child-missing').max(20),
    kind: z.enum(wordKinds, 'liaison.kind-missing'),
    words: z.string().trim().min(1, 'liaison.words-missing').max(500, 'liaison.words-long'),
    startsOn: z.iso.date('liaison.day-wrong'),
    until: z.union([z.literal(''), z.iso.date('liaison.day-wrong')]).default(''),
  }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'liaison.days-crossed': 422, 'liaison.no-school': 409, 'safety.stopped': 423 },
});

export const listReceivedWords = endpoint({
  name: 'liaison.listReceivedWords',
  method: 'GET',
  path: '/family-words/received',
  summary: 'What families wrote to the classes and schools of the reader: what nobody read yet first.',
  access: 'session',
  query: z.object({ group: z.uuid().optional(), after: cursor.optional() }),
  answer: z.object({ waiting: z.array(word), words: z.array(word), after: z.string().nullable() }),
});

export const receiveWord = endpoint({
  name: 'liaison.receiveWord',
  method: 'POST',
  path: '/family-words/:wordId/receive',
  summary: 'Says that a word of a family was read.',
  access: 'session',
  params: z.object({ wordId: z.uuid() }),
  answer: z.object({ received: z.boolean() }),
});
