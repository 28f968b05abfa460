import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { fields, formats } from './columns.ts';
import { acts } from './difference.ts';
import { limits, noteCodes } from './table.ts';

const uai = z.string().regex(/^[0-9]{7}[A-HJ-NPR-Z]$/);
const ofSchool = z.object({ schoolUai: uai });
const ofTable = z.object({ schoolUai: uai, tableId: z.uuid() });
const format = z.enum(formats);
const status = z.enum(['draft', 'applied', 'undone']);
const counts = z.record(z.string(), z.number().int());
const school = z.object({ uai, name: z.string(), degree: z.number().int() });

/** Why a file is not taken, whatever it is; nothing of it is kept. */
export const fileRefusals = {
  'directory.table-missing': 422,
  'directory.table-too-large': 413,
  'directory.table-too-large-unpacked': 413,
  'directory.table-empty': 422,
  'directory.table-unknown-type': 422,
  'directory.table-old-excel': 422,
  'directory.table-locked': 422,
  'directory.table-cut': 422,
  'directory.table-bad-xml': 422,
  'directory.table-unknown-xml': 422,
  'directory.table-not-a-table': 422,
  'directory.table-no-headings': 422,
  'directory.table-no-rows': 422,
  'directory.table-duplicate-headings': 422,
  'directory.table-too-long': 422,
  'directory.table-too-wide': 422,
  'directory.table-other-school': 422,
} as const;

const summary = z.object({
  id: z.uuid(),
  fileName: z.string(),
  format,
  status,
  startedAt: z.iso.datetime(),
  startedBy: z.string(),
  appliedAt: z.iso.datetime().nullable(),
  appliedBy: z.string().nullable(),
  undoneAt: z.iso.datetime().nullable(),
  counts,
  href: z.string(),
});

export const chooseSchool = endpoint({
  name: 'directory.chooseSchoolForTables',
  method: 'GET',
  path: '/tables',
  summary: 'The schools for which the caller may import tables.',
  access: 'session',
  answer: z.object({ schools: z.array(school.extend({ href: z.string() })) }),
});

export const listTables = endpoint({
  name: 'directory.listTables',
  method: 'GET',
  path: '/schools/:schoolUai/tables',
  summary: 'The tables (ONDE, SIECLE, STS, spreadsheets) sent by a school, the newest first, at most thirty.',
  access: 'session',
  params: ofSchool,
  answer: z.object({ school, tables: z.array(summary) }),
});

export const sendTable = endpoint({
  name: 'directory.sendTable',
  method: 'POST',
  path: '/schools/:schoolUai/tables',
  summary: 'Sends a table: it is read and kept as a draft; nothing of the directory changes.',
  access: 'session',
  params: ofSchool,
  answer: z.object({ id: z.uuid() }),
  refusals: fileRefusals,
  upload: { field: 'file', maxBytes: limits.bytes, tooLarge: 'directory.table-too-large' },
  rateLimit: 90,
});

const column = z.object({
  heading: z.string(),
  field: z.enum(fields).nullable(),
  from: z.enum(['known', 'kept', 'chosen', 'none']),
  examples: z.array(z.string()),
});
const note = z.object({
  code: z.enum(noteCodes),
  line: z.number().int().optional(),
  what: z.string().optional(),
  aside: z.boolean().optional(),
});
const change = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  kept: z.enum(['academy', 'person']).optional(),
});
const difference = z.object({
  act: z.enum(acts),
  /** Uid of who is known already. */
  id: z.string().nullable(),
  name: z.string(),
  className: z.string().nullable(),
  line: z.number().int().nullable(),
  changes: z.array(change),
});

