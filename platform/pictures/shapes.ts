/** How pictures are cut: a face in a square, a place in a wide band. Widths in pixels, smallest first; `ratio`: width over height. */
export const shapes = {
  square: { ratio: 1, widths: [64, 128, 256, 512] },
  wide: { ratio: 2, widths: [512, 1024] },
} as const;

export type PictureShape = keyof typeof shapes;
