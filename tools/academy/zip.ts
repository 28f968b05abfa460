import { crc32, deflateRawSync } from 'node:zlib';
import type { Day } from './days.ts';

/**
 * Writes a zip archive member by member, with fixed dates and no check on names: the damaged deliveries need archives
 * that a careful library refuses to write. No member may reach 4 GB.
 */
export class ZipWriter {
  readonly #directory: Buffer[] = [];
  readonly #dosDate: number;
  #offset = 0;

  constructor(date: Day) {
    const [year = 1980, month = 1, day = 1] = date.split('-').map(Number);
    this.#dosDate = ((year - 1980) << 9) | (month << 5) | day;
  }

  /** The bytes of one compressed member. `claimedSize` lies about the size once expanded. */
  member(name: string, content: Buffer, claimedSize = content.length): Buffer {
    const packed = deflateRawSync(content, { level: 6 });
    const path = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(3 << 11, 6);
    common.writeUInt16LE(this.#dosDate, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedSize, 18);
    common.writeUInt16LE(path.length, 22);
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(this.#offset, 10);
    this.#directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, central, path]));
    this.#offset += head.length + packed.length;
    return Buffer.concat([head, packed]);
  }

  /** The directory that closes the archive. */
  end(): Buffer {
    const directory = Buffer.concat(this.#directory);
    const tail = Buffer.alloc(22);
    tail.write('PK\x05\x06', 0, 'latin1');
    tail.writeUInt16LE(this.#directory.length, 8);
    tail.writeUInt16LE(this.#directory.length, 10);
    tail.writeUInt32LE(directory.length, 12);
    tail.writeUInt32LE(this.#offset, 16);
    return Buffer.concat([directory, tail]);
  }
}
