import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const codeRefusals = {
  'identity.code-unknown': 422,
  'identity.code-used': 422,
  'identity.code-replaced': 422,
  'identity.code-revoked': 422,
  'identity.code-expired': 422,
  'identity.code-void': 422,
  'identity.too-many-tries': 429,
};

const page = { access: 'public', answer: z.object({}), api: false } as const;

export const showActivation = endpoint({
  ...page,
  name: 'identity.showActivation',
  method: 'GET',
  path: '/activation',
  summary: 'First step of a first sign-in: the printed code.',
});

export const enterCode = endpoint({
  ...page,
  name: 'identity.enterCode',
  method: 'POST',
  path: '/activation',
  summary: 'Takes the printed code and leads to the second step.',
  body: z.object({ code: z.string().max(100).default('') }),
  refusals: codeRefusals,
});

/** Where the QR code leads. The code leaves the address at once; alone it opens nothing. */
export const scanCode = endpoint({
  ...page,
  name: 'identity.scanCode',
  method: 'GET',
  path: '/activation/code/:code',
  summary: 'Takes the code of a scanned QR and leads to the second step.',
  params: z.object({ code: z.string().max(100) }),
  refusals: codeRefusals,
});

const proof = z.enum(['child-birth-date', 'own-birth-date', 'mail']);

export const showProof = endpoint({
  ...page,
  name: 'identity.showProof',
  method: 'GET',
  path: '/activation/proof',
  summary: 'Second step: something that only the person or the family knows.',
  answer: z.object({ proof: proof.nullable(), young: z.boolean() }),
});

export const giveProof = endpoint({
  ...page,
  name: 'identity.giveProof',
  method: 'POST',
  path: '/activation/proof',
  summary: 'Takes the proof and leads to the third step.',
  body: z.object({ proof: z.string().trim().min(1, 'identity.proof-missing').max(320) }),
  refusals: { 'identity.proof-wrong': 422, 'identity.code-void': 422, 'identity.pass-over': 422 },
});

export const showChoice = endpoint({
  ...page,
  name: 'identity.showChoice',
  method: 'GET',
  path: '/activation/password',
  summary: 'Third step: a password of one’s own.',
  answer: z.object({
    choice: z
      .object({ login: z.string(), givenName: z.string(), audience: z.enum(['adult', 'college', 'young']) })
      .nullable(),
  }),
});

export const choosePassword = endpoint({
  ...page,
  name: 'identity.choosePassword',
  method: 'POST',
  path: '/activation/password',
  summary: 'Takes the password, uses the code up and opens a session.',
  body: z.object({
    password: z.string().max(1000).default(''),
    again: z.string().max(1000).default(''),
    email: z
      .string()
      .trim()
      .pipe(z.union([z.literal(''), z.email('identity.address-faulty').max(254)], 'identity.address-faulty'))
      .optional(),
    device: z.enum(['own', 'shared', 'unsaid']).default('unsaid'),
  }),
  refusals: { 'identity.pass-over': 422, 'identity.code-used': 422 },
});
