import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

export const addAddress = endpoint({
  name: 'identity.addAddress',
  method: 'POST',
  path: '/account/addresses',
  summary: 'Adds a mail address to the account, given the present password; a link to confirm it is sent there.',
  access: 'session',
  body: z.object({
    email: z.string().trim().pipe(z.email('identity.address-faulty').max(254)),
    present: z.string().max(1000).default(''),
  }),
  answer: z.object({ sentTo: z.string() }),
  refusals: { 'identity.too-many-addresses': 422, 'identity.too-many-tries': 429 },
  api: false,
});

export const removeAddress = endpoint({
  name: 'identity.removeAddress',
  method: 'POST',
  path: '/account/addresses/:addressId/remove',
  summary: 'Removes a mail address from the account: a forgotten password no longer finds the person there.',
  access: 'session',
  stepUp: true,
  params: z.object({ addressId: z.uuid() }),
  answer: z.object({ removed: z.boolean() }),
  api: false,
});

const token = z.string().regex(/^[\w-]{43}$/);

/** Where the link of the mail leads: a page with one button, for programs that read mails follow links by themselves. */
export const showConfirmation = endpoint({
  name: 'identity.showConfirmation',
  method: 'GET',
  path: '/addresses/confirm/:token',
  summary: 'Asks to confirm a mail address.',
  access: 'public',
  params: z.object({ token }),
  answer: z.object({ token: z.string() }),
  api: false,
});

export const confirmAddress = endpoint({
  name: 'identity.confirmAddress',
  method: 'POST',
  path: '/addresses/confirm',
  summary: 'Confirms a mail address with the token of the link.',
  access: 'public',
  body: z.object({ token: z.string().max(100) }),
  answer: z.object({}),
  refusals: { 'identity.link-over': 422 },
  api: false,
});
