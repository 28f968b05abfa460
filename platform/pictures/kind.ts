/** What the first bytes of a file say it is: one of the pictures that are read, a drawing made of lines (SVG), or something else. */
export type Kind = 'jpeg' | 'png' | 'webp' | 'gif' | 'drawing' | 'other';

/** Judges by content: names and declared types are what somebody typed. */
export function kindOf(bytes: Uint8Array): Kind {
  const latin = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (latin.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (latin.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (latin.startsWith('RIFF') && latin.slice(8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a/.test(latin)) return 'gif';
  return /<svg[\s>]/i.test(latin) ? 'drawing' : 'other';
}
