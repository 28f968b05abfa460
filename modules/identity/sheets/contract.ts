import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { type SheetBatch, sheetsPerPage } from './batch.ts';
import { secondLanguages } from './texts/languages.ts';

const uai = z.object({ schoolUai: z.string().regex(/^[0-9]{7}[A-Z]$/) });
const group = z.object({ groupId: z.uuid() });
const audience = z.enum(['guardians', 'pupils']);

/** Where somebody stands: never given a code, a code in force, one that is over, entered, shut out until a new password, closed. */
export const accessStates = ['none', 'given', 'over', 'open', 'shut', 'closed'] as const;

const counts = z.object({ all: z.number().int(), open: z.number().int(), given: z.number().int() });

export const showSchoolAccess = endpoint({
  name: 'identity.showSchoolAccess',
  method: 'GET',
  path: '/schools/:schoolUai/access',
  summary: 'Who of a school has entered, class by class, and the form that prints login sheets.',
  access: 'session',
  params: uai,
  answer: z.object({
    school: z.object({ uai: z.string(), name: z.string() }),
    classes: z.array(z.object({ id: z.uuid(), label: z.string(), guardians: counts, pupils: counts })),
    staff: counts,
    /** Whose password was cancelled, and who holds no code yet to choose another. */
    shut: z.array(z.object({ id: z.string(), displayName: z.string() })),
  }),
});

export const showClassAccess = endpoint({
  name: 'identity.showClassAccess',
  method: 'GET',
  path: '/groups/:groupId/access',
  summary: 'Who of a class has a code, was handed it on paper, has entered.',
  access: 'session',
  params: group,
  query: z.object({ who: audience.default('guardians') }),
  answer: z.object({
    group: z.object({ id: z.uuid(), label: z.string(), schoolUai: z.string(), schoolName: z.string() }),
    who: audience,
    people: z.array(
      z.object({
        id: z.string(),
        displayName: z.string(),
        children: z.array(z.string()),
        state: z.enum(accessStates),
        /** Since when: the day of entering, of the code, of its end. */
        since: z.date().nullable(),
        printed: z.boolean(),
      }),
    ),
  }),
});

/** `missing`: those who hold no code in force; `waiting`: all who have not entered, whose former code is cancelled. */
const choice = {
  which: z.enum(['missing', 'waiting']).default('missing'),
  perPage: z.coerce
    .number()
    .pipe(z.literal([...sheetsPerPage]))
    .default(1),
  second: z
    .enum(['', ...secondLanguages])
    .default('')
    .transform((code) => code || null),
};

/** Codes in clear leave on paper only: no JSON twin. */
const printed = z.object({ batch: z.custom<SheetBatch>() });

const refusals = { 'identity.nobody-to-print': 422 };

/** A form sends one class as a text, several as a list. */
const several = z.union([z.uuid().transform((id) => [id]), z.array(z.uuid()).max(200)]).default([]);

export const printSchoolSheets = endpoint({
  name: 'identity.printSchoolSheets',
  method: 'POST',
  path: '/schools/:schoolUai/login-sheets',
  summary: 'Makes new codes for those who have not entered and gives their login sheets as a PDF, this once.',
  access: 'session',
  stepUp: true,
  params: uai,
  body: z.object({
    ...choice,
    audience: z.enum(['guardians', 'pupils', 'staff']).default('guardians'),
    classes: several,
  }),
  answer: printed,
  refusals,
  api: false,
});

export const printClassSheets = endpoint({
  name: 'identity.printClassSheets',
  method: 'POST',
  path: '/groups/:groupId/login-sheets',
  summary: 'The same for one class.',
  access: 'session',
  params: group,
  body: z.object({ ...choice, audience: audience.default('guardians') }),
  answer: printed,
  refusals,
  api: false,
});

export const revokeClassCodes = endpoint({
  name: 'identity.revokeClassCodes',
  method: 'POST',
  path: '/groups/:groupId/codes/revoke',
  summary: 'Calls back every code in force of a class: a pile of sheets was lost.',
  access: 'session',
  params: group,
  body: z.object({ audience: audience.default('guardians') }),
  answer: z.object({ revoked: z.number().int(), who: audience }),
});

export const revokeCode = endpoint({
  name: 'identity.revokeCode',
  method: 'POST',
  path: '/people/:personUid/activation-code/revoke',
  summary: 'Calls back the code in force of a person; an open account stays open.',
  access: 'session',
  params: z.object({ personUid: z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/) }),
  answer: z.object({ revoked: z.number().int() }),
});
