import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/** What a municipal service may ask to reuse. The name always goes with it: without it the rest is nobody's. */
export const reuseFacts = ['address', 'phone', 'email', 'children'] as const;
export type ReuseFact = (typeof reuseFacts)[number];

/** Months for which an agreement may hold. */
export const reuseMonths = ['1', '3', '6', '12', '24'] as const;

const requestId = z.object({ requestId: z.uuid() });
const fact = z.enum(reuseFacts);
const said = z.enum(['agreed', 'refused', 'withdrawn']);

const request = z.object({
  id: z.uuid(),
  commune: z.string(),
  title: z.string(),
  purpose: z.string(),
  recipients: z.string(),
  facts: z.array(fact),
  months: z.number().int(),
  declaredAt: z.date(),
  closedAt: z.date().nullable(),
});
export type Request = z.output<typeof request>;

const household = z.object({
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  city: z.string().nullable(),
  mobile: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  children: z.array(z.object({ name: z.string(), school: z.string(), classes: z.array(z.string()) })),
});

const asked = request.extend({
  /** The present answer; null while there is none. */
  answer: said.nullable(),
  answeredAt: z.date().nullable(),
  /** First day on which an agreement holds no more. */
  endsOn: z.iso.date().nullable(),
  /** Whether the service may read now. */
  isInForce: z.boolean(),
});
export type Asked = z.output<typeof asked>;

export const listReuse = endpoint({
  name: 'identity.listReuse',
  method: 'GET',
  path: '/account/reuse',
  summary: 'What municipal services ask to reuse about the person who asks, and what they answered.',
  access: 'session',
  personal: true,
  answer: z.object({ requests: z.array(asked) }),
});

export const showReuse = endpoint({
  name: 'identity.showReuse',
  method: 'GET',
  path: '/account/reuse/:requestId',
  summary: 'One request: what would be read today, the answer, and each use.',
  access: 'session',
  personal: true,
  params: requestId,
  answer: asked.extend({
    values: household,
    uses: z.array(
      z.object({ id: z.uuid(), by: z.string(), at: z.date(), facts: z.array(z.string()), byProgram: z.boolean() }),
    ),
    kept: z.array(
      z.object({
        id: z.uuid(),
        answer: said,
        answeredAt: z.date(),
        replacedAt: z.date().nullable(),
        words: z.string(),
        digest: z.string(),
      }),
    ),
  }),
});

export const answerReuse = endpoint({
  name: 'identity.answerReuse',
  method: 'POST',
  path: '/account/reuse/:requestId',
  summary: 'Lets a municipal service reuse what it asks for, refuses or takes it back.',
  access: 'session',
  params: requestId,
  body: z.object({ answer: z.enum(['yes', 'no']) }),
  answer: z.object({ inForce: z.boolean() }),
});

const counted = request.extend({ agreed: z.number().int() });
export type Counted = z.output<typeof counted>;

export const listReuseRequests = endpoint({
  name: 'identity.listReuseRequests',
  method: 'GET',
  path: '/reuse',
  summary: 'The requests of the communes that the actor works for, with how many families agreed.',
  access: 'session',
  answer: z.object({ requests: z.array(counted) }),
});

/** One or several boxes of a form under one name, as a list. */
const several = z.preprocess(
  (given) => (given === undefined || given === '' ? [] : Array.isArray(given) ? given : [given]),
  z.array(fact).min(1, 'identity.reuse-facts-missing').max(10),
);

export const showNewReuse = endpoint({
  name: 'identity.showNewReuse',
  method: 'GET',
  path: '/reuse/new',
  summary: 'The form of a new request.',
  access: 'session',
  answer: z.object({ communes: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
  api: false,
});

export const declareReuse = endpoint({
  name: 'identity.declareReuse',
  method: 'POST',
  path: '/reuse/new',
  summary: 'Asks the families of a commune to let a municipal service reuse named facts.',
  access: 'session',
  stepUp: 'when-wide',
  body: z.object({
    commune: z.uuid('identity.reuse-commune-missing'),
    title: z.string().trim().min(1, 'identity.reuse-title-missing').max(80, 'identity.reuse-title-missing'),
    purpose: z.string().trim().min(1, 'identity.reuse-purpose-missing').max(500, 'identity.reuse-purpose-missing'),
    recipients: z
      .string()
      .trim()
      .min(1, 'identity.reuse-recipients-missing')
      .max(300, 'identity.reuse-recipients-missing'),
    facts: several,
    months: z.enum(reuseMonths).default('12'),
  }),
  answer: z.object({ id: z.uuid() }),
});

export const showReuseRequest = endpoint({
  name: 'identity.showReuseRequest',
  method: 'GET',
  path: '/reuse/:requestId',
  summary: 'One request of a commune, with how many families agreed; nobody is named.',
  access: 'session',
  params: requestId,
  answer: counted.extend({ mayRead: z.boolean() }),
});

export const readReuse = endpoint({
  name: 'identity.readReuse',
  method: 'POST',
  path: '/reuse/:requestId/read',
  summary:
    'Reads the facts of those who agreed, fifty at most, in the order of names; each is noted as a use that they see.',
  access: 'session',
  params: requestId,
  body: z.object({
    /** The beginning of a family name; empty: everybody. */
    name: z.string().trim().max(80).default(''),
    /** The id of the last one of the page before. */
    after: z.string().max(20).default(''),
  }),
  answer: z.object({
    request: counted,
    people: z.array(household.partial().extend({ id: z.string(), name: z.string() })),
    /** Ask again after this one; null: that was all. */
    next: z.string().nullable(),
  }),
});

export const closeReuse = endpoint({
  name: 'identity.closeReuse',
  method: 'POST',
  path: '/reuse/:requestId/close',
  summary: 'Ends a request: nothing can be read by it any more.',
  access: 'session',
  stepUp: true,
  params: requestId,
  answer: z.object({ closed: z.boolean() }),
});
