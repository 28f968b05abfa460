import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

/** Profiles that a function of the academy's files may give. */
export const functionRoles = [
  'teacher',
  'head',
  'librarian',
  'school_life',
  'staff',
  'academy',
  'after_school',
] as const;

const code = z.string().regex(/^[A-Z0-9-]{1,10}$/);
const profile = z.enum(functionRoles);

export const listFunctions = endpoint({
  name: 'directory.listFunctions',
  method: 'GET',
  path: '/functions',
  summary: 'The table that turns staff functions of the academic files into profiles, with how many people hold each.',
  access: 'session',
  answer: z.object({
    functions: z.array(z.object({ code, label: z.string(), profile, people: z.number().int() })),
  }),
});

export const setFunction = endpoint({
  name: 'directory.setFunction',
  method: 'POST',
  path: '/functions',
  summary: 'Decides which profile a function gives, from the next delivery on; a new code is added.',
  access: 'session',
  body: z.object({ code, profile, label: z.string().trim().max(120).default('') }),
  answer: z.object({ code, profile }),
});
