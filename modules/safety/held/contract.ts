import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const kind = z.string().regex(/^[a-z-]+\.[a-z-]+$/);

export const listHeld = endpoint({
  name: 'safety.listHeld',
  method: 'GET',
  path: '/safety/held',
  summary: 'What waits for the caller’s word before others see it, of every module, the oldest first.',
  access: 'session',
  answer: z.object({
    held: z.array(
      z.object({
        kind,
        label: z.string(),
        id: z.string(),
        title: z.string(),
        text: z.string(),
        author: z.string(),
        to: z.string(),
        since: z.date(),
        attachments: z.array(z.object({ label: z.string(), href: z.string() })),
      }),
    ),
  }),
  personal: true,
});

export const decideHeld = endpoint({
  name: 'safety.decideHeld',
  method: 'POST',
  path: '/safety/held/:kind/:heldId',
  summary: 'Lets something through, or keeps it back with words for its author.',
  access: 'session',
  params: z.object({ kind, heldId: z.string().max(80) }),
  body: z.object({
    let: z.enum(['through', 'back']),
    words: z.string().trim().max(1000, 'safety.words-long').default(''),
  }),
  answer: z.object({ let: z.enum(['through', 'back']) }),
  refusals: { 'safety.stopped': 423 },
  personal: true,
});
