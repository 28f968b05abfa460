import type { Encoding, Note } from './table.ts';

export interface DecodedText {
  readonly encoding: Encoding;
  readonly text: string;
  readonly notes: readonly Note[];
}

/**
 * Text of a file of unknown encoding. UTF-8 is recognised by its form; else it is one of the one-byte codes of French machines. Letters
 * that were decoded once too often on their way ("Ã©") are repaired where that is sure; a line where it is not is named, to be left aside.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return plain('utf-16', new TextDecoder('utf-16le').decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return plain('utf-16', new TextDecoder('utf-16be').decode(bytes));
  const utf8 = strict('utf-8', bytes);
  if (utf8 !== undefined) return repaired('utf-8', utf8);
  const mixed = decodeMixed(bytes);
  if (mixed) return mixed;
  const encoding = oneByteCode(bytes);
  return repaired(encoding, new TextDecoder(encoding).decode(bytes));
}

const plain = (encoding: Encoding, text: string): DecodedText => repaired(encoding, text);

function strict(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Two files glued together: some lines are UTF-8 with accents, others are not UTF-8 at all. Undefined when that is not so. */
function decodeMixed(bytes: Uint8Array): DecodedText | undefined {
  const lines = linesOf(bytes);
  const decoded = lines.map((line) => strict('utf-8', line));
  const accented = decoded.some((line) => line !== undefined && /[^\0-\x7f]/.test(line));
  if (!accented) return undefined;
  const foreign = decoded.indexOf(undefined);
  const text = decoded.map((line, index) => line ?? new TextDecoder('windows-1252').decode(lines[index])).join('\n');
  const fixed = repaired('mixed', text);
  return { ...fixed, notes: [{ code: 'mixed-encoding', line: foreign + 1 }, ...fixed.notes] };
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  lines.push(bytes.subarray(start));
  return lines;
}

/** Between the one-byte codes: where a letter of the one reads as a sign inside a word of the other. */
function oneByteCode(bytes: Uint8Array): 'windows-1252' | 'iso-8859-15' | 'macintosh' {
  const windows = new TextDecoder('windows-1252').decode(bytes);
  if (/\p{L}[¼½¾]|[¼½¾]\p{L}/u.test(windows)) return 'iso-8859-15';
  // Lower-case accents of a Mac fall on signs that no French word holds.
  const mac = windows.match(/\p{L}[Žˆ‰\x8f\x90‘“”•™š]\p{Ll}|\p{L}Ž\b/gu)?.length ?? 0;
  const french = windows.match(/[éèêëàâçîïôöùûüÉÈÀÇ]/g)?.length ?? 0;
  return mac > french ? 'macintosh' : 'windows-1252';
}

/** An accented letter decoded once too often: the lead of a UTF-8 sequence, then one of its followers, both read as Windows-1252. */
const SUSPECT = /[ÂÃÄÅâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

function repaired(encoding: Encoding, raw: string): DecodedText {
  const text = raw.startsWith('\ufeff') ? raw.slice(1) : raw;
  if (!SUSPECT.test(text) && !text.includes('\ufffd')) return { encoding, text, notes: [] };
  const notes: Note[] = [];
  let count = 0;
  let first = 0;
  const lines = text.split('\n').map((line, index) => {
    let now = line;
    // Twice at most: files pass through two careless programs, seldom three.
    for (let pass = 0; pass < 2 && SUSPECT.test(now); pass += 1) {
      const better = undo(now);
      if (better === undefined) break;
      now = better;
    }
    if (now !== line) {
      count += 1;
      first ||= index + 1;
    }
    if (SUSPECT.test(now) || now.includes('\ufffd')) notes.push({ code: 'mojibake', line: index + 1, aside: true });
    return now;
  });
  if (count > 0) notes.unshift({ code: 'mojibake-repaired', line: first, what: String(count) });
  return { encoding, text: lines.join('\n'), notes };
}

/** The line as it was before one decoding too many; undefined when that is not sure. */
function undo(line: string): string | undefined {
  const bytes = new Uint8Array(line.length);
  for (let index = 0; index < line.length; index += 1) {
    const byte = byteOf(line[index] as string);
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  return strict('utf-8', bytes);
}

const HIGH = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index));

function byteOf(letter: string): number | undefined {
  const code = letter.charCodeAt(0);
  if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
  const high = HIGH.indexOf(letter);
  return high >= 0 ? 0x80 + high : code < 0xa0 ? code : undefined;
}
