import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack as tarPack } from 'tar-stream';
import { addDays, compactDay, type Day, frenchDay } from './days.ts';
import { encode } from './envelope.ts';
import { packDelivery } from './pack.ts';
import { decodeFile } from './read-back.ts';
import { ZipWriter } from './zip.ts';

/*
 * Damaged containers, for those who test an importer: archives, files, charsets, dates. Each function takes the folder
 * of a sound delivery (`--format folder`), leaves it alone, and writes a damaged one under `out`. Damaged objects inside
 * a sound container are made by damaged-objects.ts.
 */

/** `ENT2DVA.20250915.Complet` → `20250915` as a day. */
export function dayOfDelivery(folder: string): Day {
  const digits = /\.(\d{8})\./.exec(basename(folder))?.[1];
  if (!digits) throw new Error(`${folder} is not named as a delivery`);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** A copy of the delivery under `out`, bearing the same name. */
export function copyDelivery(folder: string, out: string): string {
  const copy = join(out, basename(folder));
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** The path of the first file of a delivery whose name matches. */
export function fileOf(folder: string, name: RegExp): string {
  const found = readdirSync(folder)
    .sort()
    .find((one) => name.test(one));
  if (!found) throw new Error(`${folder} has no file ${name}`);
  return join(folder, found);
}

/** Rewrites the text of one file in the charset it declares; answers whether anything changed. */
export function editFile(folder: string, name: RegExp, edit: (text: string) => string): boolean {
  const path = fileOf(folder, name);
  const text = decodeFile(path);
  const after = edit(text);
  writeFileSync(path, encode(after, text.includes('encoding="ISO-8859-15"') ? 'ISO-8859-15' : 'UTF-8'));
  return after !== text;
}

/** Same, and an error when the edit found nothing to damage. */
export function damageFile(folder: string, name: RegExp, edit: (text: string) => string): void {
  if (!editFile(folder, name, edit)) throw new Error(`nothing was damaged in ${fileOf(folder, name)}`);
}

/** A file of pupils that stops in the middle of an object. */
export function truncateXml(folder: string, out: string): string {
  const copy = copyDelivery(folder, out);
  damageFile(copy, /_Eleve_0000/, (text) => text.slice(0, Math.floor(text.length * 0.6)));
  return copy;
}

/** An archive whose transfer was cut. */
export async function truncateArchive(folder: string, out: string, format: 'tgz' | 'zip'): Promise<string> {
  const copy = copyDelivery(folder, out);
  const archive = await packDelivery(copy, format, dayOfDelivery(folder));
  rmSync(copy, { recursive: true });
  const bytes = readFileSync(archive);
  writeFileSync(archive, bytes.subarray(0, Math.floor(bytes.length * 0.6)));
  return archive;
}

/** A sequence of numbered files with a hole in the middle. Needs a category of at least three files. */
export function loseNumber(folder: string, out: string): string {
  const copy = copyDelivery(folder, out);
  fileOf(copy, /_PersRelEleve_0002/);
  rmSync(fileOf(copy, /_PersRelEleve_0001/));
  return copy;
}

export function changeRoot(folder: string, out: string): string {
  const copy = copyDelivery(folder, out);
  damageFile(copy, /_Eleve_0000/, (text) => text.replaceAll('ficAlimMENESR', 'ficAutreMENESR'));
  return copy;
}

/** The first surname of the file becomes `&name;`, declared by `subset` inside the DOCTYPE. */
function declareEntity(folder: string, out: string, name: string, subset: string): string {
  const copy = copyDelivery(folder, out);
  damageFile(copy, /_Eleve_0000/, (text) =>
    text
      .replace('SYSTEM "ficAlimMENESR.dtd">', `[\n${subset}\n]>`)
      .replace(/(<attr name="(?:sn|ENTPersonNom)"><value>)[^<]*/, `$1&${name};`),
  );
  return copy;
}

/** An external entity that would read a file of the server. */
export const insertExternalEntity = (folder: string, out: string, target = 'file:///etc/passwd'): string =>
  declareEntity(folder, out, 'leak', `<!ENTITY leak SYSTEM "${target}">`);

/** Entities of entities: a few hundred bytes that expand to gigabytes. */
export function insertEntityBomb(folder: string, out: string): string {
  const lines = ['<!ENTITY lol0 "lol">'];
  for (let n = 1; n <= 9; n++) lines.push(`<!ENTITY lol${n} "${`&lol${n - 1};`.repeat(10)}">`);
  return declareEntity(folder, out, 'lol9', lines.join('\n'));
}

/** Bytes of ISO-8859-15 in files that declare UTF-8. */
export function lieAboutCharset(folder: string, out: string): string {
  const copy = copyDelivery(folder, out);
  for (const name of readdirSync(copy)) {
    const path = join(copy, name);
    const text = decodeFile(path).replace(/encoding="[^"]+"/, 'encoding="UTF-8"');
    writeFileSync(path, encode(text, 'ISO-8859-15'));
  }
  return copy;
}

/** ISO-8859-15 without any XML declaration: old, and valid. */
export function dropDeclaration(folder: string, out: string): string {
  const copy = copyDelivery(folder, out);
  for (const name of readdirSync(copy)) {
    const path = join(copy, name);
    writeFileSync(path, encode(decodeFile(path).replace(/^<\?xml[^>]*\?>\n/, ''), 'ISO-8859-15'));
  }
  return copy;
}

/** The same delivery dated some days earlier, in its name, its files' names and their comments. */
export function datedEarlier(folder: string, out: string, days = 30): string {
  const from = dayOfDelivery(folder);
  const to = addDays(from, -days);
  const copy = copyDelivery(folder, out);
  for (const name of readdirSync(copy)) {
    damageFile(copy, new RegExp(`^${name}$`), (text) => text.replace(`"${frenchDay(from)}"`, `"${frenchDay(to)}"`));
    renameSync(join(copy, name), join(copy, name.replace(compactDay(from), compactDay(to))));
  }
  const renamed = join(out, basename(folder).replace(compactDay(from), compactDay(to)));
  rmSync(renamed, { recursive: true, force: true });
  renameSync(copy, renamed);
  return renamed;
}

interface Member {
  name: string;
  content: Buffer;
}

/** Archives that a careful library would refuse to write: the members of the delivery, then one more. */
async function archiveWith(folder: string, out: string, format: 'tgz' | 'zip', extra: Member): Promise<string> {
  const day = dayOfDelivery(folder);
  const target = join(out, `${basename(folder)}.${format}`);
  mkdirSync(out, { recursive: true });
  const members = readdirSync(folder)
    .sort()
    .map((name): Member => ({ name, content: readFileSync(join(folder, name)) }));
  members.push(extra);
  if (format === 'zip') {
    const zip = new ZipWriter(day);
    writeFileSync(target, Buffer.concat([...members.map((one) => zip.member(one.name, one.content)), zip.end()]));
    return target;
  }
  const tar = tarPack();
  for (const { name, content } of members) tar.entry({ name, mtime: new Date(`${day}T03:00:00Z`) }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  writeFileSync(target, gzipSync(Buffer.concat(chunks)));
  return target;
}

/** A member whose name climbs out of the folder it is unpacked in. */
export const climbOut = (folder: string, out: string, format: 'tgz' | 'zip'): Promise<string> =>
  archiveWith(folder, out, format, { name: '../../climbed-out.xml', content: Buffer.from('<ficAlimMENESR/>') });

/** A member named as a file of pupils that expands a thousand times: `megabytes` of spaces. */
export function insertBomb(folder: string, out: string, format: 'tgz' | 'zip', megabytes = 64): Promise<string> {
  const name = basename(fileOf(folder, /_Eleve_0000/)).replace('_Eleve_', '_Bombe_');
  return archiveWith(folder, out, format, { name, content: Buffer.alloc(megabytes * 1024 * 1024, ' ') });
}

/** A zip whose last member says it is smaller than it is. */
export function lieAboutSize(folder: string, out: string): string {
  const target = join(out, `${basename(folder)}.zip`);
  mkdirSync(out, { recursive: true });
  const zip = new ZipWriter(dayOfDelivery(folder));
  const names = readdirSync(folder).sort();
  const parts = names.map((name, index) => {
    const content = readFileSync(join(folder, name));
    return zip.member(name, content, index === names.length - 1 ? 1000 : content.length);
  });
  writeFileSync(target, Buffer.concat([...parts, zip.end()]));
  return target;
}

/** A tar that holds a symbolic link in the place of a file of pupils. */
export async function insertLink(folder: string, out: string, target = '/etc/passwd'): Promise<string> {
  const archive = join(out, `${basename(folder)}.tgz`);
  mkdirSync(out, { recursive: true });
  const tar = tarPack();
  const mtime = new Date(`${dayOfDelivery(folder)}T03:00:00Z`);
  for (const name of readdirSync(folder).sort()) {
    if (/_Eleve_0000/.test(name)) tar.entry({ name, mtime, type: 'symlink', linkname: target });
    else tar.entry({ name, mtime }, readFileSync(join(folder, name)));
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  writeFileSync(archive, gzipSync(Buffer.concat(chunks)));
  return archive;
}
