import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const day = z.iso.date();
const count = z.number().int();
const person = z.object({ id: uid, name: z.string() });

/** Why the archive is opened. */
export const archiveReasons = ['person', 'court', 'incident', 'audit'] as const;

export const showDesk = endpoint({
  name: 'privacy.showDesk',
  method: 'GET',
  path: '/data-protection',
  summary: 'Counts of who is on the way out and of the archive; by name for the data-protection officer.',
  access: 'session',
  personal: true,
  query: z.object({ after: z.string().max(400).optional() }),
  answer: z.object({
    counts: z.object({
      leaving: count,
      thisMonth: count,
      erased: count,
      held: count,
      archived: count,
      requests: count,
    }),
    /** Null for who reads counts only. */
    named: z
      .object({
        leavers: z.array(
          z.object({
            person,
            leftOn: day,
            eraseOn: day,
            choice: z.enum(['keep', 'erase']).nullable(),
            isHeld: z.boolean(),
          }),
        ),
        next: z.string().nullable(),
        holds: z.array(z.object({ id: z.uuid(), person, reason: z.string(), since: z.date() })),
        requests: z.array(
          z.object({
            id: z.uuid(),
            person,
            askedBy: z.string(),
            kind: z.string(),
            words: z.string(),
            askedAt: z.date(),
          }),
        ),
      })
      .nullable(),
  }),
});

export const placeHold = endpoint({
  name: 'privacy.placeHold',
  method: 'POST',
  path: '/data-protection/holds',
  summary: 'Keeps the data of a person from being erased, for a procedure.',
  access: 'session',
  body: z.object({
    person: z.string().trim().toUpperCase().pipe(uid),
    reason: z.string().trim().min(1, 'privacy.reason-missing').max(500, 'privacy.reason-long'),
  }),
  answer: z.object({ held: z.boolean() }),
  refusals: { 'privacy.nobody': 422, 'privacy.held-already': 409 },
  api: false,
  stepUp: true,
});

export const liftHold = endpoint({
  name: 'privacy.liftHold',
  method: 'POST',
  path: '/data-protection/holds/:holdId/lift',
  summary: 'Lifts a hold: the erasure goes on, if it was due.',
  access: 'session',
  params: z.object({ holdId: z.uuid() }),
  answer: z.object({ lifted: z.boolean() }),
  api: false,
  stepUp: true,
});

export const answerRequest = endpoint({
  name: 'privacy.answerRequest',
  method: 'POST',
  path: '/data-protection/requests/:requestId/answer',
  summary: 'Answers a request; who asked reads it on the page of their data.',
  access: 'session',
  params: z.object({ requestId: z.uuid() }),
  body: z.object({ answer: z.string().trim().min(1, 'privacy.answer-missing').max(2000, 'privacy.answer-long') }),
  answer: z.object({ answered: z.boolean() }),
  api: false,
});

export const openArchive = endpoint({
  name: 'privacy.openArchive',
  method: 'POST',
  path: '/data-protection/archive',
  summary: 'What the restricted archive holds under a uid or a name; noted each time.',
  access: 'session',
  body: z.object({
    sought: z.string().trim().min(3, 'privacy.sought-short').max(80, 'privacy.sought-short'),
    reason: z.enum(archiveReasons),
  }),
  answer: z.object({
    sought: z.string(),
    records: z.array(
      z.object({
        kind: z.string(),
        uid,
        holder: z.string(),
        happenedAt: z.date(),
        content: z.record(z.string(), z.json()),
        keptUntil: day,
      }),
    ),
  }),
  api: false,
  stepUp: true,
});
