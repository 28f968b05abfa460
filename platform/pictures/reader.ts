/** Pixels that are read at all: a bomb declares millions for a few bytes. */
export const MOST_PIXELS = 64_000_000;

/** Seconds after which a picture is given up. */
const PATIENCE = 15;

type Sharp = typeof import('sharp')['default'];
export type Reader = (bytes: Uint8Array, moving?: boolean) => import('sharp').Sharp;

let ready: Promise<Reader> | undefined;

/** The library, read by the first picture; it then opens these four kinds and nothing else that it could. */
export const reader = (): Promise<Reader> => {
  ready ??= import('sharp').then(({ default: sharp }) => {
    restrict(sharp);
    return (bytes, moving = false) =>
      sharp(bytes, {
        pages: moving ? -1 : 1,
        limitInputPixels: MOST_PIXELS,
        failOn: 'error',
        sequentialRead: true,
      }).timeout({ seconds: PATIENCE });
  });
  return ready;
};

function restrict(sharp: Sharp): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpegBuffer',
      'VipsForeignLoadPngBuffer',
      'VipsForeignLoadWebpBuffer',
      'VipsForeignLoadNsgifBuffer',
    ],
  });
  // Nothing is kept between two pictures, and one at a time takes one core: the web process answers others meanwhile.
  sharp.cache(false);
  sharp.concurrency(1);
}
