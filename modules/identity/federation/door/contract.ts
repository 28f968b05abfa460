import { z } from 'zod';
import { endpoint } from '../../../../platform/contract/endpoint.ts';

const provider = z.object({ provider: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/) });
const wanted = z.string().max(2000).optional();

/** What may go wrong with a provider, whichever step it is. */
export const providerRefusals = {
  'identity.provider-unreachable': 503,
  'identity.provider-clock': 502,
  'identity.provider-declined': 422,
  'identity.answer-refused': 422,
  'identity.level-refused': 422,
  'identity.organisation-refused': 422,
  'identity.return-over': 422,
  'identity.account-shut': 422,
  'identity.person-unknown': 422,
} as const;

/** What may stand against a link. */
export const linkRefusals = {
  'identity.identity-taken': 409,
  'identity.one-per-person': 409,
  'identity.somebody-else': 422,
  'identity.arrival-over': 422,
} as const;

export const leaveForProvider = endpoint({
  name: 'identity.leaveForProvider',
  method: 'GET',
  path: '/sign-in/with/:provider',
  summary: 'Leads to an outside identity provider to sign in there.',
  access: 'public',
  params: provider,
  query: z.object({
    next: wanted,
    /** Shows the choice among several accounts again. */
    choose: z.literal('yes').optional().catch(undefined),
    /** Goes there though it does not seem to answer. */
    anyway: z.literal('yes').optional().catch(undefined),
  }),
  answer: z.object({ to: z.string() }),
  refusals: providerRefusals,
  api: false,
});

/** Where a provider sends browsers back to: the address registered there. */
export const comeBack = endpoint({
  name: 'identity.comeBack',
  method: 'GET',
  path: '/sign-in/with/:provider/back',
  summary: 'Receives a browser that comes back from an outside identity provider, and opens its session.',
  access: 'public',
  params: provider,
  answer: z.object({ to: z.string() }),
  refusals: { ...providerRefusals, ...linkRefusals },
  api: false,
});

export const showArrival = endpoint({
  name: 'identity.showArrival',
  method: 'GET',
  path: '/sign-in/with/:provider/new',
  summary: 'For somebody whom a provider vouches for and whom no account knows yet: why, and what to do.',
  access: 'public',
  params: provider,
  query: z.object({ next: wanted }),
  answer: z.object({}),
  api: false,
});

export const linkArrival = endpoint({
  name: 'identity.linkArrival',
  method: 'POST',
  path: '/sign-in/with/:provider/new',
  summary:
    'Links the identity that a provider vouches for to one’s account, proved by its password, and opens a session.',
  access: 'public',
  params: provider,
  body: z.object({
    login: z.string().trim().min(1, 'identity.login-missing').max(320),
    password: z.string().min(1, 'identity.password-missing').max(1000),
    next: wanted,
  }),
  answer: z.object({ to: z.string() }),
  refusals: { 'identity.sign-in-refused': 422, 'identity.too-many-tries': 429, ...linkRefusals },
  api: false,
});
