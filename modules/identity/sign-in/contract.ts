import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { locales } from '../../../platform/texts/texts.ts';
import { whos } from '../federation/providers/kinds.ts';

const wanted = z.string().max(2000).optional();

/** Who stands at the door; whatever else is written there is no answer. `any`: asks again. */
const who = z
  .enum([...whos, 'any'])
  .optional()
  .catch(undefined);

export const showSignIn = endpoint({
  name: 'identity.showSignIn',
  method: 'GET',
  path: '/sign-in',
  summary: 'The sign-in form; a person already signed in goes on to the page they wanted.',
  access: 'public',
  query: z.object({ next: wanted, who }),
  answer: z.object({ next: z.string() }),
  api: false,
});

/** The French address that people try by themselves. */
export const frenchSignIn = endpoint({
  name: 'identity.frenchSignIn',
  method: 'GET',
  path: '/connexion',
  summary: 'Leads to the sign-in form.',
  access: 'public',
  answer: z.object({}),
  api: false,
});

export const signIn = endpoint({
  name: 'identity.signIn',
  method: 'POST',
  path: '/sign-in',
  summary: 'Opens a session with a login (or a verified mail address) and a password.',
  access: 'public',
  body: z.object({
    login: z.string().trim().min(1, 'identity.login-missing').max(320),
    password: z.string().min(1, 'identity.password-missing').max(1000),
    device: z.enum(['own', 'shared', 'unsaid']).default('unsaid'),
    next: wanted,
    who,
  }),
  answer: z.object({ next: z.string() }),
  refusals: { 'identity.sign-in-refused': 422, 'identity.too-many-tries': 429 },
  api: false,
});

export const signOut = endpoint({
  name: 'identity.signOut',
  method: 'POST',
  path: '/sign-out',
  summary: 'Ends the session of this browser.',
  access: 'public',
  /** `there`: how to end the session of the provider that opened it. */
  answer: z.object({
    there: z
      .object({
        provider: z.string(),
        to: z.string(),
        fields: z.record(z.string(), z.string()).optional(),
        goesOn: z.literal(true).optional(),
      })
      .optional(),
  }),
  api: false,
});

export const chooseLanguage = endpoint({
  name: 'identity.chooseLanguage',
  method: 'POST',
  path: '/language',
  summary: 'Sets the language of the pages: kept with the account, or in this browser before signing in.',
  access: 'public',
  body: z.object({ locale: z.enum(locales), next: wanted }),
  answer: z.object({ next: z.string() }),
  api: false,
});
