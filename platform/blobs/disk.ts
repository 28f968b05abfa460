import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { BlobMissing, type BlobStore, checkKey, type Range, StoreFull, type Written } from './blobs.ts';

/** Bytes gathered before they are written: sockets give some 64 kB at a time, disks like more. */
const GATHERED = 1_048_576;

/** Bytes after which the disk is asked to begin: flushed only at the end, a large file would wait for all of itself. */
const FLUSHED = 32 * 1_048_576;

/**
 * Values as files of one folder, fanned out by the last letters of their keys (the first ones of a UUID v7 are the hour). A value is
 * written beside its name, flushed, renamed, and its folder flushed: after a power cut it is there whole or not at all.
 */
export function diskStore(folder: string): BlobStore {
  const pathOf = (key: string): string => diskPath(folder, key);
  return {
    put: (key, source) => write(pathOf(key), source),
    read: (key, range) => read(pathOf(key), key, range),
    sizeOf: async (key) => (await stat(pathOf(key)).catch(unlessMissing))?.size,
    remove: async (key) => {
      await rm(pathOf(key), { force: true });
    },
    keysBefore: (instant) => keysBefore(folder, instant),
  };
}

/** Where a value lies in a folder of values. */
export function diskPath(folder: string, key: string): string {
  checkKey(key);
  const plain = key.split('.')[0] ?? key;
  return join(folder, plain.slice(-2), plain.slice(-4, -2), key);
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

function unlessMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

async function write(path: string, source: AsyncIterable<Uint8Array>): Promise<Written> {
  const draft = `${path}.part`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // `wx`: two that write the same key at once would mix their bytes.
  const file = await open(draft, 'wx', 0o600);
  try {
    const written = await fill(file, source);
    await file.sync();
    await file.close();
    await rename(draft, path);
    await flushFolder(dirname(path));
    return written;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    const code = codeOf(error);
    throw code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' ? new StoreFull(error) : error;
  }
}

/** Hashes on one thread what the disk writes on another: the next megabytes are taken in while the last ones are written and flushed. */
async function fill(file: FileHandle, source: AsyncIterable<Uint8Array>): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  let held: Uint8Array[] = [];
  let length = 0;
  let writing: Promise<void> = Promise.resolve();
  let flushing: Promise<void> | undefined;
  let unflushed = 0;
  const flush = async (): Promise<void> => {
    const pieces = held;
    held = [];
    length = 0;
    await writing;
    writing = writeAll(file, pieces);
    // Its failure is met by the next `await writing`; until then nobody else listens.
    writing.catch(() => undefined);
    unflushed += GATHERED;
    if (unflushed < FLUSHED || flushing) return;
    unflushed = 0;
    // Only a beginning: what fails here fails again in the flush that ends it all.
    flushing = file.datasync().then(
      () => {
        flushing = undefined;
      },
      () => undefined,
    );
  };
  try {
    for await (const piece of source) {
      hash.update(piece);
      bytes += piece.length;
      held.push(piece);
      length += piece.length;
      if (length >= GATHERED) await flush();
    }
    await flush();
  } finally {
    await writing.finally(() => flushing);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** A short write is no error for the system: what is left is written again, until all is there or there is no room. */
async function writeAll(file: FileHandle, pieces: readonly Uint8Array[]): Promise<void> {
  let left = [...pieces];
  while (left.length > 0) {
    let { bytesWritten } = await file.writev(left);
    if (bytesWritten === 0 && left.some((piece) => piece.length > 0)) {
      throw Object.assign(new Error('nothing could be written'), { code: 'ENOSPC' });
    }
    const rest: Uint8Array[] = [];
    for (const piece of left) {
      if (bytesWritten >= piece.length) {
        bytesWritten -= piece.length;
        continue;
      }
      rest.push(bytesWritten > 0 ? piece.subarray(bytesWritten) : piece);
      bytesWritten = 0;
    }
    left = rest;
  }
}

async function flushFolder(path: string): Promise<void> {
  // Windows knows no flush of a folder, and needs none.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function read(path: string, key: string, range: Range | undefined): Promise<Readable> {
  const file = await open(path, 'r').catch(unlessMissing);
  if (!file) throw new BlobMissing(key);
  return file.createReadStream({
    highWaterMark: 256 * 1024,
    ...(range ? { start: range.from, end: range.to } : {}),
  });
}

async function* keysBefore(folder: string, instant: Date): AsyncGenerator<string> {
  const found = await opendir(folder, { recursive: true }).catch(unlessMissing);
  if (!found) return;
  for await (const entry of found) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const facts = await stat(path).catch(unlessMissing);
    if (!facts || facts.mtime >= instant) continue;
    // Left by a process that died while it wrote: no key, and nobody's.
    if (entry.name.endsWith('.part')) await rm(path, { force: true });
    else yield entry.name;
  }
}
