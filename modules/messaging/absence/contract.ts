import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const keepAbsence = endpoint({
  name: 'messaging.keepAbsence',
  method: 'POST',
  path: '/messages/preferences/absence',
  summary: 'Says when the person who asks is away, and what is answered to who writes to them by name, once to each.',
  access: 'session',
  personal: true,
  body: z.object({
    from: z.iso.date('messaging.absence-day'),
    until: z.iso.date('messaging.absence-day'),
    words: z.string().trim().min(1, 'messaging.absence-words').max(1000, 'messaging.absence-words'),
  }),
  answer: z.object({}),
});

export const endAbsence = endpoint({
  name: 'messaging.endAbsence',
  method: 'POST',
  path: '/messages/preferences/absence/end',
  summary: 'The person who asks is there again: nothing is answered in their name any more.',
  access: 'session',
  personal: true,
  answer: z.object({}),
});
