import pg from 'pg';
import { openConnection } from '../../../platform/db/connection.ts';

/** What statements take by name. */
export type Values = Readonly<Record<string, unknown>>;

const NAME = /(?<![:\w]):([a-z_]+)\b/g;

/** `:name` becomes `$n`, in the order of first use; `::` stays a cast. */
export function bind(text: string, values: Values): { text: string; values: unknown[] } {
  const order: string[] = [];
  const numbered = text.replace(NAME, (_, name: string) => {
    if (!(name in values)) throw new Error(`no value for :${name}`);
    if (!order.includes(name)) order.push(name);
    return `$${order.indexOf(name) + 1}`;
  });
  return { text: numbered, values: order.map((name) => values[name]) };
}

export interface NamedStatement {
  readonly name: string;
  /** With named values, as `run` takes it. */
  readonly text: string;
}

/** Any name has a value: the name itself, so that binding tells the order of the names. */
const everyName = new Proxy<Values>({}, { has: () => true, get: (_, name) => name });

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}

/**
 * A connection of the import's own: COPY and long set-based statements do not go through the product's pool. Days stay
 * `YYYY-MM-DD`, counts are numbers.
 */
export class ImportConnection {
  readonly client: pg.Client;
  /** The values of each prepared statement, in their order. */
  readonly #prepared = new Map<string, readonly string[]>();

  private constructor(client: pg.Client) {
    this.client = client;
  }

  static async open(url: string, name: string): Promise<ImportConnection> {
    const client = await openConnection(url, {
      application_name: name,
      types: {
        getTypeParser: (oid: number, format?: 'text' | 'binary') =>
          oid === 1082 ? (text: string) => text : oid === 20 ? Number : pg.types.getTypeParser(oid, format as 'text'),
      } as pg.CustomTypesConfig,
    });
    // Large joins belong in memory; compiling a plan takes longer than our statements run.
    await client.query("set work_mem = '64MB'; set jit = off; set statement_timeout = 0");
    return new ImportConnection(client);
  }

  /** One statement with named values; the number of rows it wrote. */
  async run(text: string, values: Values = {}): Promise<number> {
    return (await this.client.query(bind(text, values))).rowCount ?? 0;
  }

  async rows<Row extends pg.QueryResultRow>(text: string, values: Values = {}): Promise<Row[]> {
    return (await this.client.query<Row>(bind(text, values))).rows;
  }

  /** Prepares statements under their names, each once per connection. */
  async prepare(statements: readonly NamedStatement[]): Promise<void> {
    const missing = statements.filter(({ name }) => !this.#prepared.has(name));
    if (missing.length === 0) return;
    const bound = missing.map(({ name, text }) => ({ name, ...bind(text, everyName) }));
    await this.client.query(bound.map(({ name, text }) => `prepare "${name}" as ${text}`).join(';\n'));
    for (const { name, values } of bound) this.#prepared.set(name, values as string[]);
  }

  /** The text that executes a prepared statement with these values. */
  execution(name: string, values: Values): string {
    const order = this.#prepared.get(name);
    if (!order) throw new Error(`${name} is not prepared`);
    const literals = order.map((key) => literal(values[key]));
    return literals.length === 0 ? `execute "${name}"` : `execute "${name}"(${literals.join(', ')})`;
  }

  /** Sends statements as one transaction and one message: a small transaction takes longer to talk about than to do. */
  async transactionOf(statements: readonly string[]): Promise<void> {
    try {
      await this.client.query(['begin', ...statements, 'commit'].join(';\n'));
    } catch (error) {
      await this.client.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.client.query('begin');
    try {
      const result = await work();
      await this.client.query('commit');
      return result;
    } catch (error) {
      await this.client.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
