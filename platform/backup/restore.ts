import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { keyFile, keyPurposes, openKeyRing } from '../config/keys.ts';
import { exitCodes, OperatorRefusal } from '../config/operator-refusal.ts';
import { withConnection } from '../db/connection.ts';
import type { SoundArchive } from './archive.ts';
import { loadTables } from './load.ts';
import type { FileEntry } from './manifest.ts';
import { migrationsOf, tablesOf } from './schema.ts';
import { texts } from './texts.ts';

export interface RestoreOptions {
  readonly databaseUrl: string;
  readonly filesDir: string;
  readonly keysDir: string;
  /** Replaces the data of a database that is already a Préau. */
  readonly replace: boolean;
  /** Goes on although the keys that the data needs are nowhere. */
  readonly withoutKeys: boolean;
  /** Names of the migrations that this version knows. */
  readonly migrations: readonly string[];
  /** Brings an empty database to the schema that these migrations make. */
  migrateTo(databaseUrl: string, names: readonly string[]): Promise<unknown>;
}

/**
 * Puts an archive, already verified, into the database and the folders. An empty database is filled where it is; one
 * in use is replaced: a new database is filled beside it, and takes its name only once it is whole.
 * @throws OperatorRefusal before anything is touched when the target is not fit, or when what was loaded is not whole
 */
export async function restore(archive: SoundArchive, options: RestoreOptions): Promise<void> {
  const unknown = archive.manifest.migrations.filter((name) => !options.migrations.includes(name));
  if (unknown.length > 0) throw new OperatorRefusal(texts.migrationsUnknown(unknown), exitCodes.configuration);
  checkKeys(archive, options);
  const target = await chooseTarget(options);
  try {
    await options.migrateTo(target.url, archive.manifest.migrations);
    await loadTables(target.url, archive);
    await options.migrateTo(target.url, options.migrations);
    await extract(archive, archive.manifest.files, `${options.filesDir}.restoring`);
  } catch (error) {
    await target.giveUp();
    throw error;
  }
  await target.install();
  await swapFolder(options.filesDir);
  await restoreKeys(archive, options);
}

/** Stored passwords and codes are useless without the keys that peppered them. */
function checkKeys({ manifest }: SoundArchive, { keysDir, replace, withoutKeys }: RestoreOptions): void {
  if (withoutKeys) return;
  const missing = keyPurposes.flatMap((purpose) => {
    const here = existsSync(keyFile(keysDir, purpose)) ? openKeyRing(keysDir, purpose) : null;
    const inside = manifest.keys.length > 0 && (here === null || replace);
    if (inside) return [];
    return (manifest.keysNeeded[purpose] ?? []).filter((id) => !here?.find(id)).map((id) => `${purpose}/${id}`);
  });
  if (missing.length > 0) throw new OperatorRefusal(texts.keysMissing(missing), exitCodes.configuration);
}

interface Target {
  readonly url: string;
  /** Makes the filled database the product's. */
  install(): Promise<void>;
  giveUp(): Promise<void>;
}

async function chooseTarget({ databaseUrl, replace }: RestoreOptions): Promise<Target> {
  return withConnection(databaseUrl, 'preau restore', async (client) => {
    await checkNobodyElse(client);
    const migrations = await migrationsOf(client);
    const inPlace = { url: databaseUrl, install: async () => {}, giveUp: async () => {} };
    if (migrations === null) {
      if ((await tablesOf(client)).length === 0) return inPlace;
      throw new OperatorRefusal(texts.targetForeign, exitCodes.configuration);
    }
    if (!replace) throw new OperatorRefusal(texts.targetUsed, exitCodes.configuration);
    return siblingOf(client, databaseUrl);
  });
}

async function checkNobodyElse(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
  const count = rows[0]?.count ?? 0;
  if (count > 0) throw new OperatorRefusal(texts.targetBusy(count), exitCodes.unavailable);
}

/** An empty database beside the one in use, to take its place. */
async function siblingOf(client: pg.Client, databaseUrl: string): Promise<Target> {
  const current = client.database ?? '';
  const draft = `${current}_restoring`;
  const quoted = { current: client.escapeIdentifier(current), draft: client.escapeIdentifier(draft) };
  await client.query(`drop database if exists ${quoted.draft}`);
  try {
    await client.query(`create database ${quoted.draft} template template0 ${await localeOf(client)}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new OperatorRefusal(texts.cannotCreateDatabase, exitCodes.permission, error);
  }
  const administer = (statements: readonly string[]) =>
    withConnection(withDatabase(databaseUrl, 'postgres'), 'preau restore', async (admin) => {
      for (const statement of statements) await admin.query(statement);
    });
  const replaced = client.escapeIdentifier(`${current}_replaced`);
  return {
    url: withDatabase(databaseUrl, draft),
    install: () =>
      administer([
        'begin',
        `alter database ${quoted.current} rename to ${replaced}`,
        `alter database ${quoted.draft} rename to ${quoted.current}`,
        'commit',
        `drop database ${replaced} with (force)`,
      ]),
    giveUp: () => administer([`drop database if exists ${quoted.draft} with (force)`]),
  };
}

/** The encoding and order of words of the present database, for its successor. */
async function localeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ collate: string; ctype: string; provider: string; locale: string | null }>(
    `select datcollate as collate, datctype as ctype, datlocprovider as provider,
            coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') as locale
       from pg_database d where datname = current_database()`,
  );
  const [found] = rows;
  if (!found) return '';
  const text = (value: string) => client.escapeLiteral(value);
  const icu = found.provider === 'i' && found.locale ? `locale_provider icu icu_locale ${text(found.locale)}` : '';
  return `encoding 'UTF8' lc_collate ${text(found.collate)} lc_ctype ${text(found.ctype)} ${icu}`;
}

function withDatabase(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.toString();
}

async function extract(archive: SoundArchive, files: readonly FileEntry[], folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const file of files) {
    const path = normalize(file.path);
    if (isAbsolute(path) || path.split(/[\\/]/).includes('..'))
      throw new Error('the archive names a file outside its folder');
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    const target = createWriteStream(join(folder, path), { mode: 0o600, flush: true });
    await pipeline(Readable.from(archive.read(file.members), { objectMode: false }), target);
  }
}

async function swapFolder(folder: string): Promise<void> {
  if (existsSync(folder)) await rename(folder, `${folder}.replaced`);
  await rename(`${folder}.restoring`, folder);
  await rm(`${folder}.replaced`, { recursive: true, force: true });
}

async function restoreKeys(archive: SoundArchive, { keysDir, replace }: RestoreOptions): Promise<void> {
  if (archive.manifest.keys.length === 0) return;
  const wanted = archive.manifest.keys.filter((key) => replace || !existsSync(join(keysDir, key.path)));
  await extract(archive, wanted, `${keysDir}.restoring`);
  await mkdir(keysDir, { recursive: true, mode: 0o700 });
  for (const key of wanted) await rename(join(`${keysDir}.restoring`, key.path), join(keysDir, key.path));
  await rm(`${keysDir}.restoring`, { recursive: true });
}
