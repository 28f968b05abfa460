import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const day = z.iso.date();

const leave = z.object({
  person: z.object({ id: uid, name: z.string() }),
  isOwn: z.boolean(),
  leftOn: day,
  disabledOn: day,
  eraseOn: day,
  /** The account opens this page only. */
  isDisabled: z.boolean(),
  choice: z.enum(['keep', 'erase']).nullable(),
  /** A procedure keeps the data: no date holds. */
  isHeld: z.boolean(),
  mayChoose: z.boolean(),
  /** Another guardian answers for them too: an early erasure waits, so that they may say no. */
  sharesChoice: z.boolean(),
});

export const showLeaving = endpoint({
  name: 'privacy.showLeaving',
  method: 'GET',
  path: '/leaving',
  summary: 'The way out of the caller, or of children for whom they still answer: days, and what was chosen.',
  access: 'session',
  personal: true,
  answer: z.object({ leaves: z.array(leave) }),
});

export const chooseLeaving = endpoint({
  name: 'privacy.chooseLeaving',
  method: 'POST',
  path: '/leaving/choice',
  summary:
    'Keep until the last day, or erase in the night that comes (a week later where another guardian has a say); the one takes the other back.',
  access: 'session',
  body: z.object({ person: uid, choice: z.enum(['keep', 'erase']) }),
  answer: z.object({ choice: z.enum(['keep', 'erase']), eraseOn: day, tonight: z.boolean(), name: z.string() }),
  refusals: { 'privacy.held': 409 },
  api: false,
  stepUp: true,
});
