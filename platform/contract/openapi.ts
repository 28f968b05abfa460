import type { AnyEndpoint } from './endpoint.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';
import { commonRefusals } from './refusal.ts';

/** What surrounds the endpoints in the document. */
export interface OpenApiOptions {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** The session's cookie, by its full name. */
  readonly sessionCookie: string;
}

interface Parameter {
  readonly in: 'path' | 'query';
  readonly name: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

interface Content {
  readonly [mediaType: string]: { readonly schema: JsonSchema };
}

/** One endpoint, as OpenAPI words it. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

/** An OpenAPI 3.1 document, as far as we write one. */
export interface OpenApiDocument {
  readonly openapi: '3.1.1';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, JsonSchema>>;
  };
}

/** The document of the JSON API, read off the same objects that answer: it cannot say anything else than what is done. */
export function openApiDocument(endpoints: readonly AnyEndpoint[], options: OpenApiOptions): OpenApiDocument {
  const offered = endpoints.filter((endpoint) => endpoint.api);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const endpoint of offered) {
    const path = apiPath(endpoint);
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  return {
    openapi: '3.1.1',
    info: { title: options.title, version: options.version, description: options.description },
    // Relative: wherever the document was read.
    servers: [{ url: '/' }],
    tags: [...new Set(offered.map(moduleOf))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: { Refusal: refusalSchema },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: options.sessionCookie },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

/** The path of an endpoint's JSON twin, as OpenAPI writes parameters: `/api/people/{uid}`. */
export const apiPath = (endpoint: AnyEndpoint): string => `/api${endpoint.path.replace(/:([A-Za-z]+)/g, '{$1}')}`;

const moduleOf = ({ name }: AnyEndpoint): string => name.split('.')[0] ?? name;

/**
 * The refusals an endpoint may give, by status: its own and those that its nature brings (a form can be too large, a public page
 * never asks to sign in).
 */
export function refusalsOf(endpoint: AnyEndpoint): ReadonlyMap<number, readonly string[]> {
  const writes = endpoint.method === 'POST';
  const guarded = endpoint.access === 'session';
  const left: Readonly<Record<string, boolean>> = {
    'platform.sign-in-needed': guarded,
    'platform.forbidden': guarded,
    'platform.step-needed': guarded,
    'platform.proof-needed': endpoint.stepUp !== undefined,
    'platform.factor-needed': endpoint.stepUp === 'when-wide',
    'platform.read-only-token': guarded && writes,
    'platform.foreign-form': writes,
    'platform.too-large': writes,
  };
  const common = Object.entries(commonRefusals).filter(([code]) => left[code] ?? true);
  const byStatus = new Map<number, string[]>();
  for (const [code, status] of [...Object.entries(endpoint.refusals), ...common]) {
    const codes = byStatus.get(status) ?? [];
    if (!codes.includes(code)) byStatus.set(status, [...codes, code]);
  }
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}

function operationOf(endpoint: AnyEndpoint): Operation {
  const parameters = [
    ...parametersOf('path', jsonSchemaOf(endpoint.params, 'input')),
    ...parametersOf('query', jsonSchemaOf(endpoint.query, 'input')),
  ];
  const body = jsonSchemaOf(endpoint.body, 'input');
  const hasBody = Object.keys((body.properties as object | undefined) ?? {}).length > 0;
  const refusals = [...refusalsOf(endpoint)].map(([status, codes]) => [String(status), refused(codes)] as const);
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [moduleOf(endpoint)],
    security: endpoint.access === 'session' ? [{ token: [] }, { session: [] }] : [],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasBody || endpoint.upload
      ? {
          requestBody: {
            required: true,
            content: endpoint.upload
              ? { 'multipart/form-data': { schema: withFile(body, endpoint.upload.field) } }
              : { 'application/json': { schema: body }, 'application/x-www-form-urlencoded': { schema: body } },
          },
        }
      : {}),
    responses: {
      200: {
        description: 'Done.',
        content: { 'application/json': { schema: jsonSchemaOf(endpoint.answer, 'output') } },
      },
      ...Object.fromEntries(refusals),
    },
  };
}

const withFile = (body: JsonSchema, field: string): JsonSchema => ({
  type: 'object',
  properties: { ...(body.properties as object | undefined), [field]: { type: 'string', format: 'binary' } },
  required: [...((body.required as readonly string[] | undefined) ?? []), field],
});

function parametersOf(place: Parameter['in'], schema: JsonSchema): Parameter[] {
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    in: place,
    name,
    required: place === 'path' || required.includes(name),
    ...(typeof description === 'string' ? { description } : {}),
    schema: rest,
  }));
}

const refused = (codes: readonly string[]): { description: string; content: Content } => ({
  description: `Refused: ${codes.join(', ')}.`,
  content: {
    'application/json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Refusal' },
          { type: 'object', properties: { error: { type: 'object', properties: { code: { enum: [...codes] } } } } },
        ],
      },
    },
  },
});

/** The shape of every refusal. */
const refusalSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'details', 'fields', 'requestId'],
      properties: {
        code: { type: 'string', description: 'What was refused, for programs: stable over versions.' },
        details: { type: 'object', description: 'What the sentence shown to a person would use.' },
        fields: {
          type: 'array',
          description: 'The fields at fault, when the request did not fit the contract.',
          items: {
            type: 'object',
            required: ['field', 'code'],
            properties: { field: { type: 'string', description: 'Dotted path.' }, code: { type: 'string' } },
          },
        },
        requestId: { type: 'string', format: 'uuid', description: 'To be quoted when asking for help.' },
      },
    },
  },
};
