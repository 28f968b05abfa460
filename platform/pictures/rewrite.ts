import { kindOf } from './kind.ts';
import type { PictureSize } from './make.ts';
import { reader } from './reader.ts';

/** Longest sides, in pixels, of what pages show of a picture that somebody sent: in a list, and when it is looked at. */
export const shownSides = [320, 1280] as const;

/** A picture that somebody sent, without what a camera or a program noted in it. */
export interface Rewritten {
  /** In the kind that was sent, upright, in its full size. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** As WebP, never larger than the picture itself. */
  readonly sizes: readonly PictureSize[];
}

/**
 * Writes a picture anew in its own kind, upright and with nothing but what it shows, and makes the sizes that pages show. Of one that moves
 * the sizes hold the first image. Undefined for what is no picture of the four kinds, or says so and cannot be opened.
 */
export async function rewritePicture(bytes: Uint8Array): Promise<Rewritten | undefined> {
  const kind = kindOf(bytes);
  if (kind === 'drawing' || kind === 'other') return undefined;
  const read = await reader();
  try {
    // A moving picture keeps its images; it has no camera to turn it upright.
    const moving = kind === 'gif' || kind === 'webp';
    const opened = moving ? read(bytes, true) : read(bytes).autoOrient();
    const { data, info } = await opened
      .keepIccProfile()
      .toFormat(kind, kind === 'jpeg' || kind === 'webp' ? { quality: 90 } : {})
      .toBuffer({ resolveWithObject: true });
    const { width, height } = await read(data).metadata();
    const sizes = await Promise.all(
      shownSides.map(async (side) => {
        const { data: small, info: found } = await read(data)
          .resize(side, side, { fit: 'inside', withoutEnlargement: true })
          .toColourspace('srgb')
          .webp({ quality: 80, effort: 3 })
          .toBuffer({ resolveWithObject: true });
        return { width: found.width, height: found.height, bytes: small };
      }),
    );
    return { bytes: data, width: width ?? info.width, height: height ?? info.height, sizes };
  } catch {
    // Whatever is wrong with it lies in the bytes that somebody sent.
    return undefined;
  }
}
