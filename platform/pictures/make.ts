import { Refusal } from '../contract/refusal.ts';
import { type Box, boxOf, type Cut } from './cut.ts';
import { kindOf } from './kind.ts';
import { MOST_PIXELS, type Reader, reader } from './reader.ts';
import { type PictureShape, shapes } from './shapes.ts';

/** Bytes that a form may send for a picture: what a telephone's camera gives, and more. */
export const MOST_BYTES = 15_000_000;

/** Pixels of the shorter side: below, a face is a blur. */
const LEAST_SIDE = 96;

/** One size of a picture, as WebP. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/**
 * Writes a picture anew: read by what it is (never by its name), turned upright, cut to the shape, in each of the shape's sizes, without
 * anything a camera or a program noted in it (place, date, device). Of one that moves, the first image.
 * @throws Refusal `platform.picture-missing`, `-kind`, `-drawing`, `-broken`, `-too-small`, `-too-many-pixels`
 */
export async function makePicture(
  bytes: Uint8Array | undefined,
  shape: PictureShape,
  cut: Cut,
): Promise<PictureSize[]> {
  if (!bytes || bytes.length === 0) throw new Refusal('platform.picture-missing');
  const kind = kindOf(bytes);
  if (kind === 'drawing') throw new Refusal('platform.picture-drawing');
  if (kind === 'other') throw new Refusal('platform.picture-kind');
  const read = await reader();
  const { width, height } = await measure(read, bytes);
  if (width * height > MOST_PIXELS) throw new Refusal('platform.picture-too-many-pixels');
  if (Math.min(width, height) < LEAST_SIDE) throw new Refusal('platform.picture-too-small', { pixels: LEAST_SIDE });
  return writeSizes(read, bytes, shape, boxOf(shape, { width, height }, cut));
}

/** Its size once upright. What says it is a picture and cannot be opened is broken. */
async function measure(read: Reader, bytes: Uint8Array): Promise<Omit<Box, 'left' | 'top'>> {
  const found = await read(bytes)
    .metadata()
    .catch((error: unknown) => {
      throw new Refusal(
        /pixel limit/.test(String(error)) ? 'platform.picture-too-many-pixels' : 'platform.picture-broken',
      );
    });
  return { width: found.autoOrient.width, height: found.autoOrient.height };
}

async function writeSizes(read: Reader, bytes: Uint8Array, shape: PictureShape, box: Box): Promise<PictureSize[]> {
  const { ratio, widths } = shapes[shape];
  const largest = widths.at(-1) ?? 0;
  try {
    const cut = await read(bytes)
      .autoOrient()
      .extract(box)
      .resize(largest, Math.round(largest / ratio), { fit: 'fill' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .png({ compressionLevel: 0 })
      .toBuffer();
    return await Promise.all(
      widths.map(async (width) => {
        const height = Math.round(width / ratio);
        const sized = read(cut).resize(width, height, { fit: 'fill' }).webp({ quality: 80, effort: 4 });
        return { width, height, bytes: await sized.toBuffer() };
      }),
    );
  } catch {
    // Whatever is wrong with it lies in the bytes that somebody sent.
    throw new Refusal('platform.picture-broken');
  }
}
