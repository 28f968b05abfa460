import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clamdScanner } from '../antivirus/clamd.ts';
import type { Settings } from '../config/settings.ts';
import type { BlobStore } from './blobs.ts';
import { diskStore } from './disk.ts';
import { s3Store } from './s3.ts';

/** Where people's files are kept, and how they leave. */
export interface Storage {
  readonly blobs: BlobStore;
  /** The origin that serves what people sent, on another host; undefined: the product's own, as attachments only. */
  readonly origin: string | undefined;
  /** Looks for viruses; undefined: nobody does, and pages say so. */
  readonly scanner?: Scanner | undefined;
}

/** A program of another house that looks for viruses. */
export interface Scanner {
  /** The name of what was found, or undefined for nothing. @throws when it could not look */
  scan(source: AsyncIterable<Uint8Array>): Promise<string | undefined>;
}

/** The folder of files on disk, the one that backups carry. */
export const filesFolder = (dataDir: string): string => join(dataDir, 'files');

/** The storage that the settings name. */
export function openStorage(
  settings: Pick<Settings, 'dataDir'> & Partial<Pick<Settings, 'filesUrl' | 's3' | 'clamdUrl'>>,
): Storage {
  const { dataDir, filesUrl, s3, clamdUrl } = settings;
  return {
    blobs: s3 ? s3Store({ ...s3, folder: join(dataDir, 'files-on-their-way') }) : diskStore(filesFolder(dataDir)),
    origin: filesUrl,
    scanner: clamdUrl ? clamdScanner(clamdUrl) : undefined,
  };
}

/** A storage for a test or a server that is given none: a folder made at the first write, gone with the process. */
export function passingStorage(): Storage {
  let made: BlobStore | undefined;
  const store = (): BlobStore => {
    if (!made) {
      const folder = mkdtempSync(join(tmpdir(), 'preau-files-'));
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
      made = diskStore(folder);
    }
    return made;
  };
  return {
    origin: undefined,
    blobs: {
      put: (key, source) => store().put(key, source),
      read: (key, range) => store().read(key, range),
      sizeOf: (key) => store().sizeOf(key),
      remove: (key) => store().remove(key),
      keysBefore: (instant) => store().keysBefore(instant),
    },
  };
}
