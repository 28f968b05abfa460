import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const page = { access: 'public', answer: z.object({}), api: false } as const;

export const showForgotten = endpoint({
  ...page,
  name: 'identity.showForgotten',
  method: 'GET',
  path: '/forgotten',
  summary: 'Asks which account’s password was forgotten.',
});

export const askReset = endpoint({
  ...page,
  name: 'identity.askReset',
  method: 'POST',
  path: '/forgotten',
  summary: 'Sends a link to the confirmed addresses of an account; the answer is the same whether there is one or not.',
  body: z.object({ login: z.string().trim().min(1, 'identity.login-missing').max(320) }),
  refusals: { 'identity.too-many-tries': 429 },
});

/** Where the link of the mail leads: it leaves the address at once, and is used up by the new password only. */
export const followLink = endpoint({
  ...page,
  name: 'identity.followLink',
  method: 'GET',
  path: '/reset/link/:token',
  summary: 'Takes the link of a mail and leads to the choice of a new password.',
  params: z.object({ token: z.string().max(100) }),
  refusals: { 'identity.link-over': 422 },
});

export const showReset = endpoint({
  ...page,
  name: 'identity.showReset',
  method: 'GET',
  path: '/reset',
  summary: 'A new password, for whoever came by a link.',
  answer: z.object({
    owner: z.object({ login: z.string(), audience: z.enum(['adult', 'college', 'young']) }).nullable(),
  }),
});

export const resetPassword = endpoint({
  ...page,
  name: 'identity.resetPassword',
  method: 'POST',
  path: '/reset',
  summary: 'Takes the new password, ends every open session and opens one.',
  body: z.object({ password: z.string().max(1000).default(''), again: z.string().max(1000).default('') }),
  refusals: { 'identity.link-over': 422 },
});
