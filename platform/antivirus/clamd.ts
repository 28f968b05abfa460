import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Scanner } from '../blobs/storage.ts';

/** Milliseconds without a word from either side after which a scan is given up. */
const PATIENCE = 60_000;

/** The word for what clamd was not let look at whole: its `StreamMaxLength` is smaller than the file. */
const TOO_LARGE = 'larger than the scanner takes';

/**
 * ClamAV through its daemon, by the command INSTREAM: the bytes go to it as they are read, nothing touches a disk between.
 * @param address `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`
 */
export function clamdScanner(address: string): Scanner {
  return {
    async scan(source) {
      const socket = open(address);
      const answer = answerOf(socket);
      // It may answer before all is sent (the limit is passed): then nothing more is.
      let answered = false;
      answer.then(
        () => {
          answered = true;
        },
        () => {
          answered = true;
        },
      );
      try {
        await write(socket, Buffer.from('zINSTREAM\0'));
        for await (const piece of source) {
          if (answered) break;
          if (piece.length === 0) continue;
          const length = Buffer.alloc(4);
          length.writeUInt32BE(piece.length);
          await write(socket, Buffer.concat([length, piece]));
        }
        if (!answered) await write(socket, Buffer.alloc(4));
        return verdictOf(await answer);
      } finally {
        socket.destroy();
      }
    },
  };
}

function open(address: string): Socket {
  const url = new URL(address);
  const socket =
    url.protocol === 'unix:'
      ? connect({ path: decodeURIComponent(url.pathname) })
      : connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || '3310') });
  socket.setTimeout(PATIENCE, () => socket.destroy(new Error('clamd does not answer')));
  return socket;
}

/** All that it says, up to the NUL that ends it. */
async function answerOf(socket: Socket): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of socket as AsyncIterable<Buffer>) {
    pieces.push(piece);
    if (piece.includes(0)) break;
  }
  return Buffer.concat(pieces).toString('utf8').replace(/\0.*$/s, '').trim();
}

async function write(socket: Socket, bytes: Buffer): Promise<void> {
  if (socket.destroyed) return;
  if (!socket.write(bytes)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
}

/** @throws Error when it could not look */
function verdictOf(answer: string): string | undefined {
  if (answer === 'stream: OK') return undefined;
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (found) return found;
  if (/size limit exceeded/i.test(answer)) return TOO_LARGE;
  throw new Error(`clamd says: ${answer.slice(0, 100) || 'nothing'}`);
}
