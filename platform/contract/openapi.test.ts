import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { schemaFaults } from '../testing/json-schema.ts';
import { endpoint } from './endpoint.ts';
import { fieldsOf, jsonSchemaOf } from './json-schema.ts';
import { openApiDocument, refusalsOf } from './openapi.ts';

const show = endpoint({
  name: 'library.showBook',
  method: 'GET',
  path: '/books/:bookId',
  summary: 'A book and who borrowed it.',
  access: 'session',
  params: z.object({ bookId: z.uuid() }),
  query: z.object({
    page: z.coerce.number().int().min(1).default(1),
    q: z.string().optional().describe('Words to find.'),
  }),
  answer: z.object({
    title: z.string(),
    lentOn: z.date().nullable(),
    state: z.enum(['in', 'out']),
    loans: z.array(z.object({ from: z.iso.date(), by: z.string().describe('Opaque id.') })),
  }),
  refusals: { 'library.closed': 409 },
});
const lend = endpoint({
  name: 'library.lendBook',
  method: 'POST',
  path: '/books/:bookId/lend',
  summary: 'Lends a book.',
  access: 'session',
  params: z.object({ bookId: z.uuid() }),
  body: z.object({ to: z.string().min(1), days: z.coerce.number().int().max(21) }),
  answer: z.object({ until: z.date() }),
  refusals: { 'library.lent': 409, 'library.closed': 409 },
});
const open = endpoint({
  name: 'library.showHours',
  method: 'GET',
  path: '/hours',
  summary: 'When it is open.',
  access: 'public',
  answer: z.object({ hours: z.array(z.string()) }),
});
const pageOnly = endpoint({ ...open, name: 'library.showDoor', path: '/door', api: false });

const document = openApiDocument([show, lend, open, pageOnly], {
  title: 'Library',
  version: '1',
  description: 'Books.',
  sessionCookie: '__Host-session',
});

describe('the OpenAPI document', () => {
  it('holds every endpoint of the API, and no page that is not of it', () => {
    assert.deepEqual(Object.keys(document.paths), ['/api/books/{bookId}', '/api/books/{bookId}/lend', '/api/hours']);
    assert.equal(document.paths['/api/books/{bookId}']?.get?.operationId, 'library.showBook');
    assert.equal(document.paths['/api/books/{bookId}/lend']?.post?.operationId, 'library.lendBook');
  });

  it('tells parameters, body and answer as they travel', () => {
    const get = document.paths['/api/books/{bookId}']?.get;
    assert.deepEqual(
      get?.parameters?.map(({ in: place, name, required }) => [place, name, required]),
      [
        ['path', 'bookId', true],
        ['query', 'page', false],
        ['query', 'q', false],
      ],
    );
    assert.equal(get?.parameters?.[2]?.description, 'Words to find.');
    const answer = get?.responses['200']?.content?.['application/json']?.schema;
    const { lentOn } = (answer?.properties ?? {}) as Record<string, unknown>;
    assert.deepEqual(lentOn, { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] });
    assert.equal(answer?.additionalProperties, false, 'nothing else leaves');
    const body = document.paths['/api/books/{bookId}/lend']?.post?.requestBody?.content;
    assert.deepEqual(Object.keys(body ?? {}), ['application/json', 'application/x-www-form-urlencoded']);
    assert.deepEqual(body?.['application/json']?.schema.required, ['to', 'days']);
  });

  it('lists every refusal under its status, and only those that can come', () => {
    assert.deepEqual(refusalsOf(lend).get(409), ['library.lent', 'library.closed']);
    const statuses = Object.keys(document.paths['/api/hours']?.get?.responses ?? {});
    assert.deepEqual(statuses, ['200', '403', '404', '422', '429', '500']);
    assert.deepEqual([...refusalsOf(show).keys()], [401, 403, 404, 409, 422, 429, 500]);
    assert.deepEqual(refusalsOf(show).get(403), [
      'platform.forbidden',
      'platform.viewing-only',
      'platform.viewing-hidden',
      'platform.step-needed',
    ]);
    const refused = document.paths['/api/books/{bookId}/lend']?.post?.responses['409'];
    assert.match(JSON.stringify(refused), /"enum":\["library\.lent","library\.closed"\]/);
  });

  it('asks for a token or a session where a session is needed, for nothing elsewhere', () => {
    assert.deepEqual(document.paths['/api/books/{bookId}']?.get?.security, [{ token: [] }, { session: [] }]);
    assert.deepEqual(document.paths['/api/hours']?.get?.security, []);
    assert.deepEqual(document.components.securitySchemes.session, {
      type: 'apiKey',
      in: 'cookie',
      name: '__Host-session',
    });
  });

  it('holds nothing but well-formed JSON Schema 2020-12', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const operation of Object.values(operations)) {
        for (const { schema } of operation.parameters ?? []) assert.deepEqual(schemaFaults(schema), [], path);
        const contents = [operation.requestBody, ...Object.values(operation.responses)].flatMap((part) =>
          Object.values(part?.content ?? {}),
        );
        for (const { schema } of contents) assert.deepEqual(schemaFaults(schema), [], path);
      }
    }
    assert.deepEqual(schemaFaults(document.components.schemas.Refusal ?? {}), []);
  });
});

describe('the check of schemas', () => {
  it('finds what is not JSON Schema', () => {
    assert.deepEqual(schemaFaults({ type: 'text' }), ['#: type "text"']);
    assert.deepEqual(schemaFaults({ type: 'object', properties: { a: { nullable: true } } }), [
      '#/properties/a: keyword nullable is unknown',
    ]);
    assert.deepEqual(schemaFaults({ type: 'object', required: ['a', 'a'] }), [
      '#: required is not a list of distinct names',
    ]);
    assert.deepEqual(schemaFaults({ enum: [] }), ['#: enum is empty or no list']);
    assert.deepEqual(schemaFaults({ minLength: '3' }), ['#: minLength is no number']);
    assert.deepEqual(schemaFaults({ pattern: '(' }), ['#: pattern is no regular expression']);
    assert.deepEqual(schemaFaults({ $ref: '#/$defs/missing' }), ['#: $ref leads nowhere']);
  });
});

describe('the fields of a schema, for a reader', () => {
  it('are one line each, lists and objects opened', () => {
    assert.deepEqual(
      fieldsOf(jsonSchemaOf(show.answer, 'output')).map(({ name, type, required, nullable }) => [
        name,
        type,
        required,
        nullable,
      ]),
      [
        ['title', 'string', true, false],
        ['lentOn', 'date-time', true, true],
        ['state', '"in" | "out"', true, false],
        ['loans', 'list of object', true, false],
        ['loans[].from', 'date', true, false],
        ['loans[].by', 'string', true, false],
      ],
    );
  });
});
