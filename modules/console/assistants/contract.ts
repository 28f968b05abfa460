import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const showAssistant = endpoint({
  name: 'console.showAssistant',
  method: 'GET',
  path: '/console/rentree',
  summary: 'The steps of the start of the year in a school: how far each is, and what to do next.',
  access: 'session',
  query: z.object({ place: z.string().max(20).default('') }),
  answer: z.object({
    place: z.object({ key: z.string(), label: z.string() }),
    done: z.number().int(),
    steps: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        why: z.string(),
        icon: z.string(),
        /** How far, in words. */
        count: z.string(),
        done: z.number().int(),
        total: z.number().int(),
        isDone: z.boolean(),
        action: z.object({ label: z.string(), href: z.string() }).nullable(),
      }),
    ),
  }),
});
