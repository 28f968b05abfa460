/** Draws the two sprites: the icons in use, from Lucide, and our own drawings. One file each, cached once. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The inside of an SVG file as a symbol that takes line and colour from where it is used. */
export function symbolOf(id: string, svg: string): string {
  const viewBox = /viewBox="([^"]+)"/.exec(svg)?.[1];
  const inside = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)?.[1];
  if (!viewBox || !inside) throw new Error(`The drawing "${id}" is not an SVG with a viewBox.`);
  return `<symbol id="${id}" viewBox="${viewBox}">${inside.replace(/\s*\n\s*/g, '').trim()}</symbol>`;
}

const sprite = (symbols: string[]): string => `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`;

/** The sprite of the named icons; throws when Lucide has no icon of that name. */
export const iconSprite = (names: readonly string[], lucideIcons: string): string =>
  sprite(names.map((name) => symbolOf(name, readFileSync(join(lucideIcons, `${name}.svg`), 'utf8'))));

/** The sprite of every drawing in a folder. */
export const drawingSprite = (folder: string): string =>
  sprite(
    readdirSync(folder)
      .filter((file) => file.endsWith('.svg'))
      .sort()
      .map((file) => symbolOf(basename(file, '.svg'), readFileSync(join(folder, file), 'utf8'))),
  );
