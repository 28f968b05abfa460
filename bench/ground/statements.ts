import { connect, createServer, type Socket } from 'node:net';

/** Stands between the product and PostgreSQL and counts the statements that pass. */
export interface StatementCounter {
  /** The connection string to give to the product. */
  readonly url: string;
  /** Statements executed since the last call. */
  taken(): number;
  close(): void;
}

/**
 * Counts by reading the frontend's side of PostgreSQL's protocol: each `Execute` or simple `Query` message is one statement. It
 * slows what passes, so it serves for counting only, never while time is measured.
 * @param url of a server that listens on a unix socket (`?host=/folder`) or on a port
 */
export async function countStatementsTo(url: string): Promise<StatementCounter> {
  const target = new URL(url);
  const folder = target.searchParams.get('host');
  const port = Number(target.port || 5432);
  const to = folder?.startsWith('/') ? { path: `${folder}/.s.PGSQL.${port}` } : { host: target.hostname, port };
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(to);
    const reader = messageReader((type) => {
      if (type === 'E' || type === 'Q') count += 1;
    });
    client.on('data', reader);
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
        sockets.delete(socket);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const proxied = new URL(url);
  proxied.searchParams.delete('host');
  proxied.hostname = '127.0.0.1';
  proxied.port = String(typeof address === 'object' ? address?.port : 0);
  return {
    url: proxied.toString(),
    taken() {
      const taken = count;
      count = 0;
      return taken;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Tells the type of each message; the first one of a connection has none. */
function messageReader(tell: (type: string) => void): (chunk: Buffer) => void {
  let kept: Buffer = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    for (;;) {
      const head = started ? 1 : 0;
      if (kept.length < head + 4) return;
      const length = kept.readUInt32BE(head);
      if (kept.length < head + length) return;
      if (started) tell(String.fromCharCode(kept[0] as number));
      // Asking for encryption or compression comes before the startup message, with a code of its own.
      else started = kept.readUInt32BE(4) >>> 16 !== 1234;
      kept = kept.subarray(head + length);
    }
  };
}
