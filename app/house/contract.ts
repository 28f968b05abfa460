import { z } from 'zod';
import { endpoint } from '../../platform/contract/endpoint.ts';

export const readContract = endpoint({
  name: 'house.readContract',
  method: 'GET',
  path: '/openapi.json',
  summary: 'This API as an OpenAPI 3.1 document.',
  access: 'public',
  answer: z.record(z.string(), z.unknown()),
});

export const showDevelopers = endpoint({
  name: 'house.showDevelopers',
  method: 'GET',
  path: '/developers',
  summary: 'This API as a page.',
  access: 'public',
  answer: z.object({}),
  api: false,
});

const right = z.object({
  role: z.string(),
  thing: z.string(),
  verb: z.string(),
  allowed: z.boolean(),
  scopes: z.array(z.string()).describe('How far the right reaches; empty when there is none.'),
  sentence: z.string().describe('The right in words, in the language of the person who asks.'),
});

export const showRights = endpoint({
  name: 'house.showRights',
  method: 'GET',
  path: '/rights',
  summary: 'Who may do what: every right of every role, read off the rules that decide.',
  access: 'session',
  query: z.object({ by: z.enum(['role', 'right']).default('role') }),
  answer: z.object({ rights: z.array(right) }),
});

export const exportRights = endpoint({
  name: 'house.exportRights',
  method: 'GET',
  path: '/rights.csv',
  summary: 'The same as a table for spreadsheets.',
  access: 'session',
  answer: z.object({ rights: z.array(right) }),
  api: false,
});

export const showJobs = endpoint({
  name: 'house.showJobs',
  method: 'GET',
  path: '/operations/jobs',
  summary: 'The work that requests left to do: how much waits, what failed and why.',
  access: 'session',
  answer: z.object({
    waiting: z.number().int().describe('Due and not begun.'),
    retrying: z.number().int().describe('Failed at least once, to be tried again.'),
    failed: z.number().int().describe('Attempts used up.'),
    oldestSeconds: z.number().describe('How long the oldest due job has waited.'),
    workers: z.number().int().describe('Worker processes seen within half a minute.'),
    failures: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        attempts: z.number().int(),
        failure: z.string().describe('Kind and place of the error, without data of a person.'),
        since: z.date(),
      }),
    ),
  }),
});

export const showSms = endpoint({
  name: 'house.showSms',
  method: 'GET',
  path: '/operations/sms',
  summary: 'Whether short messages can leave, and a way to try it.',
  access: 'session',
  answer: z.object({ isOn: z.boolean() }),
  api: false,
});

export const trySms = endpoint({
  name: 'house.trySms',
  method: 'POST',
  path: '/operations/sms',
  summary: 'Sends one short message, to try the gateway.',
  access: 'session',
  body: z.object({ number: z.string().max(40) }),
  answer: z.object({ number: z.string().describe('Hidden but for its ends.') }),
  refusals: { 'house.sms-off': 409, 'house.sms-number': 422, 'house.sms-refused': 422, 'house.sms-untaken': 502 },
  api: false,
});

const jobId = z.string().regex(/^\d{1,18}$/);

export const retryJobs = endpoint({
  name: 'house.retryJobs',
  method: 'POST',
  path: '/operations/jobs/retry',
  summary: 'Gives a failed job all its attempts again, or all failed jobs.',
  access: 'session',
  body: z.object({ jobId: jobId.optional().describe('Left out: all of them.') }),
  answer: z.object({ retried: z.number().int() }),
});

export const giveUpJob = endpoint({
  name: 'house.giveUpJob',
  method: 'POST',
  path: '/operations/jobs/:jobId/give-up',
  summary: 'Forgets a failed job: its work will not be done.',
  access: 'session',
  params: z.object({ jobId }),
  answer: z.object({ forgotten: z.boolean() }),
});
