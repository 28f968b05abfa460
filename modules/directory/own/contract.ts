import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { anyText, emailOrNothing, phoneOrNothing } from '../people/fields.ts';
import { contactAudiences } from './shared-contact.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
/** Empty: the default of what the person is. */
const audience = z.enum(['', ...contactAudiences]).default('');

export const showOwnContact = endpoint({
  name: 'directory.showOwnContact',
  method: 'GET',
  path: '/account/contact',
  summary: 'How the person who asks is reached, and who sees it.',
  access: 'session',
  personal: true,
  answer: z.object({
    email: z.string().nullable(),
    mobile: z.string().nullable(),
    phone: z.string().nullable(),
    emailSeenBy: audience,
    phoneSeenBy: audience,
  }),
});

export const changeOwnContact = endpoint({
  name: 'directory.changeOwnContact',
  method: 'POST',
  path: '/account/contact',
  summary:
    'Changes how the person who asks is reached, and who sees it. An emptied field goes back to the academy’s value where there is one.',
  access: 'session',
  body: z.object({
    email: emailOrNothing,
    mobile: phoneOrNothing,
    phone: phoneOrNothing,
    emailSeenBy: audience,
    phoneSeenBy: audience,
  }),
  answer: z.object({ changed: z.array(z.string()) }),
});

export const showUsedName = endpoint({
  name: 'directory.showUsedName',
  method: 'GET',
  path: '/people/:personUid/name',
  summary: 'The given name that a person goes by, and the one of civil status.',
  access: 'session',
  params: z.object({ personUid: uid }),
  answer: z.object({
    id: uid,
    displayName: z.string(),
    /** Null: none but the given name of civil status. */
    used: z.string().nullable(),
    civil: z.string(),
    ofOneself: z.boolean(),
  }),
});

export const useName = endpoint({
  name: 'directory.useName',
  method: 'POST',
  path: '/people/:personUid/name',
  summary: 'Shows another given name everywhere; empty goes back to the one of civil status.',
  access: 'session',
  params: z.object({ personUid: uid }),
  body: z.object({
    used: anyText(100).refine((typed) => typed === '' || /\p{L}/u.test(typed), 'directory.name-odd'),
  }),
  answer: z.object({ displayName: z.string() }),
});
