import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { exitCodes, OperatorRefusal } from '../config/operator-refusal.ts';
import {
  archiveFormat,
  type Head,
  headMember,
  headSchema,
  type Manifest,
  manifestMember,
  manifestSchema,
  manifestSumMember,
  tableName,
} from './manifest.ts';
import { findSeal, newSeal, noSeal, type Seal } from './sealing.ts';
import { BrokenTar, type Member, membersOf, readMember, TarWriter } from './tar.ts';
import { texts } from './texts.ts';

const shrink = promisify(gzip);
const expand = promisify(gunzip);
/** Bytes of content per member: what is held in memory at once, and what one damaged byte costs. */
const memberBytes = 4 * 1024 * 1024;

const sumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Writes an archive beside its final name; `finish` gives it that name. */
export class ArchiveWriter {
  readonly #path: string;
  readonly #tar: TarWriter;
  readonly #seal: Seal;
  readonly #sums: Record<string, string> = {};

  private constructor(path: string, tar: TarWriter, seal: Seal) {
    this.#path = path;
    this.#tar = tar;
    this.#seal = seal;
  }

  /** @throws OperatorRefusal when the file exists or cannot be written */
  static async create(path: string, at: Date, passphrase: string | undefined): Promise<ArchiveWriter> {
    if (existsSync(path)) throw new OperatorRefusal(texts.exists(path), exitCodes.cannotCreate);
    const sealed = passphrase === undefined ? null : await newSeal(passphrase);
    const head: Head = {
      format: archiveFormat,
      product: 'preau',
      madeAt: at.toISOString(),
      seal: sealed?.parameters ?? null,
    };
    const tar = await TarWriter.create(partial(path), at).catch((error: NodeJS.ErrnoException) => {
      throw new OperatorRefusal(texts.cannotWrite(path, error.code ?? error.message), exitCodes.cannotCreate, error);
    });
    const writer = new ArchiveWriter(path, tar, sealed?.seal ?? noSeal);
    await tar.add(headMember, Buffer.from(`${JSON.stringify(head, null, 2)}\n`));
    return writer;
  }

  /** Stores a content of any length; answers the names of its members and its length in bytes. */
  async add(content: AsyncIterable<Buffer>): Promise<{ members: string[]; bytes: number }> {
    const members: string[] = [];
    let bytes = 0;
    for await (const piece of inPieces(content)) {
      bytes += piece.length;
      members.push(await this.#store(`data/${String(Object.keys(this.#sums).length + 1).padStart(6, '0')}`, piece));
    }
    return { members, bytes };
  }

  async finish(manifest: Omit<Manifest, 'sums'>): Promise<void> {
    const complete: Manifest = { ...manifest, sums: this.#sums };
    const stored = this.#seal.seal(manifestMember, await shrink(JSON.stringify(complete)));
    await this.#tar.add(manifestMember, stored);
    await this.#tar.add(manifestSumMember, Buffer.from(sumOf(stored)));
    await this.#tar.finish();
    await rename(partial(this.#path), this.#path);
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.#tar.abandon();
    await rm(partial(this.#path), { force: true });
  }

  async #store(name: string, piece: Buffer): Promise<string> {
    const stored = this.#seal.seal(name, await shrink(piece, { level: 5 }));
    this.#sums[name] = sumOf(stored);
    await this.#tar.add(name, stored);
    return name;
  }
}

const partial = (path: string): string => `${path}.partial`;

async function* inPieces(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of content) {
    held.push(chunk);
    length += chunk.length;
    if (length < memberBytes) continue;
    yield Buffer.concat(held);
    held = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(held);
}

/** An archive of which every member was found sound. */
export interface SoundArchive {
  readonly head: Head;
  readonly manifest: Manifest;
  /** The content that was stored in these members, in their order. */
  read(members: readonly string[]): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens an archive and verifies the checksum of every member before answering.
 * @throws OperatorRefusal naming the faulty members, or saying that the passphrase is missing or wrong
 */
export async function openArchive(path: string, passphrase: string | undefined): Promise<SoundArchive> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorRefusal(texts.unreadable(path, error.code ?? error.message), exitCodes.failure, error);
  });
  try {
    return await verify(path, file, passphrase);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function verify(path: string, file: FileHandle, passphrase: string | undefined): Promise<SoundArchive> {
  const { members, sums, broken } = await readAll(file);
  const head = await readHead(path, file, members);
  const seal = await sealOf(path, head, passphrase);
  const stored = members.get(manifestMember);
  const wanted = members.get(manifestSumMember);
  const faults: string[] = [];
  if (broken) faults.push(broken);
  const sound = stored && wanted && (await readMember(file, wanted)).toString() === sums.get(manifestMember);
  if (!sound) {
    if (!broken) faults.push(texts.memberDamaged(manifestMember, texts.manifest));
    throw new OperatorRefusal(texts.damaged(path, faults), exitCodes.failure);
  }
  const content = await expand(seal.open(manifestMember, await readMember(file, stored)));
  const manifest = manifestSchema.parse(JSON.parse(content.toString()));
  faults.push(...faultsOf(manifest, sums));
  if (faults.length > 0) throw new OperatorRefusal(texts.damaged(path, faults), exitCodes.failure);
  return {
    head,
    manifest,
    async *read(names) {
      for (const name of names) {
        yield await expand(seal.open(name, await readMember(file, members.get(name) as Member)));
      }
    },
    close: () => file.close(),
  };
}

/** Reads the whole file once: where members lie, their checksums, and where it stops making sense, if it does. */
async function readAll(file: FileHandle) {
  const members = new Map<string, Member>();
  const sums = new Map<string, string>();
  let broken = '';
  try {
    for await (const member of membersOf(file)) {
      members.set(member.name, member);
      sums.set(member.name, sumOf(await readMember(file, member)));
    }
  } catch (error) {
    if (!(error instanceof BrokenTar)) throw error;
    broken = error.truncated ? texts.incomplete(error.after) : texts.headerDamaged(error.after);
  }
  return { members, sums, broken };
}

async function readHead(path: string, file: FileHandle, members: ReadonlyMap<string, Member>): Promise<Head> {
  const member = members.get(headMember);
  const parsed = member ? headSchema.safeParse(jsonOrNull((await readMember(file, member)).toString())) : null;
  if (!parsed?.success) throw new OperatorRefusal(texts.notAnArchive(path), exitCodes.failure);
  if (parsed.data.format > archiveFormat) throw new OperatorRefusal(texts.tooRecent(path), exitCodes.failure);
  return parsed.data;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function sealOf(path: string, head: Head, passphrase: string | undefined): Promise<Seal> {
  if (!head.seal) return noSeal;
  if (passphrase === undefined) throw new OperatorRefusal(texts.passphraseNeeded(path), exitCodes.configuration);
  const seal = await findSeal(passphrase, head.seal);
  if (!seal) throw new OperatorRefusal(texts.passphraseWrong(path), exitCodes.permission);
  return seal;
}

function faultsOf(manifest: Manifest, sums: ReadonlyMap<string, string>): string[] {
  const contents = new Map([
    ...manifest.tables.flatMap((table) => table.members.map((name) => [name, texts.table(tableName(table))] as const)),
    ...[...manifest.files, ...manifest.keys].flatMap((file) =>
      file.members.map((name) => [name, texts.file(file.path)] as const),
    ),
  ]);
  return Object.entries(manifest.sums).flatMap(([name, sum]) => {
    if (sums.get(name) === sum) return [];
    return [sums.has(name) ? texts.memberDamaged(name, contents.get(name)) : texts.missing(name)];
  });
}
