import { z } from 'zod';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * What goes over the wire for a zod schema: `input` as the caller writes it, `output` as we answer it. A date travels as an ISO
 * instant. What JSON Schema cannot say (a refinement) is left to the server, which says which field is at fault.
 */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _draft, ...made } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    },
  });
  return made;
}

/** One field of a request or an answer, for a reader. */
export interface FieldNote {
  /** Dotted path; `[]` stands for each element of a list. */
  readonly name: string;
  /** `string`, `date-time`, `integer`, `"fr" | "en"`, `list`… */
  readonly type: string;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly description: string | undefined;
}

/** The fields of a schema, one line each, lists and objects opened. */
export function fieldsOf(schema: JsonSchema, prefix = '', root: JsonSchema = schema): FieldNote[] {
  const { properties, required } = resolve(schema, root) as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  return Object.entries(properties ?? {}).flatMap(([key, value]) => {
    const { shown, nullable } = withoutNull(resolve(value, root), root);
    const name = prefix + key;
    const note: FieldNote = {
      name,
      type: typeName(shown, root),
      required: required?.includes(key) ?? false,
      nullable,
      description: (value.description ?? shown.description) as string | undefined,
    };
    const { items } = shown as { items?: JsonSchema };
    const below = items ? fieldsOf(resolve(items, root), `${name}[].`, root) : fieldsOf(shown, `${name}.`, root);
    return [note, ...below];
  });
}

/** Follows a reference within the same document. */
function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const { $ref } = schema as { $ref?: string };
  const name = $ref && /^#\/\$defs\/(.+)$/.exec($ref)?.[1];
  const defs = root.$defs as Record<string, JsonSchema> | undefined;
  return (name && defs?.[name]) || schema;
}

/** A schema that is something or null, as the something. */
function withoutNull(schema: JsonSchema, root: JsonSchema): { shown: JsonSchema; nullable: boolean } {
  const { anyOf } = schema as { anyOf?: readonly JsonSchema[] };
  const [only, ...others] = (anyOf ?? []).filter((option) => option.type !== 'null');
  return anyOf && only && others.length === 0 && anyOf.length === 2
    ? { shown: resolve(only, root), nullable: true }
    : { shown: schema, nullable: false };
}

function typeName(schema: JsonSchema, root: JsonSchema): string {
  const known = schema as {
    const?: unknown;
    enum?: readonly unknown[];
    anyOf?: readonly JsonSchema[];
    format?: string;
    type?: string;
    items?: JsonSchema;
  };
  if (known.const !== undefined) return JSON.stringify(known.const);
  if (known.enum) return known.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (known.anyOf) return known.anyOf.map((option) => typeName(resolve(option, root), root)).join(' | ');
  if (known.items) return `list of ${typeName(resolve(known.items, root), root)}`;
  return known.format ?? known.type ?? 'any';
}
