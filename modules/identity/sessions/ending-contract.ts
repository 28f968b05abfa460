import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const person = z.object({ personUid: z.string().max(20) });
const school = z.object({ schoolUai: z.string().max(10) });

const counted = z.object({
  id: z.string(),
  name: z.string(),
  /** Open sessions, and of how many persons; the session of who asks is not among them. */
  sessions: z.number().int(),
  persons: z.number().int(),
});
const ended = z.object({ sessions: z.number().int(), persons: z.number().int() });

export const showEndPerson = endpoint({
  name: 'identity.showEndPerson',
  method: 'GET',
  path: '/people/:personUid/end-sessions',
  summary: 'How many sessions a person has open, before all of them are ended.',
  access: 'session',
  params: person,
  answer: counted,
});

export const endPerson = endpoint({
  name: 'identity.endPerson',
  method: 'POST',
  path: '/people/:personUid/end-sessions',
  summary: 'Ends every session of a person, here and in the services entered with them.',
  access: 'session',
  params: person,
  answer: ended,
});

export const showEndSchool = endpoint({
  name: 'identity.showEndSchool',
  method: 'GET',
  path: '/schools/:schoolUai/end-sessions',
  summary: 'How many sessions the people of a school have open, before all of them are ended.',
  access: 'session',
  params: school,
  answer: counted,
});

/** A whole school signs in again: grave enough to ask who does it. */
export const endSchool = endpoint({
  name: 'identity.endSchool',
  method: 'POST',
  path: '/schools/:schoolUai/end-sessions',
  summary:
    'Ends every session of the people of a school but that of who asks, here and in the services entered with them.',
  access: 'session',
  params: school,
  answer: ended,
  stepUp: true,
});
