import pg from 'pg';
import { ConnectionLost, explained, openConnection } from './connection.ts';

/** A process' one ear on the database: hears `pg_notify` on channels, and mends itself when the connection breaks. */
export interface Listener {
  /** Calls `heard` for each message on `channel`; `missed` after a gap, when messages may have been lost. Returns the way out. */
  on(channel: string, heard: (message: string) => void, missed?: () => void): Promise<() => void>;
  close(): Promise<void>;
}

interface Subscriber {
  readonly channel: string;
  readonly heard: (message: string) => void;
  readonly missed: (() => void) | undefined;
}

const PROBE_EVERY = 30_000;
const PAUSES = [100, 500, 2_000, 5_000, 10_000];

/**
 * Opens the ear on `url` (a direct connection: a pooler in transaction mode loses LISTEN). Messages are hints: whoever needs
 * certainty also asks the database from time to time.
 * @throws ConnectionLost when it cannot be opened
 */
export async function openListener(url: string): Promise<Listener> {
  const ear = new Ear(url);
  try {
    await ear.connect();
  } catch (error) {
    await ear.close();
    throw explained(error);
  }
  return ear;
}

class Ear implements Listener {
  readonly #url: string;
  readonly #subscribers = new Set<Subscriber>();
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #probe: NodeJS.Timeout | undefined;
  #failures = 0;
  #closed = false;

  constructor(url: string) {
    this.#url = url;
  }

  async connect(): Promise<void> {
    const client = await openConnection(this.#url, {
      application_name: 'preau-listener',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
    });
    let lost = false;
    const lose = (): void => {
      if (lost) return;
      lost = true;
      if (this.#client === client) this.#client = undefined;
      clearInterval(this.#probe);
      client.end().catch(() => undefined);
      this.#reconnectLater();
    };
    client.on('notification', ({ channel, payload }) => this.#tell(channel, payload ?? ''));
    client.on('error', lose);
    client.on('end', lose);
    try {
      const channels = new Set<string>();
      // Whoever subscribes meanwhile joins the set and is met by this same loop.
      for (const { channel } of this.#subscribers) {
        if (channels.has(channel)) continue;
        channels.add(channel);
        await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      }
    } catch (error) {
      lose();
      throw error;
    }
    if (this.#closed) {
      lost = true;
      await client.end();
      return;
    }
    this.#client = client;
    this.#failures = 0;
    // A connection cut without a word looks alive: ask it.
    this.#probe = setInterval(() => client.query('select 1').catch(lose), PROBE_EVERY).unref();
  }

  async on(channel: string, heard: (message: string) => void, missed?: () => void): Promise<() => void> {
    const subscriber = { channel, heard, missed };
    const isNew = ![...this.#subscribers].some((other) => other.channel === channel);
    this.#subscribers.add(subscriber);
    const client = this.#client;
    if (isNew) {
      await client?.query(`listen ${pg.escapeIdentifier(channel)}`).catch((error: unknown) => {
        // The next connection listens for every subscriber.
        if (!(explained(error) instanceof ConnectionLost)) throw error;
      });
    }
    return () => {
      this.#subscribers.delete(subscriber);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearInterval(this.#probe);
    const client = this.#client;
    this.#client = undefined;
    client?.removeAllListeners('end');
    await client?.end();
  }

  #tell(channel: string, message: string): void {
    for (const subscriber of this.#subscribers) if (subscriber.channel === channel) subscriber.heard(message);
  }

  #reconnectLater(): void {
    if (this.#closed || this.#retry) return;
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length - 1)] ?? 10_000;
    this.#failures += 1;
    this.#retry = setTimeout(
      () => {
        this.#retry = undefined;
        this.connect().then(
          () => {
            for (const subscriber of this.#subscribers) subscriber.missed?.();
          },
          () => this.#reconnectLater(),
        );
      },
      pause * (0.5 + Math.random()),
    );
    this.#retry.unref();
  }
}
