import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const requestKinds = ['rectify', 'erase', 'oppose', 'limit', 'other'] as const;

export const askOfficer = endpoint({
  name: 'privacy.askOfficer',
  method: 'POST',
  path: '/my-data/requests',
  summary: 'Asks something of the data-protection officer about one’s own data, or a child’s.',
  access: 'session',
  body: z.object({
    person: z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/),
    kind: z.enum(requestKinds),
    words: z.string().trim().min(1, 'privacy.words-missing').max(2000, 'privacy.words-long'),
  }),
  answer: z.object({ asked: z.boolean() }),
  refusals: { 'privacy.too-many-requests': 422 },
  rateLimit: 20,
});
