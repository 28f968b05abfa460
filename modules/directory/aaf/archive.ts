import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import yauzl from 'yauzl';
import { Refusal } from './finding.ts';

/** What an archive may hold: an academy's delivery is some hundreds of files and some hundreds of megabytes. */
export interface ArchiveLimits {
  readonly files: number;
  readonly bytes: number;
  /** Bytes unpacked for one byte packed, past the first 50 MB: XML of this kind packs 10 to 40 times. */
  readonly ratio: number;
}

export const archiveLimits: ArchiveLimits = { files: 20_000, bytes: 8 * 1024 ** 3, ratio: 250 };

const RATIO_GRACE = 50 * 1024 ** 2;
/** Bytes unpacked at a time: with zlib's own 16 KB, a Métropole's delivery takes thrice the time. */
const CHUNK = 256 * 1024;
const ARCHIVE = /\.(tgz|tar\.gz|tar|zip)$/i;

export const isArchive = (name: string): boolean => ARCHIVE.test(name);

/**
 * Unpacks an archive into `folder`, file by file, in constant memory. Only plain files with plain relative names come out: a path
 * that leaves the folder, a link, a device, an archive inside, an encrypted entry, or more than the limits refuses the archive.
 */
export async function unpack(
  path: string,
  name: string,
  folder: string,
  limits: ArchiveLimits = archiveLimits,
): Promise<void> {
  const { size } = await stat(path);
  const gate = new Gate(name, size, limits);
  try {
    if (/\.zip$/i.test(name)) await unpackZip(path, folder, gate);
    else await unpackTar(path, /z$/i.test(name), folder, gate);
  } catch (error) {
    if (error instanceof Refusal || (error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
    throw new Refusal('archive-damaged', {
      file: name,
      details: { reason: error instanceof Error ? error.message : String(error) },
    });
  }
}

/** Counts what comes out of one archive and refuses what must not. */
class Gate {
  readonly #archive: string;
  readonly #packed: number;
  readonly #limits: ArchiveLimits;
  #files = 0;
  #bytes = 0;

  constructor(archive: string, packed: number, limits: ArchiveLimits) {
    this.#archive = archive;
    this.#packed = packed;
    this.#limits = limits;
  }

  /** The entry's path, when it may come out. */
  admit(entry: string): string {
    const path = entry.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
    const steps = path.split('/');
    if (
      path.startsWith('/') ||
      /^[A-Za-z]:/.test(path) ||
      path.includes('\0') ||
      steps.includes('..') ||
      steps.some((step) => step === '')
    ) {
      throw this.refusal('archive-path', entry);
    }
    if (isArchive(path) || /\.(gz|bz2|xz|7z|rar)$/i.test(path)) throw this.refusal('archive-nested', entry);
    this.#files += 1;
    if (this.#files > this.#limits.files || steps.length > 8) throw this.refusal('archive-too-large', entry);
    return path;
  }

  refusal(code: string, entry: string): Refusal {
    return new Refusal(code, { file: this.#archive, details: { entry: entry.slice(0, 200) } });
  }

  /** Passes bytes through and stops a bomb while it unpacks. */
  counting(entry: string): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.#bytes += chunk.length;
        const swollen = this.#bytes > RATIO_GRACE && this.#bytes > this.#packed * this.#limits.ratio;
        if (swollen || this.#bytes > this.#limits.bytes) done(this.refusal('archive-too-large', entry));
        else done(null, chunk);
      },
    });
  }
}

async function store(content: Readable, entry: string, folder: string, gate: Gate): Promise<void> {
  const path = join(folder, gate.admit(entry));
  await mkdir(dirname(path), { recursive: true });
  await pipeline(content, gate.counting(entry), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
}

async function unpackTar(path: string, gzip: boolean, folder: string, gate: Gate): Promise<void> {
  const reader = extract();
  const feeding = gzip
    ? pipeline(createReadStream(path), createGunzip({ chunkSize: CHUNK }), reader)
    : pipeline(createReadStream(path), reader);
  // The loop below reports the fault; without this the pipeline's own copy of it would be unheard.
  feeding.catch(() => undefined);
  for await (const entry of reader) {
    const { name, type } = entry.header;
    if (type === 'directory') entry.resume();
    else if (type !== 'file' && type !== 'contiguous-file') throw gate.refusal('archive-link', name);
    else await store(Readable.from(entry, { objectMode: false }), name, folder, gate);
  }
  await feeding;
}

function unpackZip(path: string, folder: string, gate: Gate): Promise<void> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (error, zip) => {
      if (error) return reject(error);
      const fail = (reason: unknown): void => {
        zip.close();
        // yauzl refuses paths that leave the folder before we see them.
        const message = reason instanceof Error ? reason.message : '';
        reject(/invalid relative path|absolute path/.test(message) ? gate.refusal('archive-path', message) : reason);
      };
      zip.on('error', fail);
      zip.on('end', resolve);
      zip.on('entry', (entry: yauzl.Entry) => {
        if (entry.fileName.endsWith('/')) return zip.readEntry();
        const type = (entry.externalFileAttributes >>> 16) & 0o170000;
        if (type !== 0 && type !== 0o100000) return fail(gate.refusal('archive-link', entry.fileName));
        if (entry.isEncrypted()) return fail(gate.refusal('archive-encrypted', entry.fileName));
        zip.openReadStream(entry, (failure, content) => {
          if (failure) return fail(failure);
          store(content, entry.fileName, folder, gate).then(() => zip.readEntry(), fail);
        });
      });
      zip.readEntry();
    });
  });
}
