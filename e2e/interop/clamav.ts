import { createHash } from 'node:crypto';
import { eicar } from '../../platform/antivirus/testing.ts';
import { freePort } from '../product.ts';
import { Room } from './room.ts';

/** Megabytes that this scanner takes of one file, so that a walk need not send a gigabyte to pass them. */
export const MOST_MEGABYTES = 5;

/** The virus scanner of a house: ClamAV’s daemon, with one signature of our own: nothing is downloaded. */
export interface VirusScanner {
  /** What the product has to be told. */
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Its program, and whether it runs; made once a run, started by the walk that needs it. */
export async function makeVirusScanner(): Promise<VirusScanner> {
  const port = await freePort();
  let room: Room | undefined;
  return {
    url: `tcp://127.0.0.1:${port}`,
    async start() {
      room = new Room('clamav');
      const md5 = createHash('md5').update(eicar).digest('hex');
      room.write('signatures/tests.hdb', `${md5}:${eicar.length}:Eicar-Test-Signature:73\n`);
      await room.start({
        program: '/usr/sbin/clamd',
        args: ['--config-file', room.write('clamd.conf', settings(room.folder, port))],
        ending: 'TERM',
        host: '127.0.0.1',
        port,
      });
    },
    async stop() {
      await room?.close();
      room = undefined;
    },
  };
}

/** As `docs/operate/files.md` asks for, smaller. */
const settings = (folder: string, port: number): string => `DatabaseDirectory ${folder}/signatures
TemporaryDirectory ${folder}
TCPSocket ${port}
TCPAddr 127.0.0.1
Foreground yes
StreamMaxLength ${MOST_MEGABYTES}M
MaxFileSize ${MOST_MEGABYTES}M
MaxScanSize ${MOST_MEGABYTES * 4}M
AlertExceedsMax yes
`;
