/** The addresses of what the client build made: stylesheets, scripts, sprites and fonts, each named by its content. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type AssetName =
  | 'app.css'
  | 'little.css'
  | 'little.js'
  | 'sender.js'
  | 'passkeys.js'
  | 'voice.js'
  | 'service-worker.js'
  | 'offline.js'
  | 'pictures.svg'
  | 'public.css'
  | 'app.js'
  | 'icons.svg'
  | 'drawings.svg'
  | 'text.woff2'
  | 'favicon.svg'
  | 'icon-180.png'
  | 'icon-192.png'
  | 'icon-512.png'
  | 'site.webmanifest';

let addresses: ReadonlyMap<string, string> = new Map();

/**
 * Reads the list written by the client build. Called once, when the server starts.
 * Throws a sentence when the build is missing or does not hold every asset that the pages name.
 */
export function loadAssets(clientFolder: string): void {
  const path = join(clientFolder, 'assets.json');
  let list: Record<string, string>;
  try {
    list = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  } catch {
    throw new Error(`The client build is missing (${path}): run "npm run build".`);
  }
  addresses = new Map(Object.entries(list));
}

/** The address of an asset: `asset('app.css')` → `/assets/app-3f2a….css`. Before `loadAssets`, its plain name. */
export const asset = (name: AssetName): string => addresses.get(name) ?? `/assets/${name}`;
