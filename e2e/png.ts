import { inflateSync } from 'node:zlib';

/** A picture in memory: three bytes a pixel, rows from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Reads the PNG of a screenshot: 8 bits, RGB or RGBA, not interlaced. @throws Error for any other */
export function readPng(file: Buffer): Picture {
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const [depth, colour, , , interlace] = file.subarray(24, 29);
  const channels = colour === 6 ? 4 : 3;
  if (depth !== 8 || (colour !== 6 && colour !== 2) || interlace !== 0) throw new Error('not a PNG of a screenshot');
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const lines = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1)
      rgb[pixel * 3 + channel] = lines[pixel * channels + channel] as number;
  }
  return { width, height, rgb };
}

/** Undoes the five filters of PNG, line by line. */
function unfilter(raw: Buffer, stride: number, height: number, bytes: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (stride + 1)];
    for (let column = 0; column < stride; column += 1) {
      const at = row * stride + column;
      const left = column >= bytes ? (out[at - bytes] as number) : 0;
      const up = row > 0 ? (out[at - stride] as number) : 0;
      const corner = row > 0 && column >= bytes ? (out[at - stride - bytes] as number) : 0;
      const value = raw[row * (stride + 1) + 1 + column] as number;
      out[at] = value + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const base = left + up - corner;
  const [a, b, c] = [Math.abs(base - left), Math.abs(base - up), Math.abs(base - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** How many pixels of two pictures of one size differ by a contrast of at least `ratio` (WCAG's formula). */
export function pixelsChanged(before: Picture, after: Picture, ratio: number): number {
  let changed = 0;
  const pixels = Math.min(before.rgb.length, after.rgb.length) / 3;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const one = luminance(before.rgb, pixel * 3);
    const two = luminance(after.rgb, pixel * 3);
    if ((Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05) >= ratio) changed += 1;
  }
  return changed;
}

const linear = Float64Array.from({ length: 256 }, (_, value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

const luminance = (rgb: Uint8Array, at: number): number =>
  0.2126 * (linear[rgb[at] as number] as number) +
  0.7152 * (linear[rgb[at + 1] as number] as number) +
  0.0722 * (linear[rgb[at + 2] as number] as number);