export const showTable = endpoint({
  name: 'directory.showTable',
  method: 'GET',
  path: '/schools/:schoolUai/tables/:tableId',
  summary: 'A table: how it was read and its columns; as a draft what it would change, afterwards what it changed.',
  access: 'session',
  params: ofTable,
  query: z.object({
    act: z.enum([...acts, '']).default(''),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  answer: summary.extend({
    school,
    whole: z.boolean(),
    reading: z.object({
      kind: z.enum(['csv', 'xlsx', 'ods', 'xml']),
      encoding: z.string().nullable(),
      separator: z.string().nullable(),
      sheet: z.string().nullable(),
      rows: z.number().int(),
    }),
    columns: z.array(column),
    /** Fields without which nothing can be compared. */
    missing: z.array(z.enum(fields)),
    groups: z.array(z.string()),
    notes: z.array(note),
    noteCount: z.number().int(),
    act: z.enum(acts).nullable(),
    differences: z.array(difference),
    page: z.number().int(),
    pages: z.number().int(),
    /** Said back when applying: the differences are still those that were shown. */
    digest: z.string().nullable(),
    manyLeave: z.boolean(),
    undoUntil: z.iso.datetime().nullable(),
    kept: z.array(z.object({ id: z.string(), name: z.string(), href: z.string() })),
  }),
});

export const showColumns = endpoint({
  name: 'directory.showTableColumns',
  method: 'GET',
  path: '/schools/:schoolUai/tables/:tableId/columns',
  summary: 'The columns of a draft with their first values, and what each was taken for.',
  access: 'session',
  params: ofTable,
  query: z.object({ column: z.coerce.number().int().min(0).max(limits.columns).optional() }),
  answer: z.object({
    id: z.uuid(),
    school,
    fileName: z.string(),
    format,
    whole: z.boolean(),
    reading: z.object({
      kind: z.enum(['csv', 'xlsx', 'ods', 'xml']),
      encoding: z.string().nullable(),
      separator: z.string().nullable(),
      sheet: z.string().nullable(),
      rows: z.number().int(),
    }),
    notes: z.array(note),
    columns: z.array(column),
    missing: z.array(z.enum(fields)),
    /** The column whose meaning is being chosen. */
    open: z.number().int().nullable(),
  }),
});

const choice = z
  .string()
  .regex(/^\d{1,2}:[a-z_]*$/)
  .transform((text) => ({ column: Number(text.split(':')[0]), field: text.split(':')[1] ?? '' }));

export const chooseColumns = endpoint({
  name: 'directory.chooseTableColumns',
  method: 'POST',
  path: '/schools/:schoolUai/tables/:tableId/columns',
  summary:
    'Says what kind of table a draft is and what its columns hold (`3:birth_date`); kept for the next table of that kind.',
  access: 'session',
  params: ofTable,
  body: z.object({
    format,
    whole: z.union([z.literal('yes'), z.literal('no')]).default('no'),
    column: z.union([z.array(choice).max(limits.columns), choice.transform((one) => [one])]).default([]),
    next: z.enum(['columns', 'differences']).default('differences'),
  }),
  answer: z.object({ id: z.uuid(), missing: z.array(z.enum(fields)) }),
  refusals: { 'directory.table-not-a-draft': 409 },
});

export const applyTable = endpoint({
  name: 'directory.applyTable',
  method: 'POST',
  path: '/schools/:schoolUai/tables/:tableId/apply',
  summary: 'Writes what a draft would change, all or nothing; refused when the directory changed since it was shown.',
  access: 'session',
  stepUp: true,
  params: ofTable,
  body: z.object({ digest: z.string().max(60), leavers: z.union([z.literal('yes'), z.literal('no')]).default('no') }),
  answer: z.object({ id: z.uuid(), counts }),
  refusals: {
    'directory.table-not-a-draft': 409,
    'directory.table-moved': 409,
    'directory.table-columns-missing': 422,
    'directory.table-nothing': 422,
    'directory.table-many-leave': 422,
  },
});

export const undoTable = endpoint({
  name: 'directory.undoTable',
  method: 'POST',
  path: '/schools/:schoolUai/tables/:tableId/undo',
  summary: 'Takes back, within a day, what a table wrote and nobody touched since; activated accounts stay.',
  access: 'session',
  params: ofTable,
  answer: z.object({ id: z.uuid(), undone: z.number().int(), kept: z.number().int() }),
  refusals: { 'directory.table-not-applied': 409, 'directory.table-undo-late': 409 },
});

export const dropTable = endpoint({
  name: 'directory.dropTable',
  method: 'POST',
  path: '/schools/:schoolUai/tables/:tableId/drop',
  summary: 'Drops a draft and its rows.',
  access: 'session',
  params: ofTable,
  answer: z.object({ dropped: z.boolean() }),
  refusals: { 'directory.table-not-a-draft': 409 },
});
