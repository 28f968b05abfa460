import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const value: z.ZodType = z.json();

const section = z.object({
  key: z.string(),
  title: z.string(),
  /** Columns in their order, with their headings. */
  fields: z.array(z.object({ key: z.string(), label: z.string() })),
  rows: z.array(z.record(z.string(), value)),
  /** Codes in words, by column. */
  values: z.record(z.string(), z.record(z.string(), z.string())),
});

const held = z.object({
  person: z.object({ id: uid, name: z.string() }),
  at: z.date(),
  modules: z.array(
    z.object({ key: z.string(), title: z.string(), sections: z.array(section), exceptions: z.array(z.string()) }),
  ),
});

export const showHeld = endpoint({
  name: 'privacy.showHeld',
  method: 'GET',
  path: '/my-data',
  summary: 'All that the product holds of the caller, or of a child under their authority, heading by heading.',
  access: 'session',
  personal: true,
  query: z.object({ person: uid.optional() }),
  answer: held.extend({
    /** They left: all will be erased, and `/leaving` says when. */
    isLeaving: z.boolean(),
    people: z.array(z.object({ id: uid, name: z.string(), isShown: z.boolean() })),
  }),
});

export const downloadHeld = endpoint({
  name: 'privacy.downloadHeld',
  method: 'POST',
  path: '/my-data/download',
  summary: 'The same as one file: JSON for programs, or a page to read.',
  access: 'session',
  body: z.object({ person: uid, format: z.enum(['json', 'html']).default('html') }),
  answer: held,
  api: false,
  stepUp: true,
});
