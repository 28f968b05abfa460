import { z } from 'zod';
import { type PictureShape, shapes } from './shapes.ts';

/** Where the middle of what matters lies, when nobody drew a frame. */
const ninths = ['nw', 'n', 'ne', 'w', 'c', 'e', 'sw', 's', 'se'] as const;
type Ninth = (typeof ninths)[number];

/** What a form says of the cut. */
export interface Cut {
  /** `x,y,width` of a frame in thousandths of the width (x, width) and the height (y) of the upright picture; empty: by `ninth`. */
  readonly frame: string;
  readonly ninth: Ninth;
}

/** The fields of a form that sends a picture. */
export const cutFields = {
  frame: z
    .string()
    .regex(/^(?:\d{1,4},\d{1,4},\d{1,4})?$/)
    .default(''),
  ninth: z.enum(ninths).default('c'),
};

/** In pixels of the upright picture. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const third = (sign: Ninth, before: string, after: string): number =>
  sign.includes(before) ? 1 / 6 : sign.includes(after) ? 5 / 6 : 1 / 2;

/** The part of a picture that is kept: always inside it, always of the shape, never less than a tenth of its width. */
export function boxOf(
  shape: PictureShape,
  picture: { readonly width: number; readonly height: number },
  cut: Cut,
): Box {
  const { ratio } = shapes[shape];
  const widest = Math.min(picture.width, picture.height * ratio);
  const [x, y, part] = cut.frame === '' ? [] : cut.frame.split(',').map((number) => Number(number) / 1000);
  const wanted = part === undefined ? widest : part * picture.width;
  const width = Math.floor(Math.max(Math.min(wanted, widest), widest / 10, 1));
  const height = Math.max(1, Math.min(picture.height, Math.round(width / ratio)));
  const left = x === undefined ? third(cut.ninth, 'w', 'e') * picture.width - width / 2 : x * picture.width;
  const top = y === undefined ? third(cut.ninth, 'n', 's') * picture.height - height / 2 : y * picture.height;
  return { left: within(left, picture.width - width), top: within(top, picture.height - height), width, height };
}

const within = (wanted: number, most: number): number => Math.max(0, Math.min(Math.round(wanted), Math.floor(most)));
