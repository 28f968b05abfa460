import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { audiences } from '../audience.ts';
import { several } from '../several.ts';

const school = z.object({ schoolUai: z.string().regex(/^[0-9]{7}[A-Z]$/) });

export const showWelcome = endpoint({
  name: 'portal.showWelcome',
  method: 'GET',
  path: '/schools/:schoolUai/portal/welcome',
  summary: 'The word of welcome of a school, as those who shape its portal see it: in force or none.',
  access: 'session',
  params: school,
  answer: z.object({
    school: z.object({ uai: z.string(), name: z.string() }),
    welcome: z
      .object({
        words: z.string(),
        signature: z.string(),
        /** For these profiles only; null: everyone. */
        audiences: z.array(z.enum(audiences)).nullable(),
        /** The last day on which it shows. */
        until: z.iso.date(),
      })
      .nullable(),
  }),
});

export const writeWelcome = endpoint({
  name: 'portal.writeWelcome',
  method: 'POST',
  path: '/schools/:schoolUai/portal/welcome',
  summary:
    'Puts a word of welcome on the first page of families, pupils or staff until a day; it replaces the former one.',
  access: 'session',
  params: school,
  body: z.object({
    words: z.string().trim().min(1, 'portal.welcome-words-missing').max(1500, 'portal.welcome-words-long'),
    signature: z.string().trim().min(1, 'portal.welcome-signature-missing').max(80, 'portal.welcome-signature-long'),
    audiences: several(z.enum(audiences)).default([]),
    /** The last day on which it shows. */
    until: z.iso.date('portal.welcome-day-odd'),
    /** `preview` writes nothing: it is only shown as it would be read. */
    do: z.enum(['publish', 'preview']).default('publish'),
  }),
  answer: z.object({ published: z.boolean() }),
});

export const removeWelcome = endpoint({
  name: 'portal.removeWelcome',
  method: 'POST',
  path: '/schools/:schoolUai/portal/welcome/remove',
  summary: 'Takes the word of welcome away at once.',
  access: 'session',
  params: school,
  answer: z.object({ removed: z.boolean() }),
});
