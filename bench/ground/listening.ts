/**
 * A process that plays browsers with an open page: it opens the event streams it is told to, and tells when each hears something. Started by
 * `listeners.ts`, with which it speaks by messages; a process of its own, for a process may hold some twenty thousand connections only.
 */
import { connect } from 'node:net';

/** One open page: where it listens, and as whom. */
export interface OpenPage {
  readonly port: number;
  readonly address: string;
  readonly token: string;
  readonly from: string;
}

export type Order = { readonly open: readonly OpenPage[] } | { readonly listen: string } | { readonly report: true };
export type Report =
  | { readonly opened: number; readonly refused: number }
  | { readonly heard: readonly { readonly page: number; readonly at: number }[] };

/** Connections asked for at a time: a whole territory does not come in the same instant. */
const AT_ONCE = 64;

const heard: { page: number; at: number }[] = [];
let word = '';

const say = (report: Report): void => void process.send?.(report);

function openPage(page: OpenPage, rank: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port: page.port, host: '127.0.0.1', noDelay: true });
    socket.setEncoding('utf8');
    socket.once('error', () => resolve(false));
    socket.write(
      `GET ${page.address} HTTP/1.1\r\nhost: 127.0.0.1:${page.port}\r\naccept: text/event-stream\r\n` +
        `cookie: preau-session=${page.token}\r\nx-forwarded-for: ${page.from}\r\n\r\n`,
    );
    socket.on('data', (text: string) => {
      if (text.startsWith('HTTP/1.1')) resolve(text.startsWith('HTTP/1.1 200'));
      if (word && text.includes(`event: ${word}\n`))
        heard.push({ page: rank, at: performance.timeOrigin + performance.now() });
    });
  });
}

async function openAll(pages: readonly OpenPage[]): Promise<void> {
  let next = 0;
  let opened = 0;
  const work = async (): Promise<void> => {
    for (let rank = next++; rank < pages.length; rank = next++)
      if (await openPage(pages[rank] as OpenPage, rank)) opened += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  say({ opened, refused: pages.length - opened });
}

process.on('message', (order: Order) => {
  if ('open' in order) void openAll(order.open);
  else if ('listen' in order) {
    heard.length = 0;
    word = order.listen;
  } else say({ heard });
});
