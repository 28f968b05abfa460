import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { tryReasons, tryWays } from '../tries/reasons.ts';

const personUid = z.object({ personUid: z.string().max(20) });

export const showSignInHelp = endpoint({
  name: 'identity.showSignInHelp',
  method: 'GET',
  path: '/sign-in/why',
  summary: 'Why signing in may not work, what to do, and the number that lets the hot line look.',
  access: 'public',
  answer: z.object({
    /** Six figures, while there is something to look at. */
    number: z.string().nullable(),
    until: z.date().nullable(),
  }),
  api: false,
});

const visits = z.array(z.object({ id: z.uuid(), person: z.string(), until: z.date() }));

export const showToHelp = endpoint({
  name: 'identity.showToHelp',
  method: 'GET',
  path: '/sign-in-doctor',
  summary: 'The form that finds somebody to help to sign in, and the looks under way.',
  access: 'session',
  answer: z.object({ visits }),
  api: false,
});

export const findToHelp = endpoint({
  name: 'identity.findToHelp',
  method: 'POST',
  path: '/sign-in-doctor',
  summary:
    'Finds by login or confirmed address somebody whom the caller may help to sign in. What is typed stands in no address.',
  access: 'session',
  body: z.object({ who: z.string().trim().max(320).default('') }),
  answer: z.object({ found: z.string().nullable(), visits }),
  api: false,
});

export const askToHelp = endpoint({
  name: 'identity.askToHelp',
  method: 'GET',
  path: '/people/:personUid/sign-in-doctor',
  summary: 'The form that asks for the person’s number, or for a reason.',
  access: 'session',
  params: personUid,
  answer: z.object({ id: z.string(), displayName: z.string(), visitId: z.uuid().nullable() }),
  api: false,
});

export const openVisit = endpoint({
  name: 'identity.openVisit',
  method: 'POST',
  path: '/people/:personUid/sign-in-doctor',
  summary: 'Looks why a person cannot sign in: with the number they read out, or for a reason they will read.',
  access: 'session',
  params: personUid,
  body: z.object({
    number: z
      .string()
      .max(20)
      .default('')
      .transform((typed) => typed.replace(/\s/g, ''))
      .pipe(z.union([z.literal(''), z.string().regex(/^\d{6}$/)], 'identity.doctor-number-wrong')),
    reason: z.string().trim().max(280, 'identity.doctor-reason-long').default(''),
  }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'identity.too-many-tries': 429, 'identity.too-many-visits': 429 },
  api: false,
  rateLimit: 30,
});

export const tones = ['stops', 'hinders', 'fine'] as const;

export const showVisit = endpoint({
  name: 'identity.showVisit',
  method: 'GET',
  path: '/sign-in-doctor/:visitId',
  summary: 'Why a person cannot sign in, in sentences, with what can be done: for half an hour.',
  access: 'session',
  params: z.object({ visitId: z.uuid() }),
  answer: z.object({
    id: z.uuid(),
    person: z.object({ id: z.string(), displayName: z.string(), login: z.string().nullable() }),
    ground: z.enum(['number', 'reason']),
    reason: z.string().nullable(),
    until: z.date(),
    now: z.date(),
    findings: z.array(
      z.object({
        code: z.string(),
        tone: z.enum(tones),
        /** A sentence for the person. */
        say: z.string(),
        /** What the one who helps can do. */
        next: z.string(),
      }),
    ),
    tries: z.array(
      z.object({
        id: z.uuid(),
        at: z.date(),
        way: z.enum(tryWays),
        reason: z.enum(tryReasons),
        openAt: z.date().nullable(),
        isKnown: z.boolean(),
        browser: z.string().nullable(),
        system: z.string().nullable(),
      }),
    ),
    openSessions: z.number().int(),
    abilities: z.object({ issueCode: z.boolean(), endSessions: z.boolean() }),
  }),
  api: false,
});
