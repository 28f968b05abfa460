import { connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { Scanner } from '../blobs/storage.ts';

/** Milliseconds without a word from either side after which a scan is given up: clamd itself thinks for 120 s at most (`MaxScanTime`). */
const PATIENCE = 150_000;

/** The word for what clamd was not let look at whole: its `StreamMaxLength` is smaller than the file. */
export const TOO_LARGE = 'larger than the scanner takes';

/** How clamd names what passes the limits of its configuration, where `AlertExceedsMax yes` stands there: an archive that unpacks without end. */
const LIMITS = 'Heuristics.Limits.Exceeded';

/** Whether that was not found but not looked at to its end. */
export const isNotExamined = (threat: string): boolean => threat === TOO_LARGE || threat.startsWith(LIMITS);

/**
 * ClamAV through its daemon, by the command INSTREAM: the bytes go to it as they are read, nothing touches a disk between.
 * @param address `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`
 */
export function clamdScanner(address: string): Scanner {
  return {
    async scan(source) {
      const line = openLine(address);
      try {
        await line.write(Buffer.from('zINSTREAM\0'));
        for await (const piece of source) {
          // It may answer before all is sent (the limit is passed), and cuts the line: then nothing more is.
          if (line.isOver()) break;
          if (piece.length === 0) continue;
          const length = Buffer.alloc(4);
          length.writeUInt32BE(piece.length);
          await line.write(Buffer.concat([length, piece]));
        }
        if (!line.isOver()) await line.write(Buffer.alloc(4));
        return verdictOf(await line.answer);
      } finally {
        line.end();
      }
    },
  };
}

interface Line {
  /** Ends once the bytes have left; what breaks is told by `answer`. */
  write(bytes: Buffer): Promise<void>;
  /** It answered, or the line is broken. */
  isOver(): boolean;
  /** All that it says, up to the NUL that ends it. @throws when the line broke before it had said something */
  readonly answer: Promise<string>;
  end(): void;
}

/** Whoever is cut off while still sending hears the answer only by reading before each piece: a write to a cut line would throw it away. */
function openLine(address: string): Line {
  const socket = open(address);
  const pieces: Buffer[] = [];
  let isOver = false;
  const answer = new Promise<string>((resolve, reject) => {
    const over = (error?: Error): void => {
      isOver = true;
      const said = Buffer.concat(pieces).toString('utf8').replace(/\0.*$/s, '').trim();
      if (said === '' && error) reject(error);
      else resolve(said);
    };
    socket.on('data', (piece: Buffer) => {
      pieces.push(piece);
      if (piece.includes(0)) over();
    });
    socket.once('error', over);
    socket.once('close', () => over());
  });
  // Whoever reads the source may meet an error of it first.
  answer.catch(() => undefined);
  return {
    answer,
    isOver: () => isOver,
    async write(bytes) {
      // The second turn begins by reading what came.
      await turn();
      await turn();
      if (isOver) return;
      await new Promise<void>((resolve) => {
        socket.write(bytes, () => resolve());
      });
    },
    end: () => void socket.destroy(),
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

/** @throws Error when it could not look */
function verdictOf(answer: string): string | undefined {
  if (answer === 'stream: OK') return undefined;
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (found) return found;
  if (/size limit exceeded/i.test(answer)) return TOO_LARGE;
  throw new Error(`clamd says: ${answer.slice(0, 100) || 'nothing'}`);
}
