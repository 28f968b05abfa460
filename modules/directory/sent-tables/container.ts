import { text } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { refuse } from '../../../platform/contract/refusal.ts';
import { limits } from './table.ts';

/** What a sent file is, told from its bytes: names and declared types are not believed. */
export type Content =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'xml'; readonly bytes: Uint8Array; readonly name: string | null }
  | { readonly kind: 'xlsx' | 'ods'; readonly bytes: Uint8Array };

/** Opens what was sent as far as to know what it is. Refused: empty, too large when unpacked, locked, cut, or none of our kinds. */
export async function openContent(bytes: Uint8Array): Promise<Content> {
  if (bytes.length === 0 || isBlank(bytes)) refuse('directory.table-empty');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return openZip(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    refuse(isLockedWorkbook(bytes) ? 'directory.table-locked' : 'directory.table-old-excel');
  if (looksLikeXml(bytes)) return { kind: 'xml', bytes, name: null };
  if (isBinary(bytes)) refuse('directory.table-unknown-type');
  return { kind: 'text', bytes };
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);
const isBlank = (bytes: Uint8Array): boolean =>
  bytes.length < 4096 && bytes.every((byte) => byte <= 0x20 || byte >= 0xfe);
const looksLikeXml = (bytes: Uint8Array): boolean =>
  /^(?:\xef\xbb\xbf)?\s*<\?xml/.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1'));

/** A protected workbook is wrapped in the container of old Office files, under a name of its own. */
const isLockedWorkbook = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));

/** Text holds no other signs below the blank than tabs and ends of line; UTF-16 announces itself. */
function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 8192);
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return false;
  let odd = 0;
  for (const byte of head) if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1a)) odd += 1;
  return odd > 0 || /^(?:%PDF|\{\\rtf|<!doctype|<html)/i.test(Buffer.from(head.subarray(0, 20)).toString('latin1'));
}

async function openZip(bytes: Uint8Array): Promise<Content> {
  const zip = await openDirectory(bytes);
  const entries: yauzl.Entry[] = [];
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      unpacked += entry.uncompressedSize;
      if (entries.length > limits.entries || unpacked > limits.unpacked) refuse('directory.table-too-large-unpacked');
      // A size left unsaid would be taken on trust by what reads it next.
      if (entry.uncompressedSize === 0 && entry.compressedSize > 64) refuse('directory.table-too-large-unpacked');
      if (entry.isEncrypted()) refuse('directory.table-locked');
    }
    const named = (name: string): yauzl.Entry | undefined => entries.find((entry) => entry.fileName === name);
    if (named('encrypted-package')) refuse('directory.table-locked');
    const manifest = named('META-INF/manifest.xml');
    if (manifest && /encryption-data/.test(await entryText(zip, manifest))) refuse('directory.table-locked');
    if (named('xl/workbook.xml')) return { kind: 'xlsx', bytes };
    if (named('content.xml')) {
      const type = named('mimetype');
      if (type && !/opendocument\.spreadsheet/.test(await entryText(zip, type))) refuse('directory.table-unknown-type');
      return { kind: 'ods', bytes };
    }
    const files = entries.filter((entry) => !entry.fileName.endsWith('/'));
    const [only] = files;
    if (files.length === 1 && only && /\.(?:xml|csv|txt)$/i.test(only.fileName)) {
      const inner = Buffer.from(await entryText(zip, only, 'latin1'), 'latin1');
      if (inner.length === 0) refuse('directory.table-empty');
      return looksLikeXml(inner) ? { kind: 'xml', bytes: inner, name: only.fileName } : { kind: 'text', bytes: inner };
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') throw error;
    refuse('directory.table-cut', {});
  }
  return refuse('directory.table-unknown-type');
}

async function openDirectory(bytes: Uint8Array): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true });
  } catch {
    return refuse('directory.table-cut', {});
  }
}

/** The declared size is held to while unpacking. */
async function entryText(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  encoding: 'utf8' | 'latin1' = 'utf8',
): Promise<string> {
  const stream = await zip.openReadStreamPromise(entry);
  stream.setEncoding(encoding);
  return text(stream);
}
