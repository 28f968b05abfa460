/* Pictures of the demonstration: drawn here, so that nobody is in them. On a sheet of 120 by 80, the later shapes over the earlier ones. */

type Colour = string;
/** A polygon by its corners (x, y, x, y…), or a disc. */
type Shape =
  | { readonly colour: Colour; readonly corners: readonly number[] }
  | { readonly colour: Colour; readonly disc: readonly [x: number, y: number, radius: number] };

const WIDTH = 120;
const HEIGHT = 80;

const box = (colour: Colour, x: number, y: number, width: number, height: number): Shape => ({
  colour,
  corners: [x, y, x + width, y, x + width, y + height, x, y + height],
});
const corners = (colour: Colour, ...points: number[]): Shape => ({ colour, corners: points });
const disc = (colour: Colour, x: number, y: number, radius: number): Shape => ({ colour, disc: [x, y, radius] });
const scene = (sky: Colour, ground: Colour, ...inside: Shape[]): readonly Shape[] => [
  box(sky, 0, 0, WIDTH, HEIGHT),
  box(ground, 0, 56, WIDTH, 24),
  ...inside,
];

const pot = (x: number, height: number): Shape[] => [
  box('#2c6e37', x + 8, 52 - height, 2, height),
  disc('#4d8f3a', x + 5, 50 - height, 4),
  disc('#4d8f3a', x + 13, 53 - height, 4),
  corners('#a84a14', x, 52, x + 18, 52, x + 15, 70, x + 3, 70),
];

export const drawings = {
  semis: scene('#e1eef9', '#d8c3a0', ...pot(14, 14), ...pot(50, 24), ...pot(86, 18)),
  volcan: scene(
    '#fbe4e1',
    '#6b4a3a',
    corners('#5b4036', 18, 66, 50, 22, 70, 22, 102, 66),
    corners('#e2552b', 50, 22, 70, 22, 76, 30, 68, 34, 63, 46, 57, 36, 48, 32),
    disc('#c9b8b0', 60, 12, 7),
    disc('#d9ccc6', 70, 8, 5),
  ),
  ecole: scene(
    '#ddf0ee',
    '#c3d37a',
    box('#fbf8f3', 26, 30, 68, 34),
    corners('#ae342c', 22, 30, 60, 12, 98, 30),
    box('#0f6b6b', 54, 46, 12, 18),
    box('#a9d6d0', 33, 38, 12, 10),
    box('#a9d6d0', 75, 38, 12, 10),
    disc('#fff0c7', 60, 24, 4),
  ),
  cirque: scene(
    '#ece8f8',
    '#f2a65a',
    corners('#a2305f', 24, 60, 60, 16, 96, 60),
    corners('#fbe6ee', 40, 60, 60, 16, 52, 60),
    corners('#fbe6ee', 68, 60, 60, 16, 80, 60),
    disc('#ae342c', 18, 30, 4),
    disc('#1c5f99', 28, 20, 4),
    disc('#7a5400', 40, 14, 4),
  ),
  marche: scene(
    '#22303a',
    '#f3eee6',
    box('#7a5400', 57, 52, 6, 12),
    corners('#2c6e37', 60, 10, 42, 34, 78, 34),
    corners('#2c6e37', 60, 24, 36, 54, 84, 54),
    disc('#fff0c7', 54, 30, 2),
    disc('#fbe4e1', 66, 40, 2),
    disc('#a9d6d0', 50, 47, 2),
    disc('#f2a65a', 60, 10, 3),
  ),
  roches: scene(
    '#e1eef9',
    '#857a6b',
    corners('#a08a6b', 0, 60, 30, 34, 50, 48, 74, 22, 120, 60),
    corners('#c9b48f', 30, 34, 50, 48, 36, 54, 18, 50),
    corners('#6f6250', 74, 22, 92, 38, 78, 46, 64, 34),
  ),
} as const satisfies Readonly<Record<string, readonly Shape[]>>;

/** The drawing as pixels, three bytes each, six for each step of the sheet. */
export function pixelsOf(name: keyof typeof drawings): { bytes: Buffer; width: number; height: number } {
  const [width, height] = [WIDTH * 6, HEIGHT * 6];
  const bytes = Buffer.alloc(width * height * 3);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const shape = drawings[name].findLast((one) => covers(one, (column + 0.5) / 6, (row + 0.5) / 6));
      bytes.writeUIntBE(Number.parseInt((shape?.colour ?? '#ffffff').slice(1), 16), (row * width + column) * 3, 3);
    }
  return { bytes, width, height };
}

function covers(shape: Shape, x: number, y: number): boolean {
  if ('disc' in shape) return (x - shape.disc[0]) ** 2 + (y - shape.disc[1]) ** 2 <= shape.disc[2] ** 2;
  const { corners: points } = shape;
  let inside = false;
  for (let at = 0, before = points.length - 2; at < points.length; before = at, at += 2) {
    const [ax, ay, bx, by] = [points[at] ?? 0, points[at + 1] ?? 0, points[before] ?? 0, points[before + 1] ?? 0];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
