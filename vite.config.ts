import { join } from 'node:path';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import { defineConfig } from 'vite';
import { clientBundle, turboWithoutInlineStyle } from './ui/bundle/plugin.ts';

const root = import.meta.dirname;
const outDir = join(root, 'build/client');
const target = ['chrome120', 'firefox128', 'safari16.4'];

/** The client alone: stylesheets, fonts, sprites, the few scripts. The server is built by `tsc`. */
export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [
    // en-US stays beside fr-FR: a browser in English looks its own language up before the page can say otherwise.
    { ...optimizeLocales.vite({ locales: ['fr-FR', 'en-US'] }), enforce: 'pre' },
    turboWithoutInlineStyle(),
    clientBundle({ root, outDir, target }),
  ],
  css: {
    transformer: 'lightningcss',
    lightningcss: { targets: { chrome: 120 << 16, firefox: 128 << 16, safari: (16 << 16) | (4 << 8) } },
  },
  build: {
    outDir,
    emptyOutDir: true,
    target,
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    rollupOptions: {
      checks: { bundlerTimings: false },
      input: {
        app: join(root, 'ui/client/app.ts'),
        little: join(root, 'ui/client/little.ts'),
        sender: join(root, 'ui/client/sender.ts'),
        passkeys: join(root, 'ui/client/passkeys.ts'),
        voice: join(root, 'ui/client/voice.ts'),
        'app-css': join(root, 'ui/app.css'),
        'little-css': join(root, 'ui/little.css'),
        'public-css': join(root, 'ui/public.css'),
      },
    },
  },
});
