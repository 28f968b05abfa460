import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const markTellingsSeen = endpoint({
  name: 'directory.markTellingsSeen',
  method: 'POST',
  path: '/tellings/seen',
  summary: 'The person has read what others did about them.',
  access: 'session',
  body: z.object({
    tellings: z
      .string()
      .max(2_000)
      .transform((text) => text.split(',').filter(Boolean))
      .pipe(z.array(z.uuid()).max(50)),
  }),
  answer: z.object({ seen: z.number().int() }),
});
