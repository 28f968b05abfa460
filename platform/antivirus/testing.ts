import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** The double of a virus scanner of another house: speaks INSTREAM as clamd does, and finds the EICAR test text. */
export interface ScannerDouble {
  readonly address: string;
  /** Bytes of each stream that it took. */
  readonly taken: number[];
  close(): Promise<void>;
}

/** The text that every scanner takes for a virus, and that is none. In two pieces, or a scanner would block this very file. */
export const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

/** @param most bytes of a stream, as `StreamMaxLength` */
export async function openScannerDouble(most = 25_000_000): Promise<ScannerDouble> {
  const taken: number[] = [];
  const server = createServer((socket) => {
    void serve(socket, most, taken).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function serve(socket: Socket, most: number, taken: number[]): Promise<void> {
  let held = Buffer.alloc(0);
  let content = Buffer.alloc(0);
  let begun = false;
  for await (const piece of socket as AsyncIterable<Buffer>) {
    held = Buffer.concat([held, piece]);
    if (!begun) {
      const command = 'zINSTREAM\0';
      if (held.length < command.length) continue;
      if (!held.toString('latin1').startsWith(command)) return void socket.end('UNKNOWN COMMAND\0');
      held = held.subarray(command.length);
      begun = true;
    }
    while (held.length >= 4) {
      const length = held.readUInt32BE(0);
      if (length === 0) {
        taken.push(content.length);
        return void socket.end(content.includes(eicar) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
      }
      if (held.length < 4 + length) break;
      content = Buffer.concat([content, held.subarray(4, 4 + length)]);
      held = held.subarray(4 + length);
      if (content.length > most) return void socket.end('INSTREAM size limit exceeded. ERROR\0');
    }
  }
}
