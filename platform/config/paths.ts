import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const compiled = join('build', 'server', 'platform', 'config');

/** The folder of the checkout, whether this file runs as source or compiled under build/server. */
export const projectRoot = here.endsWith(compiled) ? here.slice(0, -compiled.length - 1) : join(here, '..', '..');

/** An absolute path inside the checkout: `projectPath('db/migrations')`. */
export const projectPath = (...parts: string[]): string => join(projectRoot, ...parts);
