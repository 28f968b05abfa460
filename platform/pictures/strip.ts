/**
 * Takes out of a picture what a camera or a program noted in it, without opening it: for one that has too many pixels to be written anew.
 * Undefined when its pieces do not follow each other as they must.
 */
export function stripPicture(bytes: Uint8Array): Uint8Array | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.readUInt16BE(0) === 0xffd8) return stripJpeg(view);
  if (view.toString('latin1', 1, 4) === 'PNG') return stripPng(view);
  return undefined;
}

/** Keeps every segment but comments and the applications' own (JFIF, colour profile and Adobe's transform stay); after the scan, all. */
function stripJpeg(view: Buffer): Uint8Array | undefined {
  const kept: Buffer[] = [view.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= view.length) {
    if (view[at] !== 0xff) return undefined;
    const marker = view[at + 1] ?? 0;
    const end = at + 2 + view.readUInt16BE(at + 2);
    if (end > view.length) return undefined;
    const application = marker >= 0xe0 && marker <= 0xef;
    if (!(application || marker === 0xfe) || [0xe0, 0xe2, 0xee].includes(marker)) kept.push(view.subarray(at, end));
    at = end;
    // The scan: what follows is the picture itself.
    if (marker === 0xda) return Buffer.concat([...kept, view.subarray(at, lastOf(view))]);
  }
  return undefined;
}

/** Telephones add a film or a second picture behind the first one: it ends at its last end mark before another beginning. */
function lastOf(view: Buffer): number {
  const another = view.indexOf(Buffer.from([0xff, 0xd9, 0xff, 0xd8]));
  return another < 0 ? view.length : another + 2;
}

/** Pieces of a PNG that show something; texts, times and EXIF go. */
const SHOWN = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'acTL',
  'fcTL',
  'fdAT',
]);

function stripPng(view: Buffer): Uint8Array | undefined {
  const kept: Buffer[] = [view.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= view.length) {
    const end = at + 12 + view.readUInt32BE(at);
    const type = view.toString('latin1', at + 4, at + 8);
    if (end > view.length || !/^[A-Za-z]{4}$/.test(type)) return undefined;
    if (SHOWN.has(type)) kept.push(view.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return undefined;
}
