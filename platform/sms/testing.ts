import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The double of a gateway for short messages. */
export interface SmsDouble {
  readonly url: string;
  /** Every request, taken or refused. */
  readonly taken: { readonly authorization: string | undefined; readonly body: unknown }[];
  /** What it answers from now on; 202 at first. */
  answer(status: number): void;
  close(): Promise<void>;
}

export async function openSmsDouble(): Promise<SmsDouble> {
  const taken: SmsDouble['taken'] = [];
  let status = 202;
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    taken.push({
      authorization: request.headers.authorization,
      body: JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown,
    });
    response.writeHead(status, status === 302 ? { location: '/' } : {}).end('{}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/sms`,
    taken,
    answer: (next) => {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
