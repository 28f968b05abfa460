import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/** The answer of a passkey as JSON, written by the page's script. Its size and shape are judged where a refusal is noted. */
const credential = z.string().default('');
const next = z.string().max(2000).optional();
const name = z.string().trim().min(1, 'identity.passkey-name-missing').max(60, 'identity.passkey-name-long');
const passkeyId = z.uuid();
const yes = z.literal('yes').optional();

/** What a browser is asked (`PublicKeyCredentialRequestOptions`, in JSON). */
const request = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number().int(),
  userVerification: z.literal('required'),
  allowCredentials: z.array(
    z.object({ type: z.literal('public-key'), id: z.string(), transports: z.array(z.string()) }),
  ),
});

const refusals = {
  'identity.passkey-over': 422,
  'identity.passkey-refused': 422,
  'identity.passkey-unknown': 422,
  'identity.passkey-suspect': 422,
} as const;

export const askPasskey = endpoint({
  name: 'identity.askPasskey',
  method: 'POST',
  path: '/sign-in/passkey/challenge',
  summary: 'Something for a passkey to sign at the door: once, by this browser, within five minutes.',
  access: 'public',
  answer: request,
  // A school behind one address presses as often; nobody else does.
  rateLimit: 600,
});

export const enterByPasskey = endpoint({
  name: 'identity.enterByPasskey',
  method: 'POST',
  path: '/sign-in/passkey',
  summary: 'Opens a session with a passkey alone.',
  access: 'public',
  body: z.object({ credential, device: z.enum(['own', 'shared', 'unsaid']).default('unsaid'), next }),
  answer: z.object({ next: z.string() }),
  refusals: { ...refusals, 'identity.passkey-second-only': 422 },
  api: false,
  rateLimit: 600,
});

export const askOwnPasskey = endpoint({
  name: 'identity.askOwnPasskey',
  method: 'POST',
  path: '/account/second-factor/passkeys/challenge',
  summary: 'Something to sign for a passkey of the person who asks, who proves that it is still they.',
  access: 'session',
  answer: request,
});

export const giveFactorByPasskey = endpoint({
  name: 'identity.giveFactorByPasskey',
  method: 'POST',
  path: '/sign-in/code/passkey',
  summary: 'Opens the session that waited for a second factor with a passkey.',
  access: 'session',
  body: z.object({ credential, next }),
  answer: z.object({ next: z.string() }),
  refusals,
  api: false,
});

export const beginPasskey = endpoint({
  name: 'identity.beginPasskey',
  method: 'POST',
  path: '/account/second-factor/passkeys/begin',
  summary: 'Shows the form that makes a passkey.',
  access: 'session',
  answer: z.object({ options: z.string() }),
  refusals: { 'identity.too-many-passkeys': 422 },
  api: false,
  stepUp: true,
});

export const addPasskey = endpoint({
  name: 'identity.addPasskey',
  method: 'POST',
  path: '/account/second-factor/passkeys',
  summary: 'Puts a new passkey in force; with the first second factor come ten recovery codes, shown once.',
  access: 'session',
  body: z.object({ name, alone: yes, credential }),
  answer: z.object({ codes: z.array(z.string()).nullable() }),
  refusals: { ...refusals, 'identity.passkey-taken': 422, 'identity.too-many-passkeys': 422 },
  api: false,
});

export const showPasskey = endpoint({
  name: 'identity.showPasskey',
  method: 'GET',
  path: '/account/second-factor/passkeys/:passkeyId',
  summary: 'One of the passkeys of the person who asks.',
  access: 'session',
  params: z.object({ passkeyId }),
  answer: z.object({ id: z.uuid(), name: z.string(), opensAlone: z.boolean() }),
  api: false,
});

export const changePasskey = endpoint({
  name: 'identity.changePasskey',
  method: 'POST',
  path: '/account/second-factor/passkeys/:passkeyId',
  summary: 'Names a passkey otherwise, or says whether it opens a session without password.',
  access: 'session',
  params: z.object({ passkeyId }),
  body: z.object({ name, alone: yes }),
  answer: z.object({ changed: z.boolean() }),
  api: false,
  stepUp: true,
});

export const removePasskey = endpoint({
  name: 'identity.removePasskey',
  method: 'POST',
  path: '/account/second-factor/passkeys/:passkeyId/remove',
  summary: 'Takes a passkey away; an administrator keeps one second factor.',
  access: 'session',
  params: z.object({ passkeyId }),
  answer: z.object({ name: z.string() }),
  refusals: { 'identity.second-factor-mandatory': 422 },
  api: false,
  stepUp: true,
});
