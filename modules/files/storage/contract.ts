import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const usage = z.object({ bytes: z.number().int(), quota: z.number().int() });

export const listOwnFiles = endpoint({
  name: 'files.listOwnFiles',
  method: 'GET',
  path: '/account/files',
  summary: 'What the person who asks sent, latest first, twenty at a time, and how much of their space it takes.',
  access: 'session',
  personal: true,
  query: z.object({ before: z.uuid().optional() }),
  answer: z.object({
    usage,
    files: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        bytes: z.number().int(),
        scan: z.enum(['clean', 'not-scanned', 'waiting', 'quarantined', 'unexamined']),
        thumbnail: z.boolean(),
        /** How many things it is attached to; attached to nothing, it can be deleted here. */
        holds: z.number().int(),
        sentAt: z.date(),
      }),
    ),
    next: z.uuid().nullable(),
  }),
});

export const removeOwnFile = endpoint({
  name: 'files.removeOwnFile',
  method: 'POST',
  path: '/account/files/:fileId/remove',
  summary: 'Deletes a file of the person who asks that is attached to nothing.',
  access: 'session',
  params: z.object({ fileId: z.uuid() }),
  answer: z.object({}),
  refusals: { 'files.held': 409 },
});

const school = z.object({ schoolUai: z.string().regex(/^\d{7}[A-Z]$/) });

export const showStorage = endpoint({
  name: 'files.showStorage',
  method: 'GET',
  path: '/schools/:schoolUai/files',
  summary: 'How much of a school’s space its files take, and of what kinds they are.',
  access: 'session',
  params: school,
  answer: z.object({
    school: z.object({ uai: z.string(), name: z.string() }),
    usage,
    kinds: z.array(z.object({ kind: z.string(), files: z.number().int(), bytes: z.number().int() })),
    mayChange: z.boolean(),
  }),
});

export const setQuota = endpoint({
  name: 'files.setQuota',
  method: 'POST',
  path: '/schools/:schoolUai/files',
  summary: 'Gives a school another quota, in whole gigabytes.',
  access: 'session',
  params: school,
  body: z.object({ gigabytes: z.coerce.number().int().min(1).max(5_000) }),
  answer: z.object({}),
});
