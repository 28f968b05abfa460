import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { CompiledQuery, Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { v7 } from 'uuid';
import { ExpressLane, type Prepared } from './express-lane.ts';

export { type RawBuilder, sql };

/** A pool, or the transaction that a command runs in: queries take either. */
export type Db = Kysely<unknown>;

/** A new id: UUID v7, so that rows made together lie together in the indexes. */
export const newId = (): string => v7();

/** The least id that `newId` could make at that instant: rows made since then have a greater one. */
export function leastIdAt(instant: Date): string {
  const time = instant.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

const DATE = 1082;
const INT8 = 20;

/** Days stay `YYYY-MM-DD` strings: a birthday has no time zone. Counts are numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === DATE) return (value: string) => value;
    if (oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 24);

const statementNames = new Map<string, string>();

/** One stable name a statement text, bounded: a text built from user input must not fill the server's memory. */
const statementName = (text: string): string | undefined => {
  const known = statementNames.get(text);
  if (known) return known;
  if (statementNames.size >= 2000) return undefined;
  const name = digestOf(text);
  statementNames.set(text, name);
  return name;
};

/** A client that prepares each statement once per connection: twice the point queries a second (docs/decisions/0006). */
class PreparingClient extends pg.Client {
  // pg declares a dozen overloads of query; this one place narrows them to the form Kysely uses.
  override query(...args: unknown[]): never {
    const [text, values] = args;
    const send = super.query as (...rest: unknown[]) => never;
    if (typeof text === 'string' && Array.isArray(values)) {
      const name = statementName(text);
      if (name) return send.call(this, { name, text, values }, ...args.slice(2));
    }
    return send.call(this, ...args);
  }
}

export interface DbOptions {
  /** Connections at most; the default suits one process on two cores. */
  readonly poolSize?: number;
  /** Prepared statements need a session of their own: off behind a pooler in transaction mode. */
  readonly prepare?: boolean;
  /** Milliseconds after which the server gives a statement up. */
  readonly statementTimeout?: number;
  /** Opens one connection more, for the statements of every request (`statement`); only where statements are prepared. */
  readonly expressLane?: boolean;
  /** Given the pool, whose figures the operator watches. */
  readonly onPool?: (pool: pg.Pool) => void;
}

/** The express lane of a pool, where it has one. A transaction never has: its statements stay on its own connection. */
const lanes = new WeakMap<Db, ExpressLane>();

const counting = new AsyncLocalStorage<{ count: number }>();

/** Runs `work` and tells how many SQL statements it sent: for tests and benches that promise a number. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: number }> {
  const box = { count: 0 };
  const result = await counting.run(box, work);
  return { result, statements: box.count };
}

/** Opens a pool on `url`. Close it with `db.destroy()`. */
export function createDb(url: string, options: DbOptions = {}): Db {
  const prepare = options.prepare ?? true;
  const config: pg.ClientConfig = {
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeout ?? 30_000,
    application_name: 'preau',
    types,
    // A plan made once for a prepared statement is kept: planning costs more than running most of ours, and a plan that does not depend
    // on the values is as fast for every school. Statements that touch large tables are written so that it stays good.
    ...(prepare ? { options: '-c plan_cache_mode=force_generic_plan' } : {}),
  };
  const pool = new pg.Pool({
    ...config,
    max: options.poolSize ?? 10,
    idleTimeoutMillis: 30_000,
    ...(prepare ? { Client: PreparingClient as unknown as typeof pg.Client } : {}),
  } as pg.PoolConfig);
  // A connection that dies while idle, or between two statements of a transaction, is replaced: whoever uses it hears of it from their own
  // next statement. Without a listener the process would end.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  options.onPool?.(pool);
  const lane = options.expressLane && prepare ? new ExpressLane(config) : undefined;
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({
      pool: {
        options: pool.options,
        connect: () => pool.connect(),
        end: async () => {
          await lane?.close();
          await pool.end();
        },
      },
    }),
    log: (event) => {
      if (event.level === 'query') countOne();
    },
  });
  if (lane) lanes.set(db, lane);
  return db;
}

function countOne(): void {
  const box = counting.getStore();
  if (box) box.count += 1;
}

/** All rows of a statement. */
export async function rowsOf<Row>(db: Db, query: RawBuilder<Row>): Promise<Row[]> {
  const { rows } = await query.execute(db);
  return rows;
}

/** The first row of a statement, or undefined. */
export async function firstOf<Row>(db: Db, query: RawBuilder<Row>): Promise<Row | undefined> {
  const { rows } = await query.execute(db);
  return rows[0];
}

class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

interface Compiled extends Prepared {
  readonly parameters: readonly unknown[];
}

/** Each value has one number, wherever it stands: the server reads, types and keeps it once. */
function onePerSlot({
  sql: text,
  parameters,
}: {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}): Compiled {
  const kept: unknown[] = [];
  const numbers = parameters.map((value) => {
    const known = value instanceof Slot ? kept.indexOf(value) : -1;
    return known < 0 ? kept.push(value) : known + 1;
  });
  const renumbered = text.replace(/\$(\d+)/g, (_, number: string) => `$${numbers[Number(number) - 1]}`);
  return { name: digestOf(renumbered), text: renumbered, parameters: kept };
}

/**
 * A statement of every request, whose text never changes: built and compiled once, then only given its values, and sent by the express lane
 * where the pool has one. It must read by key, and little: it shares its connection. `write` may use a value anywhere a parameter may
 * stand, and must not look at it.
 */
export function statement<Values extends Readonly<Record<string, unknown>>, Row>(
  names: readonly (keyof Values & string)[],
  write: (values: Values) => RawBuilder<Row>,
): (db: Db, values: Values) => Promise<Row[]> {
  let compiled: Compiled | undefined;
  return async (db, values) => {
    if (!compiled) {
      const slots = Object.fromEntries(names.map((name) => [name, new Slot(name)]));
      compiled = onePerSlot(write(slots as unknown as Values).compile(db));
    }
    const given = compiled.parameters.map((value) => (value instanceof Slot ? values[value.name] : value));
    const lane = lanes.get(db);
    if (lane) {
      countOne();
      return lane.rows<Row>(compiled, given);
    }
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(compiled.text, given));
    return rows;
  };
}
