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

/**
 * A connection of the import's own: COPY and long set-based statements do not go through the product's pool. Days stay
 * `YYYY-MM-DD`, counts are numbers.
 */
export class ImportConnection {
  readonly client: pg.Client;
  readonly #prepared = new Map<string, { name: string; text: string; order: readonly string[] }>();

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

  /** As `run`, prepared once per connection: for statements sent for each school. */
  async runPrepared(name: string, text: string, values: Values): Promise<number> {
    let prepared = this.#prepared.get(name);
    if (!prepared) {
      const order: string[] = [];
      const numbered = bind(text, new Proxy(values, { has: () => true, get: (_, key) => key })) as {
        text: string;
        values: string[];
      };
      order.push(...numbered.values);
      prepared = { name, text: numbered.text, order };
      this.#prepared.set(name, prepared);
    }
    const { order, ...query } = prepared;
    return (await this.client.query({ ...query, values: order.map((key) => values[key]) })).rowCount ?? 0;
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
