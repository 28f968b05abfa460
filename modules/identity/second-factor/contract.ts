import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/** As typed: six figures or a recovery code, with the spaces and dashes of whoever copies. */
const code = z.string().trim().min(1, 'identity.factor-missing').max(40, 'identity.factor-wrong');
const next = z.string().max(2000).optional();

export const showFactor = endpoint({
  name: 'identity.showFactor',
  method: 'GET',
  path: '/sign-in/code',
  summary: 'Asks for the second factor of a session that waits for it.',
  access: 'session',
  query: z.object({ next }),
  answer: z.object({ next: z.string() }),
  api: false,
});

export const giveFactor = endpoint({
  name: 'identity.giveFactor',
  method: 'POST',
  path: '/sign-in/code',
  summary: 'Opens the session that waited for a one-time password or a recovery code.',
  access: 'session',
  body: z.object({ code, next }),
  answer: z.object({ next: z.string() }),
  refusals: { 'identity.too-many-tries': 429 },
  api: false,
});

export const showSecondFactor = endpoint({
  name: 'identity.showSecondFactor',
  method: 'GET',
  path: '/account/second-factor',
  summary: 'The second factor of the person who asks: application, passkeys, recovery codes left.',
  access: 'session',
  answer: z.object({
    since: z.date().nullable(),
    lastUsedAt: z.date().nullable(),
    passkeys: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        addedAt: z.date(),
        lastUsedAt: z.date().nullable(),
        opensAlone: z.boolean(),
        isCopied: z.boolean(),
        suspectAt: z.date().nullable(),
      }),
    ),
    recoveryCodesLeft: z.number().int(),
    isMandatory: z.boolean(),
  }),
});

export const beginEnrolment = endpoint({
  name: 'identity.beginEnrolment',
  method: 'POST',
  path: '/account/second-factor/begin',
  summary: 'Shows what an authentication application has to scan.',
  access: 'session',
  answer: z.object({ address: z.string(), typed: z.string() }),
  api: false,
  stepUp: true,
});

export const confirmEnrolment = endpoint({
  name: 'identity.confirmEnrolment',
  method: 'POST',
  path: '/account/second-factor/confirm',
  summary: 'Puts the application in force with its first code, and shows ten recovery codes once.',
  access: 'session',
  body: z.object({ code }),
  answer: z.object({ codes: z.array(z.string()) }),
  refusals: { 'identity.enrolment-over': 422, 'identity.too-many-tries': 429 },
  api: false,
});

export const renewRecoveryCodes = endpoint({
  name: 'identity.renewRecoveryCodes',
  method: 'POST',
  path: '/account/second-factor/recovery-codes',
  summary: 'Makes ten new recovery codes, shown once; the former ones stop working.',
  access: 'session',
  answer: z.object({ codes: z.array(z.string()) }),
  refusals: { 'identity.no-second-factor': 422 },
  api: false,
  stepUp: true,
});

export const removeSecondFactor = endpoint({
  name: 'identity.removeSecondFactor',
  method: 'POST',
  path: '/account/second-factor/remove',
  summary: 'Takes the application away; an administrator keeps one second factor.',
  access: 'session',
  answer: z.object({ removed: z.boolean() }),
  refusals: { 'identity.second-factor-mandatory': 422 },
  api: false,
  stepUp: true,
});

export const resetSecondFactor = endpoint({
  name: 'identity.resetSecondFactor',
  method: 'POST',
  path: '/people/:personUid/second-factor/reset',
  summary: 'Takes away the second factor of somebody who lost all that answered for it.',
  access: 'session',
  params: z.object({ personUid: z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/) }),
  answer: z.object({ reset: z.boolean() }),
  refusals: { 'identity.no-second-factor': 422, 'identity.own-factor-first': 422 },
  stepUp: true,
});
