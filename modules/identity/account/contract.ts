import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { locales } from '../../../platform/texts/texts.ts';

export const showAccount = endpoint({
  name: 'identity.showAccount',
  method: 'GET',
  path: '/account',
  summary: 'The account of the person who asks: login, addresses, open sessions.',
  access: 'session',
  answer: z.object({
    login: z.string(),
    passwordSetAt: z.date().nullable(),
    /** Who handed out the code that last opened the account; null when none did in the last year. */
    codeFrom: z.object({ name: z.string().nullable(), at: z.date() }).nullable(),
    sessions: z.number().int(),
    addresses: z.array(z.object({ id: z.uuid(), address: z.string(), verifiedAt: z.date().nullable() })),
  }),
});

export const showLanguage = endpoint({
  name: 'identity.showLanguage',
  method: 'GET',
  path: '/account/language',
  summary: 'The languages of the pages, and the one of the person who asks.',
  access: 'session',
  answer: z.object({ locale: z.enum(locales) }),
});
