/**
 * What a file is, by its first bytes: its name and the type that came with it are what somebody typed. Nothing is unpacked, so that no
 * bomb goes off; of an archive the names of its first entries are read where they lie. What is not known is `application/octet-stream`.
 */

/** Bytes that are enough to tell. */
export const TELLING_BYTES = 65_536;

const UNKNOWN = 'application/octet-stream';

/** What begins with these signs (latin-1), in the order of trying. */
const beginnings: readonly (readonly [signs: string, type: string])[] = [
  ['\xff\xd8\xff', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
  ['BM', 'image/bmp'],
  ['%PDF-', 'application/pdf'],
  ['{\\rtf', 'application/rtf'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'application/x-ole-storage'],
  ['7z\xbc\xaf\x27\x1c', 'application/x-7z-compressed'],
  ['Rar!\x1a\x07', 'application/vnd.rar'],
  ['\x1f\x8b\x08', 'application/gzip'],
  ['OggS', 'audio/ogg'],
  ['fLaC', 'audio/flac'],
  ['ID3', 'audio/mpeg'],
  ['\x1aE\xdf\xa3', 'video/webm'],
  ['MZ', 'application/vnd.microsoft.portable-executable'],
  ['\x7fELF', 'application/x-executable'],
  ['wOFF', 'font/woff'],
  ['wOF2', 'font/woff2'],
];

/** Brands of the boxes that telephones and cameras write (ISO base media). */
const brands: readonly (readonly [brand: RegExp, type: string])[] = [
  [/^(heic|heix|hevc|hevx|heim|heis|mif1|msf1)/, 'image/heic'],
  [/^avi[fs]/, 'image/avif'],
  [/^M4A|^M4B/, 'audio/mp4'],
  [/^qt/, 'video/quicktime'],
  [/^3g/, 'video/3gpp'],
  [/^/, 'video/mp4'],
];

/** Packages are told by what lies in them: the entry that says it, or the folder that only they have. */
const packages: readonly (readonly [entry: string, type: string])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

/** @param head the first bytes, `TELLING_BYTES` of them or all there are */
export function mediaTypeOf(head: Uint8Array): string {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, TELLING_BYTES));
  const latin = bytes.toString('latin1');
  if (latin.startsWith('PK\x03\x04') || latin.startsWith('PK\x05\x06')) return packageType(bytes, latin);
  if (latin.startsWith('RIFF')) return riffType(latin.slice(8, 12));
  if (latin.slice(4, 8) === 'ftyp') return brands.find(([brand]) => brand.test(latin.slice(8, 12)))?.[1] ?? UNKNOWN;
  // The frames of an MP3 without a title page: eleven bits set, a layer and a rate that exist.
  if (/^\xff[\xfb\xf3\xf2]/.test(latin)) return 'audio/mpeg';
  const known = beginnings.find(([signs]) => latin.startsWith(signs));
  return known ? known[1] : textType(bytes, latin);
}

function packageType(bytes: Buffer, latin: string): string {
  const [first, ...others] = entriesOf(bytes, latin);
  if (first?.name === 'mimetype') {
    const said = latin.slice(first.start, first.start + 100).split('PK')[0] ?? '';
    const known = /^application\/(?:vnd\.oasis\.opendocument\.[a-z-]+|epub\+zip)$/;
    return known.test(said) ? said : 'application/zip';
  }
  for (const { name } of others) {
    const found = packages.find(([entry]) => name.startsWith(entry));
    if (found) return found[1];
  }
  return 'application/zip';
}

/** Names of the entries whose heads lie in the first bytes, and where their contents start. */
function entriesOf(bytes: Buffer, latin: string): { readonly name: string; readonly start: number }[] {
  const found: { name: string; start: number }[] = [];
  for (let at = 0; at >= 0 && at + 30 <= bytes.length; at = latin.indexOf('PK\x03\x04', at + 4)) {
    const length = bytes.readUInt16LE(at + 26);
    const start = at + 30 + length + bytes.readUInt16LE(at + 28);
    found.push({ name: latin.slice(at + 30, at + 30 + length), start });
  }
  return found;
}

const riffType = (form: string): string =>
  form === 'WEBP' ? 'image/webp' : form === 'WAVE' ? 'audio/wav' : form === 'AVI ' ? 'video/x-msvideo' : UNKNOWN;

/** Tab, line feed, form feed, carriage return, escape. */
const IN_TEXT = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b]);

/** Text, if it is one; what a browser would run is named as what it is, so that nobody takes it for a text. */
function textType(bytes: Buffer, latin: string): string {
  if (bytes.length === 0 || bytes.some((byte) => byte < 0x20 && !IN_TEXT.has(byte))) return UNKNOWN;
  // The last sign may be cut in two: a few bytes at the end do not count.
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.slice(0, -3).includes('�');
  const start = latin.slice(0, 1024).toLowerCase();
  if (/<svg[\s>]/.test(start)) return 'image/svg+xml';
  if (/<(!doctype html|html|head|body|script|iframe|title|style)[\s>]/.test(start)) return 'text/html';
  if (start.trimStart().startsWith('<?xml')) return 'application/xml';
  if (start.startsWith('begin:vcalendar')) return 'text/calendar';
  return broken ? UNKNOWN : 'text/plain';
}
