import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/** What is done to chosen people of a school in one go. */
export const bulkKinds = ['move', 'join', 'leave'] as const;
export type BulkKind = (typeof bulkKinds)[number];

const UID = '[A-Z][0-9][A-Z]{2}[0-9]{4}';

/** Uids between commas. */
const people = z
  .string()
  .regex(new RegExp(`^${UID}(?:,${UID}){0,699}$`))
  .transform((list) => [...new Set(list.split(','))]);
const school = z.object({ schoolUai: z.string().regex(/^[0-9]{7}[A-Z]$/) });
const done = z.object({ people: z.number().int() });

export const movePeople = endpoint({
  name: 'directory.movePeople',
  method: 'POST',
  path: '/schools/:schoolUai/people/move',
  summary: 'Puts chosen pupils of a school in one of its classes from today on; who is no pupil there is left aside.',
  access: 'session',
  params: school,
  body: z.object({ people, class: z.uuid('directory.no-such-class') }),
  answer: done,
  refusals: { 'directory.no-such-class': 422, 'directory.nobody-concerned': 422 },
});

export const joinPeople = endpoint({
  name: 'directory.joinPeople',
  method: 'POST',
  path: '/schools/:schoolUai/people/join',
  summary: 'Adds chosen pupils and adults of a school to one of its free groups; who is there already is left aside.',
  access: 'session',
  params: school,
  body: z.object({ people, group: z.uuid('directory.no-such-group') }),
  answer: done,
  refusals: { 'directory.no-such-group': 422, 'directory.nobody-concerned': 422 },
});

export const leavePeople = endpoint({
  name: 'directory.leavePeople',
  method: 'POST',
  path: '/schools/:schoolUai/people/leave',
  summary:
    'Notes that chosen pupils and adults leave a school on a day; heads, guardians and oneself are left aside. Each may be taken back.',
  access: 'session',
  params: school,
  body: z.object({ people, on: z.iso.date('directory.departure-day-odd') }),
  answer: done,
  refusals: { 'directory.nobody-concerned': 422 },
});
