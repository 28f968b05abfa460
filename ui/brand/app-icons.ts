/** Redraws the app icons `icon-*.png` from `favicon.svg`, by hand after the logo changed: `node ui/brand/app-icons.ts CHROMIUM`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const folder = import.meta.dirname;
// The icon fills its square and keeps to the middle: systems cut it to circles and rounded squares.
const svg = readFileSync(join(folder, 'favicon.svg'), 'utf8')
  .replace('viewBox="0 0 40 40"', 'viewBox="-8 -8 56 56"')
  .replace(/<rect[^>]*>/, '<rect x="-8" y="-8" width="56" height="56" fill="#fbf8f3"/>');

const browser = await chromium.launch({
  ...(process.argv[2] ? { executablePath: process.argv[2] } : {}),
  args: ['--no-sandbox'],
});
for (const size of [180, 192, 512]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block}</style>${svg.replace('<svg', `<svg width="${size}"`)}`,
  );
  await page.screenshot({ path: join(folder, `icon-${size}.png`) });
}
await browser.close();
