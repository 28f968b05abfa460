import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Where a member lies in its archive. */
export interface Member {
  readonly name: string;
  readonly size: number;
  readonly offset: number;
}

/** The archive stops making sense; `after` is the last member that was sound, empty at the very beginning. */
export class BrokenTar extends Error {
  readonly after: string;
  readonly truncated: boolean;

  constructor(after: string, truncated: boolean) {
    super(truncated ? `truncated after ${after}` : `bad header after ${after}`);
    this.after = after;
    this.truncated = truncated;
  }
}

const block = 512;
const padding = (size: number): number => (block - (size % block)) % block;

/** Writes plain tar files (ustar), member by member; any `tar` reads them. */
export class TarWriter {
  readonly #file: FileHandle;
  readonly #seconds: number;

  private constructor(file: FileHandle, seconds: number) {
    this.#file = file;
    this.#seconds = seconds;
  }

  /** Creates the file, readable by us alone; fails when it exists. */
  static async create(path: string, at: Date): Promise<TarWriter> {
    const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    return new TarWriter(file, Math.floor(at.getTime() / 1000));
  }

  async add(name: string, content: Buffer): Promise<void> {
    const parts = [header(name, content.length, this.#seconds), content, Buffer.alloc(padding(content.length))];
    await this.#file.writev(parts);
  }

  /** Writes the end mark and waits until the disk has it all. */
  async finish(): Promise<void> {
    await this.#file.write(Buffer.alloc(2 * block));
    await this.#file.sync();
    await this.#file.close();
  }

  async abandon(): Promise<void> {
    await this.#file.close().catch(() => {});
  }
}

function header(name: string, size: number, seconds: number): Buffer {
  const bytes = Buffer.alloc(block);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  bytes.write(name, 0, 100, 'ascii');
  bytes.write(octal(0o600, 8), 100);
  bytes.write(octal(0, 8), 108);
  bytes.write(octal(0, 8), 116);
  bytes.write(octal(size, 12), 124);
  bytes.write(octal(seconds, 12), 136);
  bytes.write('        ', 148);
  bytes.write('0', 156);
  bytes.write('ustar\x0000', 257);
  bytes.write(`${octal(sumOf(bytes), 7)} `, 148);
  return bytes;
}

const sumOf = (bytes: Buffer): number => bytes.reduce((sum, byte) => sum + byte, 0);

/** Lists the members of a tar file made by `TarWriter`. @throws BrokenTar where it stops making sense */
export async function* membersOf(file: FileHandle): AsyncGenerator<Member> {
  const { size: total } = await file.stat();
  let previous = '';
  for (let at = 0; ; ) {
    const bytes = Buffer.alloc(block);
    if ((await file.read(bytes, 0, block, at)).bytesRead < block) throw new BrokenTar(previous, true);
    if (bytes.every((byte) => byte === 0)) return;
    const member = parseHeader(bytes, at + block);
    if (!member) throw new BrokenTar(previous, false);
    at = member.offset + member.size + padding(member.size);
    if (at > total) throw new BrokenTar(previous, true);
    yield member;
    previous = member.name;
  }
}

function parseHeader(bytes: Buffer, offset: number): Member | null {
  const text = (from: number, length: number) => bytes.toString('latin1', from, from + length).split('\0')[0] ?? '';
  const sum = Number.parseInt(text(148, 8), 8);
  const blank = Buffer.from(bytes);
  blank.write('        ', 148);
  if (sum !== sumOf(blank)) return null;
  return { name: text(0, 100), size: Number.parseInt(text(124, 12), 8), offset };
}

/** The stored bytes of a member. */
export async function readMember(file: FileHandle, member: Member): Promise<Buffer> {
  const bytes = Buffer.alloc(member.size);
  const { bytesRead } = await file.read(bytes, 0, member.size, member.offset);
  if (bytesRead < member.size) throw new BrokenTar(member.name, true);
  return bytes;
}
