import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const mark = z.string().max(400).optional();
const act = z.string().regex(/^[a-z-]+\.[a-z-]+$/);
const day = z.union([z.iso.date(), z.literal('')]).default('');

const entry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  act: z.string(),
  /** What was done, in words. */
  sentence: z.string(),
  /** Null: the product itself, or the operator at the machine. */
  actor: z.string().nullable(),
  /** Some of those it concerns, as far as the reader may know. */
  subjects: z.array(z.string()),
  otherSubjects: z.number().int(),
  school: z.string().nullable(),
  /** A protection matter: not shown to those it concerns. */
  isProtection: z.boolean(),
});

export const showOwnJournal = endpoint({
  name: 'console.showOwnJournal',
  method: 'GET',
  path: '/journal',
  summary: 'What was done with the data of the caller, or of one of their children; the newest first, 30 a page.',
  access: 'session',
  personal: true,
  query: z.object({ person: uid.optional(), after: mark }),
  answer: z.object({
    entries: z.array(entry),
    people: z.array(z.object({ id: uid, name: z.string(), isShown: z.boolean() })),
    next: z.string().nullable(),
  }),
});

export const showJournal = endpoint({
  name: 'console.showJournal',
  method: 'GET',
  path: '/console/journal',
  summary:
    'What was done in a school (for its head) or on the whole platform (for its operator); the newest first, 30 a page.',
  access: 'session',
  query: z.object({
    place: z.string().max(20).default(''),
    act: z.union([act, z.literal('')]).default(''),
    from: day,
    to: day,
    after: mark,
  }),
  answer: z.object({
    place: z.object({ key: z.string(), label: z.string() }).nullable(),
    /** Of all schools, and protection matters only. */
    isProtectionAlone: z.boolean(),
    entries: z.array(entry),
    acts: z.array(z.object({ value: z.string(), label: z.string() })),
    next: z.string().nullable(),
  }),
});
