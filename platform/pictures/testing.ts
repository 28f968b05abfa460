import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

/* Pictures for tests, made on the spot. */

const SEA = { r: 20, g: 90, b: 160 };

/** A plain JPEG. */
export const jpegOf = (width = 800, height = 600, colour: object = SEA): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: colour as never } })
    .jpeg()
    .toBuffer();

/** A PNG whose nine ninths have nine colours: `r` tells the column (0, 100, 200), `g` the row. */
export async function chequered(width = 900, height = 900): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      pixels[at] = Math.floor((x * 3) / width) * 100;
      pixels[at + 1] = Math.floor((y * 3) / height) * 100;
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

/** As a telephone gives it: turned on its side, with the place, the device and the hour in it. */
export const telephoneJpeg = async (): Promise<Buffer> =>
  sharp(await chequered(900, 600))
    .jpeg()
    .withExif({
      IFD0: { Model: 'SecretPhone', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '45/1 45/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '4/1 50/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();

/** A GIF that moves: a red image, then a blue one. */
export async function movingGif(): Promise<Buffer> {
  const [red, blue] = await Promise.all(
    ['#ff0000', '#0000ff'].map((background) =>
      sharp({ create: { width: 200, height: 200, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp([red as Buffer, blue as Buffer], { join: { animated: true } })
    .gif()
    .toBuffer();
}

/** A PNG of few bytes that would be 900 million pixels. */
export function pngBomb(side = 30_000): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * 1000));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** The colour in the middle of a picture. */
export async function middleOf(bytes: Uint8Array): Promise<readonly number[]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return [data[at] ?? -1, data[at + 1] ?? -1, data[at + 2] ?? -1];
}
