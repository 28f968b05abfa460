import { createReadStream, createWriteStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack as tarPack } from 'tar-stream';
import type { Day } from './days.ts';
import { ZipWriter } from './zip.ts';

/** `tgz`: one folder inside, as academies send; `zip`: flat; `folder`: no archive. */
export type PackFormat = 'tgz' | 'zip' | 'folder';

/**
 * Packs a delivery's folder into an archive beside it and answers its path (or the folder's own). Members are sorted and
 * dated from the delivery, so that the same content gives the same bytes. The folder is left where it is.
 */
export async function packDelivery(folder: string, format: PackFormat, date: Day): Promise<string> {
  if (format === 'folder') return folder;
  const names = readdirSync(folder).sort();
  const target = `${folder}.${format}`;
  const output = createWriteStream(target);
  if (format === 'zip') {
    const zip = new ZipWriter(date);
    const parts = function* () {
      for (const name of names) yield zip.member(name, readFileSync(join(folder, name)));
      yield zip.end();
    };
    await pipeline(Readable.from(parts()), output);
    return target;
  }
  const tar = tarPack();
  const filled = (async () => {
    for (const name of names) {
      const file = join(folder, name);
      const header = {
        name: `${basename(folder)}/${name}`,
        size: statSync(file).size,
        mode: 0o644,
        mtime: new Date(`${date}T03:00:00Z`),
        uid: 0,
        gid: 0,
      };
      await new Promise<void>((resolve, reject) => {
        const entry = tar.entry(header, (error) => (error ? reject(error) : resolve()));
        createReadStream(file).on('error', reject).pipe(entry);
      });
    }
    tar.finalize();
  })();
  await Promise.all([filled, pipeline(tar, createGzip({ level: 6 }), output)]);
  return target;
}
