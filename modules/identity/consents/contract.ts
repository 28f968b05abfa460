import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { attributes } from '../relying-parties/attributes.ts';

const serviceId = z.object({ serviceId: z.uuid() });
const wish = z.enum(['yes', 'no']);
/** Fingerprint (SHA-256, hexadecimal) of the question that was read; a no needs none. */
const shown = z.string().max(64).default('');
const said = z.enum(['given', 'refused', 'withdrawn']);

const kept = z.object({
  id: z.uuid(),
  serviceId: z.uuid(),
  service: z.string(),
  answer: said,
  answeredAt: z.date(),
  /** First day on which it holds no more. */
  endsOn: z.iso.date(),
  replacedAt: z.date().nullable(),
  /** What the service receives by it now; false: over, replaced, or the service asks something else today. */
  isInForce: z.boolean(),
  /** The exact words that were shown, and their SHA-256. */
  words: z.string(),
  digest: z.string(),
});
export type Kept = z.output<typeof kept>;

/** A service that asks about a child under fifteen, and what was answered. */
const asking = z.object({
  serviceId: z.uuid(),
  service: z.string(),
  purpose: z.string(),
  recipient: z.string(),
  months: z.number().int(),
  receives: z.array(z.enum(attributes)),
  /** Of the guardian who asks. */
  own: said.nullable(),
  endsOn: z.iso.date().nullable(),
  child: said.nullable(),
  refusedByOther: z.boolean(),
  /** To be sent back with a yes. */
  fingerprint: z.string(),
});
export type Asking = z.output<typeof asking>;

export const listConsents = endpoint({
  name: 'identity.listConsents',
  method: 'GET',
  path: '/account/consents',
  summary:
    'The consents of the person who asks: given, refused, withdrawn, with their words; and what waits for them about their children.',
  access: 'session',
  personal: true,
  answer: z.object({
    own: z.array(kept),
    children: z.array(
      z.object({ id: z.string(), displayName: z.string(), asking: z.array(asking), kept: z.array(kept) }),
    ),
  }),
});

export const showConsent = endpoint({
  name: 'identity.showConsent',
  method: 'GET',
  path: '/account/consents/:serviceId',
  summary: 'Asks whether a service may receive what it needs about the person.',
  access: 'session',
  personal: true,
  params: serviceId,
  /** Where the person goes on to; an address of ours. */
  query: z.object({ next: z.string().max(4000).optional() }),
  answer: z.object({
    service: z.string(),
    state: z.enum(['asked', 'waiting', 'given', 'refused-by-guardian']),
    words: z.string(),
    fingerprint: z.string(),
  }),
});

export const answerConsent = endpoint({
  name: 'identity.answerConsent',
  method: 'POST',
  path: '/account/consents/:serviceId',
  summary: 'Gives the person’s consent to a service, refuses it or takes it back.',
  access: 'session',
  params: serviceId,
  body: z.object({ answer: wish, shown, next: z.string().max(4000).default('') }),
  answer: z.object({ inForce: z.boolean() }),
  refusals: { 'identity.question-changed': 409 },
});

export const answerForChild = endpoint({
  name: 'identity.answerForChild',
  method: 'POST',
  path: '/account/consents/:serviceId/children/:personUid',
  summary: 'A legal guardian consents with a child under fifteen, refuses or takes it back.',
  access: 'session',
  params: serviceId.extend({ personUid: z.string().max(20) }),
  body: z.object({ answer: wish, shown }),
  answer: z.object({ inForce: z.boolean() }),
  refusals: { 'identity.question-changed': 409 },
});
