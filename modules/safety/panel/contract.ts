import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/** The numbers that answer when the school does not, in the order in which they are shown. */
export const numbers = ['3018', '119', '17', '114'] as const;

export const showSafety = endpoint({
  name: 'safety.showSafety',
  method: 'GET',
  path: '/safety',
  summary: 'Who reads a report and when, and whom to call: open to all, with or without a session.',
  access: 'public',
  answer: z.object({
    /** As what the reader is spoken to. */
    to: z.enum(['pupil', 'guardian', 'staff', 'visitor']),
    /** Who reads the reports of each school of the reader, by name. */
    schools: z.array(z.object({ name: z.string(), readers: z.array(z.string()) })),
  }),
  api: false,
});

export const showLittleSafety = endpoint({
  name: 'safety.showLittleSafety',
  method: 'GET',
  path: '/safety/little',
  summary: 'The same for those who cannot read yet: pictures, and words for the ear.',
  access: 'public',
  answer: z.object({}),
  api: false,
});
