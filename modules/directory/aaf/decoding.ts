import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Refusal } from './finding.ts';

export type Encoding = 'utf-8' | 'iso-8859-15';

const CHUNK = 256 * 1024;

/**
 * The encoding a file is to be read with: the one it declares (UTF-8, ISO-8859-15 or its elder ISO-8859-1); without a
 * declaration UTF-8 when all of it is, else ISO-8859-15. `declared` is false in that last case, worth a warning.
 */
export async function encodingOf(path: string, file: string): Promise<{ encoding: Encoding; declared: boolean }> {
  const head = await firstBytes(path, 200);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', declared: true };
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new Refusal('wrong-encoding', { file, line: 1, details: { declared: 'UTF-16' } });
  }
  const declaration = /^<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head.toString('latin1'));
  if (!declaration) return { encoding: (await isAllUtf8(path)) ? 'utf-8' : 'iso-8859-15', declared: false };
  const declared = (declaration[1] ?? '').toLowerCase();
  if (declared === 'utf-8' || declared === 'utf8') return { encoding: 'utf-8', declared: true };
  if (/^iso-8859-(15|1)$/.test(declared) || declared === 'latin-9') return { encoding: 'iso-8859-15', declared: true };
  throw new Refusal('unknown-encoding', { file, line: 1, details: { declared } });
}

/**
 * The file's text, piece by piece; `seen` is given each piece of bytes, for a digest. Bytes that the encoding does not allow are
 * refused with their line: UTF-8 that is none, ISO-8859-15 that is UTF-8 in truth ("Ã‰ric").
 */
export async function* textOf(
  path: string,
  file: string,
  encoding: Encoding,
  seen: (bytes: Buffer) => void,
): AsyncGenerator<string> {
  const decoder = encoding === 'utf-8' ? new TextDecoder('utf-8', { fatal: true }) : undefined;
  let line = 1;
  let foreign = 0;
  let suspect = { line: 0, count: 0 };
  for await (const piece of createReadStream(path, { highWaterMark: CHUNK })) {
    const bytes = piece as Buffer;
    seen(bytes);
    if (decoder) {
      // A piece may end inside a character: the decoder remembers, plain ASCII needs no decoder at all.
      const text = foreign === 0 && isAscii(bytes) ? bytes.toString('latin1') : decodeUtf8(decoder, bytes, file, line);
      foreign = bytes.length > 0 && (bytes[bytes.length - 1] ?? 0) >= 0x80 ? 1 : 0;
      line += countLines(bytes);
      yield text;
    } else {
      const mistaken = mistakenUtf8(bytes);
      if (mistaken === 'no') foreign += 1;
      if (mistaken === 'yes') suspect = { line: suspect.line || line, count: suspect.count + 1 };
      line += countLines(bytes);
      yield fromLatin9(bytes);
    }
  }
  if (decoder) decodeUtf8(decoder, undefined, file, line);
  else if (suspect.count > 0 && foreign === 0) {
    throw new Refusal('wrong-encoding', { file, line: suspect.line, details: { declared: 'ISO-8859-15' } });
  }
}

function decodeUtf8(decoder: TextDecoder, bytes: Buffer | undefined, file: string, line: number): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    const at = bytes ? line + linesBeforeFault(bytes) : line;
    throw new Refusal('wrong-encoding', { file, line: at, details: { declared: 'UTF-8' } });
  }
}

/** Lines before the first byte sequence that is not UTF-8: the piece's lines are tried one by one. */
function linesBeforeFault(bytes: Buffer): number {
  let lines = 0;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(10, start);
    const one = bytes.subarray(start, end < 0 ? bytes.length : end);
    // The first line may begin inside a character that the piece before began.
    if (end < 0 || (lines > 0 && !isUtf8(one))) return lines;
    if (lines === 0 && !isUtf8(withoutContinuation(one))) return 0;
    lines += 1;
    start = end + 1;
  }
}

function withoutContinuation(bytes: Buffer): Buffer {
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return bytes.subarray(start);
}

/** Whether a piece said to be ISO-8859-15 reads as UTF-8: 'none' when it is ASCII and tells nothing. */
function mistakenUtf8(bytes: Buffer): 'yes' | 'no' | 'none' {
  const first = bytes.indexOf(10);
  const last = bytes.lastIndexOf(10);
  const whole = first >= 0 && last > first ? bytes.subarray(first, last) : bytes;
  if (isAscii(whole)) return 'none';
  return isUtf8(whole) ? 'yes' : 'no';
}

async function isAllUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of createReadStream(path, { highWaterMark: CHUNK })) {
      decoder.decode(piece as Buffer, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}

/** ISO-8859-15 is ISO-8859-1 but for eight characters. */
const LATIN9: Readonly<Record<string, string>> = {
  '\u00a4': '€',
  '\u00a6': 'Š',
  '\u00a8': 'š',
  '\u00b4': 'Ž',
  '\u00b8': 'ž',
  '\u00bc': 'Œ',
  '\u00bd': 'œ',
  '\u00be': 'Ÿ',
};

const fromLatin9 = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(/[\u00a4\u00a6\u00a8\u00b4\u00b8\u00bc-\u00be]/g, (char: string) => LATIN9[char] ?? char);
