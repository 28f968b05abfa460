import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { steps } from '../reports/contract.ts';

const report = z.object({
  id: z.uuid(),
  school: z.string().nullable(),
  reporter: z.string().nullable(),
  about: z.enum(['content', 'person', 'situation']),
  cause: z.string(),
  words: z.string(),
  urgent: z.boolean(),
  at: z.date(),
  /** Kind of the last entry. */
  last: z.string(),
  closed: z.boolean(),
  outside: z.boolean(),
});

/** A content as it stood when it was reported. */
const evidence = z.object({
  title: z.string(),
  text: z.string(),
  author: z.string().nullable(),
  at: z.string(),
  recipients: z.number().int().nullable(),
  attachments: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() })),
});

export const listReports = endpoint({
  name: 'safety.listReports',
  method: 'GET',
  path: '/safety/queue',
  summary: 'Reports that the caller reads: those to deal with, the urgent first, or those that are closed; 20 a page.',
  access: 'session',
  query: z.object({ closed: z.enum(['yes', '']).default(''), after: z.string().max(400).optional() }),
  answer: z.object({ reports: z.array(report), closed: z.boolean(), next: z.string().nullable() }),
  personal: true,
});

export const showReport = endpoint({
  name: 'safety.showReport',
  method: 'GET',
  path: '/safety/queue/:reportId',
  summary: 'One report with its evidence, every step, and whether the chain of seals is whole.',
  access: 'session',
  params: z.object({ reportId: z.uuid() }),
  answer: report.extend({
    reporterId: z.string(),
    concerned: z.string(),
    /** Name of the person it is about, where it is about one. */
    person: z.string().nullable(),
    entries: z.array(
      z.object({
        rank: z.number().int(),
        kind: z.string(),
        at: z.date(),
        by: z.string().nullable(),
        words: z.string(),
        evidence: evidence.nullable(),
      }),
    ),
    intact: z.boolean(),
    lastSeal: z.string(),
    /** What may be done now. */
    steps: z.array(z.enum(steps)),
    /** Other reports of the same content that the caller reads. */
    others: z.number().int(),
  }),
  personal: true,
});

export const actOnReport = endpoint({
  name: 'safety.actOnReport',
  method: 'POST',
  path: '/safety/queue/:reportId',
  summary:
    'One step about a report: take it, note, hide or restore the content, warn its author, hand on, answer, close.',
  access: 'session',
  params: z.object({ reportId: z.uuid() }),
  body: z.object({
    step: z.enum(steps),
    /** To the reporter for `answered` and `closed`, to the author for `warned`, to the readers for the others. */
    words: z.string().trim().max(5000, 'safety.words-long').default(''),
  }),
  answer: z.object({ step: z.enum(steps) }),
  refusals: { 'safety.step-not-now': 409, 'safety.report-full': 409 },
  personal: true,
});

export const showWarning = endpoint({
  name: 'safety.showWarning',
  method: 'GET',
  path: '/safety/warnings/:reportId',
  summary: 'What was said to the author of a content that somebody reported; never by whom it was reported.',
  access: 'session',
  params: z.object({ reportId: z.uuid() }),
  answer: z.object({ warnings: z.array(z.object({ at: z.date(), title: z.string(), words: z.string() })) }),
  personal: true,
});
