import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { projectPath } from '../platform/config/paths.ts';

/** What only rare acts need: each is read when the first of them happens. */
const RARE = ['pdfkit', 'fontkit', 'qrcode', 'sharp', 'hucre', '@peculiar/x509', 'graphile-worker', 'nodemailer'];

/** Prints the packages that are read when the program is, one a line. */
const listing = `
  import { registerHooks } from 'node:module';
  const read = new Set();
  registerHooks({
    load(url, context, next) {
      const inside = /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url);
      if (inside) read.add(inside[1]);
      return next(url, context);
    },
  });
  await import(process.argv[1]);
  console.log([...read].sort().join('\\n'));
`;

describe('the start of the product', () => {
  it('reads no library that only rare acts need', async () => {
    const main = pathToFileURL(projectPath('build', 'server', 'app', 'main.js')).href;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', listing, main]);
    const packages = stdout.trim().split('\n');
    assert.ok(packages.includes('fastify'), 'the listing lists');
    assert.deepEqual(
      RARE.filter((name) => packages.includes(name)),
      [],
    );
  });
});
