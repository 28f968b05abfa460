import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Authority } from './authority.ts';

/** What stands before a program that speaks plain HTTP, as a host's proxy does. */
export interface Front {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Opens TLS at a loopback address and hands every request on.
 * @param host a name or address of this machine that the certificate covers
 * @param target port of the program behind, on 127.0.0.1
 */
export async function openFront(authority: Authority, host: string, target: number): Promise<Front> {
  const server = createServer({ key: authority.key, cert: authority.certificate }, (asked, answer) => {
    const behind = request(
      {
        host: '127.0.0.1',
        port: target,
        method: asked.method,
        path: asked.url,
        headers: {
          ...asked.headers,
          'x-forwarded-proto': 'https',
          'x-forwarded-host': asked.headers.host,
          'x-forwarded-for': asked.socket.remoteAddress,
        },
      },
      (given) => {
        answer.writeHead(given.statusCode ?? 502, given.rawHeaders);
        given.pipe(answer);
      },
    );
    behind.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
    // Live pages keep a connection open: who goes away takes it along.
    answer.on('close', () => behind.destroy());
    asked.pipe(behind);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://${host}:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
