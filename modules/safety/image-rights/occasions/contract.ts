import { z } from 'zod';
import { endpoint } from '../../../../platform/contract/endpoint.ts';
import { imageKinds, imageStates, imageSupports } from '../contract.ts';

const tick = z.enum(['yes', '']).default('');
const day = z.iso.date('safety.day-missing');

const occasion = z.object({
  id: z.uuid(),
  title: z.string(),
  details: z.string(),
  support: z.enum(imageSupports),
  kinds: z.array(z.enum(imageKinds)),
  occasionOn: z.iso.date(),
  /** Last day on which it would be shown. */
  until: z.iso.date(),
  closed: z.boolean(),
});

export const listOccasions = endpoint({
  name: 'safety.listOccasions',
  method: 'GET',
  path: '/groups/:groupId/image-requests',
  summary: 'What a class asked its families about occasions, the newest first, and the form to ask again.',
  access: 'session',
  params: z.object({ groupId: z.uuid() }),
  answer: z.object({
    id: z.uuid(),
    label: z.string(),
    school: z.string(),
    occasions: z.array(occasion.extend({ answered: z.number().int(), pupils: z.number().int() })),
  }),
});

export const askOccasion = endpoint({
  name: 'safety.askOccasion',
  method: 'POST',
  path: '/groups/:groupId/image-requests',
  summary: 'Asks the families of a class about one occasion: what of the children would be shown, where, until when.',
  access: 'session',
  params: z.object({ groupId: z.uuid() }),
  body: z.object({
    title: z.string().trim().min(1, 'safety.title-missing').max(80, 'safety.words-long'),
    details: z.string().trim().max(1000, 'safety.words-long').default(''),
    support: z.enum(imageSupports, 'safety.support-missing'),
    image: tick,
    voice: tick,
    production: tick,
    occasionOn: day,
    /** Last day, included. */
    until: day,
    requestKey: z.uuid(),
  }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'safety.stopped': 423 },
});

export const showOccasion = endpoint({
  name: 'safety.showOccasion',
  method: 'GET',
  path: '/image-requests/:requestId',
  summary: 'Who said what to one occasion, pupil by pupil, for who asked.',
  access: 'session',
  params: z.object({ requestId: z.uuid() }),
  answer: occasion.extend({
    group: z.object({ id: z.uuid(), label: z.string() }),
    pupils: z.array(
      z.object({
        id: z.string(),
        displayName: z.string(),
        /** What it comes to, all kinds that were asked about together. */
        state: z.enum(imageStates),
        answers: z.array(z.object({ by: z.string(), answer: z.string(), at: z.string() })),
      }),
    ),
  }),
});

export const closeOccasion = endpoint({
  name: 'safety.closeOccasion',
  method: 'POST',
  path: '/image-requests/:requestId/close',
  summary: 'Ends the question: no more answers are asked for; those given hold on until their day.',
  access: 'session',
  params: z.object({ requestId: z.uuid() }),
  answer: z.object({ closed: z.boolean() }),
});

export const answerOccasion = endpoint({
  name: 'safety.answerOccasion',
  method: 'POST',
  path: '/image-rights/:personUid/requests/:requestId',
  summary: 'A legal guardian answers about one occasion, for one child.',
  access: 'session',
  params: z.object({ personUid: z.string().max(20), requestId: z.uuid() }),
  body: z.object({ answer: z.enum(['yes', 'no']) }),
  answer: z.object({ changed: z.boolean() }),
});
