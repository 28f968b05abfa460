import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';

const tableKey = z.string().regex(/^[a-z][a-z-]{0,30}$/);
const placeKey = z.string().max(20);
const publicId = z.string().max(40);
const oneOrMore = z.union([z.string().max(200), z.array(z.string().max(200)).max(60)]);

/** What a table is asked for: the words, the order, the columns, and any filter that a module registered, by its key. */
export const asked = z
  .object({
    /** A school by its UAI, where the table is one of a school. */
    place: placeKey.optional(),
    q: z.string().max(100).default(''),
    /** Key of a column; `-` before it turns the order round. */
    sort: z.string().max(40).optional(),
    columns: oneOrMore.optional(),
    /** Opaque: the page after, or before, this row. */
    after: z.string().max(400).optional(),
    before: z.string().max(400).optional(),
  })
  .catchall(oneOrMore);
export type Asked = z.output<typeof asked>;

const option = z.object({ value: z.string(), label: z.string() });

const shownTable = z.object({
  table: z.object({ key: tableKey, label: z.string(), count: z.string(), empty: z.string() }),
  place: z.object({ key: placeKey, label: z.string() }).nullable(),
  /** Rows that fit the filters, on all pages. */
  total: z.number().int(),
  columns: z.array(
    z.object({ key: z.string(), label: z.string(), isShown: z.boolean(), sorted: z.enum(['up', 'down']).nullable() }),
  ),
  rows: z.array(
    z.object({
      id: publicId,
      /** Null where rows have no page. */
      href: z.string().nullable(),
      /** By column: the words shown. */
      words: z.record(z.string(), z.string()),
      /** By column: the value itself. */
      values: z.record(z.string(), z.unknown()),
      flags: z.array(option.extend({ tone: z.string() })),
    }),
  ),
  filters: z.array(z.object({ key: z.string(), label: z.string(), value: z.string(), options: z.array(option) })),
  views: z.array(z.object({ id: z.uuid(), name: z.string(), query: z.string() })),
  actions: z.array(z.object({ key: z.string(), label: z.string(), most: z.number().int() })),
  next: z.string().nullable(),
  previous: z.string().nullable(),
});

export const showTable = endpoint({
  name: 'console.showTable',
  method: 'GET',
  path: '/console/tables/:tableKey',
  summary:
    'A page of a table of management: filtered by any registered filter, sorted by any column, with the columns asked for.',
  access: 'session',
  params: z.object({ tableKey }),
  query: asked,
  answer: shownTable,
});

/** Which rows: those ticked, or all that fit the filters of the page. */
const chosen = {
  query: z.string().max(4000).default(''),
  id: z
    .union([publicId, z.array(publicId).max(2000)])
    .optional()
    .transform((ids) => [ids ?? []].flat()),
  all: z.literal('yes').optional(),
};

export const exportTable = endpoint({
  name: 'console.exportTable',
  method: 'POST',
  path: '/console/tables/:tableKey/export',
  summary: 'The whole filtered table as a file (csv or ods). It is audited, and those it concerns can read so.',
  access: 'session',
  stepUp: true,
  params: z.object({ tableKey }),
  body: z.object({
    /** The query of the page to export, as in its address. */
    query: z.string().max(4000).default(''),
    format: z.enum(['csv', 'ods']).default('csv'),
  }),
  answer: z.object({ rows: z.number().int() }),
  api: false,
});

export const exportChosen = endpoint({
  name: 'console.exportChosen',
  method: 'POST',
  path: '/console/tables/:tableKey/export-chosen',
  summary:
    'The chosen rows of a table as a file (csv or ods), or all that fit the filters; audited as the whole table is.',
  access: 'session',
  stepUp: true,
  params: z.object({ tableKey }),
  body: z.object({ ...chosen, format: z.enum(['csv', 'ods']).default('csv') }),
  answer: z.object({ rows: z.number().int() }),
  api: false,
  refusals: { 'console.nothing-chosen': 422 },
});

export const runAction = endpoint({
  name: 'console.runAction',
  method: 'POST',
  path: '/console/tables/:tableKey/actions/:actionKey',
  summary: 'Does something registered to the chosen rows, or to all that fit the filters.',
  access: 'session',
  stepUp: true,
  params: z.object({ tableKey, actionKey: z.string().regex(/^[a-z][a-z-]{0,40}$/) }),
  body: z.object(chosen),
  answer: z.object({ rows: z.number().int() }),
  // What it answers may be shown once, or be a file: it only makes sense in a browser.
  api: false,
  refusals: { 'console.nothing-chosen': 422, 'console.too-many': 422, 'console.action-refused': 422 },
});

export const saveView = endpoint({
  name: 'console.saveView',
  method: 'POST',
  path: '/console/tables/:tableKey/views',
  summary: 'Keeps the filters of a table under a name, for oneself; the same name replaces the former.',
  access: 'session',
  params: z.object({ tableKey }),
  body: z.object({
    query: z.string().max(4000).default(''),
    name: z.string().trim().min(1, 'console.name-missing').max(60),
  }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'console.too-many-views': 422 },
});

export const removeView = endpoint({
  name: 'console.removeView',
  method: 'POST',
  path: '/console/views/:viewId/removal',
  summary: 'Forgets one of one’s own saved filters.',
  access: 'session',
  params: z.object({ viewId: z.uuid() }),
  body: z.object({ query: z.string().max(4000).default('') }),
  answer: z.object({ table: tableKey }),
});
