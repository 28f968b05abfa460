import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const params = z.object({ schoolUai: z.string().regex(/^[0-9]{7}[A-HJ-NPR-Z]$/) });
const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);

export const showClassTeachers = endpoint({
  name: 'directory.showClassTeachers',
  method: 'GET',
  path: '/schools/:schoolUai/class-teachers',
  summary: 'The classes of a school with who teaches each; for those without, whom their label names.',
  access: 'session',
  params,
  answer: z.object({
    school: z.object({ uai: z.string(), name: z.string() }),
    classes: z.array(
      z.object({
        id: z.uuid(),
        label: z.string(),
        href: z.string(),
        teachers: z.array(z.string()),
        /** Only for a class that nobody teaches, whose label names one person only. */
        proposed: z.object({ id: uid, displayName: z.string() }).nullable(),
      }),
    ),
  }),
});

export const confirmClassTeachers = endpoint({
  name: 'directory.confirmClassTeachers',
  method: 'POST',
  path: '/schools/:schoolUai/class-teachers',
  summary: 'The head confirms those of the proposed teachers who were on the page.',
  access: 'session',
  params,
  body: z.object({
    /** `class:teacher`, separated by commas: what was proposed since is shown again. */
    pairs: z
      .string()
      .max(20_000)
      .transform((text) => text.split(',').filter(Boolean))
      .pipe(z.array(z.string().max(60)).min(1).max(300)),
  }),
  answer: z.object({ attached: z.number().int() }),
});
