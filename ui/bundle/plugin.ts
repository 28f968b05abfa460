/** What the client build does beyond Vite's own work: colours, sprites, app icons, the list of addresses, compression. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Plugin } from 'vite';
import { iconNames } from '../icon-names.ts';
import { writeColourSheet } from './colours.ts';
import { drawingSprite, iconSprite } from './sprites.ts';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Scripts that are one file each, whatever they share with the pages': no page is there to fetch a second one. */
const standalone = { 'service-worker': 'ui/client/service-worker.ts', offline: 'ui/client/outbox/offline.ts' };

/** `root`: the folder of the checkout. `outDir`: where Vite writes. `target`: the browsers, as Vite names them. */
export function clientBundle({ root, outDir, target }: { root: string; outDir: string; target: string[] }): Plugin {
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
    async writeBundle(_, bundle) {
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
      keep('pictures.svg', drawingSprite(join(root, 'ui/pictures')));
      for (const [name, file] of Object.entries(standalone))
        keep(`${name}.js`, await oneFile(join(root, file), { root, target }));
      const brand = join(root, 'ui/brand');
      keep('favicon.svg', readFileSync(join(brand, 'favicon.svg')));
      for (const size of [180, 192, 512]) keep(`icon-${size}.png`, readFileSync(join(brand, `icon-${size}.png`)));
      const manifest = readFileSync(join(brand, 'site.webmanifest'), 'utf8');
      keep(
        'site.webmanifest',
        manifest.replaceAll(/"src": "([^"]+)"/g, (_all, name) => `"src": "${addresses[name]}"`),
      );
      writeFileSync(join(outDir, 'assets.json'), `${JSON.stringify(addresses, null, 2)}\n`);
      await compressAll(assets);
    },
  };
}

/** A script with all that it imports, as a classic script runs it. */
async function oneFile(file: string, { root, target }: { root: string; target: string[] }): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { write: false, target, rollupOptions: { input: file, output: { format: 'iife' } } },
  });
  const [made] = Array.isArray(built) ? built : [built];
  const [script] = made && 'output' in made ? made.output : [];
  if (script?.type !== 'chunk') throw new Error(`${file} gave no script`);
  return script.code;
}

/**
 * Turbo without the stylesheet that it writes into the page: our policy allows no inline style, and our own sheet draws
 * the bar of a slow visit. Fails when a new Turbo no longer has that line.
 */
export function turboWithoutInlineStyle(): Plugin {
  const line = 'this.installStylesheetElement();';
  return {
    name: 'preau-turbo',
    transform(code, id) {
      if (!id.includes('@hotwired/turbo')) return null;
      if (!code.includes(line)) this.error('Turbo changed: look again at how its progress bar is styled.');
      return { code: code.replace(line, ''), map: null };
    },
  };
}

/** Beside each text file its `.br` and `.gz`, so that the server never compresses an asset. */
async function compressAll(folder: string): Promise<void> {
  const files = readdirSync(folder).filter((file) => /\.(js|css|svg|webmanifest)$/.test(file));
  await Promise.all(
    files.map(async (file) => {
      const content = readFileSync(join(folder, file));
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      writeFileSync(join(folder, `${file}.br`), await brotli(content, { params }));
      writeFileSync(join(folder, `${file}.gz`), await gzipped(content, { level: 9 }));
    }),
  );
}
