/** What the client build does beyond Vite's own work: colours, sprites, app icons, the list of addresses, compression. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { iconNames } from '../icon-names.ts';
import { writeColourSheet } from './colours.ts';
import { drawingSprite, iconSprite } from './sprites.ts';

/** `root`: the folder of the checkout. `outDir`: where Vite writes. */
export function clientBundle({ root, outDir }: { root: string; outDir: string }): Plugin {
  const addresses: Record<string, string> = {};
  const assets = join(outDir, 'assets');

  const keep = (name: string, content: string | Buffer): void => {
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 8);
    const file = `${basename(name, extname(name))}-${hash}${extname(name)}`;
    writeFileSync(join(assets, file), content);
    addresses[name] = `/assets/${file}`;
  };

  return {
    name: 'preau-client',
    buildStart() {
      writeColourSheet(join(root, 'ui/tokens/colours.css'));
    },
    writeBundle(_, bundle) {
      mkdirSync(assets, { recursive: true });
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk' && output.isEntry) addresses[`${output.name}.js`] = `/${output.fileName}`;
        for (const name of output.type === 'asset' ? output.names : []) {
          if (name.endsWith('-css.css')) addresses[name.replace('-css', '')] = `/${output.fileName}`;
          if (name.includes('hyperlegible-next-latin-wght')) addresses['text.woff2'] = `/${output.fileName}`;
        }
      }
      keep('icons.svg', iconSprite(iconNames, join(root, 'node_modules/lucide-static/icons')));
      keep('drawings.svg', drawingSprite(join(root, 'ui/drawings')));
      const brand = join(root, 'ui/brand');
      keep('favicon.svg', readFileSync(join(brand, 'favicon.svg')));
      for (const size of [180, 192, 512]) keep(`icon-${size}.png`, readFileSync(join(brand, `icon-${size}.png`)));
      const manifest = readFileSync(join(brand, 'site.webmanifest'), 'utf8');
      keep(
        'site.webmanifest',
        manifest.replaceAll(/"src": "([^"]+)"/g, (_all, name) => `"src": "${addresses[name]}"`),
      );
      writeFileSync(join(outDir, 'assets.json'), `${JSON.stringify(addresses, null, 2)}\n`);
      compressAll(assets);
    },
  };
}

/** Beside each text file its `.br` and `.gz`, so that the server never compresses an asset. */
function compressAll(folder: string): void {
  for (const file of readdirSync(folder)) {
    if (!/\.(js|css|svg|webmanifest)$/.test(file)) continue;
    const content = readFileSync(join(folder, file));
    writeFileSync(join(folder, `${file}.gz`), gzipSync(content, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(content, { params }));
  }
}
