/*
 * A check of our own that a schema is JSON Schema, draft 2020-12: known keywords, each with a value of its kind, references that
 * lead somewhere. It is stricter than the draft, which lets unknown keywords pass: a misspelt one would go unseen.
 */

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
const NUMBERS = [
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
];
const TEXTS = ['format', 'title', 'description', 'contentEncoding', 'contentMediaType', '$id', '$comment'];
const ONE_SCHEMA = ['items', 'additionalProperties', 'propertyNames', 'not', 'contains'];
const MANY_SCHEMAS = ['anyOf', 'allOf', 'oneOf', 'prefixItems'];
const NAMED_SCHEMAS = ['properties', 'patternProperties', '$defs'];
const FREE = ['const', 'default', 'examples', 'readOnly', 'writeOnly', 'deprecated', 'uniqueItems'];
const CHECKED = ['type', 'enum', 'required', 'pattern', '$ref'];
const KNOWN = new Set([...NUMBERS, ...TEXTS, ...ONE_SCHEMA, ...MANY_SCHEMAS, ...NAMED_SCHEMAS, ...FREE, ...CHECKED]);

type Value = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** Every fault of a schema, each with its place; `root` is the document that references lead into. */
export function schemaFaults(schema: unknown, place = '#', root: unknown = schema): string[] {
  if (typeof schema === 'boolean') return [];
  if (!isObject(schema)) return [`${place}: no schema`];
  const says = (what: string): string => `${place}: ${what}`;
  return [
    ...Object.keys(schema)
      .filter((keyword) => !KNOWN.has(keyword))
      .map((keyword) => says(`keyword ${keyword} is unknown`)),
    ...NUMBERS.filter((keyword) => keyword in schema && typeof schema[keyword] !== 'number').map((keyword) =>
      says(`${keyword} is no number`),
    ),
    ...TEXTS.filter((keyword) => keyword in schema && typeof schema[keyword] !== 'string').map((keyword) =>
      says(`${keyword} is no text`),
    ),
    ...checkedFaults(schema, root).map(says),
    ...ONE_SCHEMA.filter((keyword) => keyword in schema).flatMap((keyword) =>
      schemaFaults(schema[keyword], `${place}/${keyword}`, root),
    ),
    ...MANY_SCHEMAS.filter((keyword) => keyword in schema).flatMap((keyword) => {
      const list = schema[keyword];
      if (!Array.isArray(list) || list.length === 0) return [says(`${keyword} is empty or no list`)];
      return list.flatMap((entry, index) => schemaFaults(entry, `${place}/${keyword}/${index}`, root));
    }),
    ...NAMED_SCHEMAS.filter((keyword) => keyword in schema).flatMap((keyword) => {
      const named = schema[keyword];
      if (!isObject(named)) return [says(`${keyword} is no object`)];
      return Object.entries(named).flatMap(([name, entry]) => schemaFaults(entry, `${place}/${keyword}/${name}`, root));
    }),
  ];
}

function checkedFaults(schema: Value, root: unknown): string[] {
  const faults: string[] = [];
  const { type, required, pattern, $ref } = schema;
  if (type !== undefined) {
    const types = Array.isArray(type) ? type : [type];
    faults.push(...types.filter((name) => !TYPES.has(name)).map((name) => `type ${JSON.stringify(name)}`));
  }
  if (schema.enum !== undefined && (!Array.isArray(schema.enum) || schema.enum.length === 0))
    faults.push('enum is empty or no list');
  if (required !== undefined && (!isTextList(required) || new Set(required).size < required.length))
    faults.push('required is not a list of distinct names');
  if (pattern !== undefined && !isPattern(pattern)) faults.push('pattern is no regular expression');
  if ($ref !== undefined && !leadsSomewhere($ref, root)) faults.push('$ref leads nowhere');
  return faults;
}

function isPattern(value: unknown): boolean {
  try {
    return typeof value === 'string' && new RegExp(value, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** References into `components` are the OpenAPI document's own; the others must be found in the schema. */
function leadsSomewhere(ref: unknown, root: unknown): boolean {
  if (typeof ref !== 'string' || !ref.startsWith('#')) return false;
  if (ref.startsWith('#/components/schemas/')) return true;
  let at: unknown = root;
  for (const step of ref.split('/').slice(1)) at = isObject(at) ? at[step] : undefined;
  return at !== undefined;
}
