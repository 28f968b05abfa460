import pg from 'pg';
import { exitCodes, OperatorRefusal } from '../config/operator-refusal.ts';
import { texts } from './texts.ts';

/** The server or the network ended a connection that work stood on. Its transaction is undone; the work can be begun again. */
export class ConnectionLost extends OperatorRefusal {
  constructor(cause: unknown) {
    const { code, message } = cause as { code?: string; message?: string };
    super(texts.connectionLost(code ?? message ?? ''), exitCodes.unavailable, cause);
  }
}

/** Codes of PostgreSQL (connection exceptions, server going down) and of the network. */
const LOST_CODES = /^(08...|57P0[1-5]|ECONN\w+|EPIPE|ETIMEDOUT)$/;
/** What pg says when it has no code to give. */
const LOST_WORDS = /^(Connection terminated|Client has encountered a connection error|Client was closed)/;

/** The error as it concerns whoever gave the order: `ConnectionLost` when that is what it comes down to, else itself. */
export function explained(error: unknown): unknown {
  if (error instanceof OperatorRefusal) return error;
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (isLoss(cause)) return new ConnectionLost(cause);
  return error;
}

function isLoss(error: Error): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? LOST_CODES.test(code) : LOST_WORDS.test(error.message);
}

/**
 * Opens a connection outside the pool, for work that needs one of its own. When it breaks, what is asked of it fails, and nothing
 * else does: pg also tells the break as an event, which would end the process if nobody listened.
 */
export async function openConnection(url: string, config: pg.ClientConfig = {}): Promise<pg.Client> {
  const client = new pg.Client({ ...config, connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/**
 * Does work on a connection of its own and closes it.
 * @param name what the server's operator sees it under
 * @throws ConnectionLost when the connection breaks meanwhile or cannot be had
 */
export async function withConnection<T>(
  url: string,
  name: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  try {
    const client = await openConnection(url, { application_name: name });
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  } catch (error) {
    throw explained(error);
  }
}
