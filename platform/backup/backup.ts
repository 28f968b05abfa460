import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { keyFile, keyPurposes, openKeyRing } from '../config/keys.ts';
import { exitCodes, OperatorRefusal } from '../config/operator-refusal.ts';
import { withConnection } from '../db/connection.ts';
import { ArchiveWriter, openArchive } from './archive.ts';
import type { FileEntry, Manifest, TableEntry } from './manifest.ts';
import { migrationsOf, quoted, quotedColumns, sequencesOf, type Table, tablesOf } from './schema.ts';
import { texts } from './texts.ts';

export interface BackupOptions {
  readonly databaseUrl: string;
  /** Folder of people's files. */
  readonly filesDir: string;
  readonly keysDir: string;
  /** Where the archive goes; must not exist. */
  readonly path: string;
  readonly at: Date;
  /** Puts the secret keys inside; only in a sealed archive. */
  readonly withKeys: boolean;
  /** Seals the archive. */
  readonly passphrase: string | undefined;
}

export interface BackupFigures {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
}

/**
 * Writes one archive of all lasting data, as of one instant, while the product goes on working; then reads it again
 * and verifies it, so that what is announced as a backup can be restored.
 * @throws OperatorRefusal when it cannot be written; nothing is left behind
 */
export async function makeBackup(options: BackupOptions): Promise<BackupFigures> {
  if (options.withKeys && options.passphrase === undefined) {
    throw new OperatorRefusal(texts.keysNeedPassphrase, exitCodes.configuration);
  }
  const writer = await ArchiveWriter.create(options.path, options.at, options.passphrase);
  try {
    const manifest = await writeAll(writer, options);
    await writer.finish(manifest);
    await (await openArchive(options.path, options.passphrase)).close();
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return { tables: manifest.tables.length, rows, files: manifest.files.length };
  } catch (error) {
    await writer.abandon();
    if (error instanceof OperatorRefusal) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new OperatorRefusal(texts.cannotWrite(options.path, code ?? message), exitCodes.cannotCreate, error);
  }
}

async function writeAll(writer: ArchiveWriter, options: BackupOptions): Promise<Omit<Manifest, 'sums'>> {
  return withConnection(options.databaseUrl, 'preau backup', async (client) => {
    await client.query('begin isolation level repeatable read, read only');
    const migrations = await migrationsOf(client);
    if (!migrations) throw new OperatorRefusal(texts.nothingToSave, exitCodes.configuration);
    const version = await client.query<{ server_version: string }>('show server_version');
    const tables: TableEntry[] = [];
    for (const table of await tablesOf(client)) tables.push(await writeTable(writer, client, table));
    const files: FileEntry[] = [];
    for (const path of await filesIn(options.filesDir)) {
      const file = await writeFile(writer, options.filesDir, path).catch(unlessGone);
      if (file) files.push(file);
    }
    const keys: FileEntry[] = [];
    if (options.withKeys) {
      for (const purpose of keyPurposes) {
        const path = relative(options.keysDir, keyFile(options.keysDir, purpose));
        keys.push(await writeFile(writer, options.keysDir, path));
      }
    }
    return {
      migrations,
      postgres: version.rows[0]?.server_version ?? '',
      tables,
      sequences: await sequencesOf(client),
      files,
      keys,
      keysNeeded: Object.fromEntries(
        keyPurposes.map((purpose) => [purpose, openKeyRing(options.keysDir, purpose).all.map((key) => key.id)]),
      ),
    };
  });
}

async function writeTable(writer: ArchiveWriter, client: pg.Client, table: Table): Promise<TableEntry> {
  const columns = quotedColumns(client, table.columns);
  const stream = client.query(copyTo(`copy ${quoted(client, table)} (${columns}) to stdout`));
  const { members } = await writer.add(stream);
  return { ...table, columns: [...table.columns], rows: stream.rowCount, members };
}

async function writeFile(writer: ArchiveWriter, folder: string, path: string): Promise<FileEntry> {
  const { members, bytes } = await writer.add(createReadStream(join(folder, path)));
  return { path: path.replaceAll('\\', '/'), bytes, members };
}

/** Somebody deleted it while the archive was written: what is really gone is in no archive made after. */
function unlessGone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

/** Regular files of a folder and below, relative to it, in order; none when the folder does not exist yet. Nothing half written. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
