import { z } from 'zod';
import { endpoint } from '../../../../platform/contract/endpoint.ts';
import { linkRefusals } from '../door/contract.ts';

const outcome = z.enum(['same', 'different', 'unknown']);

export const listWays = endpoint({
  name: 'identity.listWays',
  method: 'GET',
  path: '/account/ways',
  summary: 'The identities by which the person who asks may come in, beside their password, and those they may add.',
  access: 'session',
  /** `added`: the provider whose identity was just linked, said once. */
  query: z.object({ added: z.string().max(31).optional() }),
  answer: z.object({
    login: z.string(),
    passwordSetAt: z.date().nullable(),
    identities: z.array(
      z.object({
        id: z.uuid(),
        provider: z.string(),
        isOpen: z.boolean(),
        label: z.string(),
        linkedAt: z.date(),
        lastUsedAt: z.date().nullable(),
        certifiedAt: z.date().nullable(),
        compared: z.object({ familyName: outcome, givenName: outcome, birthDate: outcome }).nullable(),
        isLastWay: z.boolean(),
      }),
    ),
    open: z.array(z.object({ key: z.string(), name: z.string() })),
    /** Providers that know people by the academy's file: nothing is linked. */
    recognised: z.array(z.object({ key: z.string(), name: z.string() })),
    /** An identity that this browser came with and that is linked to no account yet. */
    waiting: z.object({ provider: z.string(), label: z.string() }).nullable(),
  }),
  api: false,
});

/** A form may not lead to another origin: the answer is a page whose link does. */
export const addWay = endpoint({
  name: 'identity.addWay',
  method: 'POST',
  path: '/account/ways/:provider/add',
  summary: 'Prepares the way to a provider, whose identity will be linked to the account of the person who asks.',
  access: 'session',
  stepUp: true,
  params: z.object({ provider: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/) }),
  answer: z.object({ name: z.string(), to: z.string() }),
  refusals: { 'identity.provider-unreachable': 503, 'identity.provider-clock': 502, 'identity.answer-refused': 422 },
  api: false,
});

export const linkWaiting = endpoint({
  name: 'identity.linkWaiting',
  method: 'POST',
  path: '/account/ways/waiting',
  summary: 'Links the identity that this browser came with to the account of the person who asks.',
  access: 'session',
  stepUp: true,
  answer: z.object({ provider: z.string() }),
  refusals: linkRefusals,
  api: false,
});

export const unlinkWay = endpoint({
  name: 'identity.unlinkWay',
  method: 'POST',
  path: '/account/ways/:identityId/remove',
  summary: 'Takes an identity off the account of the person who asks; never the last way in.',
  access: 'session',
  stepUp: true,
  params: z.object({ identityId: z.uuid() }),
  answer: z.object({ provider: z.string() }),
  refusals: { 'identity.last-way': 422 },
  api: false,
});
