import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const showConsole = endpoint({
  name: 'console.showConsole',
  method: 'GET',
  path: '/console',
  summary: 'The tables, assistants and journals that the caller may open.',
  access: 'session',
  answer: z.object({
    doors: z.array(
      z.object({ key: z.string(), label: z.string(), detail: z.string(), icon: z.string(), href: z.string() }),
    ),
  }),
});
