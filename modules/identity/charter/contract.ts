import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const showCharter = endpoint({
  name: 'identity.showCharter',
  method: 'GET',
  path: '/charter',
  summary: 'The charter in force for the person who asks, and whether they accepted it.',
  access: 'session',
  query: z.object({ next: z.string().max(2000).optional() }),
  answer: z.object({
    audience: z.enum(['adult', 'college', 'young']),
    version: z.number().int(),
    publishedAt: z.date(),
    acceptedAt: z.date().nullable(),
    articles: z.array(z.object({ title: z.string(), text: z.string() })),
  }),
});

export const acceptCharter = endpoint({
  name: 'identity.acceptCharter',
  method: 'POST',
  path: '/charter',
  summary: 'Accepts the version of the charter that was shown.',
  access: 'session',
  body: z.object({
    version: z.coerce.number().int(),
    accepted: z.literal('yes', 'identity.charter-not-accepted'),
    next: z.string().max(2000).optional(),
  }),
  answer: z.object({ next: z.string() }),
  refusals: { 'identity.charter-changed': 422 },
  api: false,
});
