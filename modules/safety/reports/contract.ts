import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/** Who is behind it, as the reporter says. staff: an adult of the school. elsewhere: outside school, on the internet. */
export const causes = ['pupil', 'staff', 'elsewhere', 'unknown'] as const;
export type Cause = (typeof causes)[number];

/** What was done about a report, by who reads it. */
export const steps = [
  'taken',
  'noted',
  'hidden',
  'restored',
  'warned',
  'family',
  'handed-on',
  'answered',
  'closed',
  'reopened',
] as const;
export type Step = (typeof steps)[number];

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const uai = z.string().regex(/^[0-9]{7}[A-HJ-NPR-Z]$/);
const place = z.string().regex(/^[a-z-]+\.[a-z-]+$/);
const subject = z.string().max(80);
const tick = z.enum(['yes', '']).default('');
const orNothing = <T extends z.ZodType>(type: T) => z.union([type, z.literal('')]).default('' as never);
const mark = z.string().max(400).optional();

/** What one may read of a step as the reporter: never what readers wrote for themselves. */
const told = z.object({ kind: z.string(), at: z.date(), by: z.string().nullable(), words: z.string() });

export const newReport = endpoint({
  name: 'safety.newReport',
  method: 'GET',
  path: '/safety/report',
  summary: 'The form of a report: about a content, a person, or a situation.',
  access: 'session',
  query: z.object({ place: orNothing(place), subject: subject.default(''), person: orNothing(uid) }),
  answer: z.object({
    schools: z.array(z.object({ uai, name: z.string(), readers: z.array(z.string()) })),
    content: z
      .object({ place, subject, label: z.string(), title: z.string(), author: z.string().nullable() })
      .nullable(),
    person: z.object({ id: uid, displayName: z.string() }).nullable(),
    /** The school does not read it, whatever is ticked: it is about somebody who works there, or nobody there could. */
    goesOutside: z.boolean(),
  }),
  refusals: { 'safety.content-gone': 404 },
  personal: true,
});

export const sendReport = endpoint({
  name: 'safety.sendReport',
  method: 'POST',
  path: '/safety/report',
  summary: 'Reports something, at any hour. What it is about is copied and sealed as it stands.',
  access: 'session',
  body: z.object({
    place: orNothing(place),
    subject: subject.default(''),
    person: orNothing(uid),
    school: orNothing(uai),
    cause: z.enum(causes, 'safety.cause-missing'),
    /** Who is concerned, in the reporter's words. */
    concerned: z.string().trim().max(300, 'safety.words-long').default(''),
    words: z.string().trim().min(1, 'safety.words-missing').max(5000, 'safety.words-long'),
    urgent: tick,
    /** The reporter would rather not be read by the school. */
    outside: tick,
    requestKey: z.uuid(),
  }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'safety.content-gone': 404 },
  personal: true,
});

export const showOwnReports = endpoint({
  name: 'safety.showOwnReports',
  method: 'GET',
  path: '/safety/reports',
  summary: 'What the person reported, the newest first, 20 a page.',
  access: 'session',
  query: z.object({ after: mark }),
  answer: z.object({
    reports: z.array(
      z.object({ id: z.uuid(), words: z.string(), at: z.date(), lastStep: z.string(), closed: z.boolean() }),
    ),
    next: z.string().nullable(),
  }),
  personal: true,
});

export const showOwnReport = endpoint({
  name: 'safety.showOwnReport',
  method: 'GET',
  path: '/safety/reports/:reportId',
  summary: 'One report of the person, who reads it, and what was answered.',
  access: 'session',
  params: z.object({ reportId: z.uuid() }),
  answer: z.object({
    id: z.uuid(),
    words: z.string(),
    concerned: z.string(),
    at: z.date(),
    school: z.string().nullable(),
    atSchool: z.boolean(),
    outside: z.boolean(),
    urgent: z.boolean(),
    closed: z.boolean(),
    told: z.array(told),
  }),
  personal: true,
});

export const addToReport = endpoint({
  name: 'safety.addToReport',
  method: 'POST',
  path: '/safety/reports/:reportId',
  summary: 'The reporter adds something to what they said.',
  access: 'session',
  params: z.object({ reportId: z.uuid() }),
  body: z.object({
    words: z.string().trim().min(1, 'safety.words-missing').max(5000, 'safety.words-long'),
  }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'safety.report-full': 409 },
  personal: true,
});
