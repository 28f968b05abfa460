import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { type ArchiveLimits, archiveLimits, isArchive, unpack } from './archive.ts';
import { type FileSet, groupFiles, type NamedFile } from './file-names.ts';
import { Refusal } from './finding.ts';

/** What was found under the paths given: deliveries in the order in which they apply, and archives that could not be opened. */
export interface Container {
  readonly sets: readonly (FileSet & { readonly name: string })[];
  /** XML files that are none of the academy's, by name: worth a warning. */
  readonly strangers: readonly string[];
  readonly refusals: readonly { readonly name: string; readonly refusal: Refusal }[];
  /** Removes what was unpacked. */
  close(): Promise<void>;
}

const PREFIX = 'preau-aaf-';

/**
 * Opens deliveries: a folder of files (flat, or one folder inside), an archive (.tgz, .tar.gz, .tar, .zip), or a folder that holds
 * several of these. Archives are unpacked into a private temporary folder: call `close`.
 */
export async function openContainer(
  paths: readonly string[],
  limits: ArchiveLimits = archiveLimits,
  temporary = tmpdir(),
): Promise<Container> {
  await removeLeftovers(temporary);
  const unpacked = await mkdtemp(join(temporary, `${PREFIX}${process.pid}-`));
  const close = (): Promise<void> => rm(unpacked, { recursive: true, force: true });
  const refusals: { name: string; refusal: Refusal }[] = [];
  const sets: (FileSet & { name: string })[] = [];
  const strangers: string[] = [];
  const sort = (files: readonly NamedFile[], name: string): void => {
    try {
      const { sets: found, others } = groupFiles(files);
      const named = (set: FileSet): string =>
        found.length === 1 ? name : `${name} ${set.project} ${set.kind} ${set.day}`;
      sets.push(...found.map((set) => ({ ...set, name: named(set) })));
      strangers.push(...others.filter((file) => /\.xml$/i.test(file.name)).map((file) => file.name));
      if (found.length === 0 && isArchive(name))
        refusals.push({ name, refusal: new Refusal('nothing-found', { file: name }) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push({ name, refusal: error });
    }
  };
  try {
    let archives = 0;
    const visitArchive = async (path: string): Promise<void> => {
      const name = basename(path);
      archives += 1;
      const folder = join(unpacked, String(archives));
      try {
        await unpack(path, name, folder, limits);
        sort(await filesUnder(folder), name);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refusals.push({ name, refusal: error });
      }
    };
    for (const path of paths) {
      if ((await stat(path)).isFile()) {
        if (isArchive(path)) await visitArchive(path);
        else sort([{ path, name: basename(path), size: (await stat(path)).size }], basename(path));
        continue;
      }
      const files = await filesUnder(path);
      const plain = files.filter((file) => !isArchive(file.name));
      for (const [folder, members] of byFolder(plain)) sort(members, folder === '' ? basename(path) : folder);
      for (const file of files) if (isArchive(file.name)) await visitArchive(file.path);
    }
  } catch (error) {
    await close();
    throw error;
  }
  sets.sort((a, b) =>
    a.day === b.day ? kindRank(a) - kindRank(b) || a.project.localeCompare(b.project) : a.day < b.day ? -1 : 1,
  );
  return { sets, strangers, refusals, close };
}

const kindRank = (set: FileSet): number => (set.kind === 'full' ? 0 : 1);

function byFolder(files: readonly NamedFile[]): Map<string, NamedFile[]> {
  const folders = new Map<string, NamedFile[]>();
  for (const file of files) {
    const end = file.name.lastIndexOf('/');
    const folder = end < 0 ? '' : file.name.slice(0, end);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return folders;
}

async function filesUnder(root: string): Promise<NamedFile[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files: NamedFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.push({ path, name: relative(root, path).replaceAll('\\', '/'), size: (await stat(path)).size });
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** An importer that was killed could not tidy up: folders of processes that are no more go now. */
async function removeLeftovers(temporary: string): Promise<void> {
  for (const name of await readdir(temporary)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : Number.NaN;
    if (Number.isInteger(pid) && pid !== process.pid && !isAlive(pid)) {
      await rm(join(temporary, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
